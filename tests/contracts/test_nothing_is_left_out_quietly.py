"""A test that cannot run is listed loudly, and fails on a build machine that should have run it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

LOOKS_AT_A_PAGE = """
import pytest

def test_by_fixture(browser): assert browser
@pytest.mark.browser
def test_by_mark(): pass
"""
READS_SHARED_DATA = """
import pytest

def test_by_fixture(shared_data): assert shared_data
@pytest.mark.shared
def test_by_mark(): pass
@pytest.mark.skip(reason="an ordinary skip")
def test_left_out_for_another_reason(): pass
"""


def run(folder: Path, source: str, *, ci: bool) -> subprocess.CompletedProcess:
    """Run some tests under our plug-ins on a machine with no browser and no shared data."""
    (folder / "test_probe.py").write_text(source, encoding="utf-8")
    plugins = ("plugins.not_run", "plugins.browsers", "plugins.data_at_hand")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-c", str(CHECKOUT / "pyproject.toml"), "--rootdir", str(folder)),
            *(option for plugin in plugins for option in ("-p", plugin)),
            str(folder / "test_probe.py"),
        ],
        env={
            "PYTHONPATH": str(CHECKOUT / "tests"),
            "HOME": os.environ.get("HOME", "/"),
            "HEADROW_CHROMIUM": str(folder / "no-such-browser"),
            "HEADROW_SHARED_DATA": str(folder / "no-such-data"),
            "CI": "true" if ci else "",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (LOOKS_AT_A_PAGE, "NOT RUN: 2 tests: no Chromium on this machine"),
        (READS_SHARED_DATA, "NOT RUN: 2 tests: no shared data folder"),
    ],
    ids=["browser", "shared data"],
)
def test_what_cannot_run_is_listed_at_the_end(tmp_path, source, line):
    result = run(tmp_path, source, ci=False)
    assert result.returncode == 0
    assert [shown for shown in result.stdout.splitlines() if shown.startswith(line)]
    assert "an ordinary skip" not in result.stdout


def test_on_a_build_machine_a_missing_browser_is_a_failure(tmp_path):
    result = run(tmp_path, LOOKS_AT_A_PAGE, ci=True)
    assert result.returncode == 1
    assert "NOT RUN: no Chromium on this machine" in result.stdout
    assert "passed" not in result.stdout.splitlines()[-1]


def test_on_a_build_machine_missing_shared_data_is_listed(tmp_path):
    result = run(tmp_path, READS_SHARED_DATA, ci=True)
    assert result.returncode == 0
    assert "NOT RUN: 2 tests: no shared data folder" in result.stdout
