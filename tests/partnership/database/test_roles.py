"""The site's role may use the tables and change nothing about them; others are refused."""

import psycopg
import pytest

from headrow.partnership.web.database import roles


@pytest.fixture(scope="module")
def site(server):
    roles.create_database(server, "site")
    with psycopg.connect(server.url("owner", "site")) as connection:
        connection.execute("create table notes (id serial primary key, words text)")
    return server


def _ask(server, role: str, statement: str, database: str = "site"):
    with psycopg.connect(server.url(role, database)) as connection:
        return connection.execute(statement)


def test_the_site_reads_and_writes_what_the_owner_made_later(site):
    for statement in (
        "insert into notes (words) values ('one')",
        "update notes set words = 'two'",
        "select words from notes",
        "delete from notes",
    ):
        _ask(site, "app", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (a int)",
        "drop table notes",
        "alter table notes disable row level security",
        "truncate notes",
        "create schema mine",
        "create extension pg_trgm",
        "create role mine",
        "set role headrow_owner",
    ],
)
def test_the_site_cannot_build_or_grant(site, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _ask(site, "app", statement)


def test_the_backup_reads_every_row_and_writes_none(site):
    with psycopg.connect(site.url("owner", "site")) as connection:
        connection.execute("create table walled (a int)")
        connection.execute("insert into walled values (1)")
        connection.execute("alter table walled enable row level security")
        connection.execute("alter table walled force row level security")
    assert _rows(site, "backup", "walled") == 1
    assert _rows(site, "app", "walled") == 0
    assert _rows(site, "owner", "walled") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _ask(site, "backup", "delete from walled")


def _rows(server, role: str, table: str) -> int:
    with psycopg.connect(server.url(role, "site")) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_a_database_is_copied_from_another_and_dropped_under_a_connection(server):
    roles.create_database(server, "pattern")
    with psycopg.connect(server.url("owner", "pattern")) as connection:
        connection.execute("create table t as select 1 as a")
    roles.create_database(server, "copy", template="pattern")
    kept = psycopg.connect(server.url("app", "copy"))
    assert kept.execute("select a from t").fetchone() == (1,)
    roles.drop_database(server, "copy")
    with pytest.raises(psycopg.OperationalError, match="terminating connection"):
        kept.execute("select 1")
    roles.drop_database(server, "copy")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(server.url("app", "copy"))


def test_a_stranger_to_a_database_cannot_connect_to_it(site):
    with psycopg.connect(site.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("create role stranger login password 'of-the-test'")
    url = site.url("app", "site").replace("headrow_app", "stranger")
    keys = psycopg.conninfo.conninfo_to_dict(url) | {"password": "of-the-test"}
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(**keys)


def test_the_roles_are_set_right_when_somebody_raised_them(server):
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        connection.execute("alter role headrow_app superuser bypassrls createdb createrole")
    roles.prepare(server)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        found = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles"
            " where rolname = 'headrow_app'"
        )
        assert found.fetchone() == (False,) * 4


def test_the_sites_role_is_accepted(site):
    with psycopg.connect(site.url("app", "site")) as connection:
        roles.refuse_unsafe_role(connection)


@pytest.mark.parametrize(
    "role, why",
    [
        ("postgres", "postgres is a superuser"),
        ("backup", "headrow_backup may bypass row level security"),
        ("owner", "headrow_owner, which owns"),
    ],
)
def test_a_role_that_passes_the_walls_is_refused(site, role, why):
    with (
        psycopg.connect(site.url(role, "site")) as connection,
        pytest.raises(roles.UnsafeRole, match=why),
    ):
        roles.refuse_unsafe_role(connection)


def test_a_role_that_could_become_a_stronger_one_is_refused(site):
    with psycopg.connect(site.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("grant headrow_backup to headrow_app")
    try:
        with (
            psycopg.connect(site.url("app", "site")) as connection,
            pytest.raises(roles.UnsafeRole, match="member of headrow_backup"),
        ):
            roles.refuse_unsafe_role(connection)
    finally:
        with psycopg.connect(site.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute("revoke headrow_backup from headrow_app")
