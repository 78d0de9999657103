"""Tasks: one owner and organisation, five endings, and lateness measured from the first due date (G-65)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.vocabulary.reasons import Reason, first_reason


class State(StrEnum):
    """Open, or one of the endings that every task in the system has (G-65, C-MARAC-10)."""

    OPEN = "open"
    DONE = "done"
    COULD_NOT = "could not be done"
    NOT_DONE = "agency did not do it"
    WITHDRAWN = "withdrawn by decision"


ENDINGS = (State.DONE, State.COULD_NOT, State.NOT_DONE, State.WITHDRAWN)
ENDING_WORDS: dict[State, str] = {
    State.DONE: "Done",
    State.COULD_NOT: "Could not be done: circumstances changed",
    State.NOT_DONE: "The agency did not do it",
    State.WITHDRAWN: "Withdrawn by decision",
}


@dataclass(frozen=True, slots=True)
class DateMove:
    """A change of due date, kept for ever; `decision` is the board's when it set a new baseline (G-65)."""

    moved_to: date
    on: date
    decision: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as its rows say. Moves stand in the order they were made; an ended task has its day.

    of_a_board: whether a board asked for it, so that only the partnership officer confirms it done.
    """

    first_due: date
    state: State = State.OPEN
    moves: tuple[DateMove, ...] = ()
    owner: str = ""
    organisation: str = ""
    source: str = ""
    ended_on: date | None = None
    of_a_board: bool = False


@dataclass(frozen=True, slots=True)
class Lateness:
    """Whether a task is overdue, by how many days, and how often its date slipped."""

    overdue: bool
    days: int
    slips: int
    measured_from: date
    due_now: date


def lateness(task: TaskFacts, *, today: date) -> Lateness:
    """How late a task is, from its first due date or the last one a board's decision set (G-65).

    An ended task is as late as it was on the day it ended.
    """
    start = measured_from(task.first_due, task.moves)
    until = task.ended_on or today
    days = max((until - start).days, 0)
    due_now = task.moves[-1].moved_to if task.moves else task.first_due
    slips = sum(not move.decision for move in task.moves)
    return Lateness(days > 0, days, slips, start, due_now)


def measured_from(first_due: date, moves: Sequence[DateMove]) -> date:
    """The date from which lateness is counted: a move without a decision never changes it (G-65)."""
    decided = [move.moved_to for move in moves if move.decision]
    return decided[-1] if decided else first_due


def may_ask(task: TaskFacts) -> Reason | None:
    """Why a task may not be asked for, or nothing: one owner, one organisation, a source (G-65)."""
    asked = (
        ("owner", task.owner, "one person who owns it"),
        ("organisation", task.organisation, "one organisation"),
        ("source", task.source, "the decision, minute or case it comes from"),
    )
    return first_reason(
        None if value else Reason(f"lacks-{code}", f"A task needs {words}.")
        for code, value, words in asked
    )


def may_move_date(task: TaskFacts, *, to: date, today: date, why: str) -> Reason | None:
    """Why a due date may not be moved, or nothing; the old one is kept and it counts as a slip (G-65)."""
    if task.state is not State.OPEN:
        return Reason("ended", "This task has ended. Its date stands.")
    if to < today:
        return Reason("in-the-past", "A task is due on a day to come.")
    return None if why.strip() else Reason("no-reason", "Say why the date is moved.")


def may_end(
    task: TaskFacts, *, ending: State, note: str = "", evidence: int = 0, decision: str = "",
    is_partnership_officer: bool = False,
) -> Reason | None:  # fmt: skip
    """Why a task may not end so, or nothing (G-65).

    Done needs a note or evidence, and for a board's task the partnership officer; the two ways of not doing it
    need a note; withdrawing needs a decision.
    """
    if task.state is not State.OPEN:
        return Reason("ended", f"This task has ended already: {ENDING_WORDS[task.state]}.")
    if ending not in ENDINGS:
        return Reason("not-an-ending", "A task ends in one of four ways, or stays open.")
    if ending is State.DONE:
        if not note.strip() and not evidence:
            return Reason("no-evidence", "Done needs a note or evidence.")
        if task.of_a_board and not is_partnership_officer:
            return Reason("to-confirm", "Only the partnership officer confirms a board's action.")
    if ending in (State.COULD_NOT, State.NOT_DONE) and not note.strip():
        return Reason("no-note", "Say what happened.")
    if ending is State.WITHDRAWN and not decision:
        return Reason("needs-decision", "A task is withdrawn by a decision. Name it.")
    return None
