"""`headrow doctor`, `locality list` and `fetch` without a name: what is ready and what can be had."""

import importlib.metadata
import shutil
from pathlib import Path

import pytest

from headrow.analysis.workbench import examining
from headrow.vocabulary.localities import names_of_localities
from headrow.vocabulary.toml_files import folder


def line(ended, what: str) -> dict:
    return next(row for row in ended.json if row["what"] == what)


def test_the_doctor_looks_at_everything_the_commands_stand_on(headrow):
    ended = headrow("doctor", "--json")
    looked_at = {row["what"] for row in ended.json}
    wanted = {
        "Python",
        "packages",
        "warehouse",
        "disk",
        "fonts",
        "Chromium",
        "sample pack",
        "declared files",
    }
    assert wanted | {f"locality {name}" for name in names_of_localities()} == looked_at
    assert ended.code == int(any(row["needed"] and not row["ok"] for row in ended.json))


def test_a_package_of_another_version_is_named_with_its_remedy(headrow, monkeypatch):
    real = importlib.metadata.version
    monkeypatch.setattr(
        examining, "version", lambda name: "0.1" if name == "duckdb" else real(name)
    )
    found = line(headrow("doctor", "--json"), "packages")
    assert not found["ok"]
    assert "duckdb is 0.1, not " in found["found"]
    assert "make install" in found["remedy"]
    ended = headrow("doctor")
    assert ended.code == 1
    assert "not ok   packages: " in ended.out


def test_a_warehouse_that_cannot_be_written_is_not_ok(headrow, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path / "file"))
    found = line(headrow("doctor", "--json"), "warehouse")
    assert not found["ok"]
    assert "HEADROW_HOME" in found["remedy"]


def test_a_faulty_locality_is_not_ok(headrow, monkeypatch, tmp_path):
    place = tmp_path / "nidd"
    place.mkdir()
    (place / "locality.toml").write_text("code = ", encoding="utf-8")
    monkeypatch.setenv("HEADROW_LOCALITIES", str(tmp_path))
    ended = headrow("doctor", "--json")
    assert ended.code == 1
    assert "nidd/locality.toml" in line(ended, "locality nidd")["found"]


@pytest.mark.parametrize(
    ("file", "line_of_it", "instead"),
    [
        ("protection.toml", "hide_below", "hide_under"),
        ("demonstration.toml", "without_pack", "with_pack"),
        ("outlines/strategic_assessment.toml", "title", "titel"),
    ],
)
def test_a_declared_file_with_a_fault_is_not_ok(
    headrow, monkeypatch, tmp_path, file, line_of_it, instead
):
    place = tmp_path / "declared"
    shutil.copytree(folder("declared"), place)
    text = (place / file).read_text(encoding="utf-8")
    assert line_of_it in text
    (place / file).write_text(text.replace(line_of_it, instead), encoding="utf-8")
    monkeypatch.setenv("HEADROW_DECLARED", str(place))
    found = line(headrow("doctor", "--json"), "declared files")
    assert not found["ok"]
    assert Path(file).name in found["found"]
    assert instead in found["found"] or line_of_it in found["found"]


def test_localities_are_listed_with_their_district(headrow):
    rows = headrow("locality", "list", "--json").json
    assert [row["code"] for row in rows] == list(names_of_localities())
    assert all(row["district"] and row["force"] for row in rows)


def test_a_faultless_locality_is_said_to_be_so(headrow, example_locality):
    ended = headrow("locality", "check", example_locality)
    assert (ended.code, ended.err) == (0, "")
    assert "Nothing is wrong." in ended.out


def test_fetch_without_a_name_says_what_can_be_fetched(headrow):
    assert "sample-pack" in [row["code"] for row in headrow("fetch", "--json").json]
