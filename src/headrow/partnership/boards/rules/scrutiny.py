"""Scrutiny: the committee's year (G-51), and what is owed to its report (G-52)."""

from __future__ import annotations

from datetime import date, datetime

from headrow.vocabulary.clock_readings import ClockState, Reading, reading
from headrow.vocabulary.clocks import Deadline, Length, deadline
from headrow.vocabulary.status import Judged, Rag


def next_committee_by(last: date, *, now: datetime, length: Length) -> Deadline:
    """The last day for the next meeting of the crime and disorder committee (G-51, T-04).

    length: the dated value "committee-meets" in force.
    """
    return deadline(length, begun=last, now=now)


def response_due(received: date, *, now: datetime, length: Length) -> Deadline:
    """When the response to a report or recommendation is owed; the day it came is day nought (G-52).

    length: the dated value "committee-response" in force on the day of receipt.
    """
    return deadline(length, begun=received, now=now)


def response_state(
    received: date, *, now: datetime, answered: datetime | None = None, length: Length
) -> Judged:
    """How a response stands; one overdue says that it is still owed (G-52)."""
    read: Reading = reading(
        response_due(received, now=now, length=length), now=now, answered=answered
    )
    if read.state is ClockState.MISSED:
        return Judged(Rag.RED, "late", f"late: response still owed. {read.words}")
    return Judged(read.rag, read.state.value, read.words)
