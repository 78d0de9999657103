"""The duty register with its clocks, the quarterly sets of section 17A, and what was learnt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.models import DutyDate, DutyDone, InformationReturn, Learning
from headrow.partnership.plan.rules import duties as rules
from headrow.partnership.plan.rules import section_17a as sets
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.dated_values import DatedValue, NotInForceError, dated_values
from headrow.vocabulary.duties import DeclaredDuty, declared_duties
from headrow.vocabulary.month_arithmetic import Span, information_quarter
from headrow.vocabulary.section_17a import Dataset, Holder, section_17a
from headrow.vocabulary.status import Judged

RECEIPTS = {
    "received": sets.Receipt.RECEIVED,
    "nil-return": sets.Receipt.NIL_RETURN,
    "not-held": sets.Receipt.NOT_HELD,
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty of the register with how it stands today; `done` newest first, `dates` as set by people."""

    declared: DeclaredDuty
    state: rules.DutyState
    done: tuple[DutyDone, ...] = ()
    dates: tuple[DutyDate, ...] = ()
    value: DatedValue | None = None

    @property
    def judged(self) -> Judged:
        """Its status with the reason."""
        return self.state.judged

    @property
    def due(self) -> date | None:
        """The last day in time, where a clock runs."""
        return self.state.clock.last if self.state.clock else None

    @property
    def last(self) -> DutyDone | None:
        """The last time it was done."""
        return self.done[0] if self.done else None


def _locality_code() -> str:
    locality = directory.locality()
    return locality.code if locality else ""


def duties(reader: Any) -> tuple[DutyRow, ...]:
    """The whole register, as declared for this locality; two queries."""
    done: dict[str, list[DutyDone]] = {}
    for row in DutyDone.objects.select_related("by").order_by("-done_on", "-entered_at"):
        done.setdefault(row.duty, []).append(row)
    dates: dict[str, list[DutyDate]] = {}
    for date_row in DutyDate.objects.select_related("by"):
        dates.setdefault(date_row.duty, []).append(date_row)
    return tuple(
        _duty(row, tuple(done.get(row.code, ())), tuple(dates.get(row.code, ())))
        for row in declared_duties(_locality_code())
    )


def duty(reader: Any, code: str) -> DutyRow | None:
    """One duty of the register by its code, or nothing."""
    return next((row for row in duties(reader) if row.declared.code == code), None)


def _duty(row: DeclaredDuty, done: tuple[DutyDone, ...], dates: tuple[DutyDate, ...]) -> DutyRow:
    day = today()
    value = _value(row, day)
    last = done[0] if done else None
    due = min((each.due for each in dates if not _answered(each, done)), default=None)
    if due is None and row.frequency == "by-date" and value is not None:
        due = _next_day(value, day, last.done_on if last else None)
    facts = rules.DutyFacts(
        code=row.code,
        frequency=rules.Frequency(row.frequency),
        last_done=last.done_on if last else None,
        evidence=last.evidence if last else "",
        length=value.length if value and row.frequency == "since-last" else None,
        begins_month=row.begins_month,
        due=due,
        off_because=row.off_because,
    )
    return DutyRow(row, rules.state_of(facts, now=now()), done, dates, value)


def _answered(each: DutyDate, done: tuple[DutyDone, ...]) -> bool:
    """Whether a day that was set is answered: something was done after it was set, for it or for all."""
    return any(row.entered_at >= each.at and row.covers in ("", str(each.pk)) for row in done)


def _value(row: DeclaredDuty, day: date) -> DatedValue | None:
    if not row.clock:
        return None
    try:
        return dated_values(_locality_code()).in_force(row.clock, on=day)
    except NotInForceError:
        return None


def _next_day(value: DatedValue, day: date, last: date | None) -> date | None:
    """The day of the year that is owed: the first after it was last done, else this year's."""
    try:
        this_year = value.in_year(day.year)
    except TypeError:
        return None
    if last is None or last < this_year - timedelta(days=180):
        return this_year
    return value.in_year(day.year + 1)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A data set with the holder of today, and a cell for each quarter shown: (quarter, status, answer)."""

    dataset: Dataset
    holder: Holder
    cells: tuple[tuple[str, Judged, InformationReturn | None], ...]


def quarters_shown(number: int = 4) -> tuple[Span, ...]:
    """The quarter running and those before it, newest first."""
    found = [information_quarter(today())]
    while len(found) < number:
        found.append(information_quarter(found[-1].first - timedelta(days=1)))
    return tuple(found)


def quarter_code(quarter: Span) -> str:
    """A quarter as it is kept: "2026-Q3"."""
    return f"{quarter.first.year}-Q{(quarter.first.month - 1) // 3 + 1}"


def information_returns(reader: Any) -> tuple[SetRow, ...]:
    """The checklist of section 17A: each set by quarter, a silent one never taken for a nil return (G-31)."""
    declared, quarters = section_17a(), quarters_shown()
    held: dict[tuple[str, str], InformationReturn] = {}
    for row in InformationReturn.objects.select_related("agency", "by").order_by("received_on"):
        held[row.data_set, row.quarter] = row
    return tuple(
        SetRow(
            dataset,
            declared.holder_of(dataset),
            tuple(
                _cell(dataset, declared.holder_of(dataset), quarter, held) for quarter in quarters
            ),
        )
        for dataset in declared.datasets
    )


def _cell(
    dataset: Dataset,
    holder: Holder,
    quarter: Span,
    held: dict[tuple[str, str], InformationReturn],
) -> tuple[str, Judged, InformationReturn | None]:
    code = quarter_code(quarter)
    row = held.get((dataset.code, code))
    facts = sets.SetFacts(
        holder.holder,
        dataset.code,
        quarter,
        RECEIPTS[row.answer] if row else None,
        row.received_on if row else None,
    )
    return code, sets.state_of(facts, now=now()), row


def learning(reader: Any, *, parts: Any = None) -> QuerySet[Learning]:
    """What reviews and inspections recommended; `parts` keeps what was learnt on the same parts of a plan."""
    rows = Learning.objects.select_related("deliverable")
    return rows.filter(deliverable__parts__in=parts).distinct() if parts is not None else rows


def one_learning(reader: Any, key: UUID | str) -> Learning | None:
    """One recommendation by its id, or nothing."""
    return learning(reader).filter(pk=key).first()
