"""The server starts as root and as an ordinary user, once, and loses nothing that was acknowledged."""

import multiprocessing
import os
import shutil
import signal
import stat
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from headrow.partnership.web.database import launcher, passwords, roles
from headrow.partnership.web.database.server import ServerWouldNotStart
from partnership.database import ordinary

ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not ROOT, reason="only root can hand over to another account")


def _postmaster(server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def _mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_a_server_starts_once_and_is_found_again(place):
    first = launcher.start(place / "postgres", fast=True)
    postmaster = _postmaster(first)
    assert launcher.start(place / "postgres", fast=True) == first
    assert _postmaster(first) == postmaster
    assert launcher.status(place / "postgres") == [first]
    assert first.data == place / "postgres" / str(first.programs.major)


def test_nobody_but_the_two_accounts_reaches_the_data_the_socket_or_the_passwords(place):
    server = launcher.start(place, fast=True)
    assert _mode(server.data) == "drwx------"
    assert _mode(server.socket_folder / ".s.PGSQL.5432").endswith("------")
    assert _mode(passwords.file_of(server.data)) == "-rw-------"
    assert passwords.file_of(server.data).stat().st_uid == os.geteuid()


def test_the_server_listens_on_no_network_address(place):
    server = launcher.start(place, fast=True)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_reaching_the_socket_is_not_enough_to_sign_in(place):
    server = launcher.start(place, fast=True)
    keys = server.connection("postgres", "postgres")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=keys["HOST"], user="postgres", password="guessed", dbname="postgres")
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host=keys["HOST"], user="postgres", dbname="postgres", passfile="/dev/null")


def _start_and_say(folder: Path, said: multiprocessing.Queue) -> None:
    server = launcher.start(folder, fast=True)
    with psycopg.connect(server.url("postgres", "postgres")):
        said.put(_postmaster(server))


def test_eight_processes_that_start_it_at_once_get_one_server(place):
    method = multiprocessing.get_context("fork")
    said = method.Queue()
    callers = [method.Process(target=_start_and_say, args=(place, said)) for _ in range(8)]
    for caller in callers:
        caller.start()
    assert len({said.get(timeout=60) for _ in callers}) == 1
    for caller in callers:
        caller.join()


def test_a_stopped_server_keeps_what_it_held(place):
    server = launcher.start(place)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        connection.execute("create table kept as select 7 as number")
    server.stop()
    assert launcher.status(place) == []
    again = launcher.start(place)
    with psycopg.connect(again.url("postgres", "postgres")) as connection:
        assert connection.execute("select number from kept").fetchall() == [(7,)]


def test_a_durable_server_writes_through_and_a_server_of_tests_is_not_taken_for_one(place):
    server = launcher.start(place)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        shown = [
            connection.execute(f"show {name}").fetchone()[0]
            for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
        ]
    assert shown == ["on"] * 4
    server.stop()
    launcher.start(place, fast=True)
    with pytest.raises(ServerWouldNotStart, match="without durability"):
        launcher.start(place)


