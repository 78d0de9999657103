"""How a clock reads now: running, warning, missed, or answered in time or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headrow.vocabulary.clock import civil_date
from headrow.vocabulary.clocks import Deadline
from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.status import Rag


class ClockState(StrEnum):
    """What a clock says."""

    RUNNING = "running"
    WARNING = "warning"
    MISSED = "missed"
    MET = "met"
    MET_LATE = "met late"
    NOT_COMPUTED = "not computed"


RAG: dict[ClockState, Rag] = {
    ClockState.RUNNING: Rag.GREEN,
    ClockState.WARNING: Rag.AMBER,
    ClockState.MISSED: Rag.RED,
    ClockState.MET: Rag.BLUE,
    ClockState.MET_LATE: Rag.BLUE,
    ClockState.NOT_COMPUTED: Rag.GREY,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as it reads at an instant, with the words a page shows beside its shape and colour."""

    state: ClockState
    words: str
    due: date | None = None
    days_left: int | None = None  # civil days; negative when missed

    @property
    def rag(self) -> Rag:
        """The status that stands for it."""
        return RAG[self.state]

    @property
    def escalates(self) -> bool:
        """Whether a statutory clock that reads so goes to the executive (G-90d)."""
        return self.state in (ClockState.WARNING, ClockState.MISSED)


def reading(end: Deadline, *, now: datetime, answered: datetime | None = None) -> Reading:
    """How a clock reads at an instant; one answered stands as it was answered."""
    if end.last is None or end.ends_at is None:
        return Reading(ClockState.NOT_COMPUTED, f"Not known: {end.cannot}.")
    if answered is not None:
        in_time = answered < end.ends_at
        state = ClockState.MET if in_time else ClockState.MET_LATE
        when = day_words(civil_date(answered))
        return Reading(state, f"Done on {when}, {'in time' if in_time else 'late'}.", end.last)
    left = (end.last - civil_date(now)).days
    if now >= end.ends_at:
        return Reading(ClockState.MISSED, f"Was due by {day_words(end.last)}.", end.last, left)
    warns = end.warn_at is not None and now >= end.warn_at
    state = ClockState.WARNING if warns else ClockState.RUNNING
    return Reading(state, f"Due by {day_words(end.last)}.", end.last, left)
