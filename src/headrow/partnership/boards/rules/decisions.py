"""Decisions: their numbers, what each must say (G-64), and the urgent route between meetings (G-66)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.vocabulary.reasons import Reason, first_reason

_NUMBER = re.compile(r"([A-Z]{2,8})-(\d{4})-(\d{3,})")
URGENT_AGREEMENT = ("chair", "council", "police")  # all three agree in writing (G-66)


def next_number(board: str, year: int, *, used: Iterable[str]) -> str:
    """The next number of a board's decision in a year, like EXEC-2026-014; none is ever used again (G-64).

    board: its short code in capitals. used: every number ever given, of reversed and lapsed decisions too.
    Raises ValueError for a code that is not two to eight capital letters.
    """
    if not re.fullmatch(r"[A-Z]{2,8}", board):
        raise ValueError(f"'{board}' is not a board's short code: two to eight capital letters.")
    taken = [
        int(found[3])
        for found in map(_NUMBER.fullmatch, used)
        if found and found[1] == board and int(found[2]) == year
    ]
    return f"{board}-{year:04d}-{max(taken, default=0) + 1:03d}"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision to be recorded (G-64).

    evidence_frozen: whether the values it leans on are kept as they stood. reverses: the number of an earlier
    decision. votes_for, votes_against: both missing when it was agreed without a vote.
    """

    number: str
    wording: str
    proposer: str
    reasons: str
    effective: date | None
    review: date | None
    votes_for: int | None = None
    votes_against: int | None = None
    evidence: int = 0
    evidence_frozen: bool = True
    restricted: bool = False
    restricted_because: str = ""
    reverses: str = ""


def may_record(
    decision: DecisionFacts, *, numbers: Collection[str], reversed_already: Collection[str] = ()
) -> Reason | None:
    """Why a decision may not be recorded, or nothing (G-64). Quorum is asked of the meeting (G-06)."""
    return first_reason(
        (
            _numbered(decision, numbers),
            _said(decision),
            _voted(decision),
            _reversal(decision, numbers, reversed_already),
        )
    )


def may_change() -> Reason:
    """Why a recorded decision is never changed: it is reversed by a later one that names it (G-64)."""
    return Reason(
        "append-only", "A decision is not changed. A later one that names it reverses it."
    )


def _numbered(decision: DecisionFacts, numbers: Collection[str]) -> Reason | None:
    if not _NUMBER.fullmatch(decision.number):
        return Reason("number", "A decision's number is written like EXEC-2026-014.")
    if decision.number in numbers:
        return Reason("number-used", f"{decision.number} is taken; a number is never used again.")
    return None


def _said(decision: DecisionFacts) -> Reason | None:
    asked = (
        ("wording", decision.wording.strip(), "its wording"),
        ("proposer", decision.proposer, "who proposed it"),
        ("reasons", decision.reasons.strip(), "its reasons"),
        ("effective", decision.effective, "the day from which it holds"),
        ("review", decision.review, "the day on which it is reviewed"),
        ("restricted", decision.restricted_because.strip() or not decision.restricted, "why it is restricted"),
        ("evidence", decision.evidence_frozen or not decision.evidence, "its evidence as it stood"),
    )  # fmt: skip
    for code, value, words in asked:
        if not value:
            return Reason(f"lacks-{code}", f"A decision says {words}.")
    if decision.effective and decision.review and decision.review < decision.effective:
        return Reason("review-first", "A decision is not reviewed before it holds.")
    return None


def _voted(decision: DecisionFacts) -> Reason | None:
    votes = (decision.votes_for, decision.votes_against)
    if votes == (None, None):
        return None
    if None in votes:
        return Reason("votes", "Give the votes for and the votes against, or say it was agreed.")
    if (decision.votes_for or 0) <= (decision.votes_against or 0):
        return Reason("not-carried", "It was not carried: record it as discussed.")
    return None


def _reversal(
    decision: DecisionFacts, numbers: Collection[str], reversed_already: Collection[str]
) -> Reason | None:
    if not decision.reverses:
        return None
    if decision.reverses not in numbers:
        return Reason("reverses-nothing", f"No decision has the number {decision.reverses}.")
    if decision.reverses in reversed_already:
        return Reason("reversed-already", f"{decision.reverses} is reversed already.")
    return None


class UrgentState(StrEnum):
    """Where an urgent decision stands (G-66)."""

    IN_FORCE = "in force until the next meeting"
    RATIFIED = "ratified"
    EXPIRED = "expired, not ratified"


def may_decide_urgently(agreed_in_writing: Collection[str]) -> Reason | None:
    """Why an urgent decision may not be made, or nothing: chair, council and police agree in writing (G-66)."""
    lacks = [who for who in URGENT_AGREEMENT if who not in agreed_in_writing]
    if not lacks:
        return None
    return Reason("urgent-agreement", f"Not agreed in writing by: {', '.join(lacks)}.")


def urgent_state(
    decided: date, *, next_meeting_held: date | None, ratified_on: date | None
) -> UrgentState:
    """Where an urgent decision stands: it ends at the next meeting held unless that one ratified it (G-66).

    next_meeting_held: the first meeting held after it was decided, when there has been one.
    """
    if next_meeting_held is None or next_meeting_held < decided:
        return UrgentState.IN_FORCE
    return UrgentState.RATIFIED if ratified_on == next_meeting_held else UrgentState.EXPIRED
