"""Files larger than the memory they are given: read in blocks, with the same rows and the same account."""

import gzip
import subprocess
import sys

import polars as pl
import pytest

from analysis.sources.published import reasons
from analysis.sources.street_files import plainly_counted, row, rows, text_of, write
from headrow.analysis.sources.gathering import gather
from headrow.analysis.warehouse import csv_files
from headrow.analysis.warehouse.folder import Warehouse

NAME = "2030-01-mereshire-street.csv"
RUN = """
import resource, sys
from pathlib import Path
from headrow.analysis.sources.gathering import gather
from headrow.analysis.warehouse.folder import Warehouse

ledger = gather(Path(sys.argv[1]), warehouse=Warehouse(Path(sys.argv[2]))).ledger
unit = 1 if sys.platform == "darwin" else 1024
print(ledger.rows_kept, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
"""
MIB = 2**20


def gathered(folder, times):
    """Rows kept and peak memory of a run of its own, over a file of a mebibyte so many times over."""
    head, _, body = text_of(
        rows(8, **{"Crime type": "Anti-social behaviour", "Crime ID": ""})
    ).partition("\n")
    mebibyte = (body * (MIB // len(body) + 1)).encode()
    path = folder / f"{times}" / f"{NAME}.gz"
    path.parent.mkdir()
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(f"{head}\n".encode())
        for _ in range(times):
            file.write(mebibyte)
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path.parent), str(folder / f"warehouse{times}")],
        capture_output=True,
        text=True,
        check=True,
    )
    kept, peak = map(int, done.stdout.split())
    assert kept == times * mebibyte.count(b"\n")
    return peak


def test_memory_does_not_grow_with_the_file(tmp_path):
    small, large = gathered(tmp_path, 40), gathered(tmp_path, 400)
    assert large - small < 100 * MIB, (
        f"{(large - small) / MIB:.0f} MiB more for a file of 360 MiB more"
    )


@pytest.mark.parametrize("name", [NAME, f"{NAME}.gz"])
def test_blocks_change_neither_rows_nor_account(tmp_path, monkeypatch, name):
    odd = [
        row(90, **{"LSOA code": ""}),
        row(91, "soon"),
        row(3),
        row(92, Location='On or near\n"The" Green'),
    ]
    path = write(tmp_path / "data", name, [*rows(30), *odd, *rows(30, first=30), row(33), row(1)])
    whole = gather(tmp_path / "data", warehouse=Warehouse(tmp_path / "whole"))
    monkeypatch.setattr(csv_files, "CHUNK", 300)
    monkeypatch.setattr(csv_files, "WHOLE", 300)
    monkeypatch.setattr(
        "headrow.analysis.tables.conforming.blocks", lambda path: csv_files.blocks(path, 900)
    )
    pieces = gather(tmp_path / "data", warehouse=Warehouse(tmp_path / "pieces"))
    assert len(pieces.parts["recorded_crime"]) > 5 > len(whole.parts["recorded_crime"])
    assert pieces.ledger == whole.ledger
    (entry,) = whole.ledger.entries
    assert entry.rows_in == plainly_counted(path)
    assert reasons(entry) == {"unreadable-month": 1, "no-small-area": 1, "repeated-crime-id": 3}
    both = [
        pl.concat(map(pl.read_parquet, holding.parts["recorded_crime"]))
        for holding in (whole, pieces)
    ]
    assert both[0].equals(both[1])


def test_a_repeat_is_found_across_blocks(tmp_path, monkeypatch, warehouse):
    monkeypatch.setattr(
        "headrow.analysis.tables.conforming.blocks", lambda path: csv_files.blocks(path, 1000)
    )
    write(tmp_path, NAME, [*rows(200), row(1), row(2), row(198)])
    (entry,) = gather(tmp_path, warehouse=warehouse).ledger.entries
    assert reasons(entry) == {"repeated-crime-id": 3} and entry.set_aside[0].examples == (
        202,
        203,
        204,
    )
