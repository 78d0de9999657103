"""Back up the database and the files of one moment into one sealed file, and bring them back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from headrow.partnership.web.database import (
    archive,
    binaries,
    census,
    client_programs,
    launcher,
    roles,
)
from headrow.partnership.web.database.archive import Manifest


class RestoreRefused(Exception):
    """A backup does not fit this Headrow or this database, and nothing was changed."""


class RestoreFailed(Exception):
    """A backup could not be brought back, or what came back is not what was saved."""


def backup(database_url: str, to: Path, *, recipient: str, files: Path | None = None) -> Manifest:
    """Write a sealed backup of a database and a folder of files; only the recipient's key opens it.

    database_url: a role that reads every row (`headrow_backup`). The database is as of one moment. Files
    are read after it, so that each file the database names is there; one added meanwhile may be too.
    Raises ProgramFailed with pg_dump's words; then nothing is left at `to`.
    """
    with psycopg.connect(database_url) as connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        (snapshot,) = connection.execute("select pg_export_snapshot()").fetchall()[0]
        major = connection.info.server_version // 10000
        manifest = Manifest(
            format=archive.FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            headrow=version("headrow"),
            server=major,
            migrations=census.migrations(connection),
            tables=census.count(connection),
        )
        command = [
            binaries.client("pg_dump", server_major=major),
            "--format=custom",
            f"--snapshot={snapshot}",
            *(f"--exclude-table-data=public.{pattern}" for pattern in census.LEFT_OUT),
        ]
        with archive.writing(to, recipient) as written:
            written.manifest(manifest)
            with client_programs.printing(command, database_url) as dump:
                written.dump(dump)
            if files is not None and files.is_dir():
                written.files(files)
    return manifest


def restore(
    sealed: Path,
    database_url: str,
    *,
    identity: str,
    files: Path | None = None,
    known_migrations: Sequence[str] | None = None,
    older_allowed: bool = False,
) -> Manifest:
    """Bring a backup back into an empty database and an empty folder, and compare what came back.

    database_url: the role that is to own everything (`headrow_owner`). known_migrations: those of this
    Headrow, as `app.name`; older_allowed: take a backup that lacks some, to be migrated afterwards.
    The whole file is checked before anything is written. Raises CannotBeOpened (damaged, cut short,
    another key), RestoreRefused (does not fit), RestoreFailed, ProgramFailed.
    """
    manifest = archive.check(sealed, identity)
    if known_migrations is not None:
        refuse_other_schema(manifest, known_migrations, older_allowed=older_allowed)
    if files is not None and files.exists() and any(files.iterdir()):
        raise RestoreRefused(f"The folder {files} is not empty. Move it away first.")
    with psycopg.connect(database_url) as connection:
        _refuse_filled(connection)
        _drop_default_rights(connection)
    _bring_back(sealed, identity, database_url, files, manifest)
    with psycopg.connect(database_url) as connection:
        # The owner is held by row level security too; it lifts that for as long as it counts.
        for name in census.tables(connection):
            connection.execute(
                sql.SQL("alter table {} no force row level security").format(sql.Identifier(name))
            )
        found = census.count(connection)
        connection.rollback()
    _compare(manifest, found)
    return manifest


def try_restore(
    sealed: Path,
    *,
    identity: str,
    known_migrations: Sequence[str] | None = None,
    verify: Callable[[str], None] | None = None,
) -> Manifest:
    """Restore a backup into a server of its own that is thrown away after, and compare everything.

    verify: called with the address of the restored database, to raise when something in it is wrong
    (the chain of the audit). Raises what `restore` raises.
    """
    folder = Path(tempfile.mkdtemp(prefix="headrow-restore-"))
    try:
        server = launcher.start(folder / "server", fast=True, say=lambda sentence: None)
        try:
            roles.prepare(server)
            roles.create_database(server, "restored")
            manifest = restore(
                sealed,
                server.url("owner", "restored"),
                identity=identity,
                files=folder / "files",
                known_migrations=known_migrations,
                older_allowed=True,
            )
            if verify is not None:
                verify(server.url("backup", "restored"))
            return manifest
        finally:
            server.discard()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_other_schema(manifest: Manifest, known: Sequence[str], *, older_allowed: bool) -> None:
    """Raise RestoreRefused when a backup's tables are not those of this Headrow."""
    newer = sorted(set(manifest.migrations) - set(known))
    if newer:
        raise RestoreRefused(
            f"The backup was made by a newer Headrow ({manifest.headrow}): it has {len(newer)} changes"
            f" of the database that this one does not know, such as {newer[0]}.\n"
            f"  remedy     install Headrow {manifest.headrow} or newer"
        )
    missing = sorted(set(known) - set(manifest.migrations))
    if missing and not older_allowed:
        raise RestoreRefused(
            f"The backup was made by an older Headrow ({manifest.headrow}): {len(missing)} changes of the"
            f" database are missing, such as {missing[0]}.\n"
            "  remedy     headrow restore --then-migrate"
        )


