"""Which source knows a file; and where none does, which one nearly does and what the file lacks for it."""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from headrow.analysis.tables.ledger import Entry, SetAside
from headrow.analysis.tables.personal_data import column_as_shown
from headrow.analysis.tables.plug_ins import Candidate, Source
from headrow.analysis.tables.published_values import squashed
from headrow.analysis.warehouse.csv_files import count_rows
from headrow.analysis.warehouse.digests import digest_of_text
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.periods import in_words

GROUP = "headrow.sources"
NEARLY = 0.6  # share of a source's columns that makes a file nearly one of its kind


@dataclass(frozen=True, slots=True)
class Claim:
    """The source that knows a file, or nothing; why, in words; and whether a source nearly knew it."""

    source: Source | None
    why: str
    nearly: bool = False
    rows: int = 0  # of a file nearly known


@cache
def registered() -> tuple[Source, ...]:
    """Every source that is installed, ours and others', in order of their codes."""
    found = [point.load() for point in entry_points(group=GROUP)]
    return tuple(sorted(found, key=lambda source: source.code))


class Claims:
    """Asking every source about a file; answers are kept by its bytes and name while the sources stay the same."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.sources = registered()
        self.edition = digest_of_text(*(_state(source) for source in self.sources))[:12]

    def of(self, candidate: Candidate) -> Claim:
        """Who knows this file."""

        def make(folder: Path) -> dict[str, Any]:
            claim = _asked(candidate, self.sources)
            code = claim.source.code if claim.source else ""
            return {"source": code, "why": claim.why, "nearly": claim.nearly, "rows": claim.rows}

        declared = (source.beside(candidate) for source in self.sources if source.beside)
        key = f"{candidate.digest[:32]}-{digest_of_text(candidate.name, *declared)[:8]}"
        _, held = self.warehouse.once("recognised", self.edition, key, make=make)
        source = next((source for source in self.sources if source.code == held["source"]), None)
        return Claim(source, held["why"], held["nearly"], held["rows"])


def _state(source: Source) -> str:
    """A source's code, version and the state of the file that its `recognise` is written in."""
    module = sys.modules.get(source.recognise.__module__)
    path = Path(getattr(module, "__file__", None) or ".")
    state = path.stat()
    return f"{source.code}@{source.version}:{state.st_size}:{state.st_mtime_ns}"


def _asked(candidate: Candidate, sources: tuple[Source, ...]) -> Claim:
    claims = [
        (source, reason)
        for source in sources
        if (reason := source.recognise(candidate)) is not None
    ]
    if claims:
        claims.sort(
            key=lambda claim: claim[0].beside is None
        )  # what somebody declared goes before likeness
        source, reason = claims[0]
        others = in_words(other.name for other, _ in claims[1:])
        return Claim(source, f"{reason}; claimed by {others} too" if others else reason)
    near = _nearest(candidate, sources)
    if near is not None:
        return Claim(None, _lacking(candidate, near), True, count_rows(candidate.path))
    held = ", ".join(
        column_as_shown(column, at) or "(no name)"
        for at, column in enumerate(candidate.columns[:6], 1)
    )
    begins = f": it begins with the columns {held}" if held else ""
    return Claim(None, f"No source knows this kind of file{begins}.")


def _nearest(candidate: Candidate, sources: tuple[Source, ...]) -> Source | None:
    held = {squashed(column) for column in candidate.columns}

    def share(source: Source) -> float:
        found = sum(squashed(column) in held for column in source.columns)
        return found / len(source.columns) if found > 1 else 0.0

    nearest = max(sources, key=share, default=None)
    return nearest if nearest is not None and share(nearest) >= NEARLY else None


def _lacking(candidate: Candidate, near: Source) -> str:
    """What a file lacks to be of the nearest kind, and which of its columns may be meant."""
    held = {squashed(column): column for column in candidate.columns}
    asked = {squashed(column) for column in near.columns}
    spare = [name for name in held if name not in asked]
    missing = []
    for column in near.columns:
        if squashed(column) not in held:
            close = difflib.get_close_matches(squashed(column), spare, n=1, cutoff=0.5)
            missing.append(
                f"'{column}'" + (f" (nearest found: '{held[close[0]]}')" if close else "")
            )
    if not missing:
        odd = in_words(f"'{column}'" for column in _odd(candidate, near))
        return f"The file has the columns of '{near.name}' and others that such a file has not ({odd}). It is not used."
    return (
        f"The file is nearly of the kind '{near.name}' and lacks the column{'s' if len(missing) > 1 else ''} "
        f"{in_words(missing)}. Name the columns as the publisher does, or fetch the file again."
    )


def _odd(candidate: Candidate, near: Source) -> list[str]:
    """The columns that keep a source from knowing a file that has all it asks for."""
    asked = {squashed(column) for column in near.columns}
    taken = tuple(column for column in candidate.columns if squashed(column) in asked)
    odd = []
    for column in candidate.columns:
        if column not in taken:
            if near.recognise(replace(candidate, columns=(*taken, column))) is None:
                odd.append(column)
            else:
                taken = (*taken, column)
    return odd


def unknown_columns(candidate: Candidate, claim: Claim) -> Entry:
    """The account of a file that is nearly of a known kind: every row set aside."""
    aside = (SetAside("unknown-columns", claim.why, claim.rows),) if claim.rows else ()
    notes = () if claim.rows else (claim.why,)
    return Entry(
        candidate.name, candidate.digest, candidate.bytes, "", "", claim.rows, 0, aside, (), notes
    )
