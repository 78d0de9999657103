"""`make bench`: each workload and its peer one after the other, as ratios beside the goals.

`--small` runs every workload at its smallest size; `--full` adds the largest. Real data are used where
HEADROW_SHARED_DATA or `../shared/data` holds them, else generated ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import aggregate, hot_areas, ingest
from benchmarks.running import PEERS, ROOT, best, whole

OURS = Path(sys.executable)
Row = tuple[str, str, float, float, float, str, bool]


def shared() -> Path | None:
    """Where the real data lie, or nothing."""
    named = os.environ.get("HEADROW_SHARED_DATA")
    place = Path(named) if named else ROOT.parent / "shared" / "data"
    return place if place.is_dir() else None


def ingested(size: str) -> Iterator[Row]:
    """Reading street files, beside polars by hand."""
    real = shared()
    with tempfile.TemporaryDirectory() as work:
        folder = real / "police_uk" / "west_yorkshire_2014" if real else _example(Path(work))
        for times, goal in ((1, 1.3), (45, 1.0)) if size != "small" else ((1, 1.3),):
            if times > 1 and size != "full":
                continue
            found = ingest.compared(folder, times, rounds=3 if times == 1 else 1)
            mine, peer = found["ours"], found["polars"]
            rows = f"ingest {int(mine['rows']):,} rows"  # type: ignore[index,call-overload]
            yield _row(rows, "polars", mine, peer, goal, "at most")


def _example(work: Path) -> Path:
    """Street files of the fictional place, packed as the real ones are."""
    import gzip

    from headrow.analysis.sources.example_place import write_example

    write_example(work / "data")
    flat = work / "flat"
    flat.mkdir()
    for path in sorted((work / "data").rglob("*-street.csv")):
        (flat / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))
    return flat


def aggregated(size: str) -> Iterator[Row]:
    """Counting by area, month and type, beside DuckDB and polars as they come."""
    for rows, goal in {"small": ((200_000, 0.8),), "usual": ((10_000_000, 0.8),)}.get(
        size, ((10_000_000, 0.8), (60_000_000, 0.85))
    ):
        with tempfile.TemporaryDirectory() as work:
            source = Path(work) / "rows.parquet"
            aggregate.generated(source, rows)
            runs = {
                way: best(
                    python,
                    [
                        "-m",
                        "benchmarks.aggregate",
                        way,
                        str(source),
                        str(Path(work) / f"{way}.parquet"),
                    ],
                    3,
                )
                for way, python in (("ours", OURS), ("duckdb", PEERS), ("polars", PEERS))
            }
            assert len({tuple(run["answer"]) for run in runs.values()}) == 1, runs
            for peer in ("duckdb", "polars"):
                yield _row(
                    f"aggregate {rows:,} rows", peer, runs["ours"], runs[peer], goal, "at most"
                )


GOALS = {
    ("gi-star", "22x22"): None,
    ("gi-star", "184x184"): 80,
    ("gi-star-permuted", "22x22"): 15,
    ("gi-star-permuted", "184x184"): 200,
    ("local-moran-permuted", "22x22"): 15,
    ("local-moran-permuted", "184x184"): 200,
    ("local-moran-permuted", "632x633"): 300,
}


def hot(size: str) -> Iterator[Row]:
    """Which areas stand out, beside esda; ratios here say how many times faster ours is."""
    for (measure, lattice), goal in GOALS.items():
        if (lattice != "22x22" and size == "small") or (lattice == "632x633" and size != "full"):
            continue
        mine = best(OURS, ["-m", "benchmarks.hot_areas", "ours", measure, lattice], 1)["answer"]
        peer = best(PEERS, ["-m", "benchmarks.hot_areas", "esda", measure, lattice], 1)["answer"]
        if measure == "gi-star":
            assert abs(mine["sum_of_squares"] / peer["sum_of_squares"] - 1) < 1e-9
        rows, columns = hot_areas.LATTICES[lattice]
        times = peer["cpu"] / mine["cpu"]
        yield (
            f"{measure}, {rows * columns:,} areas",
            "esda",
            mine["cpu"],
            peer["cpu"],
            times,
            f"at least {goal} times" if goal else "none",
            goal is None or times >= goal,
        )


def assessed(size: str) -> Iterator[Row]:
    """Whole assessments with a warm warehouse: CPU with start-up and imports, wall and memory, beside their limits."""
    real = shared()
    runs = [("leeds", "", "sample pack")]
    if real and size != "small":
        runs = [
            ("leeds", "2024-01..2024-12", "Leeds 2024"),
            ("leeds", "2022-08..2025-07", "Leeds, three years"),
            ("leeds", "2014-01..2014-12", "Leeds 2014"),
            ("sheffield", "2014-01..2014-12", "Sheffield 2014"),
            *runs,
        ]
    for locality, period, name in runs:
        with tempfile.TemporaryDirectory() as work:
            command = [
                str(OURS),
                "-m",
                "headrow.command",
                "assess",
                "--locality",
                locality,
                "--out",
                work,
                "--quiet",
            ]
            if period:
                command += ["--from", str(real), "--period", period]
            subprocess.run(command, check=True, capture_output=True)
            found = whole(command, 1 if size == "small" else 3)
        limits = (
            ("CPU s, imports included", "goal 12", found["cpu"], 12.0),
            ("wall s", "limit 30", found["wall"], 30.0),
            ("peak MiB", "limit 1,024", found["peak_mib"], 1024.0),
        )
        for what, limit, value, most in limits:
            ratio = value / most
            yield (f"assess {name}: {what}", limit, value, most, ratio, "at most 1", ratio <= 1)


def _row(name: str, peer: str, mine: Any, other: Any, goal: float, words: str) -> Row:
    ratio = mine["cpu"] / other["cpu"]
    named = f"{name} (peak {mine['peak_mib']:,.0f} MiB, peer {other['peak_mib']:,.0f})"
    return (
        named,
        peer,
        mine["cpu"],
        other["cpu"],
        ratio,
        f"{words} {goal} of the peer",
        ratio <= goal,
    )


def main(arguments: list[str]) -> int:
    """Run, print a table, keep it in build/bench.json."""
    size = "small" if "--small" in arguments else "full" if "--full" in arguments else "usual"
    if not PEERS.exists():
        print("The peers are not installed: run `make peers` first.", file=sys.stderr)
        return 2
    rows: list[Row] = []
    print(f"{'workload':74} {'peer':12} {'ours':>10} {'peer':>10} {'ratio':>9}  goal")
    for part in (ingested, aggregated, hot, assessed):
        for row in part(size):
            rows.append(row)
            name, peer, mine, other, ratio, goal, met = row
            print(
                f"{name:74} {peer:12} {mine:10.4f} {other:10.4f} {ratio:9.2f}  {goal}: {'met' if met else 'NOT met'}",
                flush=True,
            )
    names = ("workload", "peer", "ours", "peers", "ratio", "goal", "met")
    (ROOT / "build").mkdir(exist_ok=True)
    kept = [dict(zip(names, row, strict=True)) for row in rows]
    (ROOT / "build" / "bench.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
