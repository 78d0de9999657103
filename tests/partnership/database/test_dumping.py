"""A backup holds what was there at one moment, opens only for its key, and comes back or is refused."""

import os
import threading
from pathlib import Path

import psycopg
import pytest

from headrow.partnership.web.database import archive, client_programs, dumping, roles
from headrow.partnership.web.database.sealed_stream import CannotBeOpened, make_key

RECIPIENT, IDENTITY = make_key()
KNOWN = ["audit.0001_initial", "plan.0001_initial"]

SITE = """
create table django_migrations (app text, name text);
insert into django_migrations values ('audit', '0001_initial'), ('plan', '0001_initial');
create table audit_entry (id bigserial primary key, words text, at timestamptz default now());
insert into audit_entry (words) select 'CANARY ' || g from generate_series(1, 20000) g;
revoke update, delete on audit_entry from headrow_app;
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy none_to_anyone on audit_entry using (false);
create table procrastinate_jobs (id int);
insert into procrastinate_jobs values (1), (2);
create table django_session (session_key text);
insert into django_session values ('somebody');
"""


@pytest.fixture(scope="module")
def site(server):
    roles.create_database(server, "site")
    with psycopg.connect(server.url("owner", "site")) as connection:
        connection.execute("create extension btree_gist")
        connection.execute(SITE)
    return server


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "ab").mkdir()
    (folder / "ab" / "Ünïcode name.bin").write_bytes(os.urandom(3_000_000))
    (folder / "empty").write_bytes(b"")
    (folder / "a-link").symlink_to("/etc/passwd")
    return folder


@pytest.fixture(scope="module")
def sealed(site, files, tmp_path_factory) -> Path:
    to = tmp_path_factory.mktemp("backups") / "backup.age"
    dumping.backup(site.url("backup", "site"), to, recipient=RECIPIENT, files=files)
    return to


@pytest.fixture
def empty(site) -> str:
    roles.create_database(site, "restored")
    yield site.url("owner", "restored")
    roles.drop_database(site, "restored")


def _one(url: str, question: str):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def test_everything_comes_back(site, sealed, files, empty, tmp_path):
    manifest = dumping.restore(
        sealed, empty, identity=IDENTITY, files=tmp_path / "back", known_migrations=KNOWN
    )
    assert manifest.tables["audit_entry"].rows == 20000
    reader = site.url("postgres", "restored")
    assert _one(reader, "select count(distinct words) from audit_entry") == 20000
    back = {
        path.relative_to(tmp_path / "back").as_posix(): path.read_bytes()
        for path in (tmp_path / "back").rglob("*")
        if path.is_file()
    }
    there = ["ab/Ünïcode name.bin", "empty"]
    assert back == {name: (files / name).read_bytes() for name in there}


