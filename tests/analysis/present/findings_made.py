"""Findings made for sentences: a question, its cells, a trail that names no file."""

from headrow.analysis.findings.model import Cell, Finding, Question, Trail
from headrow.vocabulary.periods import Period

PLACE = "Nidd Vale"
YEAR = Period.parse("2024-01..2024-12")


def finding(
    *cells: Cell,
    address: str = "F-1",
    refused: str = "",
    protection: str = "already-public@1",
    missing: tuple[str, ...] = (),
    judgement=None,
    flags=(),
    **asked,
) -> Finding:
    """A finding of the year 2024 with these cells."""
    asked = {"measure": "recorded-crime-count", "place": "E99000001", "period": YEAR, **asked}
    question = Question(**asked)
    held = tuple(str(month) for month in question.period.months if str(month) not in missing)
    trail = Trail("m@1", question.method, (), "", protection, held, missing, 0, {})
    return Finding(address, question, cells, trail, judgement or {}, refused, flags)


def change_cell(
    then: int, now: int, low: float | None, high: float | None, wording: str, key=()
) -> Cell:
    """A cell of a change: denominator before, numerator after, the percentage and its interval."""
    value = 100 * (now - then) / then if then >= 50 else None
    return Cell(key, now, then, value, low, high, wording=wording)
