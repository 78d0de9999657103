"""The statutory duties a partnership tracks: the declared register, and a locality's own rows beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from headrow.vocabulary.dated_values import CONFIDENCE, dated_values
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    folder,
    must_resolve,
    read,
    refuse_unknown,
    shown,
)

FREQUENCIES = ("each-year", "each-quarter", "since-last", "by-date", "on-event", "off")
LEADS = ("", "csp", "police-area")


@dataclass(frozen=True, slots=True)
class DeclaredDuty:
    """A row of the register: what is owed, by whom, by which right and how often."""

    code: str
    rule: str
    name: str
    does: str
    source: str
    holder: str
    frequency: str
    confidence: str
    clock: str = ""  # a code of dated_values.toml
    event: str = ""
    begins_month: int = 4
    lead: str = ""
    off_because: str = ""

    def __post_init__(self) -> None:
        for what, found, allowed in (
            ("frequency", self.frequency, FREQUENCIES),
            ("lead", self.lead, LEADS),
            ("confidence", self.confidence, CONFIDENCE),
        ):
            if found not in allowed:
                raise ValueError(
                    f"{what} '{found}' is not one of: {', '.join(filter(None, allowed))}."
                )
        if not 1 <= self.begins_month <= 12:
            raise ValueError("begins_month is a month from 1 to 12.")
        if self.frequency == "since-last" and not self.clock:
            raise ValueError("a duty counted since it was last done needs a 'clock'.")
        if self.frequency == "on-event" and not self.event:
            raise ValueError("a duty owed to an event needs its 'event'.")
        if self.frequency == "off" and not self.off_because:
            raise ValueError("a duty that is off says why in 'off_because'.")


@cache
def declared_duties(locality: str = "") -> tuple[DeclaredDuty, ...]:
    """The register, a locality's row in place of ours with the same code, its others after them.

    Raises DeclaredFileError with file, key and remedy.
    """
    rows = {row.code: row for row in _rows(folder("declared") / "duties.toml", locality)}
    own = folder("localities") / locality / "duties.toml" if locality else None
    if own is not None and own.exists():
        rows |= {row.code: row for row in _rows(own, locality)}
    return tuple(rows.values())


def _rows(path: Path, locality: str) -> tuple[DeclaredDuty, ...]:
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("duty",), where=where)
    rows = records(found, "duty", DeclaredDuty, where=where)
    codes = {row.code for row in dated_values(locality).rows}
    for row in rows:
        if row.clock:
            must_resolve(
                row.clock, among=codes, where=f"{where}: duty '{row.code}'", what="dated value"
            )
    if len({row.code for row in rows}) < len(rows):
        raise DeclaredFileError(f"{where}: a code stands twice. Give each duty its own.")
    return rows
