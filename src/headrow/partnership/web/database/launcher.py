"""Start, find and stop the PostgreSQL server that Headrow keeps for itself in one folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from headrow.partnership.web.database import accounts, binaries, passwords
from headrow.partnership.web.database.accounts import Account
from headrow.partnership.web.database.binaries import Binaries
from headrow.partnership.web.database.server import (
    PORT,
    ROLE_NAMES,
    STAND_IN,
    Server,
    ServerWouldNotStart,
    noted_in,
    programs_noted_in,
)

LONGEST_SOCKET_FOLDER = 85  # a socket's whole path must stay under 108 bytes; ours under 100
START_SECONDS = 30
# Only for servers that hold nothing worth keeping: a crash of the machine loses everything in them.
NOT_DURABLE = ("-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off")


def _tell(sentence: str) -> None:
    print(f"headrow: {sentence}", file=sys.stderr)


def start(
    folder: Path,
    *,
    fast: bool = False,
    account: str | None = None,
    say: Callable[[str], None] = _tell,
    programs: Binaries | None = None,
) -> Server:
    """Start the server of a folder, or find it running; the data lies in `folder/<major version>`.

    Many processes may call this at once: one starts the server and the others find it. fast: give
    up durability (tests). account: run as this account instead of `postgres` or `nobody` (root only).
    programs: those of another version than the one that is found first.
    Raises ServerWouldNotStart with PostgreSQL's own words, NoServerPrograms when there is none.
    """
    chosen = accounts.server_account(account)
    asked, folder = folder, place_for(folder, chosen, fast=fast)
    if folder != asked.resolve() and not folder.exists():
        say(f"The account {chosen.name} cannot reach {asked}; the database is kept in {folder}.")
    _make_folder(folder)
    with _alone(folder):
        programs = programs or binaries.find()
        data = folder / str(programs.major)
        if data.exists() and account is None and os.geteuid() == 0:
            chosen = accounts.owner_of(data)  # what once ran as `nobody` goes on as `nobody`
        programs = binaries.reachable(programs, chosen, beside=folder, say=say)
        if not data.exists():
            _refuse_beside_older(folder, programs.major)
            _make(data, programs, chosen, fast=fast)
        _refuse_other_owner(data, chosen)
        server = _running(data, programs) or _launch(data, programs, chosen, fast=fast)
        _refuse_undurable(server, fast=fast)
        return server


def stop(folder: Path) -> bool:
    """Stop the servers of a folder; whether there was one running."""
    running = status(folder)
    for server in running:
        server.stop()
    return bool(running)


def status(folder: Path) -> list[Server]:
    """The servers of a folder that answer now, at most one for each major version."""
    chosen = accounts.server_account()
    places = {place_for(folder, chosen, fast=fast) for fast in (False, True)}
    places.add(folder.resolve())
    kept = [data for place in sorted(places) for data in sorted(place.glob("[0-9][0-9]"))]
    servers = [_running(data, programs_noted_in(data)) for data in kept]
    return [server for server in servers if server]


def older_data(folder: Path, major: int) -> Path | None:
    """The newest data in a folder that another version made, where this version has none yet."""
    kept = sorted(folder.glob("[0-9][0-9]"))
    return kept[-1] if kept and folder / str(major) not in kept else None


def place_for(folder: Path, account: Account, *, fast: bool) -> Path:
    """The folder itself, or a stand-in for it which the server's account can reach.

    Root's own folders are closed to the account that runs the server, and are not opened for it.
    """
    folder = folder.resolve()
    there = folder
    while not there.exists():
        there = there.parent
    if accounts.can_enter(account, there):
        return folder
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    home = Path(tempfile.gettempdir()) if fast else Path("/var/lib/headrow")
    return home / f"{STAND_IN}{digest}"


def _make_folder(folder: Path) -> None:
    """Make a folder that others may pass through and not list; refuse one that is another's."""
    missing = [path for path in [folder, *folder.parents] if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        # A strict umask must not shut the server's account out of a folder that is new.
        if os.geteuid() == 0:
            path.chmod(0o711)
    if folder.stat().st_uid != os.geteuid():
        raise ServerWouldNotStart(
            f"{folder} belongs to {accounts.owner_of(folder).name}, not to you."
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with open(folder / "lock", "a", opener=lambda path, flags: os.open(path, flags, 0o600)) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _make(data: Path, programs: Binaries, account: Account, *, fast: bool) -> None:
    """Make an empty data folder, whole or not at all."""
    half = data.with_name(data.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    os.chown(half, account.uid, account.gid)
    told = passwords.make(data, list(ROLE_NAMES.values()))
    with passwords.shown_to(account, told["postgres"], beside=half) as file:
        # Every role signs in with a password, so that it does not matter who else runs as `nobody`.
        done = accounts.run_as(
            account,
            [
                programs.program("initdb"),
                f"--pgdata={half}",
                "--username=postgres",
                f"--pwfile={file}",
                "--auth-local=scram-sha-256",
                "--auth-host=reject",
                "--encoding=UTF8",
                *_locale(programs.major),
                "--data-checksums",
                *(["--no-sync"] if fast else []),
            ],
        )
    if done.returncode:
        shutil.rmtree(half, ignore_errors=True)
        raise ServerWouldNotStart(f"initdb could not make {data}: {done.stdout.strip()}")
    half.rename(data)


def _locale(major: int) -> list[str]:
    """Order by code point everywhere, and know capital letters beyond English ones."""
    if major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C", "--lc-ctype=C.UTF-8"]


def _running(data: Path, programs: Binaries) -> Server | None:
    noted = noted_in(data, programs)
    return noted if noted and noted.answers() else None


def _launch(data: Path, programs: Binaries, account: Account, *, fast: bool) -> Server:
    options = [
        "-c listen_addresses=''",
        f"-c unix_socket_directories='{_socket_folder(data, account)}'",
        "-c unix_socket_permissions=0700",
        f"-c port={PORT}",
        "-c timezone=UTC",
        "-c log_timezone=UTC",
        *(NOT_DURABLE if fast else ()),
    ]
    printed = data / "server.log"
    command = [programs.program("pg_ctl"), "-D", data, "-w", "-t", START_SECONDS]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        accounts.run_as(account, [*command, "-l", printed, "-o", " ".join(options), "start"])
        if server := _running(data, programs):
            return server
        # A killed server leaves workers that end by themselves; until then a start is refused.
        time.sleep(0.5)
    said = printed.read_text(errors="replace").splitlines() if printed.exists() else []
    raise ServerWouldNotStart("\n".join([f"PostgreSQL would not start in {data}.", *said[-8:]]))


def _socket_folder(data: Path, account: Account) -> Path:
    if (
        len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER
        and "'" not in str(data)
        and " " not in str(data)
    ):
        return data
    short = Path(tempfile.mkdtemp(prefix="headrow-", dir="/tmp"))  # made 0700 and by nobody else
    os.chown(short, account.uid, account.gid)
    return short


def _refuse_other_owner(data: Path, account: Account) -> None:
    owner = accounts.owner_of(data)
    if owner != account:
        raise ServerWouldNotStart(
            f"{data} was made by the account {owner.name}, and this would run as {account.name}. "
            f"Start it as {owner.name} (or as root, which hands over to {owner.name} when asked)."
        )


def _refuse_beside_older(folder: Path, major: int) -> None:
    """An empty database must never quietly stand where a full one of another version is."""
    older = older_data(folder, major)
    if older:
        raise ServerWouldNotStart(
            f"The data in {older} are of PostgreSQL {older.name}, and the programs found are of {major}.\n"
            "  remedy     headrow database upgrade"
        )


def _refuse_undurable(server: Server, *, fast: bool) -> None:
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        row = connection.execute("show fsync").fetchone()
    if not fast and row != ("on",):
        raise ServerWouldNotStart(
            f"The server in {server.data} runs without durability, for tests. Stop it first."
        )
