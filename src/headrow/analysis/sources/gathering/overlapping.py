"""What files say together: one held twice, and two of the same month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from headrow.analysis.sources.gathering.months_held import missing_months, said, with_suspect_months
from headrow.analysis.sources.gathering.reading import Cell, Read, keys_of
from headrow.analysis.tables.ledger import SetAside
from headrow.analysis.warehouse.digests import digest_of_text
from headrow.analysis.warehouse.folder import Warehouse

EDITION = 1


@dataclass(frozen=True, slots=True)
class Together:
    """Files as they count once they were held against one another, and remarks on them all."""

    files: tuple[Read, ...]
    notes: tuple[str, ...]


def without_overlaps(read: Iterable[Read], warehouse: Warehouse) -> Together:
    """Each month of a force from one file only, every row that gives way set aside with the name of the other."""
    files = _each_once(sorted(read, key=lambda one: one.entry.file), warehouse)
    lost: dict[str, dict[Cell, Read]] = defaultdict(dict)
    beside: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for (_, cell), holders in _holders(files).items():
        accepted: list[Read] = []
        for one in sorted(holders, key=lambda one: _rank(one, cell)):
            winner = next((other for other in accepted if _overlap(one, other, cell)), None)
            if winner is not None:
                lost[one.entry.file][cell] = winner
                continue
            if accepted:
                first, second = sorted((accepted[0].entry.file, one.entry.file))
                beside[first, second].append(cell)
            accepted.append(one)
    files = [
        _less(one, lost[one.entry.file], warehouse) if one.entry.file in lost else one
        for one in files
    ]
    files = with_suspect_months(files)
    return Together(tuple(files), (*_side_by_side(beside), *missing_months(files)))


def _each_once(files: list[Read], warehouse: Warehouse) -> list[Read]:
    """Of files with the same bytes, or the same rows, the first counts and every row of the others is set aside."""
    first: dict[tuple[str, str], Read] = {}
    rows: dict[tuple[str, int, int], list[Read]] = defaultdict(list)
    once = []
    for one in files:
        earlier = first.setdefault((one.source.code, one.entry.digest), one)
        if earlier is one and not one.cells and one.parts:
            alike = rows[one.source.code, one.entry.rows_in, one.entry.rows_kept]
            earlier = next((other for other in alike if _same_rows(one, other, warehouse)), one)
            alike.append(one)
        once.append(one if earlier is one else _not_again(one, earlier))
    return once


def _not_again(one: Read, earlier: Read) -> Read:
    """A file whose rows all stand in another already."""
    bytes_too = one.entry.digest == earlier.entry.digest
    how = "is the same, byte for byte, as" if bytes_too else "holds the same rows as"
    words = (
        f"{one.entry.file} {how} {earlier.entry.file}, which is used; its rows are not counted twice. "
        "Remove one of the two."
    )
    aside = (SetAside("duplicate-file", words, one.entry.rows_in),) if one.entry.rows_in else ()
    entry = replace(one.entry, rows_kept=0, set_aside=aside, months=(), notes=())
    return replace(one, parts=(), entry=entry, cells={})


def _same_rows(one: Read, other: Read, warehouse: Warehouse) -> bool:
    """Whether two files of a kind without months give the same rows, such as one packed and one not."""

    def make(folder: Path) -> bool:
        import polars as pl

        both = [
            pl.concat([pl.read_parquet(part) for part in read.parts]).drop("snapshot")
            for read in (one, other)
        ]
        return both[0].equals(both[1])

    key = digest_of_text(
        *sorted((one.entry.digest, other.entry.digest)), one.source.code, str(one.source.version)
    )
    return bool(warehouse.once("same-rows", key[:40], make=make)[1])


def _holders(files: list[Read]) -> dict[tuple[str, Cell], list[Read]]:
    held: dict[tuple[str, Cell], list[Read]] = defaultdict(list)
    for one in files:
        for cell in one.cells:
            held[one.source.gives.code, cell].append(one)
    return {key: found for key, found in sorted(held.items()) if len(found) > 1}


def _rank(one: Read, cell: Cell) -> tuple[Any, ...]:
    """The later release first, then the fuller file, then the order of names; a file without release comes after."""
    released = one.candidate.released
    return (-int(released.replace("-", "") or 0), -one.cells[cell], one.entry.file)


def _overlap(one: Read, other: Read, cell: Cell) -> bool:
    """Whether two files speak of the same thing: halves of a force, or one crime type each, stand side by side."""
    return bool(_subjects(one, cell) & _subjects(other, cell))


def _subjects(one: Read, cell: Cell) -> set[tuple[Any, ...]]:
    import polars as pl

    keys = keys_of(one.source)
    names = [
        n
        for n in ("lsoa", "area", "category", "ethnicity", "group")
        if n in one.source.gives.columns
    ]
    here = [pl.col(key).fill_null("") == value for key, value in zip(keys, cell, strict=True)]
    return set(
        pl.scan_parquet(list(one.parts)).filter(*here).select(names).unique().collect().iter_rows()
    )


def _side_by_side(beside: dict[tuple[str, str], list[Cell]]) -> list[str]:
    return [
        f"{one} and {other} both hold {said(cells)}, for different places or types: both are used. "
        "Check that they belong together."
        for (one, other), cells in sorted(beside.items())
    ]


def _less(one: Read, lost: dict[Cell, Read], warehouse: Warehouse) -> Read:
    """A file less the months that another file gives."""
    parts = _parts_without(one, sorted(lost), warehouse)
    cells = {cell: rows for cell, rows in one.cells.items() if cell not in lost}
    gone = sum(one.cells[cell] for cell in lost)
    entry = one.entry
    aside = list(entry.set_aside)
    by_month: dict[str, int] = defaultdict(int)
    for cell in lost:
        by_month[cell[-1]] += one.cells[cell]
    whole = {month for month in by_month if not any(cell[-1] == month for cell in cells)}
    aside, taken = _moved(aside, whole)
    for month, rows in taken.items():
        by_month[month] += rows
    words = _superseded(one, lost)
    total = gone + sum(taken.values())
    aside.append(SetAside("superseded", words, total, (), tuple(sorted(by_month.items()))))
    months = tuple(sorted({cell[-1] for cell in cells}))
    entry = replace(entry, rows_kept=entry.rows_kept - gone, set_aside=tuple(aside), months=months)
    return replace(one, parts=parts, entry=entry, cells=cells)


def _moved(aside: list[SetAside], months: set[str]) -> tuple[list[SetAside], dict[str, int]]:
    """Rows set aside in months that another file gives count there: take them out, and say how many by month."""
    left: list[SetAside] = []
    taken: dict[str, int] = defaultdict(int)
    for part in aside:
        for month, rows in part.by_month:
            if month in months:
                taken[month] += rows
        stay = tuple((month, rows) for month, rows in part.by_month if month not in months)
        rows = part.rows - sum(rows for month, rows in part.by_month if month in months)
        if rows:
            left.append(replace(part, rows=rows, by_month=stay, words=_recounted(part, rows)))
    return left, taken


def _recounted(part: SetAside, rows: int) -> str:
    return part.words.replace(f"{part.rows:,} row", f"{rows:,} row", 1)


def _superseded(one: Read, lost: dict[Cell, Read]) -> str:
    """Which months of the file give way to which other file, and by what rule."""
    by_winner: dict[str, list[Cell]] = defaultdict(list)
    for cell, winner in lost.items():
        by_winner[winner.entry.file].append(cell)
    says = []
    for name, cells in sorted(by_winner.items()):
        winner = lost[cells[0]]
        later = winner.candidate.released > one.candidate.released
        why = (
            f"released later ({winner.candidate.released})" if later else "fuller, or first by name"
        )
        says.append(f"{said(cells)} from {name}, which is {why}")
    named = "; ".join(says)
    return f"{one.entry.file} gives way to another file of the same months: {named}. Remove the one not meant."


def _parts_without(one: Read, lost: list[Cell], warehouse: Warehouse) -> tuple[Path, ...]:
    """The parts less the cells given, made once."""
    keys = keys_of(one.source)

    def make(folder: Path) -> list[str]:
        import polars as pl

        gone = pl.DataFrame(lost, schema=dict.fromkeys(keys, pl.String), orient="row")
        made = []
        for part in one.parts:
            rows = pl.read_parquet(part)
            marked = rows.select(pl.col(keys).fill_null("")).join(
                gone.with_columns(_gone=True), on=keys, how="left", maintain_order="left"
            )["_gone"]
            left = rows.filter(marked.is_null())
            if left.height:
                left.write_parquet(folder / part.name, compression="zstd")
                made.append(part.name)
        return made

    key = digest_of_text(*(str(part) for part in one.parts), *("|".join(cell) for cell in lost))
    folder, names = warehouse.once(f"without-{EDITION}", key[:40], make=make)
    return tuple(folder / name for name in names)
