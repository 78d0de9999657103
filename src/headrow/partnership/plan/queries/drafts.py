"""What a draft strategy still lacks before it may be adopted (G-10, G-11, G-14, G-96)."""

from __future__ import annotations

from typing import Any

from headrow.partnership.plan.models import Deliverable, Strategy
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules import strategies as plans
from headrow.partnership.plan.rules.strategies import PlanFacts

GIVEN_LATER = "given on adoption"  # the decision, which is asked for last


def plan_facts(row: Strategy, decision: str) -> PlanFacts:
    """What a draft holds, as the rule of adoption asks it."""
    says = row.says
    return PlanFacts(
        linked=says.get("linked", {}),
        written=[code for code, words in says.get("sections", {}).items() if words],
        police_plan_title=says.get("police_plan", ""),
        objectives_considered=bool(says.get("objectives", "").strip()),
        decision=decision,
    )


def promise_of(row: Deliverable) -> rules.PromiseFacts:
    """What a deliverable says, as the rule of G-96 asks it."""
    parts = list(row.parts.all())
    wording = row.wordings.last()
    return rules.PromiseFacts(
        wording=wording.text if wording else "",
        priority=parts[0].name if parts else "",
        themes=tuple(row.says.get("themes", ())),
        lead_organisation=row.lead_agency.name if row.lead_agency else "",
        lead_role=row.lead_role,
        baseline_start=row.baseline_start,
        baseline_end=row.baseline_end,
        milestones=row.milestones.count(),
        indicators=row.indicators.count(),
        evidence_of_done=row.evidence_of_done,
    )


def still_missing(reader: Any, strategy: Strategy) -> list[str]:
    """Everything that a draft lacks, in words; nothing when a decision may adopt it."""
    facts = plan_facts(strategy, GIVEN_LATER)
    found = [
        plans.four_strategies_linked(facts.linked),
        plans.all_sections_written(facts.written),
    ]
    last = plans.may_adopt(facts)
    words = [reason.words for reason in found if reason]
    if last and last.words not in words and not words:
        words.append(last.words)
    elif not (facts.police_plan_title.strip() and facts.objectives_considered) and words:
        words.append("The objectives of the police and crime plan are not considered yet.")
    proposed = strategy.deliverables.filter(state=rules.State.PROPOSED).prefetch_related("parts")
    for row in proposed:
        lacking = rules.may_agree(promise_of(row))
        if lacking:
            words.append(f"{row.code}: {lacking.words}")
    return words
