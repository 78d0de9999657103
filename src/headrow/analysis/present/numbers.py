"""Printing numbers as a British reader expects them: one rounding, at display, and never a rounded zero for something.

Forms: docs of look, section 9; roundings: rates to one decimal (two below 1), percentages whole on a base below
1,000 and to one decimal from there.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# A base from which a percentage may carry a decimal.
LARGE_BASE = 1000


def count(value: float) -> str:
    """A count or a whole number: 12,345; a minus below nought is a true one."""
    return _signed(rounded(value, 0))


def rate(value: float) -> str:
    """A rate: one decimal, two below 1 (18.3, 0.42)."""
    return _signed(rounded(value, 2 if abs(value) < 1 else 1))


def percent(value: float, *, base: float = LARGE_BASE) -> str:
    """A percentage (given as 6.4, not as 0.064) with its sign: whole on a base below 1,000, else one decimal."""
    return f"{_signed(rounded(value, 1 if base >= LARGE_BASE else 0))}%"


def ratio(value: float) -> str:
    """How many times: two decimals below 10, else one."""
    return _signed(rounded(value, 2 if abs(value) < 10 else 1))


def points(value: float) -> str:
    """A change in a percentage: 5 percentage points."""
    return f"{_signed(rounded(value, 0))} percentage points"


def probability(p: float) -> str:
    """A p to two significant figures, never below 0.001: "0.053", "less than 0.001"."""
    if p < 0.001:
        return "less than 0.001"
    places = 3 if p < 0.1 else 2
    return str(rounded(p, places))


def change(value: float) -> str:
    """A change in a table: +6.4% or −6.4%, and 0% without a sign."""
    shown = rounded(value, 1)
    return f"{'+' if shown > 0 else ''}{_signed(shown)}%"


def interval(low: float, high: float, form=rate) -> str:  # type: ignore[no-untyped-def]
    """Two ends in the form of their kind: 17.9 to 18.8."""
    return f"{form(low)} to {form(high)}"


def first(value: int) -> str:
    """A count that begins a sentence: a word up to ten, figures after."""
    return WORDS[value].capitalize() if 0 <= value <= 10 else count(value)


def within(value: int) -> str:
    """A small count inside a sentence of words: a word up to ten, figures after."""
    return WORDS[value] if 0 <= value <= 10 else count(value)


def rounded(value: float, places: int) -> Decimal:
    """Rounded half away from nought on the shortest decimal of the number, as a reader does it by hand."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _signed(value: Decimal) -> str:
    return f"{MINUS if value < 0 else ''}{abs(value):,}"
