"""Awards with how they stand, and what is unfunded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from headrow.partnership.plan.models import Award, AwardCondition
from headrow.partnership.plan.rules import funding as rules
from headrow.vocabulary.clock import today
from headrow.vocabulary.month_arithmetic import Span, information_quarter
from headrow.vocabulary.status import Judged

IN_KIND = "in-kind"
KINDS = {
    "mainstream": "Mainstream",
    "grant": "Grant won by bid",
    "policing-body": "Allocation by the policing body",
    "levy": "Levy",
    IN_KIND: "Work in kind",
}


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award with its spend so far, how it stands, and the warning at its limit."""

    record: Award
    facts: rules.AwardFacts
    judged: Judged
    warning: str = ""

    @property
    def in_kind(self) -> bool:
        """Whether it is work and not money: never added to cash (G-124)."""
        return self.record.kind == IN_KIND

    @property
    def left(self) -> Decimal:
        """What is neither spent nor committed."""
        return self.facts.amount - self.facts.spent - self.facts.committed


@dataclass(frozen=True, slots=True)
class Funding:
    """The register: the awards, and the sums of cash and of work in kind, never added together."""

    rows: tuple[AwardRow, ...]

    def total(self, of: str, *, in_kind: bool = False) -> Decimal:
        """The sum of amount, spent, committed or left over cash, or over work in kind."""
        rows = [row for row in self.rows if row.in_kind is in_kind]
        if of == "left":
            return sum((row.left for row in rows), Decimal(0))
        return sum((getattr(row.facts, of) for row in rows), Decimal(0))


def funding(reader: Any) -> Funding:
    """Every award with how it stands; four queries."""
    day = today()
    return Funding(tuple(_row(award, day) for award in _awards()))


def award(reader: Any, key: UUID | str) -> AwardRow | None:
    """One award by its id, or nothing."""
    found = _awards().filter(pk=key).first()
    return _row(found, today()) if found else None


def condition(reader: Any, key: UUID | str) -> AwardCondition | None:
    """One condition by its id, or nothing."""
    return AwardCondition.objects.select_related("award").filter(pk=key).first()


def _awards() -> Any:
    return Award.objects.select_related("holder").prefetch_related(
        "conditions", "spends__deliverable", "spends__by", "deliverables"
    )


def _row(award: Award, day: date) -> AwardRow:
    facts = award_facts(award, day)
    at_limit = rules.at_limit(facts)
    judged = rules.judge(facts, today=day)
    return AwardRow(award, facts, judged, at_limit.words if at_limit else "")


def award_facts(award: Award, day: date) -> rules.AwardFacts:
    """An award as the rules ask it."""
    quarter = information_quarter(day)
    return rules.AwardFacts(
        amount=award.amount,
        period=Span(award.starts, award.ends),
        restricted=award.restricted,
        deliverables=[str(row.pk) for row in award.deliverables.all()],
        spent=sum((line.amount for line in award.spends.all()), Decimal(0)),
        committed=award.committed,
        forecast=award.forecast,
        returned_this_quarter=bool(award.forecast_on and award.forecast_on in quarter),
        conditions=tuple(
            rules.ConditionFacts(row.due, row.met_on is not None) for row in award.conditions.all()
        ),
    )
