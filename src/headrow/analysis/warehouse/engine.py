"""DuckDB behind Ibis: the one place that names the engine, its limits and what makes its answers repeatable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headrow.analysis.warehouse.digests import digest_of_text

MEMORY = "512MB"  # past this DuckDB spills to disk; the whole run is held to 1 GiB


def connect(spill: Path) -> Any:
    """An Ibis connection on an in-memory DuckDB that spills into the folder given.

    HEADROW_MEMORY sets another limit, as DuckDB spells it ("2GB").
    """
    import ibis

    spill.mkdir(parents=True, exist_ok=True)
    return ibis.duckdb.connect(
        memory_limit=os.environ.get("HEADROW_MEMORY", MEMORY),
        temp_directory=str(spill / str(os.getpid())),
        preserve_insertion_order=True,
        default_null_order="nulls_last",
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )


def table(connection: Any, code: str, columns: Mapping[str, str], parts: Sequence[Path]) -> Any:
    """The Ibis table of the parts, as a view whose name is made of the shape and the parts."""
    import ibis

    name = view_name(code, parts)
    if name not in connection.list_tables():
        if parts:
            connection.read_parquet([str(part) for part in parts], table_name=name)
        else:
            connection.create_table(name, schema=ibis.schema(dict(columns)), temp=True)
    return connection.table(name)


def view_name(code: str, parts: Sequence[Path]) -> str:
    """A name for a view: the shape, and a digest of the names of its parts below the warehouse."""
    held = ["/".join(part.parts[-3:]) for part in parts]
    return f"{re.sub(r'[^a-z_]', '_', code)}_{digest_of_text(*held)[:8]}"
