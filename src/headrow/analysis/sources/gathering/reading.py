"""Reading a file through its source once: the parts and the account stay in the warehouse under the file's digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from headrow.analysis.tables.ledger import Entry, SetAside
from headrow.analysis.tables.plug_ins import Candidate, Source
from headrow.analysis.warehouse.digests import digest_of_text
from headrow.analysis.warehouse.folder import Warehouse

EDITION = 2  # raised when the way of conforming shared by the sources changes what they give
# What makes two files of one month comparable: who published, about what kind of place.
KEYS = ("partner", "topic", "force", "area_kind")
Cell: TypeAlias = tuple[str, ...]  # values of KEYS, then the month


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its source, its parts, its account, and how many rows it gives for each cell."""

    source: Source
    candidate: Candidate
    parts: tuple[Path, ...]
    entry: Entry
    cells: dict[Cell, int]


def account_known(source: Source, candidate: Candidate, warehouse: Warehouse) -> Entry | None:
    """The account of a file that was read before, or nothing."""
    held = warehouse.knows(*_names(source, candidate))
    return _entry_of(held["entry"], candidate) if held else None


def read_file(source: Source, candidate: Candidate, warehouse: Warehouse) -> Read:
    """What the source makes of a file: read once for the same bytes, name and version. Raises SourceError."""

    def make(folder: Path) -> dict[str, Any]:
        made = source.conform(candidate, folder)
        parts = [part.name for part in made.parts]
        return {"entry": asdict(made.entry), "parts": parts, "cells": _cells(source, made.parts)}

    folder, held = warehouse.once(*_names(source, candidate), make=make)
    return Read(
        source,
        candidate,
        tuple(folder / name for name in held["parts"]),
        _entry_of(held["entry"], candidate),
        {tuple(cell): rows for cell, rows in held["cells"]},
    )


def keys_of(source: Source) -> list[str]:
    """The columns of a source's shape that say which months of two files are the same thing."""
    columns = source.gives.columns
    return [*(key for key in KEYS if key in columns), "month"] if "month" in columns else []


def _names(source: Source, candidate: Candidate) -> tuple[str, str, str]:
    """The name is part of the key since some sources read the force from it."""
    declared = (source.beside(candidate),) if source.beside else ()
    name = digest_of_text(PurePosixPath(candidate.name).name, *declared)[:8]
    return (
        f"conformed-{EDITION}",
        f"{source.code}@{source.version}",
        f"{candidate.digest[:32]}-{name}",
    )


def _cells(source: Source, parts: tuple[Path, ...]) -> list[tuple[list[str], int]]:
    keys = keys_of(source)
    if not keys or not parts:
        return []
    import polars as pl

    held = pl.concat(pl.read_parquet(part, columns=keys).group_by(keys).len() for part in parts)
    counts = held.fill_null("").group_by(keys).agg(pl.col("len").sum()).sort(keys)
    return [(list(cell), rows) for *cell, rows in counts.iter_rows()]


def _entry_of(held: dict[str, Any], candidate: Candidate) -> Entry:
    """The account as it was kept, under the name that the file has now."""
    was, now = held["file"], candidate.name

    def named(words: str) -> str:
        return words.replace(was, now) if was != now else words

    aside = tuple(
        SetAside(
            part["reason"],
            named(part["words"]),
            part["rows"],
            tuple(part["examples"]),
            tuple((month, rows) for month, rows in part["by_month"]),
        )
        for part in held["set_aside"]
    )
    notes = tuple(named(note) for note in held["notes"])
    return replace(
        Entry(**{**held, "set_aside": aside, "months": tuple(held["months"])}),
        file=now,
        notes=notes,
    )
