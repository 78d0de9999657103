"""The same data give the same bytes, wherever and whenever they are read; and no file tells where that was."""

from __future__ import annotations

import getpass
import os
import platform
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.assessments import Ran, run_at

PERIOD = "2024-01..2024-12"
ALONE_KNOWS_WHEN = "run.json"


def run_in(folder: Path, data: Path, *, seed: str, zone: str) -> Ran:
    """A run from a copy of the data in a folder of its own, with a warehouse of its own."""
    work = folder / "somewhere"
    work.mkdir(parents=True)
    shutil.copytree(data, folder / "copied")
    call = ("assess", "--locality", "example", "--from", str(folder / "copied"), "--period", PERIOD)
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "HOSTNAME": f"host-of-{folder.name}"}
    return run_at(folder / "out", *call, home=folder / "home", cwd=work, env=env)


@pytest.fixture(scope="module")
def twice(tmp_path_factory, example_folder) -> tuple[Ran, Ran]:
    """Two runs of one place's data that share nothing but the data."""
    folder = tmp_path_factory.mktemp("twice")
    runs = (
        run_in(folder / "first-place", example_folder, seed="1", zone="Pacific/Auckland"),
        run_in(
            folder / "second" / "further-down", example_folder, seed="4242", zone="America/Lima"
        ),
    )
    assert [run.code for run in runs] == [0, 0], [run.said for run in runs]
    return runs


def files_of(run: Ran) -> dict[str, bytes]:
    return {
        path.relative_to(run.out).as_posix(): path.read_bytes()
        for path in sorted(run.out.rglob("*"))
        if path.is_file()
    }


def test_two_runs_write_the_same_bytes(twice):
    first, second = map(files_of, twice)
    assert list(first) == list(second)
    assert len(first) > 60
    differing = {name for name in first if first[name] != second[name]} - {ALONE_KNOWS_WHEN}
    assert differing == set()


def test_the_documents_built_here_are_the_same_again(twice, example_built):
    """A third run, in this process, with another warehouse."""
    here, there = files_of(example_built), files_of(twice[0])
    differing = {name for name in there if there[name] != here[name]} - {ALONE_KNOWS_WHEN}
    assert differing == set()


def test_no_file_tells_where_or_when_it_was_made(twice):
    for run in twice:
        private = {
            str(run.out.parent),
            str(run.out.parent / "copied"),
            str(Path.home()) + "/",
            str(Path.cwd()),
            f"host-of-{run.out.parent.name}",
            datetime.now(UTC).date().isoformat(),
        }
        private |= {name for name in (platform.node(), os.uname().nodename) if len(name) > 4}
        user = getpass.getuser()
        private |= {f"/{user}/", f"home/{user}"}
        for name, content in files_of(run).items():
            if name == ALONE_KNOWS_WHEN or name.endswith((".png", ".pdf", ".docx")):
                continue
            words = content.decode("utf-8")
            assert [secret for secret in private if secret in words] == [], name


def test_packed_files_hold_no_clock_and_no_path(twice):
    import io
    import re
    import zipfile

    run = twice[0]
    today = datetime.now(UTC)
    with zipfile.ZipFile(run.out / "assessment.docx") as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        words = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    pdf = (run.out / "assessment.pdf").read_bytes()
    for content in (words, pdf):
        assert str(run.out.parent).encode() not in content
        assert today.strftime("%Y%m%d").encode() not in content
        assert today.date().isoformat().encode() not in content
    for picture in (run.out / "data").glob("*.png"):
        held = picture.read_bytes()
        assert not re.search(rb"tEXt|tIME|zTXt|iTXt", io.BytesIO(held).read()), picture.name
