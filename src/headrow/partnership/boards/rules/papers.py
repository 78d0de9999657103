"""Papers of a meeting: when they close (G-61), when they are late, and what each must say (G-63, G-07, G-45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.working_days import WorkingCalendar


class Purpose(StrEnum):
    """What a paper asks of the board."""

    DECIDE = "decide"
    DISCUSS = "discuss"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says; `evidence` counts its links. "None because ..." is an answer, an empty field is not."""

    purpose: Purpose
    recommendation: str = ""
    options: str = ""
    evidence: int = 0
    section_17: str = ""
    equality: str = ""
    data_protection: str = ""
    money: str = ""
    risk: str = ""
    consulted: str = ""


_TO_DECIDE = (
    ("options", "options"),
    ("evidence", "evidence with links"),
    ("section_17", "section 17 implications"),
    ("equality", "equality"),
    ("data_protection", "data protection"),
    ("money", "money"),
    ("risk", "risk"),
    ("consulted", "who was consulted"),
)


def closing_day(meeting: date, *, clear_days: int, calendar: WorkingCalendar) -> date:
    """The last day to publish papers: n clear working days before the meeting (G-61, T-07).

    clear_days: the dated value "papers". Raises CalendarNotLoadedError.
    """
    return calendar.clear_before(meeting, clear_days)


def report_day(meeting: date, *, before: int, clear_days: int, calendar: WorkingCalendar) -> date:
    """The day a highlight report is due: n working days before the papers close (G-70)."""
    return calendar.before(closing_day(meeting, clear_days=clear_days, calendar=calendar), before)


def is_late(published: date, *, closes: date) -> bool:
    """Whether a paper came after the papers closed; it then is marked late for ever (G-61)."""
    return published > closes


def may_publish(
    paper: PaperFacts, *, on: date, closes: date, chair_reason: str = ""
) -> Reason | None:
    """Why a paper may not be published, or nothing (G-61, G-63). An empty recommendation stops a decision."""
    if paper.purpose is Purpose.DECIDE and not paper.recommendation.strip():
        return Reason(
            "no-recommendation", "A paper to decide needs a recommendation in one sentence."
        )
    if missing := unsaid(paper):
        return Reason("unsaid", f"The paper does not say: {', '.join(missing)}.")
    if is_late(on, closes=closes) and not chair_reason.strip():
        return Reason(
            "late", f"Papers closed on {day_words(closes)}. A late one needs the chair's reason."
        )
    return None


def unsaid(paper: PaperFacts) -> tuple[str, ...]:
    """What a paper of its purpose must say and does not, in words (G-63, G-07)."""
    asked = _TO_DECIDE if paper.purpose is Purpose.DECIDE else ()
    values = {field: getattr(paper, field) for field, _ in asked}
    return tuple(
        words
        for field, words in asked
        if not (values[field].strip() if isinstance(values[field], str) else values[field])
    )
