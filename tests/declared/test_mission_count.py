"""The counter counts a row only when every test marked with it ran and passed."""

import subprocess
import sys
from pathlib import Path

import pytest

from plugins import mission_count

CHECKOUT = Path(__file__).parents[2]

MARKED_TESTS = """
import pytest

@pytest.mark.mission("M001")
def test_passes(): pass

@pytest.mark.mission("M002")
def test_one_of_two_passes(): pass

@pytest.mark.mission("M002")
def test_other_of_two_fails(): assert 1 == 2

@pytest.mark.mission("M003")
@pytest.mark.parametrize("case", [1, 2])
def test_one_case_is_skipped(case):
    if case == 2: pytest.skip("not here")

@pytest.mark.mission("M004", "M005")
def test_two_rows_at_once(): pass

@pytest.mark.mission("M006")
@pytest.mark.xfail(strict=True)
def test_expected_to_fail(): assert 1 == 2

@pytest.fixture
def falls_over_afterwards():
    yield
    raise RuntimeError("tidying failed")

@pytest.mark.mission("M007")
def test_whose_tidying_fails(falls_over_afterwards): pass

@pytest.mark.mission("M008")
def test_left_out_today(): pass

@pytest.mark.mission("M008")
def test_kept_in(): pass

def test_without_a_mark(): pass
"""


def run_marked(folder: Path, source: str, *options: str) -> subprocess.CompletedProcess:
    """Run some marked tests under our own plug-in, in a folder of their own."""
    (folder / "test_marked.py").write_text(source, encoding="utf-8")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-c", str(CHECKOUT / "pyproject.toml"), "--rootdir", str(folder)),
            *("-p", "plugins.mission_record", "-m", "mission"),
            *("--mission-record", str(folder / "record.json"), *options),
            str(folder / "test_marked.py"),
        ],
        env={"PYTHONPATH": str(CHECKOUT / "tests"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def counted(folder: Path) -> tuple[int, list[str]]:
    """What the command prints of the record, as its exit code and lines."""
    result = subprocess.run(
        [sys.executable, "-m", "plugins.mission_count", str(folder / "record.json")],
        env={"PYTHONPATH": str(CHECKOUT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout.splitlines()


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_only_rows_whose_marked_tests_all_ran_and_passed_are_counted(tmp_path, workers):
    run_marked(tmp_path, MARKED_TESTS, "-k", "not left_out", *workers)
    code, lines = counted(tmp_path)
    assert code == 0
    assert lines[0] == "3 of 263 rows proven"
    unproven = {line.split()[0] for line in lines[1:]}
    assert len(unproven) == 260
    assert unproven.isdisjoint({"M001", "M004", "M005"})
    assert {"M002", "M003", "M006", "M007", "M008"} <= unproven


def test_with_nothing_marked_nothing_is_proven():
    first, *unproven = mission_count.report({"tests": {}}).splitlines()
    assert first == "0 of 263 rows proven"
    assert len(unproven) == 263


def test_a_row_not_proven_is_named_with_its_area_and_its_work():
    line = mission_count.report({"tests": {}}).splitlines()[1]
    assert line.startswith("M001 governance: ")
    assert "An administrator sets up one partnership" in line
    assert len(line) <= mission_count.WIDTH


@pytest.mark.parametrize("mark", ['"M264"', '"M3"', ""])
def test_a_mark_that_names_no_row_of_the_inventory_stops_the_run(tmp_path, mark):
    result = run_marked(
        tmp_path, f"import pytest\n@pytest.mark.mission({mark})\ndef test_it(): pass\n"
    )
    assert result.returncode != 0
    assert "mission" in result.stdout + result.stderr


def test_a_record_that_is_not_there_is_said(tmp_path):
    code, lines = counted(tmp_path)
    assert (code, lines) == (2, [])
