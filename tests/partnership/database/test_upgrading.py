"""A newer PostgreSQL never hides an older one's data, and takes them over whole."""

from pathlib import Path

import psycopg
import pytest

from headrow.partnership.web.database import binaries, launcher, passwords, roles, upgrading
from headrow.partnership.web.database.server import ServerWouldNotStart
from plugins.not_run import cannot_run


@pytest.fixture
def older(place, monkeypatch) -> Path:
    """A folder with a database that an older PostgreSQL of this machine made and filled."""
    newest = binaries.find().major
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = [f for f in folders if binaries.OLDEST <= (binaries.major_of(f) or 0) < newest]
    if not found:
        cannot_run("no older PostgreSQL", "install postgresql-15", needed_in_ci=False)
    monkeypatch.setenv(binaries.SETTING, str(found[0]))
    server = launcher.start(place / "kept", fast=True)
    roles.prepare(server)
    roles.create_database(server, "site")
    with psycopg.connect(server.url("owner", "site")) as connection:
        connection.execute(
            "create extension pg_trgm; create table entry (id serial, words text);"
            "insert into entry (words) select 'é ' || g from generate_series(1, 5000) g;"
            "revoke update, delete on entry from headrow_app;"
            "create index on entry using gin (words gin_trgm_ops)"
        )
    server.stop()
    monkeypatch.delenv(binaries.SETTING)
    return place / "kept"


def test_an_older_servers_data_are_not_hidden_behind_an_empty_database(older):
    with pytest.raises(ServerWouldNotStart, match="headrow database upgrade"):
        launcher.start(older, fast=True)
    assert len(list(older.glob("[0-9][0-9]"))) == 1


def test_an_upgrade_takes_everything_over_and_keeps_the_old_data(older):
    (before,) = older.glob("[0-9][0-9]")
    said: list[str] = []
    # A first try that broke off half way is in nobody's way.
    (older / "upgrade" / "18").mkdir(parents=True)
    server = upgrading.upgrade(older, fast=True, say=said.append)
    assert server.data == older / str(binaries.find().major)
    assert before.exists() and passwords.file_of(before).exists()
    assert not (older / "upgrade").exists()
    with psycopg.connect(server.url("app", "site")) as connection:
        asked = "select count(*), sum(id) from entry where words like 'é %'"
        assert connection.execute(asked).fetchone() == (5000, 12502500)
        connection.execute("insert into entry (words) values ('after')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("delete from entry")
    assert "site: copied, and every table compared." in said
    assert launcher.start(older, fast=True) == server


def test_an_upgrade_that_loses_a_row_leaves_the_old_data_in_charge(older, monkeypatch):
    real = upgrading.census.count
    seen = []

    def one_row_short(connection, **options):
        seen.append(connection)
        held = real(connection, **options)
        return held if len(seen) == 1 else {name: None for name in held}

    monkeypatch.setattr(upgrading.census, "count", one_row_short)
    with pytest.raises(upgrading.UpgradeFailed, match="did not come over whole"):
        upgrading.upgrade(older, fast=True, say=lambda sentence: None)
    with pytest.raises(ServerWouldNotStart, match="headrow database upgrade"):
        launcher.start(older, fast=True)


def test_without_older_data_an_upgrade_only_starts_the_server(place):
    assert upgrading.upgrade(place, fast=True, say=lambda sentence: None).answers()
