"""Months and years counted on civil dates: the corresponding-date rule and its near twin, year words, and ages.

"Within one month of 31 January" ends on the last day of February (T-04). "One month beginning with 31 January"
ends there too, but one beginning with 1 March ends on 31 March and not on 1 April (T-05). The two differ by a day
so often that every caller must say which is meant.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

QUARTER_MONTHS = (1, 4, 7, 10)
YEAR_BEGINS = 4  # April, of the statutory and of the financial year (T-11)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole days from the first to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A span cannot end on {self.last} before it begins on {self.first}.")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """As it is printed: "1 April 2026 to 31 March 2027"."""
        return f"{day_words(self.first)} to {day_words(self.last)}"


def day_words(day: date) -> str:
    """A date as a page prints it: "1 April 2026"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def months_after(day: date, months: int) -> date:
    """The last day "within n months of" a day, which is itself left out (T-04).

    The same day number so many months on (or earlier, when negative), or the last day of a month without it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_beginning(day: date, months: int) -> date:
    """The last day of "a period of n months beginning with" a day, which is itself counted (T-05).

    Raises ValueError for less than one month, because such a period has no last day.
    """
    if months < 1:
        raise ValueError("A period beginning with a day has at least one month.")
    corresponding = months_after(day, months)
    return corresponding - timedelta(1) if corresponding.day == day.day else corresponding


def days_after(day: date, days: int) -> date:
    """The last of n calendar days after a day, which is day nought (T-03 in calendar days, G-52)."""
    return day + timedelta(days)


def days_beginning(day: date, days: int) -> date:
    """The last day of n calendar days beginning with a day. Raises ValueError for less than one."""
    if days < 1:
        raise ValueError("A period beginning with a day has at least one day.")
    return day + timedelta(days - 1)


def statutory_year(day: date) -> Span:
    """The twelve months beginning 1 April in which a day falls (T-11); the financial year is the same."""
    first = date(day.year - (day.month < YEAR_BEGINS), YEAR_BEGINS, 1)
    return Span(first, months_beginning(first, 12))


def financial_year(day: date) -> Span:
    """1 April to 31 March around a day (T-11)."""
    return statutory_year(day)


def information_quarter(day: date) -> Span:
    """The three months that begin 1 January, April, July or October around a day (T-11, SI 2007/1831 reg 1)."""
    first = date(day.year, max(month for month in QUARTER_MONTHS if month <= day.month), 1)
    return Span(first, months_beginning(first, 3))


def next_quarter(quarter: Span) -> Span:
    """The information quarter after one."""
    return information_quarter(quarter.last + timedelta(1))


def age_on(day: date, *, born: date) -> int:
    """Whole years of age on a day; a birthday of 29 February falls on 1 March in a common year (T-12).

    Raises ValueError for a day before the birth. Ask for the day of the event, never for today.
    """
    if day < born:
        raise ValueError(f"Nobody has an age on {day} who was born on {born}.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