def test_after_a_kill_it_starts_again_and_no_acknowledged_write_is_missing(place):
    server = launcher.start(place)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        connection.execute("create table written (number int)")
    acknowledged: list[int] = []
    threads = [
        threading.Thread(target=_write, args=(server, acknowledged, first)) for first in range(4)
    ]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 200:
        threads[0].join(0.01)
    os.kill(_postmaster(server), signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert (server.data / "postmaster.pid").exists()
    again = launcher.start(place)
    with psycopg.connect(again.url("postgres", "postgres")) as connection:
        found = {number for (number,) in connection.execute("select number from written")}
    assert len(acknowledged) >= 200
    assert set(acknowledged) <= found


def _write(server, acknowledged: list[int], first: int) -> None:
    number = first
    try:
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
            while True:
                connection.execute("insert into written values (%s)", [number])
                acknowledged.append(number)
                number += 4
    except psycopg.OperationalError:
        return


def test_a_folder_with_a_long_or_odd_name_gets_a_short_private_socket_folder(place):
    for name in ("a" * 100, "it's here"):
        server = launcher.start(place / name, fast=True)
        assert len(os.fsencode(server.socket_folder / ".s.PGSQL.5432")) < 100
        assert _mode(server.socket_folder) == "drwx------"
        assert launcher.start(place / name, fast=True) == server
        server.discard()
        assert not server.socket_folder.exists()


def test_a_start_that_was_broken_off_leaves_nothing_in_the_way(place):
    wanted = launcher.start(place, fast=True)
    wanted.discard()
    (place / f"{wanted.data.name}.half").mkdir()
    (place / f"{wanted.data.name}.half" / "PG_VERSION").write_text("half")
    assert launcher.start(place, fast=True).answers()


def test_lost_passwords_are_named_with_a_remedy(place):
    server = launcher.start(place, fast=True)
    kept = passwords.file_of(server.data)
    aside = kept.rename(kept.with_suffix(".aside"))
    with pytest.raises(passwords.PasswordsLost, match="bring the file back"):
        launcher.start(place, fast=True)
    aside.rename(kept)


ORDINARY = """
import os, sys
from pathlib import Path
import psycopg
from headrow.partnership.web.database import launcher, roles
server = launcher.start(Path(sys.argv[1]), fast=True)
roles.prepare(server)
roles.create_database(server, "site")
with psycopg.connect(server.url("app", "site")) as connection:
    print(os.getuid(), os.stat(server.data).st_uid, connection.info.user)
server.stop()
print(launcher.status(Path(sys.argv[1])))
"""


def test_an_ordinary_user_starts_uses_and_stops_a_server_of_their_own():
    folder = Path(tempfile.mkdtemp(prefix="headrow-test-"))
    folder.chmod(0o777)
    done = ordinary.run(ORDINARY, folder / "postgres")
    assert done.returncode == 0, done.stderr
    uid = done.stdout.split()[0]
    assert done.stdout.splitlines() == [f"{uid} {uid} headrow_app", "[]"]
    assert uid != "0"
    shutil.rmtree(folder)


@as_root
def test_root_hands_over_to_another_account(place):
    server = launcher.start(place / "given", fast=True, account="nobody")
    assert server.account.name == "nobody"
    assert server.data.stat().st_uid == server.account.uid
    server.stop()
    # Later starts go on as that account, whatever the machine has by then.
    assert launcher.start(place / "given", fast=True).account.name == "nobody"
    with pytest.raises(ServerWouldNotStart, match="was made by the account nobody"):
        launcher.start(place / "given", fast=True, account="daemon")


@as_root
def test_roots_own_folders_stay_shut_and_the_data_goes_where_the_account_can_reach_it(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)
    said: list[str] = []
    server = launcher.start(shut / "postgres", fast=True, say=said.append)
    try:
        assert _mode(shut) == "drwx------"
        assert server.data.parent.parent == Path(tempfile.gettempdir())
        assert said == [
            f"The account {server.account.name} cannot reach {shut / 'postgres'};"
            f" the database is kept in {server.data.parent}."
        ]
        assert launcher.start(shut / "postgres", fast=True, say=said.append) == server
        assert len(said) == 1
        assert launcher.status(shut / "postgres") == [server]
    finally:
        server.discard()
    assert not server.data.parent.exists()


@as_root
def test_programs_that_the_account_cannot_reach_are_copied_once(place, monkeypatch):
    from headrow.partnership.web.database import binaries

    original = binaries.find()
    shut = place / "shut"
    package = original.folder.parents[1]
    shutil.copytree(original.folder.parent, shut / package.name / original.folder.parent.name)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, shut / libraries.name)
    shut.chmod(0o700)
    inside = shut / package.name / original.folder.parent.name / original.folder.name
    monkeypatch.setenv(binaries.SETTING, str(inside))
    said: list[str] = []
    server = launcher.start(place / "postgres", fast=True, say=said.append)
    assert _mode(shut) == "drwx------"
    assert len(said) == 1 and "its programs are copied" in said[0]
    assert server.programs.folder.is_relative_to(place / "postgres")
    server.stop()
    launcher.start(place / "postgres", fast=True, say=said.append)
    assert len(said) == 1


@as_root
def test_a_folder_that_somebody_else_made_first_is_not_trusted(place):
    (place / "postgres").mkdir()
    os.chown(place / "postgres", 65534, 65534)
    with pytest.raises(ServerWouldNotStart, match="not to you"):
        launcher.start(place / "postgres", fast=True)


@pytest.mark.parametrize(
    "bin", sorted(Path("/usr/lib/postgresql").glob("*/bin")), ids=lambda path: path.parent.name
)
def test_the_systems_own_server_runs_as_well(place, monkeypatch, bin):
    monkeypatch.setenv("HEADROW_POSTGRES_BIN", str(bin))
    server = launcher.start(place, fast=True)
    assert server.data.name == bin.parent.name
    roles.prepare(server)
    roles.create_database(server, "site")
    with psycopg.connect(server.url("owner", "site")) as connection:
        for extension in ("btree_gist", "pg_trgm", "unaccent", "citext"):
            connection.execute(f"create extension {extension}")
        assert connection.execute(
            "select upper('é'), 'Z' < 'a', gen_random_uuid() is not null"
        ).fetchone() == ("É", True, True)
