"""Every call that goes wrong ends with its code and one sentence, and never with a traceback."""

import os
import signal
import subprocess
import sys

import pytest

from headrow.analysis.cli import endings
from headrow.command.main import COMMANDS

PROGRAM = (sys.executable, "-m", "headrow.command")

WRONG_CALLS = {
    "no such command": (("asess",), 2, "No such command 'asess'"),
    "no such option": (("sources", "--colour"), 2, "No such option"),
    "a locality that is not there": (
        ("assess", "--locality", "atlantis", "--out", "x"), 2, "There is no locality 'atlantis'. There are: ",
    ),
    "no locality": (("ask", "recorded-crime-count"), 2, "Missing option '--locality'"),
    "a month that is none": (
        ("assess", "--locality", "example", "--period", "2024-13", "--out", "x"), 2, "'2024-13' is not a month.",
    ),
    "a period that ends before it begins": (
        ("assess", "--locality", "example", "--period", "2024-05..2024-01", "--out", "x"), 2,
        "before it begins (2024-05)",
    ),
    "a folder that is not there": (("check", "no/such/folder"), 2, "Path 'no/such/folder' does not exist"),
    "a method that is not there": (("measure", "horoscope", "-"), 2, "No method is called 'horoscope'"),
    "a method without inputs": (("measure", "rate"), 2, "Give a NAME and a file of INPUTS"),
    "a file of inputs that is not there": (("measure", "rate", "no.json"), 2, "No such file or directory"),
    "a source that cannot be fetched": (("fetch", "the-moon"), 2, "'the-moon' cannot be fetched. Can be: sample-pack"),
    "an option of a measure without a value": (
        ("ask", "recorded-crime-count", "--locality", "example", "--option", "topic"), 2, "'topic' is not NAME=VALUE",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_is_said_in_one_line(headrow, arguments, code, words):
    ended = headrow(*arguments)
    assert ended.code == code
    assert ended.err.startswith("headrow: ")
    assert words in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.out == ""
    assert "Traceback" not in ended.err


def test_an_unknown_measure_is_said_with_those_that_exist(headrow, example_data, example_locality):
    ended = headrow(
        "ask", "luck", "--locality", example_locality, "--from", example_data, "--quiet"
    )
    assert ended.code == 2
    assert ended.err.startswith(
        "headrow: No measure is called 'luck'. Measures are: harm-coverage, outcome-mix, "
    )


def test_a_faulty_locality_is_said_by_file_and_key(headrow, example_data, tmp_path):
    place = tmp_path / "nidd"
    place.mkdir()
    (place / "locality.toml").write_text('code = "nidd"\nnames = "Nidd"\n', encoding="utf-8")
    ended = headrow("locality", "check", place)
    assert ended.code == 1
    assert "nidd/locality.toml" in ended.err
    assert "'names'" in ended.err or "'name'" in ended.err


def test_data_without_the_place_say_what_to_look_at(headrow, example_data, tmp_path):
    name = "2024-01-exampleshire-street.csv"
    (tmp_path / name).write_bytes(next(example_data.rglob(name)).read_bytes())
    ended = headrow(
        "ask",
        "recorded-crime-count",
        "--locality",
        "example",
        "--from",
        tmp_path,
        "--quiet",
        "--period",
        "2024-01",
    )
    assert (
        ended.code == 0
    )  # without look-ups the names of the areas still say which are the place's
    (tmp_path / name).unlink()
    (tmp_path / "poem.csv").write_text("line\nno crime\n", encoding="utf-8")
    ended = headrow(
        "ask", "recorded-crime-count", "--locality", "example", "--from", tmp_path, "--quiet"
    )
    assert ended.code == 1
    assert (
        f"{tmp_path} holds no recorded crime. `headrow check {tmp_path}` says what is there."
        in ended.err
    )


def test_what_cannot_be_fetched_ends_with_3(headrow, monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path))
    for arguments in (
        ("fetch", "sample-pack"),
        ("ask", "recorded-crime-count", "--locality", "example", "--quiet"),
    ):
        ended = headrow(*arguments)
        assert ended.code == 3
        assert ended.err.count("\n") == 1
        assert "The sample pack (crime-sim-toolkit==1.5.0) cannot be fetched" in ended.err
        assert "--from" in ended.err


def test_a_defect_is_called_one_and_shows_its_traceback_only_when_asked(headrow, monkeypatch):
    from headrow.analysis.workbench import examining

    def broken():
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(examining, "examine", broken)
    ended = headrow("doctor")
    assert ended.code == 4
    assert ended.err == (
        "headrow: A defect of Headrow: ZeroDivisionError: by nought. "
        "Run it as `headrow --debug ...` and report what it prints.\n"
    )
    assert "Traceback (most recent call last)" in headrow("--debug", "doctor").err


def test_a_folder_that_may_not_be_written_is_the_callers_to_mend(
    headrow, example_data, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path / "file"))
    ended = headrow("check", example_data, "--quiet")
    assert ended.code == 1
    assert "Check the path, the rights and the space on the disk." in ended.err


def test_every_exit_code_has_a_meaning():
    codes = {
        value for name, value in vars(endings).items() if name.isupper() and isinstance(value, int)
    }
    assert codes == set(endings.MEANINGS)


def test_commands_start_without_the_heavy_packages():
    heavy = (
        "ibis",
        "duckdb",
        "scipy",
        "numpy",
        "pyarrow",
        "pandas",
        "polars",
        "typst",
        "docx",
        "vl_convert",
        "httpx",
        "shapely",
    )
    script = (
        "import sys; from headrow.command.main import run, COMMANDS\n"
        "run(['--help'])\n"
        "for name in COMMANDS: run([name, '--help'])\n"
        f"print('HEAVY', [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_help_of_the_installed_program_comes_at_once():
    """In seconds of the processor, so that a busy machine does not fail it; the least of three."""
    taken = []
    for _ in range(3):
        before = os.times()
        done = subprocess.run([*PROGRAM, "--help"], capture_output=True, text=True, check=True)
        after = os.times()
        taken.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    assert "Exit codes: 0 done;" in done.stdout
    assert 0 < min(taken) < 0.3


def test_ctrl_c_ends_in_one_line(example_data, tmp_path):
    running = subprocess.Popen(
        [*PROGRAM, "check", str(example_data)],
        env={**os.environ, "HEADROW_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    running.stderr.readline()  # the first line of progress: it is at work
    running.send_signal(signal.SIGINT)
    _, rest = running.communicate(timeout=60)
    assert running.returncode == endings.STOPPED
    assert (
        rest.splitlines()[-1]
        == "headrow: stopped. What was read so far is kept; run it again to go on."
    )
    assert "Traceback" not in rest


def test_a_reader_that_goes_away_is_no_error():
    command = (
        f"{sys.executable} -m headrow.command measure --list | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
