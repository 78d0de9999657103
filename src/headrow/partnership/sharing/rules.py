"""The information sharing protocol: who helps to share (G-26), each party's state, what it blocks (G-27, G-28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from headrow.vocabulary.clock import civil_date
from headrow.vocabulary.clocks import over
from headrow.vocabulary.month_arithmetic import Span, months_after
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag
from headrow.vocabulary.working_days import WorkingCalendar

WARN_DAYS = (90, 30)


class PartyState(StrEnum):
    """Where a party to the protocol stands on a day; expired is computed and never stored (G-28)."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party to the protocol as its row says.

    term_months: the dated value "agreement" in force when it signed. suspended: spans, the last day of an open
    one being empty.
    """

    name: str
    term_months: int
    signed_on: date | None = None
    suspended: tuple[tuple[date, date | None], ...] = ()


def last_day(party: PartyFacts) -> date | None:
    """The last day of a signature, itself included: so many months after it was signed (G-28, T-04)."""
    return months_after(party.signed_on, party.term_months) if party.signed_on else None


def state_on(day: date, party: PartyFacts) -> PartyState:
    """Where a party stands on a day, with no job needing to have run (G-27, G-28)."""
    last = last_day(party)
    if party.signed_on is None or last is None or day < party.signed_on:
        return PartyState.UNSIGNED
    if day > last:
        return PartyState.EXPIRED
    for first, until in party.suspended:
        if first <= day and (until is None or day <= until):
            return PartyState.SUSPENDED
    return PartyState.SIGNED


def warnings_on(day: date, party: PartyFacts) -> tuple[str, ...]:
    """The warnings of expiry that hold on a day: 90 days, 30 days, and four fifths of the term (G-28, T-10)."""
    last = last_day(party)
    if party.signed_on is None or last is None or state_on(day, party) is PartyState.EXPIRED:
        return ()
    found = [f"{days} days" for days in WARN_DAYS if (last - day).days <= days]
    warn_at = over(Span(party.signed_on + timedelta(1), last)).warn_at
    if warn_at is not None and day >= civil_date(warn_at):
        found.append("80 per cent")
    return tuple(found)


def protocol_allows(
    sender: PartyFacts, recipient: PartyFacts, *, on: date, risk_to_life: bool = False
) -> Reason | None:
    """Why nothing may pass between two parties on a day, or nothing (G-27).

    Both must stand signed. The only override is an imminent risk to life (S-09), which has its own record.
    """
    if risk_to_life:
        return None
    for party in (sender, recipient):
        state = state_on(on, party)
        if state is not PartyState.SIGNED:
            return Reason(f"protocol-{state.value}", f"protocol {state.value}: {party.name}.")
    return None


def liaison_state(
    officers: int,
    *,
    vacant_since: date | None,
    today: date,
    amber: int,
    red: int,
    calendar: WorkingCalendar,
) -> Judged:
    """Whether an authority has exactly one liaison officer, and how long it has had none (G-26).

    amber, red: working days of the dated values "liaison-gap-amber" and "liaison-gap-red"; a gap of just so many is
    still the better colour. vacant_since: the day the last one ended, empty when there never was one.
    """
    if officers == 1:
        return Judged(Rag.GREEN, "one officer", "One liaison officer is named.")
    if officers > 1:
        return Judged(Rag.AMBER, "several", "More than one liaison officer is named.")
    if vacant_since is None:
        return Judged(Rag.GREY, "never named", "No liaison officer was ever named.")
    gap = calendar.clear_between(vacant_since, today + timedelta(1))
    words = f"No liaison officer for {gap} working days."
    if gap > red:
        return Judged(Rag.RED, "gap", words)
    return Judged(Rag.AMBER if gap > amber else Rag.GREEN, "gap", words)
