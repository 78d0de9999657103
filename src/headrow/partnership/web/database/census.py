"""What a database holds, counted: to tell after a restore that everything came back."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import psycopg
from psycopg import sql

# What is not carried over: signed-in sessions, and work that was waiting when the backup was made.
# A message is sent from the table that holds it, so a restored queue would only send it twice.
LEFT_OUT = ("django_session", "headrow_cache", "procrastinate_*")


@dataclass(frozen=True, slots=True)
class Held:
    """A table's rows: how many, and a sum over them that does not depend on their order."""

    rows: int
    digest: str


def count(connection: psycopg.Connection[Any], *, everything: bool = False) -> dict[str, Held]:
    """The tables of a database by name, without those that a backup leaves empty, or with them.

    The sum is of each row's text, so that times are set to one zone and one way of writing first.
    """
    for setting in (
        "timezone = 'UTC'",
        "datestyle = 'ISO'",
        "extra_float_digits = 1",
        "row_security = off",
    ):
        connection.execute(sql.SQL("set local " + setting))
    return {
        name: _held(connection, name)
        for name in tables(connection)
        if everything or not any(fnmatchcase(name, pattern) for pattern in LEFT_OUT)
    }


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The names of the tables with rows of their own, in order."""
    found = connection.execute(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ' order by relname collate "C"'
    )
    return [name for (name,) in found]


def migrations(connection: psycopg.Connection[Any]) -> list[str]:
    """The migrations a database has had, as `app.name`; none where there never was one."""
    if "django_migrations" not in tables(connection):
        return []
    found = connection.execute("select app || '.' || name from django_migrations")
    return sorted({name for (name,) in found})


def _held(connection: psycopg.Connection[Any], name: str) -> Held:
    row = connection.execute(
        sql.SQL(
            "select count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text from {} t"
        ).format(sql.Identifier(name))
    ).fetchone()
    assert row is not None  # an aggregate always gives one row
    return Held(*row)