def test_what_the_site_may_do_is_as_it_was_and_no_more(site, sealed, empty):
    dumping.restore(sealed, empty, identity=IDENTITY)
    question = (
        "select string_agg(relname || relacl::text || relrowsecurity || relforcerowsecurity, ' '"
        " order by relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    )
    assert _one(site.url("postgres", "restored"), question) == _one(
        site.url("postgres", "site"), question
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _one(site.url("app", "restored"), "delete from audit_entry returning 1")
    assert _one(site.url("app", "restored"), "select count(*) from audit_entry") == 0


def test_work_that_waited_and_sessions_do_not_come_back(site, sealed, empty):
    dumping.restore(sealed, empty, identity=IDENTITY)
    reader = site.url("postgres", "restored")
    assert _one(reader, "select count(*) from procrastinate_jobs") == 0
    assert _one(reader, "select count(*) from django_session") == 0


def test_nothing_can_be_read_in_the_file(sealed):
    assert b"CANARY" not in sealed.read_bytes()
    assert b"audit_entry" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o077 == 0


def test_a_backup_is_of_one_moment(site, tmp_path):
    """Two tables that always change together are equal in the backup, whatever is written meanwhile."""
    owner = site.url("owner", "site")
    with psycopg.connect(owner) as connection:
        connection.execute("create table left_hand (a int); create table right_hand (a int)")
    stop = threading.Event()
    writer = threading.Thread(target=_write_both, args=(owner, stop))
    writer.start()
    try:
        manifests = [
            dumping.backup(site.url("backup", "site"), tmp_path / f"{n}.age", recipient=RECIPIENT)
            for n in range(2)
        ]
        dumping.try_restore(tmp_path / "1.age", identity=IDENTITY)
    finally:
        stop.set()
        writer.join()
        with psycopg.connect(owner) as connection:
            connection.execute("drop table left_hand, right_hand")
    counts = [(m.tables["left_hand"].rows, m.tables["right_hand"].rows) for m in manifests]
    assert all(left == right for left, right in counts)
    assert counts[0][0] < counts[-1][0]  # and something was written meanwhile


def _write_both(url: str, stop: threading.Event) -> None:
    with psycopg.connect(url) as connection:
        while not stop.is_set():
            connection.execute("insert into left_hand values (1)")
            connection.execute("insert into right_hand values (1)")
            connection.commit()


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_a_flipped_bit_is_refused_and_nothing_is_written(sealed, site, empty, tmp_path, share):
    changed = bytearray(sealed.read_bytes())
    changed[int((len(changed) - 1) * share)] ^= 4
    damaged = tmp_path / "damaged.age"
    damaged.write_bytes(changed)
    with pytest.raises(CannotBeOpened):
        dumping.restore(damaged, empty, identity=IDENTITY, files=tmp_path / "back")
    assert _tables(site) == 0
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("lost", [1, 16, 70_000, 2_000_000])
def test_a_file_that_was_cut_short_is_refused(sealed, site, empty, tmp_path, lost):
    cut = tmp_path / "cut.age"
    cut.write_bytes(sealed.read_bytes()[:-lost])
    with pytest.raises(CannotBeOpened, match="damaged or cut short"):
        dumping.restore(cut, empty, identity=IDENTITY)
    assert _tables(site) == 0


def _tables(site) -> int:
    return _one(
        site.url("postgres", "restored"),
        "select count(*) from pg_tables where schemaname = 'public'",
    )


def test_an_older_and_a_newer_schema_are_refused_with_what_to_do(sealed, site, empty):
    with pytest.raises(
        dumping.RestoreRefused, match=r"older Headrow.*plan.0002_more(.|\n)*--then-migrate"
    ):
        dumping.restore(
            sealed, empty, identity=IDENTITY, known_migrations=[*KNOWN, "plan.0002_more"]
        )
    with pytest.raises(dumping.RestoreRefused, match=r"newer Headrow.*plan.0001_initial"):
        dumping.restore(sealed, empty, identity=IDENTITY, known_migrations=KNOWN[:1])
    assert _tables(site) == 0


def test_a_database_or_a_folder_that_holds_something_is_not_written_over(sealed, empty, tmp_path):
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(dumping.RestoreRefused, match="not empty"):
        dumping.restore(sealed, empty, identity=IDENTITY, files=tmp_path)
    with psycopg.connect(empty) as connection:
        connection.execute("create table mine (a int)")
    with pytest.raises(dumping.RestoreRefused, match="has 1 tables"):
        dumping.restore(sealed, empty, identity=IDENTITY)


def test_a_missing_table_or_row_is_noticed(sealed, empty):
    manifest = archive.check(sealed, IDENTITY)
    found = dict(manifest.tables)
    dumping._compare(manifest, found)
    del found["django_migrations"]
    with pytest.raises(dumping.RestoreFailed, match="django_migrations: 2 rows saved, no rows"):
        dumping._compare(manifest, found)


def test_a_changed_row_is_noticed(sealed, site, empty):
    """The sum over a table's rows moves when one letter of one row does."""
    from headrow.partnership.web.database import census

    with psycopg.connect(site.url("postgres", "site")) as connection:
        before = census.count(connection)
        connection.execute("update audit_entry set words = 'CANARY x' where id = 77")
        after = census.count(connection)
        connection.rollback()
    assert before["audit_entry"].rows == after["audit_entry"].rows
    assert before["audit_entry"].digest != after["audit_entry"].digest


def test_a_trial_restore_compares_and_hands_the_database_to_whoever_verifies_it(sealed, tmp_path):
    asked: list[int] = []

    def verify(url: str) -> None:
        asked.append(_one(url, "select count(*) from audit_entry"))

    dumping.try_restore(sealed, identity=IDENTITY, verify=verify)
    assert asked == [20000]


def test_a_trial_restore_says_when_the_verifier_objects(sealed):
    def verify(url: str) -> None:
        raise ValueError("entry 7 was changed")

    with pytest.raises(ValueError, match="entry 7"):
        dumping.try_restore(sealed, identity=IDENTITY, verify=verify)


def test_a_backup_that_fails_leaves_no_file(site, tmp_path):
    to = tmp_path / "backup.age"
    # The owner is held by row level security, so its backup would lack rows: pg_dump refuses.
    with pytest.raises((client_programs.ProgramFailed, psycopg.errors.InsufficientPrivilege)):
        dumping.backup(site.url("owner", "site"), to, recipient=RECIPIENT)
    assert list(tmp_path.iterdir()) == []


def test_no_password_is_an_argument_of_a_program(site, sealed, empty, monkeypatch):
    import subprocess

    seen: list[str] = []
    started = subprocess.Popen.__init__

    def remember(self, arguments, **keys):
        seen.append(" ".join(map(str, arguments)))
        started(self, arguments, **keys)

    monkeypatch.setattr(subprocess.Popen, "__init__", remember)
    dumping.restore(sealed, empty, identity=IDENTITY)
    assert any("pg_restore" in line for line in seen)
    password = site.connection("owner", "restored")["PASSWORD"]
    assert not any(password in line for line in seen)
