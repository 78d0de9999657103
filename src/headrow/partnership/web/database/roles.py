"""The roles of the database: one that owns and migrates it, and one that the site signs in as."""

from __future__ import annotations

from typing import Any, Protocol

import psycopg
from psycopg import sql

from headrow.partnership.web.database.server import ROLE_NAMES, Server

OWNER, APP, BACKUP = ROLE_NAMES["owner"], ROLE_NAMES["app"], ROLE_NAMES["backup"]


class UnsafeRole(Exception):
    """The site signs in as a role that row level security does not hold."""


class Connection(Protocol):
    """A connection of psycopg or of Django."""

    def cursor(self) -> Any:
        """A cursor to ask with."""


def prepare(server: Server) -> None:
    """Make the roles of the owner, the site and the backup, or set right what they may do.

    May be run again. A backup must hold every row, so its role passes row level security; it reads only.
    """
    with _superuser(server, "postgres") as connection:
        for role in ("owner", "app", "backup"):
            keys = server.connection(role, "postgres")
            asked = [keys["USER"]]
            there = connection.execute(
                "select 1 from pg_roles where rolname = %s", asked
            ).fetchone()
            connection.execute(
                sql.SQL(
                    "{verb} role {name} with login nosuperuser nocreatedb nocreaterole noreplication"
                    " {rows} password {password}"
                ).format(
                    verb=sql.SQL("alter" if there else "create"),
                    name=sql.Identifier(keys["USER"]),
                    rows=sql.SQL("bypassrls" if role == "backup" else "nobypassrls"),
                    password=sql.Literal(keys["PASSWORD"]),
                )
            )
        connection.execute(sql.SQL("grant pg_read_all_data to {}").format(sql.Identifier(BACKUP)))


def create_database(server: Server, name: str, template: str | None = None) -> None:
    """Make a database that the owner's role owns and the site's role may use but not build in.

    template: a database to copy, which must have no connections. Raises psycopg.errors.DuplicateDatabase
    when there is one of that name.
    """
    with _superuser(server, "postgres") as connection:
        copied = (
            sql.SQL(" template {}").format(sql.Identifier(template)) if template else sql.SQL("")
        )
        database, owner = sql.Identifier(name), sql.Identifier(OWNER)
        connection.execute(sql.SQL("create database {} owner {}").format(database, owner) + copied)
    _open_to_roles(server, name)


def ensure_database(server: Server, name: str) -> None:
    """Make the roles and the database where they are missing or half made; many may call this at once."""
    with _superuser(server, "postgres") as connection:
        connection.execute("select pg_advisory_lock(hashtext('headrow.ensure_database'))")
        asked = (
            "select has_database_privilege(rolname, datname, 'connect') from pg_roles, pg_database"
        )
        found = connection.execute(
            asked + " where rolname = %s and datname = %s", [APP, name]
        ).fetchone()
        if found == (True,):
            return
        prepare(server)
        named = connection.execute("select 1 from pg_database where datname = %s", [name])
        if named.fetchone():
            _open_to_roles(server, name)
        else:
            create_database(server, name)


def _open_to_roles(server: Server, name: str) -> None:
    names = {"owner": OWNER, "app": APP, "backup": BACKUP, "database": name}
    parts = {key: sql.Identifier(value) for key, value in names.items()}
    with _superuser(server, name) as connection:
        for statement in _GRANTS:
            connection.execute(sql.SQL(statement).format(**parts))


# The right to connect comes last: whoever has it finds everything before it done.
_GRANTS = (
    "revoke all on database {database} from public",
    "alter schema public owner to {owner}",
    "revoke all on schema public from public",
    "grant usage on schema public to {app}",
    "alter default privileges for role {owner} in schema public"
    " grant select, insert, update, delete on tables to {app}",
    "alter default privileges for role {owner} in schema public grant usage, select on sequences to {app}",
    "grant connect on database {database} to {app}, {backup}",
)


def drop_database(server: Server, name: str) -> None:
    """Delete a database if it is there, ending the connections to it."""
    with _superuser(server, "postgres") as connection:
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )


def refuse_unsafe_role(connection: Connection) -> None:
    """Raise UnsafeRole when a connection's role can pass the walls that the database puts up.

    Those are a superuser, a role with BYPASSRLS, a member of such a role, and the owner of the
    tables, who could take the policies away (stack decisions, section 2.4).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolname, rolsuper, rolbypassrls from pg_roles"
            " where (rolsuper or rolbypassrls) and"
            " (pg_has_role(session_user, oid, 'member') or pg_has_role(current_user, oid, 'member'))"
        )
        over = cursor.fetchone()
        cursor.execute(
            "select current_user, count(*) from pg_class where relkind in ('r', 'p')"
            " and relpersistence = 'p' and pg_has_role(current_user, relowner, 'member')"
        )
        name, owned = cursor.fetchone()
    remedy = f"  remedy     give DATABASE_URL the role {APP}, which `headrow database start` makes"
    if over:
        why = "is a superuser" if over[2] else "may bypass row level security"
        who = (
            f"{over[0]} {why}"
            if over[1] == over[0]
            else f"{over[0]} is a member of {over[1]}, which {why}"
        )
        raise UnsafeRole(
            f"The site must not sign in to the database as this role: {who}.\n{remedy}"
        )
    if owned:
        raise UnsafeRole(
            f"The site must not sign in as {name}, which owns {owned} tables.\n{remedy}"
        )


def _superuser(server: Server, database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(server.url("postgres", database), autocommit=True)
