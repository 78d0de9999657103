"""Which database each role signs in to, with and without DATABASE_URL."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from headrow.partnership.web import deployment
from headrow.partnership.web.database import addresses, launcher, roles


@pytest.fixture
def own(place):
    return deployment.read({"HEADROW_VAR": str(place / "var")})


def test_without_database_url_a_server_of_our_own_is_made_ready_once(own):
    with ThreadPoolExecutor(4) as callers:
        urls = set(callers.map(lambda _: addresses.address(own, "app"), range(4)))
    (url,) = urls
    with psycopg.connect(url) as connection:
        roles.refuse_unsafe_role(connection)
        assert connection.info.user == "headrow_app"
    assert own.own_server is not None and own.own_server.is_relative_to(own.var)
    with psycopg.connect(addresses.address(own, "owner")) as connection:
        connection.execute("create table t (a int)")


def test_a_database_that_was_left_half_made_is_finished(own):
    server = launcher.start(own.own_server)
    roles.prepare(server)
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("create database headrow owner headrow_owner")
        connection.execute("revoke all on database headrow from public")
    with psycopg.connect(addresses.address(own, "owner")) as connection:
        connection.execute("create table t (a int)")
    with psycopg.connect(addresses.address(own, "app")) as connection:
        connection.execute("insert into t values (1)")


def test_with_database_url_no_server_is_started_and_each_role_needs_its_address(place):
    url = "postgresql://headrow_app:p@db.example/headrow"
    given = deployment.read({"HEADROW_VAR": str(place / "var"), "DATABASE_URL": url})
    assert addresses.address(given, "app") == url
    with pytest.raises(deployment.WrongSettings, match="HEADROW_OWNER_DATABASE_URL is not set"):
        addresses.address(given, "owner")
    assert not (place / "var" / "postgres").exists()
