"""What a partnership plan must hold before it is adopted (G-10, G-14, G-20), and when its revision is due (G-15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from headrow.vocabulary.clocks import Deadline, over
from headrow.vocabulary.month_arithmetic import Span, statutory_year
from headrow.vocabulary.reasons import Reason, first_reason

# The four strategies of section 6(1) of the Crime and Disorder Act 1998; one document may serve all four (G-10).
STRATEGIES: dict[str, str] = {
    "crime-and-disorder": "crime and disorder, with anti-social and environmental behaviour",
    "substances": "misuse of drugs, alcohol and other substances",
    "reoffending": "reduction of re-offending",
    "serious-violence": "preventing involvement in, and reducing, serious violence",
}
# The sections of a partnership plan (SI 2007/1830 reg 11, from memory; G-14).
SECTIONS: dict[str, str] = {
    "strategy": "the strategy",
    "priorities": "priorities from the assessment",
    "steps": "steps each responsible authority takes",
    "resources": "how resources are allocated and used",
    "measures": "how success is measured",
    "engagement": "steps for community engagement in the year",
}
REVISION_BEGINS_MONTH = 10  # the clock of the yearly revision starts on 1 October (G-15)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is known of a plan when it is to be adopted.

    linked: for each strategy of G-10, the sections of the plan that serve it. written: the sections of G-14 that
    are not empty. objectives_considered: how each objective of the police and crime plan was considered (G-11).
    """

    linked: Mapping[str, Collection[str]]
    written: Collection[str] = ()
    police_plan_title: str = ""
    objectives_considered: bool = False
    decision: str = ""


def four_strategies_linked(linked: Mapping[str, Collection[str]]) -> Reason | None:
    """Which of the four strategies no section serves, or nothing (G-10)."""
    missing = [words for code, words in STRATEGIES.items() if not linked.get(code)]
    if not missing:
        return None
    return Reason("strategy-not-linked", f"No section of the plan serves: {'; '.join(missing)}.")


def all_sections_written(written: Collection[str]) -> Reason | None:
    """Which sections of a plan are missing or empty, or nothing (G-14)."""
    missing = [words for code, words in SECTIONS.items() if code not in written]
    return Reason("section-missing", f"Not written yet: {'; '.join(missing)}.") if missing else None


def may_adopt(plan: PlanFacts) -> Reason | None:
    """Why a plan may not be marked adopted, or nothing (G-10, G-11, G-14)."""
    regarded = plan.police_plan_title.strip() and plan.objectives_considered
    return first_reason(
        (
            four_strategies_linked(plan.linked),
            all_sections_written(plan.written),
            None
            if regarded
            else Reason("police-plan", "Say how each objective of the police and crime plan was considered."),
            None if plan.decision else Reason("no-decision", "A plan is adopted by a decision."),
        )
    )  # fmt: skip


def revision_due(day: date) -> Deadline:
    """When the revision for the coming year is due: 31 March, on a clock from 1 October (G-15)."""
    year = statutory_year(day)
    return over(Span(date(year.first.year, REVISION_BEGINS_MONTH, 1), year.last))
