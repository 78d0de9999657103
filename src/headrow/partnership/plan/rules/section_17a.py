"""The section 17A data set of each quarter: who owes it, whether it came, what a row may not hold (G-29 to G-31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headrow.partnership.plan.rules.duties import quarter_due
from headrow.vocabulary.clock_readings import Reading, reading
from headrow.vocabulary.clocks import Deadline, midnight_after
from headrow.vocabulary.month_arithmetic import Span, day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag

_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_FULL = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}")


class Receipt(StrEnum):
    """What is known of one holder's data set for one quarter; a nil return is a row, silence is not (G-31)."""

    RECEIVED = "received"
    NIL_RETURN = "nil return"
    NOT_HELD = "not held"


@dataclass(frozen=True, slots=True)
class SetFacts:
    """One cell of the checklist: a holder's data set for a quarter, and the day its answer came, if it did."""

    holder: str
    dataset: str
    quarter: Span
    receipt: Receipt | None = None
    received_on: date | None = None


def due(quarter: Span) -> Deadline:
    """When a quarter's set is due: the end of the following quarter; the clock is that quarter (G-29)."""
    return quarter_due(quarter)


def state_of(facts: SetFacts, *, now: datetime) -> Judged:
    """How one cell of the checklist stands (G-31)."""
    end = due(facts.quarter)
    if facts.receipt is None:
        read: Reading = reading(end, now=now)
        if read.state.value == "missed":
            return Judged(Rag.RED, "late", f"Late: was due by {day_words(_last(end))}.")
        if now < _opens(facts.quarter):
            return Judged(Rag.GREY, "not yet", "The quarter has not ended.")
        return Judged(read.rag, read.state.value, read.words)
    if facts.receipt is Receipt.NOT_HELD:
        return Judged(Rag.GREY, "not held", "Said not to be held.")
    came = facts.received_on
    if came is not None and came > _last(end):
        return Judged(Rag.AMBER, "received late", f"Came late, on {day_words(came)}.")
    words = "A nil return came." if facts.receipt is Receipt.NIL_RETURN else "Received in time."
    return Judged(Rag.BLUE, facts.receipt.value, words)


def may_import_postcode(postcode: str) -> Reason | None:
    """Why a health row's postcode may not be read in: only its outward half is depersonalised (G-30)."""
    given = postcode.strip().upper()
    if not given or _OUTWARD.fullmatch(given):
        return None
    if _FULL.fullmatch(given):
        return Reason(
            "inward-postcode",
            "inward postcode present: send the outward half only, like LS8 and never LS8 1AA.",
        )
    return Reason("not-a-postcode", "This is not the outward half of a postcode.")


def _last(end: Deadline) -> date:
    if end.last is None:
        raise AssertionError("a quarter always has an end")
    return end.last


def _opens(quarter: Span) -> datetime:
    return midnight_after(quarter.last)
