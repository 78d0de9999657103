"""Months and periods of months: the only time that open crime data know."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass


class PeriodError(ValueError):
    """A period or month that cannot be read, with an example of one that can."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """A month written 2024-03. Raises PeriodError."""
        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text.strip())
        if not found:
            raise PeriodError(f"'{text}' is not a month. Write it like 2024-03.")
        return cls(int(found[1]), int(found[2]))

    def plus(self, months: int) -> Month:
        """The month so many later (or earlier, when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def minus(self, other: Month) -> int:
        """How many months lie from the other to this one."""
        return (self.year - other.year) * 12 + self.month - other.month

    @property
    def days(self) -> int:
        """How many days it has."""
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def words(self) -> str:
        """As it is printed: "March 2024"."""
        return f"{calendar.month_name[self.month]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from the first to the last, both included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(
                f"The period ends ({self.last}) before it begins ({self.first}). Write it like 2024-01..2024-12."
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """A period written 2024-01..2024-12, or one month written 2024-03. Raises PeriodError."""
        first, dots, last = text.partition("..")
        return cls(Month.parse(first), Month.parse(last if dots else first))

    @classmethod
    def covering(cls, months: Iterable[Month]) -> Period:
        """The shortest period that holds all the months given (at least one)."""
        held = sorted(months)
        return cls(held[0], held[-1])

    @property
    def months(self) -> tuple[Month, ...]:
        """Each month in order."""
        return tuple(self.first.plus(step) for step in range(len(self)))

    def __len__(self) -> int:
        return self.last.minus(self.first) + 1

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return sum(month.days for month in self.months)

    def a_year_earlier(self, years: int = 1) -> Period:
        """The same months so many years before."""
        return Period(self.first.plus(-12 * years), self.last.plus(-12 * years))

    def last_years(self) -> int:
        """How many whole non-overlapping years it holds."""
        return len(self) // 12

    @property
    def words(self) -> str:
        """As it is printed: "2024", "March 2024", "August 2022 to July 2025"."""
        if len(self) == 1:
            return self.first.words
        if len(self) == 12 and self.first.month == 1:
            return str(self.first.year)
        if self.first.year == self.last.year:
            return f"{calendar.month_name[self.first.month]} to {self.last.words}"
        return f"{self.first.words} to {self.last.words}"

    def __str__(self) -> str:
        return str(self.first) if len(self) == 1 else f"{self.first}..{self.last}"


def listed(months: Iterable[Month]) -> str:
    """Months as a reader lists them: "January, February and June 2014"."""
    held = sorted(months)
    by_year: dict[int, list[str]] = {}
    for month in held:
        by_year.setdefault(month.year, []).append(calendar.month_name[month.month])
    parts = [f"{in_words(names)} {year}" for year, names in by_year.items()]
    return in_words(parts)


def in_words(names: Iterable[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
