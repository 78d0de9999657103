"""Whatever happens to a run (a file gone, a full disk, Ctrl-C, a second run), it says so and leaves nothing that
looks whole and is not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from headrow.analysis.workbench import demonstration
from plugins.assessments import run_at
from plugins.not_run import cannot_run

YEAR = ("--period", "2024-01..2024-12")


@pytest.fixture(scope="module")
def a_year(tmp_path_factory) -> Path:
    """One year of the fictional place."""
    from headrow.analysis.sources.example_place.writing import write_example
    from headrow.vocabulary.periods import Period

    folder = tmp_path_factory.mktemp("a-year") / "data"
    write_example(folder, period=Period.parse("2024-01..2024-12"))
    return folder


def call(data: Path, *more: str) -> tuple[str, ...]:
    return ("assess", "--locality", "example", "--from", str(data), *(more or YEAR))


def one_sentence(said: str) -> str:
    """The message of a run that failed: one line, and no traceback."""
    assert "Traceback" not in said
    lines = [line for line in said.strip().splitlines() if line]
    assert lines, "nothing was said"
    assert lines[-1].endswith(".")
    return lines[-1]


def looks_whole(out: Path) -> list[str]:
    """Files under their own names that a reader would open: each must then be whole."""
    return [name for name in demonstration.FILES if (out / name).exists()]


def test_a_folder_that_is_gone_is_named(tmp_path, assessments_home):
    ran = run_at(tmp_path / "out", *call(tmp_path / "gone"), home=assessments_home)
    assert ran.code == 2 and "gone" in ran.said and "Traceback" not in ran.said
    assert looks_whole(tmp_path / "out") == []


def test_a_folder_without_crime_says_what_to_do(tmp_path, a_year, assessments_home):
    shutil.copytree(a_year / "lookups", tmp_path / "data")
    ran = run_at(tmp_path / "out", *call(tmp_path / "data"), home=assessments_home)
    assert ran.code == 1
    assert "crime" in one_sentence(ran.said)
    assert not (tmp_path / "out").exists()


def test_a_period_outside_the_data_names_the_months_held(tmp_path, a_year, assessments_home):
    ran = run_at(tmp_path / "out", *call(a_year, "--period", "1999-01"), home=assessments_home)
    assert ran.code == 1
    assert "2024-01 to 2024-12" in one_sentence(ran.said)
    assert not (tmp_path / "out").exists()


def test_a_month_that_vanished_is_a_gap_and_not_a_nought(tmp_path, a_year, assessments_home):
    shutil.copytree(a_year, tmp_path / "data")
    for path in (tmp_path / "data" / "police_uk").rglob("2024-05*street*"):
        path.unlink()
    ran = run_at(tmp_path / "out", *call(tmp_path / "data"), home=assessments_home)
    assert ran.code == 0, ran.said
    assert ran.findings["months_missing"] == ["2024-05"]
    assert "May 2024" in ran.printed and "They are not filled in" in ran.printed


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte: room for a page and not for the whole."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount")
    if mounted:
        mounted = not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        ).returncode
    if not mounted:
        cannot_run("no small disk can be mounted", "run as root on Linux", needed_in_ci=False)
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_full_disk_is_said_and_leaves_nothing_that_looks_whole(
    small_disk, a_year, tmp_path, assessments_home
):
    out = small_disk / "out"
    program = [sys.executable, "-m", "headrow.command", *call(a_year), "--out", str(out), "--quiet"]
    done = subprocess.run(
        program,
        env={**os.environ, "HEADROW_HOME": str(assessments_home), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "space" in one_sentence(done.stderr).casefold()
    assert looks_whole(out) == []


def test_ctrl_c_leaves_nothing_that_looks_whole(tmp_path, a_year, assessments_home):
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "headrow.command", *call(a_year), "--out", str(out), "--quiet"],
        env={**os.environ, "HEADROW_HOME": str(assessments_home), "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # As soon as anything is written, and before everything is.
    waited = time.monotonic() + 60
    while (
        not list(tmp_path.rglob("assessment.html"))
        and process.poll() is None
        and time.monotonic() < waited
    ):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert looks_whole(out) == []


def test_two_runs_at_once_into_one_warehouse_end_alike(tmp_path, a_year):
    runs = []
    for name in ("one", "two"):
        program = [sys.executable, "-m", "headrow.command", *call(a_year), "--quiet"]
        runs.append(
            subprocess.Popen(
                [*program, "--out", str(tmp_path / name)],
                env={
                    **os.environ,
                    "HEADROW_HOME": str(tmp_path / "home"),
                    "PYTHONWARNINGS": "ignore",
                },
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    said = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    for name in ("findings.json", "ledger.json", "assessment.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    left = [path.name for path in (tmp_path / "home").rglob(".making-*")]
    assert left == []
