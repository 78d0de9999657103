"""The ledger: every row in is a row kept or a row set aside with a reason, and the counts balance."""

from __future__ import annotations

from dataclasses import dataclass


class LedgerDoesNotBalance(Exception):
    """Rows in are not rows kept plus rows set aside: a defect, never the reader's fault."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows not used, why, and what to do; `examples` are line numbers of the file, at most five."""

    reason: str  # a stable code: "no-small-area", "unknown-category", "superseded", "truncated-file" ...
    words: str  # what is wrong, where, and what to do
    rows: int
    examples: tuple[int, ...] = ()
    by_month: tuple[tuple[str, int], ...] = ()  # rows by month, where the rows have one


@dataclass(frozen=True, slots=True)
class Entry:
    """One file's account."""

    file: str  # as the reader knows it: a path below the folder given, or archive!member
    digest: str  # sha256 of the bytes
    bytes: int
    source: str  # code of the source, or "" when no source recognised the file
    shape: str  # code of the table shape it gave, or ""
    rows_in: int
    rows_kept: int
    set_aside: tuple[SetAside, ...] = ()
    months: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        aside = sum(part.rows for part in self.set_aside)
        if self.rows_in != self.rows_kept + aside:
            raise LedgerDoesNotBalance(
                f"{self.file}: {self.rows_in} rows in, {self.rows_kept} kept and {aside} set aside."
            )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of a whole run."""

    entries: tuple[Entry, ...]
    ignored: tuple[tuple[str, str], ...] = ()  # files that are no data source: name, why
    notes: tuple[str, ...] = ()  # on the files together: months missing, files that overlap

    @property
    def rows_in(self) -> int:
        """Rows in all files together."""
        return sum(entry.rows_in for entry in self.entries)

    @property
    def rows_kept(self) -> int:
        """Rows kept in all files together."""
        return sum(entry.rows_kept for entry in self.entries)

    @property
    def rows_set_aside(self) -> int:
        """Rows set aside in all files together."""
        return sum(part.rows for entry in self.entries for part in entry.set_aside)
