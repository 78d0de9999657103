"""The warehouse: made once, whole or not at all, by many at once; and the tables it opens."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from headrow.analysis.warehouse.folder import Warehouse, default_folder

COLUMNS = {"area": "string", "count": "int64"}


def test_what_was_made_once_is_not_made_again(tmp_path):
    warehouse, calls = Warehouse(tmp_path), []

    def make(folder: Path) -> dict:
        calls.append(folder)
        (folder / "part.txt").write_text("made")
        return {"rows": 3}

    first = warehouse.once("tables", "abc", make=make)
    again = Warehouse(tmp_path).once("tables", "abc", make=make)
    assert first == again == (tmp_path / "tables" / "abc", {"rows": 3}) and len(calls) == 1
    assert (first[0] / "part.txt").read_text() == "made"
    assert (
        warehouse.knows("tables", "abc") == {"rows": 3}
        and warehouse.knows("tables", "other") is None
    )


def test_what_fails_leaves_nothing_behind(tmp_path):
    def make(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        Warehouse(tmp_path).once("tables", "abc", make=make)
    assert list((tmp_path / "tables").iterdir()) == []
    assert Warehouse(tmp_path).once("tables", "abc", make=lambda folder: 5)[1] == 5


def test_a_folder_without_its_account_is_made_again(tmp_path):
    (tmp_path / "tables" / "abc").mkdir(parents=True)
    (tmp_path / "tables" / "abc" / "rubbish").touch()
    folder, account = Warehouse(tmp_path).once("tables", "abc", make=lambda folder: "whole")
    assert account == "whole" and not (folder / "rubbish").exists()


RUN = """
import sys, time
from pathlib import Path
from headrow.analysis.warehouse.folder import Warehouse

def make(work):
    for piece in range(50):
        (work / f"{piece}.txt").write_text(sys.argv[2])
    time.sleep(0.2)
    return sys.argv[2]

place, account = Warehouse(Path(sys.argv[1])).once("tables", "abc", make=make)
assert {(place / f"{piece}.txt").read_text() for piece in range(50)} == {account}
print(account)
"""


def test_many_runs_at_once_agree_on_one(tmp_path):
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(tmp_path), str(number)], stdout=subprocess.PIPE
        )
        for number in range(6)
    ]
    said = {run.communicate(timeout=60)[0] for run in runs}
    assert len(said) == 1 and all(run.returncode == 0 for run in runs)
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["abc"]


def test_a_kept_file_lies_under_its_digest(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    kept = Warehouse(tmp_path / "warehouse").keep(path)
    path.unlink()
    assert kept.read_text() == "a\n1\n" and kept.name == "a.csv" and len(kept.parent.name) == 64


def test_the_folder_is_the_one_named(tmp_path, monkeypatch):
    monkeypatch.setenv("HEADROW_HOME", str(tmp_path / "here"))
    assert default_folder() == tmp_path / "here" and Warehouse().folder == tmp_path / "here"
    monkeypatch.delenv("HEADROW_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.platform", "linux")
    assert default_folder() == tmp_path / "cache" / "headrow"


def test_a_table_of_parts_keeps_their_order(tmp_path):
    parts = []
    for number, areas in enumerate((["b", "a"], ["d", "c"])):
        part = tmp_path / f"part-{number}.parquet"
        pl.DataFrame({"area": areas, "count": [number, number]}).write_parquet(part)
        parts.append(part)
    warehouse = Warehouse(tmp_path / "warehouse")
    assert warehouse.table("counts", COLUMNS, parts).area.execute().tolist() == ["b", "a", "d", "c"]
    assert warehouse.table("counts", COLUMNS, parts[::-1]).area.execute().tolist() == [
        "d",
        "c",
        "b",
        "a",
    ]
    assert warehouse.table("counts", COLUMNS, parts).count().execute() == 4


def test_a_table_without_parts_is_empty_and_has_its_columns(tmp_path):
    table = Warehouse(tmp_path).table("counts", COLUMNS, ())
    assert table.count().execute() == 0
    assert {name: str(kind) for name, kind in table.schema().items()} == COLUMNS


def test_the_engine_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setenv("HEADROW_MEMORY", "64MB")
    connection = Warehouse(tmp_path).open()
    said = connection.raw_sql(
        "select current_setting('memory_limit'), current_setting('temp_directory')"
    ).fetchone()
    assert said[0] == "61.0 MiB" and said[1].startswith(str(tmp_path / "spill"))
    assert Warehouse(tmp_path).open() is not connection
