"""Escalation from a delivery board to the executive: when one is raised, closed and raised again (G-90 to G-94)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.partnership.boards.rules.meetings import WAS_HELD, MeetingState
from headrow.partnership.boards.rules.risks import Score
from headrow.vocabulary.clock_readings import Reading
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Rag

VERY_HIGH_SCORE = 15
RUN = 2  # consecutive periods that escalate (G-90b, G-90e)
MEETINGS_OVERDUE = 3  # the third meeting held after the first due date (G-90c)


class Rule(StrEnum):
    """Which rule raised an escalation; one is open for an object and a rule (G-93)."""

    RISK = "G-90a"
    RED_TWICE = "G-90b"
    ACTION_OVERDUE = "G-90c"
    STATUTORY_CLOCK = "G-90d"
    GREY_TWICE = "G-90e"
    BY_HAND = "by the chair"


class Outcome(StrEnum):
    """How the executive closes an escalation (G-93)."""

    ACCEPT = "accept"
    DIRECT_ACTION = "direct action"
    RESOURCE = "resource"
    CHANGE_TARGET = "change target"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class MeetingOfBoard:
    """A meeting of a board: its day and where it stands."""

    day: date
    state: MeetingState


def risk_escalates(current: Score | None) -> Reason | None:
    """Why a risk is escalated: its current score is 15 or more, whatever the inherent one (G-90a)."""
    if current is None or current.product < VERY_HIGH_SCORE:
        return None
    return Reason(Rule.RISK, f"The current score is {current.product}.")


def red_escalates(periods: Sequence[Rag]) -> Reason | None:
    """Why a run of reported periods, the earliest first, is escalated: Red twice (G-90b).

    A Grey between neither breaks nor extends the run; Green, Amber and Blue break it (G-91).
    """
    told = [state for state in periods if state is not Rag.GREY]
    if periods and periods[-1] is Rag.RED and told[-RUN:] == [Rag.RED] * RUN:
        return Reason(
            Rule.RED_TWICE, "Off track in two reported periods, with no better one between."
        )
    return None


def grey_escalates(periods: Sequence[Rag]) -> Reason | None:
    """Why periods, the earliest first, are escalated: Grey in the last two (G-90e)."""
    if list(periods[-RUN:]) == [Rag.GREY] * RUN:
        return Reason(Rule.GREY_TWICE, "No update in two consecutive periods.")
    return None


def meeting_that_escalates(first_due: date, meetings: Iterable[MeetingOfBoard]) -> date | None:
    """The third meeting held after an action's first due date, if there has been one (G-90c, G-92).

    A meeting on the due date does not count, nor one that was not held.
    """
    after = sorted(row.day for row in meetings if row.state in WAS_HELD and row.day > first_due)
    return after[MEETINGS_OVERDUE - 1] if len(after) >= MEETINGS_OVERDUE else None


def action_escalates(
    first_due: date, *, closed_on: date | None, meetings: Iterable[MeetingOfBoard]
) -> Reason | None:
    """Why an action is escalated: it was still open at that third meeting (G-90c)."""
    when = meeting_that_escalates(first_due, meetings)
    if when is None or (closed_on is not None and closed_on <= when):
        return None
    return Reason(Rule.ACTION_OVERDUE, "Still open at the third meeting after its due date.")


def clock_escalates(clock: Reading) -> Reason | None:
    """Why a statutory clock is escalated: it has reached four fifths, or is missed (G-90d, T-10)."""
    if not clock.escalates:
        return None
    return Reason(Rule.STATUTORY_CLOCK, clock.words)


def may_raise_by_hand(*, is_chair: bool, reason: str) -> Reason | None:
    """Why a person may not raise an escalation by hand, or nothing (G-90)."""
    if not is_chair:
        return Reason("not-the-chair", "Only a chair may escalate by hand.")
    return None if reason.strip() else Reason("no-reason", "Say why it is escalated.")


class Act(StrEnum):
    """What is to happen when a rule is asked again of an object (G-93)."""

    NOTHING = "nothing"
    RAISE = "raise"
    ADD_TO_HISTORY = "add to its history"
    REOPEN = "reopen"


def act_for(*, condition: bool, is_open: bool, was_closed: bool, ended_since: bool) -> Act:
    """What to do with an object's escalation under one rule (G-93).

    condition: whether the rule holds now. was_closed: whether one was raised before and closed.
    ended_since: whether the condition has ceased since it was closed; until then the closing stands.
    """
    if not condition:
        return Act.NOTHING
    if is_open:
        return Act.ADD_TO_HISTORY
    if not was_closed:
        return Act.RAISE
    return Act.REOPEN if ended_since else Act.NOTHING


def may_close(*, by_executive: bool, outcome: Outcome | None, reason: str = "") -> Reason | None:
    """Why an escalation may not be closed, or nothing: the executive closes it with an outcome (G-93)."""
    if not by_executive:
        return Reason("not-the-executive", "Only the executive closes an escalation.")
    return None if outcome else Reason("no-outcome", "Say with which outcome it is closed.")


def may_withdraw() -> Reason:
    """Why no board withdraws an escalation it raised; it may add a comment (G-94)."""
    return Reason("not-withdrawn", "An escalation is not withdrawn. You may add a comment.")
