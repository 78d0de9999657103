"""Updates of a lead (G-80), amendments between them, and the decisions that stand behind a change (G-64)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from headrow.partnership.plan.rules.deliverables import ENDINGS, State
from headrow.vocabulary.reasons import Reason, first_reason
from headrow.vocabulary.status import Rag

LONGEST_UPDATE = 600
STOP = "Stop"  # the lead proposes to stop it; the board decides
STATED = (Rag.GREEN.value, Rag.AMBER.value, Rag.RED.value, Rag.BLUE.value, STOP)
_NUMBER = re.compile(r"[A-Z]{2,8}-\d{4}-\d{3,}")
SAME_WORDS_SHOWN = 3  # "nothing has changed" so many times running is shown to the board


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """An update to be kept; `stated` is one of STATED, `computed` the rule's colour on that day."""

    state: State
    what: str
    stated: str
    computed: Rag
    reason: str = ""
    nothing_changed: bool = False
    has_earlier: bool = False


def may_update(update: UpdateFacts) -> Reason | None:
    """Why an update may not be kept, or nothing: it says what happened, and why it differs (G-80)."""
    return first_reason(
        (
            _in_delivery(update.state),
            _says_something(update),
            None if update.stated in STATED else Reason("no-status", "Say whether it is on track."),
            why_different(update.stated, update.computed, update.reason),
        )
    )


def why_different(stated: str, computed: Rag, reason: str) -> Reason | None:
    """What is asked of a lead who sees it differently from the rule (G-80)."""
    if stated == computed or reason.strip():
        return None
    return Reason(
        "needs-reason",
        f"The rule says “{computed.words}”. Say why you see it differently.",
    )


def _in_delivery(state: State) -> Reason | None:
    if state in (State.PROPOSED, *ENDINGS):
        return Reason("not-in-delivery", f"It is {state.value}, so it takes no updates.")
    return None


def _says_something(update: UpdateFacts) -> Reason | None:
    if update.nothing_changed:
        if update.has_earlier:
            return None
        return Reason("no-earlier", "Nothing has been said of it yet. Say what has happened.")
    if not update.what.strip():
        return Reason("no-words", "Say what has happened.")
    if len(update.what) > LONGEST_UPDATE:
        return Reason("too-long", f"Use {LONGEST_UPDATE} characters or fewer.")
    return None


def decision_named(number: str) -> Reason | None:
    """Why a decision's number is not one, or nothing: a board's code, a year, a number (G-64)."""
    if not number.strip():
        return Reason("needs-decision", "This needs the number of the decision that approved it.")
    if not _NUMBER.fullmatch(number.strip()):
        return Reason("not-a-number", "Write the decision's number, for example GOLD-2026-014.")
    return None


def may_move_milestone(*, due: date, new_due: date, reason: str, done: bool) -> Reason | None:
    """Why a milestone's day may not be moved, or nothing: the earlier day stays to be read."""
    if done:
        return Reason("done-already", "It is done, so its day stays.")
    if new_due == due:
        return Reason("same-day", "That is the day it is due already.")
    if not reason.strip():
        return Reason("needs-reason", "Say why the day moves.")
    return None


def may_be_done(*, done_on: date, today: date) -> Reason | None:
    """Why a milestone may not be marked done on a day, or nothing."""
    if done_on > today:
        return Reason("not-yet", "It is done on a day that has come.")
    return None
