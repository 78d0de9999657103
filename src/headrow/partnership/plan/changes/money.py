"""The funding register: awards, conditions, spend and forecasts, exact to the penny (G-120 to G-124)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.plan.changes.allowed import allow, member_or_none
from headrow.partnership.plan.models import Award, AwardCondition, Deliverable, Spend
from headrow.partnership.plan.queries.money import award_facts
from headrow.partnership.plan.rules import funding as rules
from headrow.partnership.plan.rules.updates import decision_named
from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Reason, Refused, refuse_if


@transaction.atomic
def add_award(
    *,
    name: str,
    funder: str,
    holder: Any,
    amount: Decimal,
    starts: date,
    ends: date,
    by: Actor,
    kind: str = "grant",
    reference: str = "",
    purpose: str = "",
    restricted: bool = False,
    decision: str = "",
    deliverables: Iterable[Deliverable] = (),
) -> Award:
    """Add an award; `decision` is the number of the one that accepted it, where there was one."""
    allow(by, "draft-plan")
    refuse_if(rules.exact_pence(amount))
    if ends < starts:
        raise Refused(Reason("period", "An award ends on or after the day it begins."))
    if decision:
        refuse_if(decision_named(decision))
    award = Award.objects.create(
        name=name,
        funder=funder,
        holder=holder,
        amount=amount,
        starts=starts,
        ends=ends,
        kind=kind,
        reference=reference,
        purpose=purpose,
        restricted=restricted,
        decision=decision,
    )
    award.deliverables.set(deliverables)
    record("award-added", subject=award, by=by, codes={"amount": amount, "kind": kind})
    return award


@transaction.atomic
def add_condition(*, award: Award, words: str, due: date, by: Actor) -> AwardCondition:
    """Add a condition of an award."""
    allow(by, "draft-plan")
    row = AwardCondition.objects.create(award=award, words=words, due=due)
    record("condition-added", subject=award, by=by, codes={"due": due})
    return row


@transaction.atomic
def meet_condition(
    *, condition: AwardCondition, met_on: date, evidence: str, by: Actor
) -> AwardCondition:
    """Say that a condition is met, with what shows it."""
    allow(by, "draft-plan")
    if met_on > today():
        raise Refused(Reason("not-yet", "It is met on a day that has come."))
    if not evidence.strip():
        raise Refused(Reason("no-evidence", "Say what shows that it is met."))
    condition.met_on, condition.evidence = met_on, evidence
    condition.save(update_fields=["met_on", "evidence"])
    record("condition-met", subject=condition.award, by=by, codes={"met_on": met_on})
    return condition


@transaction.atomic
def spend(
    *,
    award: Award,
    day: date,
    amount: Decimal,
    what: str,
    by: Actor,
    deliverable: Deliverable | None = None,
    evidence: str = "",
) -> Spend:
    """Enter a line of spend; what is out of the period or over the award stays flagged on it (G-122)."""
    allow(by, "draft-plan")
    held = Award.objects.select_for_update().get(pk=award.pk)
    asked = rules.SpendFacts(day, amount, str(deliverable.pk) if deliverable else "", evidence)
    check = rules.check_spend(award_facts(held, today()), asked)
    refuse_if(check.refused)
    line = Spend.objects.create(
        award=held,
        day=day,
        amount=amount,
        what=what,
        deliverable=deliverable,
        evidence=evidence,
        flags=[flag.words for flag in check.flags],
        by=member_or_none(by),
    )
    record("spent", subject=held, by=by, codes={"amount": amount, "day": day})
    return line


@transaction.atomic
def forecast(
    *,
    award: Award,
    amount: Decimal,
    committed: Decimal,
    by: Actor,
    on: date | None = None,
) -> Award:
    """Keep this quarter's return of an award: what is committed, and what is expected in all (G-121, G-122)."""
    allow(by, "draft-plan")
    held = Award.objects.select_for_update().get(pk=award.pk)
    for value in (amount, committed):
        refuse_if(rules.exact_pence(value))
    held.forecast, held.committed, held.forecast_on = amount, committed, on or today()
    refuse_if(rules.may_sign_off_return(award_facts(held, today())))
    held.save(update_fields=["forecast", "committed", "forecast_on"])
    record("award-forecast", subject=held, by=by, codes={"forecast": amount})
    return held
