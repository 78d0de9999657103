"""Months that are not held, and months that hold too little: remarked on, never filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import median

from headrow.analysis.sources.gathering.reading import Cell, Read
from headrow.analysis.tables.ledger import Entry
from headrow.vocabulary.periods import Month, in_words

SUSPECT = 0.5  # of the middle of the months before
BEFORE = 12  # months that a month is held against
FEWEST = 3  # of them, for a middle to mean something


def said(cells: Iterable[Cell]) -> str:
    """Months and whose they are, in words: "January 2030 to March 2030 of Mereshire Police"."""
    by_who: dict[tuple[str, ...], list[Month]] = defaultdict(list)
    for *who, month in cells:
        by_who[tuple(part for part in who if part)].append(Month.parse(month))
    return in_words(
        f"{_runs(months)}{f' of {in_words(who)}' if who else ''}"
        for who, months in sorted(by_who.items())
    )


def _runs(months: Iterable[Month]) -> str:
    """Months in words, those that follow one another as first and last."""
    runs: list[list[Month]] = []
    for month in sorted(months):
        if runs and month.minus(runs[-1][-1]) == 1:
            runs[-1] = [runs[-1][0], month]
        else:
            runs.append([month])
    return in_words(" to ".join(month.words for month in run) for run in runs)


def _by_who(files: Iterable[Read]) -> dict[tuple[str, ...], dict[str, int]]:
    """Rows by month, for each shape and force (or kind of area)."""
    rows: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in files:
        for (*who, month), count in one.cells.items():
            rows[one.source.gives.code, *who][month] += count
    return rows


def with_suspect_months(files: list[Read]) -> list[Read]:
    """A remark on each file whose month has under half the rows of the middle of the months before it."""
    held = _by_who(files)
    return [replace(one, entry=_with_notes(one.entry, _suspects(one, held))) for one in files]


def _suspects(one: Read, held: dict[tuple[str, ...], dict[str, int]]) -> list[str]:
    notes = []
    for (*who, month), _ in one.cells.items():
        rows = held[one.source.gives.code, *who]
        at = Month.parse(month)
        before = [rows[str(at.plus(-n))] for n in range(1, BEFORE + 1) if str(at.plus(-n)) in rows]
        if len(before) >= FEWEST and rows[month] < SUSPECT * median(before):
            notes.append(
                f"{at.words} has {rows[month]:,} rows, under half of the {median(before):,.0f} that the months before "
                "it have in the middle. The month may be incomplete: check it against the publisher's."
            )
    return notes


def _with_notes(entry: Entry, notes: list[str]) -> Entry:
    return replace(entry, notes=(*entry.notes, *notes)) if notes else entry


def missing_months(files: Iterable[Read]) -> list[str]:
    """A remark for each force whose months have a gap; a gap is named and never filled."""
    notes = []
    for (code, *who), rows in sorted(_by_who(files).items()):
        months = sorted(Month.parse(month) for month in rows)
        gaps = [
            one.plus(step) for one, other in pairwise(months) for step in range(1, other.minus(one))
        ]
        if gaps:
            name = in_words(part for part in who if part) or "files that name no force"
            notes.append(
                f"{code.replace('_', ' ').capitalize()}, {name}: {_runs(gaps)} not held between {months[0].words} and "
                f"{months[-1].words}. Months that are not held are named and never filled in; add their files if they "
                "exist."
            )
    return notes
