"""Carry the databases of an older server over to the version of PostgreSQL that is installed now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from headrow.partnership.web.database import (
    accounts,
    binaries,
    census,
    client_programs,
    launcher,
    passwords,
    roles,
)
from headrow.partnership.web.database.binaries import Binaries, NoServerPrograms
from headrow.partnership.web.database.server import Server, programs_noted_in


class UpgradeFailed(Exception):
    """The new server does not hold what the old one held; the old one is as it was."""


def upgrade(folder: Path, *, fast: bool = False, say: Callable[[str], None]) -> Server:
    """Copy every database of an older server into a new one, compare them, and start the new one.

    By dump and restore, which also turns page checksums on where the old server had none (stack
    decisions, section 2.5). The old data folder is kept, stopped. The new one takes its place only when
    everything has been compared, so that an upgrade that broke off is simply run again. Without older
    data it starts the server. Raises NoServerPrograms when the old server's programs are gone.
    """
    place = launcher.place_for(folder, accounts.server_account(), fast=fast)
    older = launcher.older_data(place, binaries.find().major)
    if older is None:
        return launcher.start(folder, fast=fast, say=say)
    say(f"Copying the databases of PostgreSQL {older.name} in {older}.")
    shutil.rmtree(place / "upgrade", ignore_errors=True)
    new = launcher.start(place / "upgrade", fast=fast, say=say)
    old = launcher.start(place, fast=fast, say=say, programs=programs_for(older))
    try:
        roles.prepare(new)
        for name in _databases(old):
            _copy(name, old, new)
            say(f"{name}: copied, and every table compared.")
    finally:
        old.stop()
        new.stop()
    passwords.file_of(new.data).rename(place / passwords.file_of(new.data).name)
    new.data.rename(place / new.data.name)
    shutil.rmtree(place / "upgrade")
    say(
        f"PostgreSQL {new.programs.major} holds everything. {older} is kept: remove it when you are sure."
    )
    return launcher.start(folder, fast=fast, say=say)


def programs_for(data: Path) -> Binaries:
    """The programs of the version that made a data folder: those it last ran from, or others of it."""
    system = Path(f"/usr/lib/postgresql/{data.name}/bin")
    for folder in [programs_noted_in(data).folder, *binaries.places(), system]:
        if binaries.major_of(folder) == int(data.name):
            return Binaries(folder, int(data.name))
    raise NoServerPrograms(
        f"The data in {data} are of PostgreSQL {data.name}, and its programs are gone.\n"
        f"  remedy     install PostgreSQL {data.name} again beside the new one, then upgrade"
    )


def _databases(server: Server) -> list[str]:
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        found = connection.execute(
            "select datname from pg_database where not datistemplate and datname <> 'postgres' order by 1"
        )
        return [name for (name,) in found]


def _copy(name: str, old: Server, new: Server) -> None:
    major = new.programs.major
    dumping = [binaries.client("pg_dump", server_major=major), "--format=custom"]
    loading = [binaries.client("pg_restore", server_major=major), "--create", "--exit-on-error"]
    with (
        client_programs.printing(dumping, old.url("postgres", name)) as dump,
        client_programs.reading(
            [*loading, "--dbname=postgres"], new.url("postgres", "postgres")
        ) as into,
        suppress(BrokenPipeError),  # pg_restore has ended, and says why
    ):
        shutil.copyfileobj(dump, into, 1024 * 1024)
    with (
        psycopg.connect(old.url("postgres", name)) as before,
        psycopg.connect(new.url("postgres", name)) as after,
    ):
        if census.count(before, everything=True) != census.count(after, everything=True):
            raise UpgradeFailed(
                f"{name} did not come over whole. The old data are untouched in {old.data}."
            )
