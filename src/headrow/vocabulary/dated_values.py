"""Dated values: every number of law, guidance or local choice, with the days between which it holds (T-09).

declared/dated_values.toml holds them; a locality may replace its own choices in localities/<code>/dated_values.toml,
and never a number of the law. A calculation asks for the value in force on its own trigger date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from headrow.vocabulary.clocks import Length, Unit
from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import DeclaredFileError, folder, read, refuse_unknown, shown

UNSET = "unset"
KINDS = ("statutory", "guidance", "local")
CONFIDENCE = ("verified", "from memory", "local choice", "design decision")
# Units that are no clock of their own: counts, and days that are given rather than counted to.
OTHER_UNITS = (
    "working_days_before", "clear_working_days_before", "day_of_year", "months", "minutes", "count", "years",
    "pounds", "percent",
)  # fmt: skip
UNITS = (*OTHER_UNITS, *(unit.value for unit in Unit))


class NotInForceError(Exception):
    """No value holds on the day asked for; never answered with the nearest one."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value, the days on which it holds (both included; `until` empty while it does), and who says so.

    starts: "unset" where no day is known from which it holds; what needs it is then off.
    """

    code: str
    name: str
    kind: str
    rule: str
    value: int | str
    unit: str
    starts: date | str
    source: str
    confidence: str
    verified_on: date | str = UNSET
    until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for what, found, allowed in (
            ("kind", self.kind, KINDS),
            ("unit", self.unit, UNITS),
            ("confidence", self.confidence, CONFIDENCE),
        ):
            if found not in allowed:
                raise ValueError(f"{what} '{found}' is not one of: {', '.join(allowed)}.")
        for text in (self.starts, self.verified_on):
            if isinstance(text, str) and text != UNSET:
                raise ValueError(f"'{text}' is neither a date nor \"{UNSET}\".")
        if isinstance(self.starts, date) and self.until and self.until < self.starts:
            raise ValueError(f"it ends on {self.until}, before it begins.")
        if (self.unit == "day_of_year") is not isinstance(self.value, str):
            raise ValueError('a value is a whole number, or a day like "05-31" of day_of_year.')
        if isinstance(self.value, str) and not re.fullmatch(r"\d\d-\d\d", self.value):
            raise ValueError(f"'{self.value}' is not a day of the year. Write it like \"05-31\".")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = isinstance(self.starts, date) and self.starts <= day
        return begun and (self.until is None or day <= self.until)

    @property
    def number(self) -> int:
        """The value as a number. Raises TypeError for a day of the year."""
        if isinstance(self.value, str):
            raise TypeError(f"{self.code} is a day of the year, not a number.")
        return self.value

    @property
    def length(self) -> Length:
        """The value as the length of a clock. Raises ValueError for a unit that no clock counts."""
        return Length(self.number, Unit(self.unit))

    def in_year(self, year: int) -> date:
        """The value as a day of a year. Raises TypeError for a number."""
        if not isinstance(self.value, str):
            raise TypeError(f"{self.code} is a number, not a day of the year.")
        return date.fromisoformat(f"{year:04d}-{self.value}")


@dataclass(frozen=True, slots=True)
class DatedValues:
    """All the values of a partnership."""

    rows: tuple[DatedValue, ...]

    def of(self, code: str) -> tuple[DatedValue, ...]:
        """Every value a code ever had. Raises KeyError for one that is not declared."""
        found = tuple(row for row in self.rows if row.code == code)
        if not found:
            raise KeyError(f"'{code}' is not declared in declared/dated_values.toml.")
        return found

    def in_force(self, code: str, *, on: date) -> DatedValue:
        """The value that holds on a day. Raises NotInForceError, never giving the nearest (T-09)."""
        for row in self.of(code):
            if row.holds_on(on):
                return row
        reason = self.off(code, on=on)
        raise NotInForceError(reason.words if reason else code)

    def length(self, code: str, *, on: date) -> Length:
        """The length of a clock that begins on a day. Raises NotInForceError."""
        return self.in_force(code, on=on).length

    def number(self, code: str, *, on: date) -> int:
        """A number in force on a day. Raises NotInForceError."""
        return self.in_force(code, on=on).number

    def off(self, code: str, *, on: date) -> Reason | None:
        """Why what needs a value is off on a day, or nothing when it is on (T-09)."""
        rows = self.of(code)
        if any(row.holds_on(on) for row in rows):
            return None
        name = rows[0].name
        if all(row.starts == UNSET for row in rows):
            words = f"{name}: not in force; feature off. No day is entered from which it holds."
        else:
            words = f"{name}: not in force on {day_words(on)}; feature off."
        return Reason("not-in-force", words)


@cache
def dated_values(locality: str = "") -> DatedValues:
    """The declared values, a locality's own choices in place of ours.

    Raises DeclaredFileError with file, key and remedy; for a locality's number of the law too.
    """
    path = folder("declared") / "dated_values.toml"
    ours = _rows(path)
    own_path = folder("localities") / locality / "dated_values.toml" if locality else None
    if own_path is None or not own_path.exists():
        return DatedValues(ours)
    own = _rows(own_path)
    local = {row.code for row in ours if row.kind == "local"}
    for row in own:
        if row.code not in local:
            raise DeclaredFileError(
                f"{shown(own_path)}: '{row.code}' is not a local choice of declared/dated_values.toml."
                f" Take it out; what a locality may choose is: {', '.join(sorted(local))}."
            )
    chosen = {row.code for row in own}
    return DatedValues((*(row for row in ours if row.code not in chosen), *own))


def _rows(file: Path) -> tuple[DatedValue, ...]:
    found = read(file)
    refuse_unknown(found, known=("value",), where=shown(file))
    rows = records(found, "value", DatedValue, where=shown(file))
    _refuse_overlaps(rows, where=shown(file))
    return rows


def _refuse_overlaps(rows: Iterable[DatedValue], *, where: str) -> None:
    by_code: dict[str, list[DatedValue]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    for code, same in by_code.items():
        dated = sorted(
            (row.starts, row.until or date.max) for row in same if isinstance(row.starts, date)
        )
        for (_, ends), (starts, _) in pairwise(dated):
            if starts <= ends:
                raise DeclaredFileError(
                    f"{where}: two values of '{code}' hold on {starts}. End the earlier one before it."
                )
        if len({(row.name, row.kind, row.rule) for row in same}) > 1:
            raise DeclaredFileError(
                f"{where}: '{code}' has two names, kinds or rules. Give it one."
            )
