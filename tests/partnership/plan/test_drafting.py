"""A new strategy: drafted from findings by people, adopted by a decision, never half ready (G-10, G-14, G-96)."""

from datetime import date

import pytest

from headrow.vocabulary.reasons import Conflict, Refused
from partnership.plan.builders import room


def drafted(held):
    from headrow.partnership.plan import changes

    strategy = changes.draft_strategy(
        title="Strategy 2027-30", from_year=2027, to_year=2030, by=held.officer
    )
    priority = changes.add_priority(
        strategy=strategy, name="Theft", why="It rose in every ward.", by=held.officer
    )
    return strategy, priority


def test_a_priority_needs_a_ground(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    strategy, priority = drafted(held)
    assert strategy.state == "draft" and priority.state == "proposed"
    assert strategy.predecessor == held.strategy
    with pytest.raises(Refused, match="Cite a finding"):
        changes.add_priority(strategy=strategy, name="Other", why=" ", by=held.officer)
    with pytest.raises(Refused, match="None of your posts"):
        changes.add_priority(strategy=strategy, name="Other", why="x", by=held.worker)


def test_nothing_is_adopted_before_it_says_what_it_must(as_the_clock):
    from headrow.partnership.plan import changes
    from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES

    held = room(as_the_clock)
    strategy, priority = drafted(held)
    with pytest.raises(Refused, match="No section of the plan serves"):
        changes.adopt(strategy=strategy, decision="GOLD-2026-001", by=held.gold_chair)
    changes.write_sections(
        strategy=strategy,
        sections=dict.fromkeys(SECTIONS, "Words."),
        linked={code: ["strategy"] for code in STRATEGIES},
        police_plan="Police and crime plan",
        objectives="Each was considered.",
        by=held.officer,
    )
    row = changes.add_deliverable(
        strategy=strategy, text="Fewer thefts.", parts=[priority], body=held.asb, by=held.officer
    )
    with pytest.raises(Refused, match="It lacks its theme"):
        changes.adopt(strategy=strategy, decision="GOLD-2026-001", by=held.gold_chair)
    row.says, row.lead_agency, row.lead_role = (
        {"themes": ["victim"]},
        held.agency,
        "Head of service",
    )
    row.baseline_start, row.baseline_end = date(2027, 4, 1), date(2028, 3, 31)
    row.evidence_of_done = "A report."
    row.save()
    changes.add_milestone(deliverable=row, name="Begun", due=date(2027, 6, 1), by=held.officer)
    for other in (held.officer, held.chair, held.lead):
        with pytest.raises(Refused):
            changes.adopt(strategy=strategy, decision="GOLD-2026-001", by=other)
    with pytest.raises(Refused, match="adopted by a decision"):
        changes.adopt(strategy=strategy, decision="", by=held.gold_chair)
    adopted = changes.adopt(strategy=strategy, decision="GOLD-2026-001", by=held.gold_chair)
    row.refresh_from_db()
    held.strategy.refresh_from_db()
    assert (adopted.state, row.state, held.strategy.state) == ("adopted", "agreed", "ended")
    assert adopted.parts.get(kind="priority").decision == "GOLD-2026-001"


def test_two_who_write_the_same_section_see_both(as_the_clock):
    from headrow.partnership.plan import changes

    held = room(as_the_clock)
    strategy, _ = drafted(held)
    seen = strategy.version
    changes.write_sections(
        strategy=strategy, sections={"strategy": "Mine."}, linked={}, by=held.officer, version=seen
    )
    with pytest.raises(Conflict) as found:
        changes.write_sections(
            strategy=strategy,
            sections={"strategy": "Yours."},
            linked={},
            by=held.officer,
            version=seen,
        )
    assert "Mine." in found.value.theirs.values()
