"""Counts by small area, month and type out of seeded Parquet, written as Parquet: ours through Ibis, beside peers.

`python -m benchmarks.aggregate WAY FILE OUT` runs one way; `generated` makes the input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from benchmarks.running import reported

AREAS, MONTHS, KINDS, BLOCK = 35_672, 120, 14, 5_000_000


def generated(path: Path, rows: int) -> None:
    """So many rows, seeded: areas by gamma weights, months and types evenly, as text columns."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(7)
    weights = random.gamma(1.0, 1.0, AREAS)
    edges = np.cumsum(weights / weights.sum())
    areas = pa.array([f"E{1_000_000 + i:08d}" for i in range(AREAS)])
    months = pa.array([f"{2010 + i // 12}-{i % 12 + 1:02d}" for i in range(MONTHS)])
    kinds = pa.array([f"kind-{i}" for i in range(KINDS)])
    writer = None
    for start in range(0, rows, BLOCK):
        n = min(BLOCK, rows - start)
        chosen = (
            np.searchsorted(edges, random.random(n)).clip(0, AREAS - 1),
            random.integers(0, MONTHS, n),
            random.integers(0, KINDS, n),
        )
        table = pa.table(
            {
                name: values.take(pa.array(picked))
                for name, values, picked in zip(
                    ("lsoa", "month", "category"), (areas, months, kinds), chosen, strict=True
                )
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=1_000_000)
    if writer is not None:
        writer.close()


def ours(path: Path, out: Path) -> Any:
    """By an Ibis expression on the warehouse's engine."""
    from headrow.analysis.warehouse.folder import Warehouse

    warehouse = Warehouse(out.parent / "warehouse")
    rows = warehouse.table(
        "bench", {"lsoa": "string", "month": "string", "category": "string"}, [path]
    )
    counts = rows.group_by("lsoa", "month", "category").agg(count=rows.count())
    counts.to_parquet(out)
    return _checked(out)


def duckdb(path: Path, out: Path) -> Any:
    """By DuckDB as it comes."""
    import duckdb as engine

    engine.sql(
        f"copy (select lsoa, month, category, count(*) as count from '{path}' group by all) to '{out}' (format parquet)"
    )
    return _checked(out)


def polars(path: Path, out: Path) -> Any:
    """By polars, streaming."""
    import polars as pl

    pl.scan_parquet(path).group_by("lsoa", "month", "category").agg(count=pl.len()).sink_parquet(
        out
    )
    return _checked(out)


def _checked(out: Path) -> list[int]:
    """Groups and rows counted, which every way must give alike."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    counts = pq.read_table(out, columns=["count"])["count"]
    return [len(counts), pc.sum(counts).as_py()]


WAYS = {"ours": ours, "duckdb": duckdb, "polars": polars}

if __name__ == "__main__":
    way, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if way == "ours":
        import ibis  # noqa: F401  # imports are counted apart
    else:
        __import__(way)
    reported(lambda: WAYS[way](source, target))
