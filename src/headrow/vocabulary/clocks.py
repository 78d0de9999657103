"""Clocks: from when, how long, until when, when to warn, and how one reads now (T-03 to T-08, T-10).

A clock is computed and never stored: what is stored is when it began, when it was answered, and its pauses. One
that cannot be computed says why and is Grey; a due date is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from headrow.vocabulary.clock import LONDON, civil_date
from headrow.vocabulary.month_arithmetic import (
    Span,
    days_beginning,
    months_after,
    months_beginning,
)
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.working_days import (
    NOT_LOADED,
    CalendarNotLoadedError,
    WorkingCalendar,
    working_calendar,
)

WARN_AT_PERCENT = 80


class Unit(StrEnum):
    """What a clock counts, and whether the day it begins with is counted."""

    HOURS = "hours"
    HOURS_WITHOUT_CHRISTMAS = "hours_without_christmas"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    DAYS_BEGINNING = "days_beginning"
    WEEKS_BEGINNING = "weeks_beginning"
    MONTHS_AFTER = "months_after"
    MONTHS_BEGINNING = "months_beginning"


HOURLY = (Unit.HOURS, Unit.HOURS_WITHOUT_CHRISTMAS)
BEGINNING = (Unit.DAYS_BEGINNING, Unit.WEEKS_BEGINNING, Unit.MONTHS_BEGINNING)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a clock runs."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that a clock stands still, shown and never hidden (T-08); open while `ends` is empty."""

    starts: datetime
    ends: datetime | None
    why: str  # a code of the clock's declared list
    by: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a clock ends: `last` is the last day in time, `ends_at` the first instant that is too late.

    `warn_at` is the start of the unit from which it warns. All three are empty when `cannot` says why.
    """

    last: date | None = None
    ends_at: datetime | None = None
    warn_at: datetime | None = None
    cannot: str = ""

    @property
    def warn_from(self) -> date | None:
        """The civil date on which the warning begins."""
        return civil_date(self.warn_at) if self.warn_at else None


def warning_unit(units: int) -> int:
    """The unit at whose start a clock of n units warns: ceil(0.8 n), never a rounded fraction (T-10)."""
    return -(-WARN_AT_PERCENT * units // 100)


def may_pause(why: str, *, declared: Iterable[str]) -> Reason | None:
    """Why a clock may not be paused; a clock that no law lets pause declares an empty list (T-08)."""
    if why in tuple(declared):
        return None
    return Reason("pause-not-declared", f"This clock may not be paused for '{why}'.")


def deadline(
    length: Length,
    *,
    begun: datetime | date,
    now: datetime,
    pauses: Iterable[Pause] = (),
    calendar: WorkingCalendar | None = None,
) -> Deadline:
    """When a clock that began at an instant (or on a civil date) ends, its pauses left out.

    An open pause counts up to `now`. Raises ValueError when a clock of hours begins on a bare date.
    """
    held = tuple((pause.starts, pause.ends or max(now, pause.starts)) for pause in pauses)
    if length.unit in HOURLY:
        if not isinstance(begun, datetime):
            raise ValueError("A clock of hours begins at an instant, not on a date (T-06).")
        return _of_hours(length, begun.astimezone(UTC), held)
    day = civil_date(begun) if isinstance(begun, datetime) else begun
    if length.unit is Unit.WORKING_DAYS:
        return _of_working_days(length.number, day, held, calendar or working_calendar())
    last = _last_day(length, day)
    first = day if length.unit in BEGINNING else day + timedelta(1)
    return _of_days(first, last, held)


def over(span: Span) -> Deadline:
    """A clock that runs from the first to the last day of a span: a year, or the quarter after one (G-29)."""
    return _of_days(span.first, span.last, ())


def until(last: date) -> Deadline:
    """A due date that no clock leads to: it has an end and no warning of its own."""
    return Deadline(last, midnight_after(last))


def hours_after(
    begun: datetime,
    hours: float,
    *,
    without_christmas: bool = False,
    left_out: Iterable[tuple[datetime, datetime]] = (),
) -> datetime:
    """The instant so many elapsed hours on, in UTC, some stretches of time left out (T-06).

    without_christmas: hours that fall on 25 December in London are not counted (C-ASB-12).
    """
    begins = begun.astimezone(UTC)
    end = begins + timedelta(hours=hours)
    christmas = _christmas_days(begins, end) if without_christmas else ()
    stood_until = begins
    for starts, ends in sorted((*left_out, *christmas)):
        starts = max(starts, stood_until)
        if starts < end and ends > starts:
            end += ends - starts
            stood_until = ends
    return end


def _christmas_days(begins: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
    years = range(civil_date(begins).year, civil_date(end).year + 2)
    return tuple(
        (midnight(date(year, 12, 25)), midnight_after(date(year, 12, 25))) for year in years
    )


def _of_hours(
    length: Length, begun: datetime, held: tuple[tuple[datetime, datetime], ...]
) -> Deadline:
    spared = length.unit is Unit.HOURS_WITHOUT_CHRISTMAS
    end = hours_after(begun, length.number, without_christmas=spared, left_out=held)
    warn = hours_after(
        begun,
        length.number * WARN_AT_PERCENT / 100,
        without_christmas=spared,
        left_out=held,
    )
    return Deadline(civil_date(end), end, warn)


def _of_working_days(
    number: int,
    day: date,
    held: tuple[tuple[datetime, datetime], ...],
    calendar: WorkingCalendar,
) -> Deadline:
    paused = _paused_days(held)
    resting = replace(calendar, holidays=calendar.holidays | paused) if paused else calendar
    try:
        last = resting.after(day, number)
        warn = resting.after(day, warning_unit(number))
    except CalendarNotLoadedError:
        return Deadline(cannot=NOT_LOADED)
    return Deadline(last, midnight_after(last), midnight(warn))


def _of_days(first: date, last: date, held: tuple[tuple[datetime, datetime], ...]) -> Deadline:
    """Days from the first to the last; a paused day is not counted, so the end moves on by one."""
    paused = _paused_days(held)
    counted: list[date] = []
    day, wanted = first, (last - first).days + 1
    while len(counted) < wanted:
        if day not in paused:
            counted.append(day)
        day += timedelta(1)
    if not counted:
        return until(last)
    end = counted[-1]
    return Deadline(end, midnight_after(end), midnight(counted[warning_unit(wanted) - 1]))


def _paused_days(held: tuple[tuple[datetime, datetime], ...]) -> frozenset[date]:
    """Days on which the clock stood: from the day a pause began to the day before it ended."""
    days: set[date] = set()
    for starts, ends in held:
        first, last = civil_date(starts), civil_date(ends)
        days.update(first + timedelta(n) for n in range((last - first).days))
    return frozenset(days)


def _last_day(length: Length, day: date) -> date:
    match length.unit:
        case Unit.DAYS:
            return day + timedelta(length.number)
        case Unit.DAYS_BEGINNING:
            return days_beginning(day, length.number)
        case Unit.WEEKS_BEGINNING:
            return days_beginning(day, 7 * length.number)
        case Unit.MONTHS_AFTER:
            return months_after(day, length.number)
        case Unit.MONTHS_BEGINNING:
            return months_beginning(day, length.number)
    raise ValueError(f"A clock of {length.unit} has no last day of its own.")


def midnight(day: date) -> datetime:
    """The instant at which a civil date begins in London."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def midnight_after(day: date) -> datetime:
    """The instant at which a civil date ends in London: its 24:00."""
    return midnight(day + timedelta(1))
