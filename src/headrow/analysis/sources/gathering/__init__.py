"""Walking a folder, a file or an archive: each file is shown to every source, read once, and accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headrow.analysis.sources.gathering.overlapping import without_overlaps
from headrow.analysis.sources.gathering.reading import Read, account_known, read_file
from headrow.analysis.sources.gathering.recognising import Claims, registered, unknown_columns
from headrow.analysis.sources.gathering.walking import Found, find_files, months_by_name
from headrow.analysis.tables.ledger import Entry, Ledger
from headrow.analysis.tables.plug_ins import Source, SourceError
from headrow.analysis.tables.shapes import SHAPES
from headrow.analysis.warehouse.folder import Warehouse

__all__ = ["Holding", "gather", "registered"]

Wanted = Callable[[str, tuple[str, ...]], bool]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """What was found: Parquet parts by code of the shape, the account of every file, and the sources used."""

    parts: dict[str, tuple[Path, ...]]
    ledger: Ledger
    sources: tuple[Source, ...]

    def table(self, warehouse: Warehouse, code: str) -> Any:
        """The Ibis table of a shape, empty where nothing of it was found."""
        return warehouse.table(code, SHAPES[code].columns, self.parts.get(code, ()))

    def months(self, code: str) -> tuple[str, ...]:
        """The months held of a shape, over all files."""
        return tuple(
            sorted(
                {m for entry in self.ledger.entries if entry.shape == code for m in entry.months}
            )
        )

    def unplaced(self) -> dict[tuple[str, str], int]:
        """Rows without a small area by file and month: they belong to a force and to no district."""
        return {
            (entry.file, month): rows
            for entry in self.ledger.entries
            for aside in entry.set_aside
            if aside.reason == "no-small-area"
            for month, rows in aside.by_month
        }


def gather(
    folder: Path,
    *,
    warehouse: Warehouse,
    wanted: Wanted | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Holding:
    """Read what is in a folder, a file or an archive into the warehouse.

    wanted: told the code of a shape and the months of a file (empty when they are not known, or the file has none);
        a file that is not wanted is not used, and the ledger says so.
    progress: told the name of the file at hand, how many are done and of how many.
    Raises SourceError when there is no such folder or file, or when a file's bytes cannot be read.
    """
    if not folder.exists():
        raise SourceError(f"There is no folder or file {folder}. Check the name.")
    found = find_files(folder, warehouse)
    ignored = list(found.ignored)
    entries, read = _read_each(found, warehouse, wanted or _all, progress, ignored)
    kept = without_overlaps(read, warehouse)
    entries += [one.entry for one in kept.files]
    entries.sort(key=lambda entry: entry.file)
    parts: dict[str, tuple[Path, ...]] = {}
    for one in kept.files:
        parts[one.source.gives.code] = parts.get(one.source.gives.code, ()) + one.parts
    ledger = Ledger(tuple(entries), tuple(sorted(ignored)), kept.notes)
    used = {one.source.code: one.source for one in kept.files}
    return Holding(parts, ledger, tuple(used[code] for code in sorted(used)))


def _all(shape: str, months: tuple[str, ...]) -> bool:
    return True


def _read_each(
    found: Found,
    warehouse: Warehouse,
    wanted: Wanted,
    progress: Progress,
    ignored: list[tuple[str, str]],
) -> tuple[list[Entry], list[Read]]:
    """Every file that a source claims and that is wanted, read; and the accounts of those that nearly were."""
    claims = Claims(warehouse)
    entries, read = [], []
    for done, candidate in enumerate(found.candidates):
        progress(candidate.name, done, len(found.candidates))
        claim = claims.of(candidate)
        if claim.source is None:
            if claim.nearly:
                entries.append(unknown_columns(candidate, claim))
            else:
                ignored.append((candidate.name, claim.why))
            continue
        code, unwanted = (
            claim.source.gives.code,
            f"{claim.source.name}: not needed for what was asked.",
        )
        known = account_known(claim.source, candidate, warehouse)
        months = known.months if known else months_by_name(candidate.name)
        if not wanted(code, months):
            ignored.append((candidate.name, unwanted))
            continue
        try:
            one = read_file(claim.source, candidate, warehouse)
        except SourceError as refused:
            ignored.append((candidate.name, str(refused)))
            continue
        if known is None and not wanted(code, one.entry.months):
            ignored.append((candidate.name, unwanted))
        else:
            read.append(one)
    progress("", len(found.candidates), len(found.candidates))
    return entries, read
