"""Working days in England: Monday to Friday without the bank holidays of a declared list (T-02, T-03, T-07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from headrow.vocabulary.clock import LONDON, civil_date
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    folder,
    needed,
    read,
    refuse_unknown,
    shown,
)

SATURDAY = 5
NOT_LOADED = "calendar not loaded"


class CalendarNotLoadedError(Exception):
    """A count of working days leaves the years whose bank holidays are known (T-02)."""


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """A day on which nobody works: the day as observed, so that a substitute stands once and its cause never."""

    day: date
    name: str

    def __post_init__(self) -> None:
        if self.day.weekday() >= SATURDAY:
            raise ValueError(
                f"{self.day} is a weekend, which is no working day anyway. Name the substitute day."
            )


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The bank holidays of whole years, from the first to the last, and where they were read."""

    holidays: frozenset[date]
    first_year: int
    last_year: int
    source: str = ""
    names: dict[date, str] = field(default_factory=dict, compare=False, hash=False)

    def works(self, day: date) -> bool:
        """Whether a day is a working day. Raises CalendarNotLoadedError outside the years held."""
        if not self.first_year <= day.year <= self.last_year:
            raise CalendarNotLoadedError(
                f"Bank holidays are held for {self.first_year} to {self.last_year}, not for {day.year}:"
                f" {NOT_LOADED}. Add the year to declared/bank_holidays_england.toml."
            )
        return day.weekday() < SATURDAY and day not in self.holidays

    def after(self, event: date, days: int) -> date:
        """The nth working day after an event, whose own day is day nought whatever day it is (T-03).

        Due at 24:00 in London on the day returned. Raises CalendarNotLoadedError.
        """
        return self._counted(event, days, step=1)

    def before(self, event: date, days: int) -> date:
        """The nth working day before an event (G-70, C-MARAC-07). Raises CalendarNotLoadedError."""
        return self._counted(event, days, step=-1)

    def clear_before(self, meeting: date, days: int) -> date:
        """The last working day that leaves n whole working days strictly before a meeting (T-07)."""
        return self.before(meeting, days + 1)

    def clear_between(self, published: date, meeting: date) -> int:
        """How many whole working days lie strictly between two days (T-07)."""
        return sum(self.works(day) for day in _days(published + timedelta(1), meeting))

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the next one (S-16)."""
        return day if self.works(day) else self.after(day, 1)

    def day_nought(self, event: datetime, *, cut_off_hour: int | None = None) -> date:
        """The day from which a count begins: a late event belongs to the next working day (T-03).

        cut_off_hour: the hour in London from which an event is late; none by default.
        """
        day = civil_date(event)
        late = cut_off_hour is not None and event.astimezone(LONDON).hour >= cut_off_hour
        return self.after(day, 1) if late else day

    def counted(self, event: date, days: int) -> tuple[date, ...]:
        """The n working days after an event, in order (T-10)."""
        found: list[date] = []
        while len(found) < days:
            found.append(self.after(found[-1] if found else event, 1))
        return tuple(found)

    def _counted(self, event: date, days: int, *, step: int) -> date:
        if days < 0:
            raise ValueError("Working days are counted from nought upwards.")
        day = event
        while days:
            day += timedelta(step)
            days -= self.works(day)
        return day


def _days(first: date, before: date) -> Iterator[date]:
    while first < before:
        yield first
        first += timedelta(1)


@cache
def working_calendar() -> WorkingCalendar:
    """The declared calendar of England. Raises DeclaredFileError with file, key and remedy."""
    path = folder("declared") / "bank_holidays_england.toml"
    where = shown(path)
    found = read(path)
    refuse_unknown(
        found, known=("source", "first_year", "last_year", "verified_on", "holiday"), where=where
    )
    rows = records(found, "holiday", BankHoliday, where=where)
    names = {row.day: row.name for row in rows}
    if len(names) < len(rows):
        raise DeclaredFileError(
            f"{where}: a day stands twice. A day is counted once; take one out."
        )
    first, last = (needed(found, key, where=where) for key in ("first_year", "last_year"))
    if missing := set(range(first, last + 1)) - {day.year for day in names}:
        raise DeclaredFileError(f"{where}: no [[holiday]] for {min(missing)}. Add that year's.")
    return WorkingCalendar(
        frozenset(names), first, last, needed(found, "source", where=where), names
    )
