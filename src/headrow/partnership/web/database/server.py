"""A running server: how each role signs in, whether it answers, and how it stops."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlencode

import psycopg

from headrow.partnership.web.database import accounts, passwords
from headrow.partnership.web.database.accounts import Account
from headrow.partnership.web.database.binaries import Binaries

Role = Literal["postgres", "owner", "app", "backup"]
ROLE_NAMES: dict[Role, str] = {
    "postgres": "postgres",
    "owner": "headrow_owner",
    "app": "headrow_app",
    "backup": "headrow_backup",
}
PORT = "5432"
# The name of a stand-in folder for one that the server's account cannot reach.
STAND_IN = "headrow-postgres-"


class ServerWouldNotStart(Exception):
    """PostgreSQL did not come up or go down, or is not the server that was asked for."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where its data and its socket are."""

    data: Path
    socket_folder: Path
    programs: Binaries
    account: Account

    def connection(self, role: Role, database: str) -> dict[str, str]:
        """The keys of Django's DATABASES for a role: NAME, USER, PASSWORD, HOST, PORT."""
        return {
            "NAME": database,
            "USER": ROLE_NAMES[role],
            "PASSWORD": passwords.read(self.data)[ROLE_NAMES[role]],
            "HOST": str(self.socket_folder),
            "PORT": PORT,
        }

    def url(self, role: Role, database: str) -> str:
        """The address of a database for a role, as DATABASE_URL has it."""
        keys = self.connection(role, database)
        where = urlencode({"host": keys["HOST"], "port": keys["PORT"]})
        return f"postgresql://{quote(keys['USER'])}:{quote(keys['PASSWORD'])}@/{quote(database)}?{where}"

    def stop(self) -> None:
        """Stop the server; work under way is rolled back, nothing acknowledged is lost."""
        command = [self.programs.program("pg_ctl"), "-D", self.data, "-m", "fast", "-w", "stop"]
        done = accounts.run_as(self.account, command)
        if self.socket_folder != self.data:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        if done.returncode and self.answers():
            raise ServerWouldNotStart(f"PostgreSQL would not stop: {done.stdout.strip()}")

    def discard(self) -> None:
        """Stop the server and delete everything it held; for servers of tests only."""
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)
        passwords.file_of(self.data).unlink(missing_ok=True)
        if self.data.parent.name.startswith(STAND_IN):
            shutil.rmtree(self.data.parent, ignore_errors=True)

    def answers(self) -> bool:
        """Whether it takes a connection now."""
        try:
            with psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False


def noted_in(data: Path, programs: Binaries) -> Server | None:
    """The server that a data folder's postmaster.pid speaks of; it may be dead or still starting."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Server(data, Path(lines[4]), programs, accounts.owner_of(data))
    except (FileNotFoundError, IndexError):
        return None


def programs_noted_in(data: Path) -> Binaries:
    """The programs that a data folder's server was last started from, as it noted them itself."""
    options = data / "postmaster.opts"
    first = options.read_text().split(" ")[0] if options.exists() else ""
    return Binaries(Path(first).parent, int(data.name))