def _bring_back(
    sealed: Path, identity: str, database_url: str, files: Path | None, manifest: Manifest
) -> None:
    program = binaries.client("pg_restore", server_major=max(manifest.server, _major(database_url)))
    command: list[object] = [
        program,
        "--no-owner",
        "--no-comments",
        "--exit-on-error",
        "--single-transaction",
    ]
    command.append(f"--dbname={client_programs.keys(database_url)['dbname']}")
    half = files.with_name(files.name + ".half") if files is not None else None
    if half is not None:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True, mode=0o700)
    with client_programs.reading(command, database_url) as loading:
        for name, content in archive.members(sealed, identity):
            if name.startswith(archive.DATABASE):
                with suppress(BrokenPipeError):  # the program has ended, and says at the end why
                    shutil.copyfileobj(content, loading)
            elif name.startswith(archive.FILES) and half is not None:
                path = half / name.removeprefix(archive.FILES)
                path.parent.mkdir(parents=True, exist_ok=True)
                with open(path, "wb") as file:
                    shutil.copyfileobj(content, file)
    if half is not None and files is not None:
        if files.exists():
            files.rmdir()
        half.rename(files)


def _compare(manifest: Manifest, found: dict[str, census.Held]) -> None:
    saved = manifest.tables
    wrong = [
        f"{name}: {saved[name].rows if name in saved else 'no'} rows saved,"
        f" {found[name].rows if name in found else 'no'} rows brought back"
        for name in sorted(saved.keys() | found.keys())
        if saved.get(name) != found.get(name)
    ]
    if wrong:
        raise RestoreFailed("What came back is not what was saved.\n  " + "\n  ".join(wrong[:20]))


def _refuse_filled(connection: psycopg.Connection[Any]) -> None:
    filled = census.tables(connection)
    if filled:
        raise RestoreRefused(
            f"The database {connection.info.dbname} is not empty: it has {len(filled)} tables.\n"
            "  remedy     make a new database, restore into it, and change DATABASE_URL"
        )


def _drop_default_rights(connection: psycopg.Connection[Any]) -> None:
    """Let new tables begin without rights: the backup says who may do what, and no more may be done."""
    granted = connection.execute(
        "select distinct g.grantee::regrole::text from pg_default_acl, aclexplode(defaclacl) g"
        " where defaclrole = current_user::regrole and g.grantee <> 0 and g.grantee <> defaclrole"
    ).fetchall()
    for (name,) in granted:
        for kind in ("tables", "sequences", "functions"):
            connection.execute(
                sql.SQL(
                    "alter default privileges in schema public revoke all on {} from {}"
                ).format(sql.SQL(kind), sql.Identifier(name))
            )


def _major(database_url: str) -> int:
    with psycopg.connect(database_url) as connection:
        return connection.info.server_version // 10000
