"""Meetings: quorum (G-06), states (G-60), standing agenda (G-62), interests (G-67)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from headrow.vocabulary.reasons import Reason


class MeetingState(StrEnum):
    """Where a meeting stands; it only moves forward, or is cancelled (G-60)."""

    SCHEDULED = "scheduled"
    AGENDA_PUBLISHED = "agenda published"
    PAPERS_PUBLISHED = "papers published"
    HELD = "held"
    MINUTES_DRAFT = "minutes draft"
    MINUTES_AGREED = "minutes agreed"
    CANCELLED = "cancelled"


ORDER: tuple[MeetingState, ...] = (
    MeetingState.SCHEDULED,
    MeetingState.AGENDA_PUBLISHED,
    MeetingState.PAPERS_PUBLISHED,
    MeetingState.HELD,
    MeetingState.MINUTES_DRAFT,
    MeetingState.MINUTES_AGREED,
)
# A meeting that was held stays held while its minutes are written (G-92 counts it).
WAS_HELD = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.MINUTES_AGREED)


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """A board's own declared quorum: a share of the voting members, and agencies that must be there (G-06).

    agencies: kinds of agency, "council" and "police" for the executive unless its locality says otherwise.
    at_least: a number of voting members, whatever their share.
    """

    share: Fraction = Fraction(1, 2)
    agencies: tuple[str, ...] = ("council", "police")
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there: voting members of the board, how many of them are present, and kinds of agency present."""

    voting: int
    present: int
    agencies: Collection[str] = ()


def quorum(rule: QuorumRule, there: Attendance) -> Reason | None:
    """What lacks for a quorum, or nothing; the code is always `no-quorum` (G-06)."""
    lacks = [f"{kind} is not there" for kind in rule.agencies if kind not in there.agencies]
    # Where nobody is expected, half of nobody would do: one voting member is needed whatever the share.
    wanted = max(
        -(-rule.share.numerator * there.voting // rule.share.denominator), rule.at_least, 1
    )
    if there.present < wanted:
        lacks.insert(
            0, f"{there.present} of {there.voting} voting members are there, {wanted} are needed"
        )
    if not lacks:
        return None
    return Reason("no-quorum", f"No quorum: {'; '.join(lacks)}. It may discuss and note only.")


def may_decide(rule: QuorumRule, there: Attendance, *, state: MeetingState) -> Reason | None:
    """Why a meeting may not record a decision, or nothing (G-06, G-60)."""
    if state is not MeetingState.HELD:
        return Reason("not-meeting", "A decision is recorded at a meeting that is being held.")
    return quorum(rule, there)


@dataclass(frozen=True, slots=True)
class MeetingMove:
    """A step of a meeting; `minutes_agreed_at` names the later meeting that agreed the minutes."""

    to: MeetingState
    reason: str = ""
    minutes_agreed_at: str = ""


def may_move(state: MeetingState, move: MeetingMove) -> Reason | None:
    """Why a meeting may not enter a state, or nothing (G-60). A state may not be left out on the way."""
    if move.to is MeetingState.CANCELLED:
        if state in WAS_HELD or state is MeetingState.CANCELLED:
            return Reason(
                "too-late-to-cancel", f"A meeting that is {state.value} is not cancelled."
            )
        return None if move.reason.strip() else Reason("no-reason", "Say why it is cancelled.")
    if state is MeetingState.CANCELLED:
        return Reason("cancelled", "A cancelled meeting stays cancelled. Schedule another.")
    if ORDER.index(move.to) != ORDER.index(state) + 1:
        return Reason("state-not-next", f"'{move.to.value}' does not follow '{state.value}'.")
    if move.to is MeetingState.MINUTES_AGREED and not move.minutes_agreed_at:
        return Reason("next-meeting", "Minutes are agreed at a later meeting. Name it.")
    return None


def may_change_minutes(state: MeetingState, *, amendment: str) -> Reason | None:
    """Why minutes may not be changed: those agreed are amended with a recorded reason only (G-60)."""
    if state is MeetingState.MINUTES_AGREED and not amendment.strip():
        return Reason("minutes-agreed", "Agreed minutes change by a recorded amendment only.")
    return None


# The standing agenda (G-62), in its usual order. The chair may reorder it, and may not drop the last three named.
STANDING_AGENDA: Mapping[str, str] = {
    "opening": "Welcome, apologies, quorum, interests",
    "minutes": "Minutes and matters arising",
    "actions": "Action log, overdue first",
    "escalations": "Escalations",
    "themed": "One themed item",
    "highlights": "Highlight reports by exception",
    "performance": "Performance",
    "risks": "Risk register",
    "duties": "Statutory duties and clocks",
    "funding": "Funding",
    "reviews": "Reviews and learning",
    "forward-plan": "Forward plan",
    "other": "Any other business",
}
NEVER_DROPPED = ("actions", "escalations", "duties")


def may_publish_agenda(items: Collection[str]) -> Reason | None:
    """Why an agenda may not be published: items 3, 4 and 9 stand in every one, in any order (G-62)."""
    dropped = [STANDING_AGENDA[code] for code in NEVER_DROPPED if code not in items]
    if not dropped:
        return None
    return Reason("standing-item", f"An agenda always holds: {'; '.join(dropped)}.")


def may_count(votes: int, *, there: int, locked_out: int) -> Reason | None:
    """Why a count of votes cannot be, or nothing: more than were there and not out by an interest (G-67).

    votes: for, against and abstained together. there: voting members present. locked_out: those of them
    who declared an interest in the item.
    """
    able = there - locked_out
    if votes <= able:
        return None
    out = f", {locked_out} of them out by an interest" if locked_out else ""
    return Reason(
        "votes-too-many", f"{votes} votes are counted; {there} voting members are there{out}."
    )


def may_vote(*, declared_interest: bool, voting_member: bool) -> Reason | None:
    """Why a person may not vote on an item, or nothing: an interest puts them out (G-67)."""
    if declared_interest:
        return Reason("interest", "You declared an interest and are out for this item.")
    return None if voting_member else Reason("not-voting", "You attend without a vote.")
