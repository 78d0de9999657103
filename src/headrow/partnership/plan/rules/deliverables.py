"""Deliverables: how they are judged (G-79, G-80), how they live (G-95) and what their wording is (G-96, G-97)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.vocabulary.month_arithmetic import day_words, months_after
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag

AMBER_DAYS = 30  # late by one to thirty days is Amber, by thirty-one Red (G-79)
PAUSED_MEETINGS = 2  # paused over more meetings than these is Grey (G-95)
# The worse of two views (G-80): a Grey beside a Green stays Grey, beside a Red it does not hide the Red.
_WORSE_FIRST = (Rag.RED, Rag.AMBER, Rag.GREY, Rag.GREEN, Rag.BLUE)


class State(StrEnum):
    """Where a deliverable stands in its life (G-95)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_DELIVERY = "in delivery"
    PAUSED = "paused"
    COMPLETE_CLAIMED = "complete claimed"
    CLOSED = "closed"
    CARRIED_FORWARD = "carried forward"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


OUT_OF_DELIVERY = (State.PROPOSED, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN)
ENDINGS = (State.CLOSED, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN)
_LEAVING = (State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN)

NEXT: dict[State, tuple[State, ...]] = {
    State.PROPOSED: (State.AGREED, State.WITHDRAWN),
    State.AGREED: (State.IN_DELIVERY, *_LEAVING),
    State.IN_DELIVERY: (State.PAUSED, State.COMPLETE_CLAIMED, *_LEAVING),
    State.PAUSED: (State.IN_DELIVERY, *_LEAVING),
    State.COMPLETE_CLAIMED: (State.CLOSED, State.IN_DELIVERY, *_LEAVING),
    State.CLOSED: (),
    State.CARRIED_FORWARD: (),
    State.SUPERSEDED: (),
    State.WITHDRAWN: (),
}


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A dated step; `done_on` is empty until it is done."""

    due: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeliverableFacts:
    """What is known of a deliverable on the day it is judged.

    report_every_months: the reporting period of its board. meetings_paused: meetings held since it was paused.
    accepted_on: the day the board accepted that it is complete.
    """

    state: State
    milestones: tuple[MilestoneFacts, ...] = ()
    baseline_end: date | None = None
    forecast_end: date | None = None
    last_update: date | None = None
    report_every_months: int = 2
    recovery_note: str = ""
    owner_vacant: bool = False
    meetings_paused: int = 0
    accepted_on: date | None = None


def judge(facts: DeliverableFacts, *, today: date) -> Judged:
    """The computed RAG, tested in the order Blue, Grey, Red, Amber, Green (G-79).

    Two readings of ours: a delay without a recovery note is Red, since Amber asks for one; a deliverable with no
    baseline end, or no forecast, is Grey when nothing else is wrong, since missing is never Green.
    """
    if facts.accepted_on is not None:
        return Judged(Rag.BLUE, "accepted", f"Complete: accepted {day_words(facts.accepted_on)}.")
    late, slip = _days_late(facts, today), _days_slipped(facts)
    delayed = max(late, slip)
    tests = (
        _grey(facts, today),
        _red(facts, late, slip),
        Judged(Rag.AMBER, *_delay(late, slip)) if delayed > 0 else None,
        _unforeseen(facts),
    )
    on_track = Judged(Rag.GREEN, "on track", "Milestones due are done, and the forecast holds.")
    return next((found for found in tests if found), on_track)


def _grey(facts: DeliverableFacts, today: date) -> Judged | None:
    if facts.state in OUT_OF_DELIVERY:
        return Judged(Rag.GREY, "not in delivery", f"Not in delivery: {facts.state.value}.")
    if facts.state is State.PAUSED and facts.meetings_paused > PAUSED_MEETINGS:
        return Judged(
            Rag.GREY, "paused", f"Paused over {facts.meetings_paused} meetings of its board."
        )
    if not facts.milestones:
        return Judged(Rag.GREY, "no milestones", "No milestones are set.")
    if facts.last_update is None:
        return Judged(Rag.GREY, "no update", "No update has been given.")
    if months_after(facts.last_update, facts.report_every_months) < today:
        said = day_words(facts.last_update)
        return Judged(Rag.GREY, "stale", f"The last update is of {said}, over a period ago.")
    return None


def _red(facts: DeliverableFacts, late: int, slip: int) -> Judged | None:
    if late > AMBER_DAYS or slip > AMBER_DAYS:
        return Judged(Rag.RED, *_delay(late, slip))
    if late > 0 and facts.forecast_end is None:
        return Judged(
            Rag.RED, "no forecast", f"A milestone is {_days(late)} late, with no forecast."
        )
    if facts.owner_vacant:
        return Judged(Rag.RED, "owner vacant", "Nobody holds the role that leads it.")
    if max(late, slip) > 0 and not facts.recovery_note.strip():
        return Judged(Rag.RED, "no recovery note", "It is late, and no recovery is described.")
    return None


def _unforeseen(facts: DeliverableFacts) -> Judged | None:
    if facts.baseline_end is None:
        return Judged(Rag.GREY, "no baseline", "No end was agreed to measure against.")
    if facts.forecast_end is None:
        return Judged(Rag.GREY, "no forecast", "No forecast of its end is given.")
    return None


def _days_late(facts: DeliverableFacts, today: date) -> int:
    open_since = [step.due for step in facts.milestones if step.done_on is None]
    return max(((today - due).days for due in open_since), default=0)


def _days_slipped(facts: DeliverableFacts) -> int:
    if facts.baseline_end is None or facts.forecast_end is None:
        return 0
    return (facts.forecast_end - facts.baseline_end).days


def _delay(late: int, slip: int) -> tuple[str, str]:
    if late >= slip:
        return "milestone overdue", f"A milestone is {_days(late)} late."
    return "forecast late", f"The forecast is {_days(slip)} after the end agreed."


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class ReportedView:
    """The three views shown side by side, and the one that is reported (G-80)."""

    reported: Rag
    computed: Rag
    lead: Rag | None
    set_by_chair: bool = False
    reason: str = ""


def reported(
    computed: Rag, *, lead: Rag | None, chair: Rag | None = None, chair_reason: str = ""
) -> ReportedView:
    """The worse of the computed and the lead's view, unless the chair set one for this period (G-80)."""
    if chair is not None:
        return ReportedView(chair, computed, lead, set_by_chair=True, reason=chair_reason)
    views = [view for view in (computed, lead) if view is not None]
    return ReportedView(min(views, key=_WORSE_FIRST.index), computed, lead)


