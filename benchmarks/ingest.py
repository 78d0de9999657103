"""Reading street files into conformed Parquet, beside polars doing the like by hand.

`python -m benchmarks.ingest FOLDER [TIMES]` reads the `.csv.gz` street files of a folder, repeated TIMES over with
identifiers and years of their own, and prints CPU seconds, wall seconds, peak memory and the ratio.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path


def grown(folder: Path, into: Path, times: int) -> None:
    """The street files of a folder so many times over, each time in other years and with other identifiers."""
    for path in sorted(folder.glob("*-street.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode()
        for turn in range(times):
            year = str(int(path.name[:4]) + turn)
            lines = re.sub(r"(?m)^([0-9a-f]{60})[0-9a-f]{4},", rf"\g<1>{turn:04x},", text)
            lines = lines.replace(f",{path.name[:4]}-", f",{year}-")
            name = into / f"{year}{path.name[4:]}"
            name.write_bytes(gzip.compress(lines.encode(), 6, mtime=0))


def ours(folder: Path, into: Path) -> int:
    """Rows read by gathering the folder into a new warehouse."""
    from headrow.analysis.sources.gathering import gather
    from headrow.analysis.warehouse.folder import Warehouse

    return gather(folder, warehouse=Warehouse(into / "warehouse")).ledger.rows_in


def polars(folder: Path, into: Path) -> int:
    """Rows read by a script in polars: the same types, categories, repeats and Parquet, and no account of rows."""
    import polars as pl

    from headrow.vocabulary.crime import SPELLINGS

    spelt, codes = list(SPELLINGS), list(SPELLINGS.values())
    rows = 0
    for path in sorted(folder.glob("*.csv.gz")):
        frame = pl.read_csv(zlib.decompress(path.read_bytes(), 31), infer_schema=False)
        rows += frame.height
        frame = frame.with_columns(
            (pl.col("Month") + "-01").str.to_date(),
            pl.col("Longitude", "Latitude").cast(pl.Float64),
            pl.col("Crime type").str.to_lowercase().replace_strict(spelt, codes, default=None),
            repeated=pl.col("Crime ID").is_duplicated() & pl.col("Crime ID").is_not_null(),
        )
        frame = frame.filter(pl.col("LSOA code").is_not_null())
        frame.write_parquet(into / f"{path.name}.parquet", compression="zstd")
    return rows


WAYS = {"ours": ours, "polars": polars}


def measured(way: str, folder: Path) -> dict[str, float]:
    """One run in a process of its own, imports left out of the time."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ingest", "--run", way, str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _run(way: str, folder: Path) -> dict[str, float]:
    import polars as pl

    from headrow.analysis.sources.gathering import registered

    registered(), pl.thread_pool_size()
    with tempfile.TemporaryDirectory() as work:
        cpu, wall = time.process_time(), time.perf_counter()
        rows = WAYS[way](folder, Path(work))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        2**20 if sys.platform == "darwin" else 2**10
    )
    return {"rows": rows, "cpu": cpu, "wall": wall, "peak_mib": peak}


def compared(folder: Path, times: int = 1, rounds: int = 3) -> dict[str, dict[str, float] | float]:
    """Best CPU of both ways over so many rounds, and the ratio of ours to polars."""
    with tempfile.TemporaryDirectory() as work:
        grown(folder, Path(work), times)
        best = {
            way: min((measured(way, Path(work)) for _ in range(rounds)), key=lambda run: run["cpu"])
            for way in WAYS
        }
    assert best["ours"]["rows"] == best["polars"]["rows"]
    return {**best, "ratio": best["ours"]["cpu"] / best["polars"]["cpu"]}


def main(arguments: list[str]) -> None:
    """Print a comparison, or (`--run WAY FOLDER`) one run."""
    if arguments[0] == "--run":
        print(json.dumps(_run(arguments[1], Path(arguments[2]))))
        return
    times = int(arguments[1]) if len(arguments) > 1 else 1
    print(json.dumps(compared(Path(arguments[0]), times, rounds=3 if times < 10 else 1), indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
