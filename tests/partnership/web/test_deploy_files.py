"""The examples in `deploy/` name commands, options and settings that there are, and their SQL runs."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import click
import psycopg
import pytest

from headrow.command.main import COMMANDS, program
from headrow.partnership.web.database import binaries, client_programs, launcher, roles
from plugins.not_run import cannot_run

DEPLOY = Path(__file__).parents[3] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))


def _read(unit: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    read.optionxform = str
    read.read_string(unit.read_text())
    return read


def _calls() -> list[tuple[str, list[str]]]:
    calls = []
    for unit in UNITS:
        for line in unit.read_text().splitlines():
            if line.startswith(("ExecStart=", "ExecStop=", "ExecStartPre=")):
                calls.append((unit.name, shlex.split(line.partition("=")[2])))
    image = (DEPLOY / "Containerfile").read_text()
    entry = json.loads(re.search(r"^ENTRYPOINT (.*)$", image, re.M)[1])
    calls.append(("Containerfile", entry + json.loads(re.search(r"^CMD (.*)$", image, re.M)[1])))
    return calls


@pytest.mark.parametrize(("where", "call"), _calls(), ids=lambda part: str(part)[:60])
def test_each_command_of_a_unit_is_one_that_headrow_has_with_its_options(where, call):
    assert Path(call[0]).name == "headrow"
    command: click.Command = program
    arguments = call[1:]
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), arguments[0])
        assert found is not None, arguments
        command, arguments = found, arguments[1:]
    command.make_context(command.name, arguments)  # raises for an unknown option


def test_every_long_running_command_has_a_unit():
    started = {call[1] for _, call in _calls()}
    assert {"serve", "worker", "migrate", "backup", "database"} <= started
    assert started <= set(COMMANDS)


def test_what_must_be_up_is_started_again_whatever_ended_it():
    for name in ("web", "worker"):
        service = _read(DEPLOY / "systemd" / f"headrow-{name}.service")["Service"]
        assert service["Restart"] == "always"


def test_no_unit_but_its_own_sees_the_owners_or_the_backups_address():
    for unit in UNITS:
        text = unit.read_text()
        assert ("database-owner.env" in text) == (unit.name == "headrow-migrate.service")
        assert ("database-backup.env" in text) == (unit.name == "headrow-backup.service")


def test_every_setting_named_is_one_that_the_reference_lists():
    listed = (DEPLOY.parent / "docs" / "reference" / "settings.md").read_text()
    named = {
        name
        for file in DEPLOY.rglob("*")
        if file.is_file()
        for name in re.findall(r"\b(?:HEADROW_[A-Z_]*[A-Z]|DATABASE_URL)\b", file.read_text())
    }
    assert named
    assert {name for name in named if f"`{name}`" not in listed} == set()


def test_no_secret_is_in_an_example():
    for line in (DEPLOY / "systemd" / "headrow.env").read_text().splitlines():
        name, _, value = line.partition("=")
        if not line.startswith("#") and re.search("SECRET|PASSWORD|RECIPIENT|DATABASE_URL", name):
            assert value == ""


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        cannot_run("no systemd-analyze", "run on a machine with systemd", needed_in_ci=False)
    program_here = shutil.which("true")
    for unit in [*UNITS, *TIMERS]:
        text = re.sub(r"(?m)^(Exec\w+=)\S+", rf"\g<1>{program_here}", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_the_sql_of_the_roles_makes_what_our_own_server_has():
    folder = Path(tempfile.mkdtemp(prefix="headrow-test-"))
    folder.chmod(0o755)
    server = launcher.start(folder, fast=True)
    try:
        url = server.url("postgres", "postgres")
        _psql(url, DEPLOY / "roles.sql")
        with psycopg.connect(url, autocommit=True) as connection:
            by_hand = _roles(connection), _database(connection, "headrow")
            roles.prepare(server)
            roles.create_database(server, "ours")
            ours = _roles(connection), _database(connection, "ours")
        assert by_hand == ours
        assert _inside(server, "headrow") == _inside(server, "ours")
    finally:
        server.discard()
        shutil.rmtree(folder, ignore_errors=True)


def _psql(url: str, file: Path) -> None:
    command = [
        str(binaries.client("psql", server_major=15)),
        "--set=ON_ERROR_STOP=1",
        "--quiet",
        f"--file={file}",
    ]
    done = subprocess.run(
        command,
        env=client_programs.environment(url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _roles(connection: psycopg.Connection) -> list[tuple]:
    return connection.execute(
        "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin,"
        " pg_has_role(oid, 'pg_read_all_data', 'member') from pg_roles where rolname ~ '^headrow_' order by 1"
    ).fetchall()


def _database(connection: psycopg.Connection, name: str) -> tuple:
    return connection.execute(
        "select datdba::regrole::text, array(select unnest(datacl)::text order by 1)"
        " from pg_database where datname = %s",
        [name],
    ).fetchone()


def _inside(server, name: str) -> tuple:
    with psycopg.connect(server.url("postgres", name)) as connection:
        return connection.execute(
            "select (select nspowner::regrole::text || array(select unnest(nspacl)::text order by 1)::text"
            "  from pg_namespace where nspname = 'public'),"
            " array(select defaclobjtype::text || defaclacl::text from pg_default_acl order by 1)"
        ).fetchone()
