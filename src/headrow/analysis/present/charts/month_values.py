"""Monthly values and the range expected of them, as the charts of months take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from headrow.vocabulary.periods import Month, Period

Signal: TypeAlias = Literal["common", "concern", "improvement", "not-judged"]


@dataclass(frozen=True, slots=True)
class MonthValue:
    """One month; `value` is None where there are no data or the value is withheld."""

    month: Month
    value: float | None
    signal: Signal = "common"
    withheld: bool = False
    rule: str = ""  # the rule that signalled, in words, for the table

    @property
    def shown(self) -> float | None:
        """The value, unless it is withheld."""
        return None if self.withheld else self.value


@dataclass(frozen=True, slots=True)
class Limits:
    """The range expected over a stretch of months: average, lower and upper limit."""

    first: Month
    last: Month
    average: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A dotted upright before a month, with its reason: a recording change, or the end of a baseline."""

    month: Month
    reason: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What a trend shows. Months between the first and last that are not given count as missing."""

    code: str
    points: tuple[MonthValue, ...]
    limits: tuple[Limits, ...] = ()
    period: Period | None = None  # the headline period; months after it are drawn fainter
    uprights: tuple[Upright, ...] = ()
    note: str = ""  # "7 months in a row above the average"
    note_kind: Signal = "concern"
    counted: str = "records a month"  # for the alternative text
    decimals: int = 0


def every_month(points: Sequence[MonthValue]) -> tuple[MonthValue, ...]:
    """Each month from the first to the last given, those in between that were not given as missing."""
    held = {point.month: point for point in points}
    return tuple(held.get(month, MonthValue(month, None)) for month in Period.covering(held).months)


def runs(points: Sequence[MonthValue], *, with_value: bool) -> Iterator[list[MonthValue]]:
    """Stretches of neighbouring months that all have, or all lack, a value to show."""
    run: list[MonthValue] = []
    for point in points:
        if (point.shown is not None) == with_value:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run
