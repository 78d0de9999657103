"""The public meeting owed in each year: which meetings count, and how the year stands (G-17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headrow.vocabulary.clock import civil_date
from headrow.vocabulary.clocks import over
from headrow.vocabulary.month_arithmetic import Span, statutory_year
from headrow.vocabulary.status import Judged, Rag

RED_FROM_MONTH = 1  # from 1 January of the year, nothing held or planned is Red


@dataclass(frozen=True, slots=True)
class PublicMeetingFacts:
    """A meeting as its row says: `status` is scheduled, held or cancelled; `day` its civil date in London."""

    status: str
    day: date
    open_to_public: bool = False
    note_published: bool = False


@dataclass(frozen=True, slots=True)
class YearOfMeetings:
    """Whether the duty is met for a year, by how many meetings, and how it stands."""

    met: bool
    counted: int
    judged: Judged


def counts(meeting: PublicMeetingFacts, *, year: Span) -> bool:
    """Whether a meeting counts: held in the year, open to the public, and a note of it published (G-17)."""
    held = meeting.status == "held" and meeting.day in year
    return held and meeting.open_to_public and meeting.note_published


def year_of(meetings: Iterable[PublicMeetingFacts], *, year: Span, today: date) -> YearOfMeetings:
    """How a year stands: met, late, or at risk. A cancelled meeting does not count (G-17)."""
    within = [meeting for meeting in meetings if meeting.day in year]
    counted = sum(counts(meeting, year=year) for meeting in within)
    if counted:
        return YearOfMeetings(True, counted, Judged(Rag.BLUE, "met", "A public meeting was held."))
    return YearOfMeetings(False, 0, _owed(within, year, today))


def this_year_of(meetings: Iterable[PublicMeetingFacts], *, today: date) -> YearOfMeetings:
    """How the year in which a day falls stands on that day (G-17)."""
    return year_of(meetings, year=statutory_year(today), today=today)


def _owed(within: list[PublicMeetingFacts], year: Span, today: date) -> Judged:
    if today > year.last:
        return Judged(Rag.RED, "missed", f"No public meeting counts for {year.words}.")
    if any(meeting.status == "held" and meeting.open_to_public for meeting in within):
        return Judged(Rag.AMBER, "no note", "A public meeting was held; its note is not published.")
    planned = any(
        meeting.status == "scheduled" and meeting.open_to_public and meeting.day >= today
        for meeting in within
    )
    if not planned:
        return _nothing_planned(year, today)
    warn_at = over(year).warn_at
    if warn_at is not None and today >= civil_date(warn_at):
        return Judged(Rag.AMBER, "planned late", "A public meeting is planned, late in the year.")
    return Judged(Rag.GREEN, "planned", "A public meeting is planned.")


def _nothing_planned(year: Span, today: date) -> Judged:
    if today >= date(year.last.year, RED_FROM_MONTH, 1):
        return Judged(Rag.RED, "none planned", "No public meeting is held or planned this year.")
    return Judged(Rag.GREY, "none planned", "No public meeting is held or planned yet.")
