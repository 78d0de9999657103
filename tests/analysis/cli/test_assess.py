"""`headrow assess` and `headrow demo`: the main job from the command line, on the fictional place."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import urllib.request
from fnmatch import fnmatch
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

CHECKOUT = Path(__file__).parents[3]
YEAR = ("--period", "2024-01..2024-12")


def schema(package: str, name: str) -> dict:
    return json.loads((files(package) / "schemas" / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def assessed(tmp_path_factory, example_data, own_warehouse) -> tuple[Path, dict]:
    """An assessment built by the installed program, and what it printed."""
    out = tmp_path_factory.mktemp("assessed") / "out"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "headrow.command", "assess", "--locality", "example"),
            *("--from", str(example_data), *YEAR, "--out", str(out), "--quiet", "--json"),
        ],
        env={**os.environ, "HEADROW_HOME": str(own_warehouse), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return out, json.loads(done.stdout)


def held(assessed, name: str) -> dict:
    return json.loads((assessed[0] / name).read_text(encoding="utf-8"))


def test_what_was_made_is_said_by_its_schema(assessed):
    _, said = assessed
    jsonschema.validate(said, schema("headrow.analysis.cli", "assess"))
    assert all(Path(name).is_file() for name in said["files"])
    assert said["findings"] == len(held(assessed, "findings.json")["findings"])
    assert said["rows_in"] == said["rows_kept"] + said["rows_set_aside"]


@pytest.mark.parametrize("name", ["findings", "ledger"])
def test_a_json_file_keeps_to_its_schema(assessed, name):
    jsonschema.validate(held(assessed, f"{name}.json"), schema("headrow.analysis.findings", name))


def test_every_file_written_has_a_line_in_the_reference(assessed):
    spec = importlib.util.spec_from_file_location("reference", CHECKOUT / "tools" / "reference.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    out, _ = assessed
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    patterns = [name for name, _ in maker.FILES_WRITTEN]
    assert {
        name for name in names if not any(fnmatch(name, pattern) for pattern in patterns)
    } == set()
    assert {
        pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in names)
    } == set()


def test_a_figure_asked_again_is_the_one_in_the_assessment(headrow, assessed, example_data):
    ended = headrow(
        "ask", "recorded-crime-count", "--locality", "example", "--from", example_data, *YEAR,
        "--category", "crimes", "--quiet", "--json",
    )  # fmt: skip
    printed = {
        finding["address"]: finding for finding in held(assessed, "findings.json")["findings"]
    }
    assert printed[ended.json["address"]]["cells"] == ended.json["cells"]


WRONG = {
    "a strategy that is not there": (
        ("--strategy", "1999"),
        2,
        "example has no strategy '1999'. It has: ",
    ),
    "an outline that is not there": (
        ("--outline", "novel"),
        2,
        "There is no outline 'novel'. There are: ",
    ),
    "months that are not held": (
        ("--period", "2019-01"),
        1,
        "No month of 2019-01 is held for Exampleford",
    ),
}


@pytest.mark.parametrize(("more", "code", "words"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_assessed_is_said_in_one_sentence(
    headrow, example_data, tmp_path, more, code, words
):
    ended = headrow(
        "assess",
        "--locality",
        "example",
        "--from",
        example_data,
        "--out",
        tmp_path / "out",
        "--quiet",
        *more,
    )
    assert ended.code == code
    assert words in ended.err
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_the_pack_the_demonstration_says_so_and_builds_the_example(
    headrow, monkeypatch, tmp_path
):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path / "home"))
    ended = headrow("demo", "--no-open", "--out", tmp_path / "out", "--quiet")
    assert ended.code == 0, ended.err
    first = ended.out.splitlines()[0]
    assert first.startswith("The sample pack could not be had, so this is the example locality")
    assert "cannot be fetched" in first
    assert "Checked: every file is there, the ledger balances" in ended.out
    assert "Exampleford" in (tmp_path / "out" / "assessment.html").read_text(encoding="utf-8")


def test_the_demonstration_of_the_pack_is_built_checked_and_served(sample_pack, tmp_path):
    running = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "headrow.command",
            "demo",
            "--port",
            "0",
            "--out",
            str(tmp_path),
            "--quiet",
        ],
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        said = ""
        for line in running.stdout:
            said += line
            if line.startswith("Serving"):
                break
        address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(address) as page:
            text = page.read().decode("utf-8")
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(timeout=30)
    assert "Checked: every file is there" in said
    assert "10,726" in text
    assert running.returncode == 0
