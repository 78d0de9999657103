"""Statutory duties of the register: when each is next due and how it stands (G-12, G-15, G-35 to G-45, T-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headrow.vocabulary.clock import civil_date
from headrow.vocabulary.clock_readings import ClockState, Reading, reading
from headrow.vocabulary.clocks import Deadline, Length, deadline, over, until
from headrow.vocabulary.month_arithmetic import Span, day_words, information_quarter, statutory_year
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag


class Frequency(StrEnum):
    """How often a duty is owed."""

    EACH_YEAR = "each-year"  # once in each 1 April to 31 March
    EACH_QUARTER = "each-quarter"  # for each information quarter, by the end of the next
    SINCE_LAST = "since-last"  # so long after it was last done
    BY_DATE = "by-date"  # on a date that somebody sets
    ON_EVENT = "on-event"  # per case, per decision or on request: nothing is due until it happens
    OFF = "off"  # not commenced, or not taken up here


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What is known of a duty.

    length: of the clock since it was last done. begins_month: the month from which a yearly clock runs to
    31 March, April unless said. due: of a duty with a date of its own, or the earliest date owed to an event.
    evidence: a link or a note that shows it was done.
    """

    code: str
    frequency: Frequency
    last_done: date | None = None
    evidence: str = ""
    length: Length | None = None
    begins_month: int = 4
    due: date | None = None
    off_because: str = ""


@dataclass(frozen=True, slots=True)
class DutyState:
    """How a duty stands: status, the end of its clock, and words."""

    judged: Judged
    clock: Deadline | None = None
    clock_reads: Reading | None = None


def state_of(facts: DutyFacts, *, now: datetime) -> DutyState:
    """How a duty stands; never done is Grey or Red and never Green, done without evidence is Amber."""
    if facts.frequency is Frequency.OFF:
        why = facts.off_because.rstrip(".") or "not in force"
        return DutyState(Judged(Rag.GREY, "off", f"Off: {why}."))
    today = civil_date(now)
    if facts.frequency is Frequency.EACH_YEAR:
        return _each_year(facts, statutory_year(today), now)
    end = _next_end(facts, now)
    if end is None:
        return _nothing_owed(facts)
    read = reading(end, now=now)
    if read.state is ClockState.RUNNING and not facts.evidence and facts.last_done:
        words = f"Done on {day_words(facts.last_done)}, with no evidence linked. {read.words}"
        return DutyState(Judged(Rag.AMBER, "no evidence", words), end, read)
    return DutyState(Judged(read.rag, read.state.value, read.words), end, read)


def may_record_done(*, done_on: date, today: date, evidence: str) -> Reason | None:
    """Why a duty may not be marked done, or nothing: it takes a day that has come, and evidence."""
    if done_on > today:
        return Reason("not-yet", "A duty is done on a day that has come.")
    if not evidence.strip():
        return Reason("no-evidence", "Say what shows that it was done, or link it.")
    return None


def quarter_due(quarter: Span) -> Deadline:
    """The clock of one quarter's data: the whole of the following quarter (G-29)."""
    return over(information_quarter(date.fromordinal(quarter.last.toordinal() + 1)))


def _each_year(facts: DutyFacts, year: Span, now: datetime) -> DutyState:
    first = date(year.first.year, facts.begins_month, 1)
    end = over(Span(first if first in year else year.first, year.last))
    if facts.last_done and facts.last_done in year:
        done = day_words(facts.last_done)
        if facts.evidence:
            return DutyState(Judged(Rag.BLUE, "done", f"Done for this year on {done}."), end)
        words = f"Done for this year on {done}, with no evidence linked."
        return DutyState(Judged(Rag.AMBER, "no evidence", words), end)
    read = reading(end, now=now)
    return DutyState(Judged(read.rag, read.state.value, read.words), end, read)


def _next_end(facts: DutyFacts, now: datetime) -> Deadline | None:
    """The end of the clock now running; nothing where none has begun."""
    if facts.frequency is Frequency.SINCE_LAST and facts.last_done and facts.length:
        return deadline(facts.length, begun=facts.last_done, now=now)
    if facts.frequency is Frequency.EACH_QUARTER:
        return _quarter_owed(facts, now)
    if facts.due is not None:
        return until(facts.due)
    return None


def _quarter_owed(facts: DutyFacts, now: datetime) -> Deadline:
    """The clock of the earliest quarter not yet done; without any record, of the quarter before this one."""
    this = information_quarter(civil_date(now))
    before = information_quarter(date.fromordinal(this.first.toordinal() - 1))
    if facts.last_done is None:
        return quarter_due(before)
    # Done within a quarter means that the set of the quarter before it was sent.
    done_in = information_quarter(facts.last_done)
    return quarter_due(done_in if done_in < this else this)


def _nothing_owed(facts: DutyFacts) -> DutyState:
    if facts.frequency is Frequency.ON_EVENT:
        return DutyState(Judged(Rag.GREEN, "nothing owed", "Nothing is owed now."))
    words = "Not known: no date is set and none is recorded."
    return DutyState(Judged(Rag.GREY, "not recorded", words))
