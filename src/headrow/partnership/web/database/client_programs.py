"""Run pg_dump and pg_restore on a database: what they print or read as a stream, their failure as an error."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

from psycopg.conninfo import conninfo_to_dict


class ProgramFailed(Exception):
    """A program of PostgreSQL ended badly; its last words are in the message."""


@contextmanager
def printing(command: Sequence[object], database_url: str) -> Iterator[BinaryIO]:
    """What a program prints about a database; raises ProgramFailed when it ends badly."""
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=environment(database_url),
        ) as process:
            assert process.stdout is not None
            yield cast(BinaryIO, process.stdout)
        if process.returncode:
            raise ProgramFailed(f"pg_dump ended badly: {_last_words(said)}")


@contextmanager
def reading(command: Sequence[object], database_url: str) -> Iterator[BinaryIO]:
    """A program to write to; raises ProgramFailed when it ends badly, and then it changed nothing."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            bufsize=0,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment(database_url),
        )
        assert process.stdin is not None
        try:
            yield cast(BinaryIO, process.stdin)
            process.stdin.close()
        except BaseException:
            process.kill()  # before it can take the end of our stream for the end of the dump
            raise
        finally:
            process.wait()
        if process.returncode:
            raise ProgramFailed(f"pg_restore ended badly: {_last_words(said)}")


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode(errors="replace").strip()[-600:]


def environment(database_url: str) -> dict[str, str]:
    """The address of a database as PostgreSQL's own variables: an argument could be read by anyone."""
    names = {"dbname": "PGDATABASE", "host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    return {
        "PATH": os.defpath,
        "LC_ALL": "C",
        **{names[key]: value for key, value in keys(database_url).items() if key in names},
    }


def keys(database_url: str) -> dict[str, str]:
    """The parts of an address by their names in libpq: host, port, user, password, dbname and others."""
    return {key: str(value) for key, value in conninfo_to_dict(database_url).items() if value}