def may_set_status(*, is_chair: bool, reason: str) -> Reason | None:
    """Why a person may not set the reported RAG: it takes the chair and a reason (G-72, G-80)."""
    if not is_chair:
        return Reason("not-the-chair", "Only the chair may set another status.")
    if not reason.strip():
        return Reason("no-reason", "A status set by the chair needs a written reason.")
    return None


@dataclass(frozen=True, slots=True)
class Move:
    """A step in a deliverable's life, with what stands behind it.

    decision: number of the executive decision. evidence: what shows it is done. successor: the deliverable of the
    new plan that carries it on, or that replaces it.
    """

    to: State
    decision: str = ""
    evidence: str = ""
    accepted_by_board: bool = False
    restart_on: date | None = None
    successor: str = ""
    reason: str = ""


# What each state asks for on entry: the field of the move, and the words of the refusal.
_NEEDS: dict[State, tuple[tuple[str, str], ...]] = {
    State.AGREED: (("decision", "the executive's decision"),),
    State.PAUSED: (("decision", "a decision"), ("restart_on", "a date of restart")),
    State.COMPLETE_CLAIMED: (("evidence", "evidence that it is done"),),
    State.CLOSED: (("accepted_by_board", "acceptance by the board"),),
    State.CARRIED_FORWARD: (
        ("decision", "the executive's decision"),
        ("successor", "the deliverable of the new plan"),
        ("reason", "a reason"),
    ),
    State.SUPERSEDED: (("decision", "the executive's decision"), ("reason", "a reason")),
    State.WITHDRAWN: (("decision", "the executive's decision"), ("reason", "a reason")),
}


def may_move(state: State, move: Move) -> Reason | None:
    """Why a deliverable may not enter a state, or nothing (G-95)."""
    if move.to not in NEXT[state]:
        return Reason("state-not-next", f"'{move.to.value}' does not follow '{state.value}'.")
    for field, words in _NEEDS.get(move.to, ()):
        if not getattr(move, field):
            return Reason(f"needs-{field.replace('_', '-')}", f"This step needs {words}.")
    return None


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What a deliverable must say before it is agreed (G-96)."""

    wording: str
    priority: str
    themes: tuple[str, ...]
    lead_organisation: str
    lead_role: str
    baseline_start: date | None
    baseline_end: date | None
    milestones: int
    indicators: int
    evidence_of_done: str = ""


def may_agree(promise: PromiseFacts) -> Reason | None:
    """Why a deliverable is not ready to be agreed, or nothing (G-96)."""
    said = (
        ("wording", promise.wording, "the wording"),
        ("priority", promise.priority, "the priority it serves"),
        ("themes", promise.themes, "its theme: victim, offender or location"),
        ("lead-organisation", promise.lead_organisation, "a lead organisation"),
        ("lead-role", promise.lead_role, "the role that leads it"),
        ("baseline", promise.baseline_start and promise.baseline_end, "its start and its end"),
        ("milestones", promise.milestones, "a milestone"),
        ("measure", promise.indicators or promise.evidence_of_done, "an indicator, or what shows it is done"),
    )  # fmt: skip
    for code, value, words in said:
        if not value:
            return Reason(f"lacks-{code}", f"It lacks {words}.")
    return None


@dataclass(frozen=True, slots=True)
class Wording:
    """What was promised, from a day on; the first is as published, the others are decided amendments (G-97)."""

    text: str
    starts: date
    decision: str = ""


def may_amend(wordings: tuple[Wording, ...], new: Wording) -> Reason | None:
    """Why a wording may not be added; one already published is never changed (G-97)."""
    if not new.decision:
        return Reason("needs-decision", "An amendment needs the decision that approved it.")
    if not new.text.strip():
        return Reason("no-wording", "An amendment needs its wording.")
    if wordings and new.starts <= max(wording.starts for wording in wordings):
        return Reason("not-later", "An amendment begins after the wording before it.")
    return None


def wordings_on(day: date, wordings: tuple[Wording, ...]) -> tuple[Wording, Wording]:
    """The wording as published and the one in force on a day; both are shown (G-97).

    Raises ValueError on a day before the first.
    """
    begun = sorted((row for row in wordings if row.starts <= day), key=lambda row: row.starts)
    if not begun:
        raise ValueError(f"Nothing was promised yet on {day}.")
    return begun[0], begun[-1]
