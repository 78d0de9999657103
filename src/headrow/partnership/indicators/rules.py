"""How an indicator is judged: against a target it owes (G-77), by a comparison (G-78), or as not known (G-76)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Direction, Rag

DEFAULT_TOLERANCE = Decimal("0.10")


class Better(StrEnum):
    """Which way an indicator should go; `neither` has no colour, only words (architecture 5.3)."""

    LOWER = "lower"
    HIGHER = "higher"
    RANGE = "range"
    NEITHER = "neither"


class GreyCause(StrEnum):
    """Why an indicator is Grey; the cause is always shown (G-76)."""

    NOT_DEFINED = "not yet defined"
    SOURCE_BROKEN = "source broken"
    SUPPRESSED = "suppressed"
    NO_DENOMINATOR = "denominator missing"
    NO_VALUE = "no value"
    SERIES_BREAK = "series break not bridged"
    STALE = "stale"
    NO_TARGET = "no target"


class Change(StrEnum):
    """What a comparison found: control limits, or the interval of a change."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator should reach: `value`, or between `value` and `upper` when better is `range`.

    tolerance: share of the target within which a miss is Amber; `absolute` replaces it, in the target's unit.
    """

    better: Better
    value: Decimal
    upper: Decimal | None = None
    tolerance: Decimal = DEFAULT_TOLERANCE
    absolute: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What is known of an indicator on the day it is judged.

    as_of: the last day that the value covers. not_defined_since: the day from which its definition is owed.
    change: the comparison of a monitored indicator, missing when none could be made.
    """

    value: Decimal | None = None
    as_of: date | None = None
    max_age_days: int | None = None
    target: Target | None = None
    monitor_only: bool = False
    better: Better = Better.NEITHER
    change: Change | None = None
    not_defined_since: date | None = None
    suppressed: bool = False
    denominator_missing: bool = False
    source_broken: bool = False
    series_break: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is shown: a RAG, or a direction without one when the indicator is watched only (G-78)."""

    rag: Rag | None
    cause: str
    words: str
    direction: Direction | None = None
    age_days: int | None = None


def may_set_target(target: Target) -> Reason | None:
    """Why a target cannot be judged by, or nothing (G-77)."""
    if target.better is Better.NEITHER:
        return Reason("no-direction", "A target needs a direction: lower, higher or a range.")
    if target.better is Better.RANGE and (target.upper is None or target.upper < target.value):
        return Reason("no-range", "A range needs an upper end that is not below its lower end.")
    bounds = (target.value, target.upper) if target.better is Better.RANGE else (target.value,)
    if target.absolute is None and any(bound == 0 for bound in bounds):
        return Reason(
            "absolute-tolerance-needed",
            "A target of nought has no share: an absolute tolerance is needed.",
        )
    return None


def judge(facts: IndicatorFacts, *, today: date) -> Judgement:
    """The judgement of an indicator: missing is Grey, never Green (G-76, G-77, G-78).

    Raises ValueError for a target that may_set_target refuses.
    """
    age = (today - facts.as_of).days if facts.as_of else None
    if cause := _unknown(facts, age):
        words = _words_of(cause, facts, age)
        if facts.monitor_only:
            return Judgement(None, cause.value, words, Direction.NOT_KNOWN, age)
        return Judgement(Rag.GREY, cause.value, words, None, age)
    if facts.monitor_only:
        return _watched(facts, age)
    if facts.target is None:
        words = _words_of(GreyCause.NO_TARGET, facts, age)
        return Judgement(Rag.GREY, GreyCause.NO_TARGET.value, words, None, age)
    if facts.value is None:
        raise AssertionError("a missing value was judged unknown above")
    return _against(facts.target, facts.value, age)


def colour_of(value: Decimal, target: Target) -> Rag:
    """Green, Amber or Red of a value; a value on a boundary belongs to the better colour (G-77).

    Raises ValueError for a target that may_set_target refuses.
    """
    if reason := may_set_target(target):
        raise ValueError(reason.words)
    if target.better is Better.LOWER:
        return _by_excess(value - target.value, _allowed(target, target.value))
    if target.better is Better.HIGHER:
        return _by_excess(target.value - value, _allowed(target, target.value))
    upper = target.upper if target.upper is not None else target.value
    if value > upper:
        return _by_excess(value - upper, _allowed(target, upper))
    return _by_excess(target.value - value, _allowed(target, target.value))


def _allowed(target: Target, bound: Decimal) -> Decimal:
    return target.absolute if target.absolute is not None else target.tolerance * abs(bound)


def _by_excess(excess: Decimal, allowed: Decimal) -> Rag:
    if excess <= 0:
        return Rag.GREEN
    return Rag.AMBER if excess <= allowed else Rag.RED


def _unknown(facts: IndicatorFacts, age: int | None) -> GreyCause | None:
    too_old = facts.max_age_days is not None and (age is None or age > facts.max_age_days)
    found = (
        (facts.not_defined_since is not None, GreyCause.NOT_DEFINED),
        (facts.source_broken, GreyCause.SOURCE_BROKEN),
        (facts.suppressed, GreyCause.SUPPRESSED),
        (facts.denominator_missing, GreyCause.NO_DENOMINATOR),
        (facts.value is None, GreyCause.NO_VALUE),
        (facts.series_break, GreyCause.SERIES_BREAK),
        (too_old, GreyCause.STALE),
    )
    return next((cause for holds, cause in found if holds), None)


def _words_of(cause: GreyCause, facts: IndicatorFacts, age: int | None) -> str:
    if cause is GreyCause.NOT_DEFINED and facts.not_defined_since:
        return f"Not yet defined since {day_words(facts.not_defined_since)}."
    if cause is GreyCause.STALE and facts.as_of:
        most = f"{facts.max_age_days} days are allowed"
        return (
            f"Not known: the latest figure is of {day_words(facts.as_of)}, {age} days ago; {most}."
        )
    return f"Not known: {cause.value}."


def _watched(facts: IndicatorFacts, age: int | None) -> Judgement:
    moved = {Change.UP: Better.HIGHER, Change.DOWN: Better.LOWER}
    if facts.change is None:
        direction = Direction.NOT_KNOWN
    elif facts.change is Change.NO_CLEAR_CHANGE:
        direction = Direction.NO_CLEAR_CHANGE
    elif facts.better not in (Better.LOWER, Better.HIGHER):
        direction = Direction.CHANGED
    elif moved[facts.change] is facts.better:
        direction = Direction.IMPROVING
    else:
        direction = Direction.WORSENING
    cause = "no comparison" if facts.change is None else "monitored"
    return Judgement(
        None, cause, f"Monitored, without a target: {direction.value}.", direction, age
    )


def _against(target: Target, value: Decimal, age: int | None) -> Judgement:
    rag = colour_of(value, target)
    cause = {Rag.GREEN: "target met", Rag.AMBER: "within tolerance"}.get(rag, "target missed")
    sought = {
        Better.LOWER: f"at most {target.value}",
        Better.HIGHER: f"at least {target.value}",
    }.get(target.better, f"{target.value} to {target.upper}")
    return Judgement(rag, cause, f"{rag.words}: {value}, where {sought} is sought.", None, age)
