"""The plan: deliverables, adoption, duties, public meetings, section 17A, and money."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from headrow.partnership.plan.rules import (
    deliverables,
    duties,
    funding,
    public_meetings,
    section_17a,
    strategies,
)
from headrow.partnership.plan.rules.deliverables import (
    DeliverableFacts,
    MilestoneFacts,
    Move,
    State,
    Wording,
)
from headrow.partnership.plan.rules.duties import DutyFacts, Frequency
from headrow.partnership.plan.rules.public_meetings import PublicMeetingFacts
from headrow.partnership.plan.rules.section_17a import Receipt, SetFacts
from headrow.vocabulary.clock import LONDON
from headrow.vocabulary.clocks import Length, Unit
from headrow.vocabulary.month_arithmetic import Span, information_quarter
from headrow.vocabulary.status import Rag

R, A, G, GREY, B = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY, Rag.BLUE
TODAY = date(2026, 4, 3)
END = date(2026, 12, 31)
GOOD = DeliverableFacts(
    State.IN_DELIVERY,
    (MilestoneFacts(date(2026, 1, 31), date(2026, 1, 30)), MilestoneFacts(date(2026, 6, 30))),
    END,
    END,
    date(2026, 3, 1),
    recovery_note="More hands.",
)


def due(days_ago):
    return (MilestoneFacts(TODAY - timedelta(days_ago)),)


@pytest.mark.parametrize(
    ("change", "rag", "cause"),
    [
        ({}, G, "on track"),
        ({"accepted_on": TODAY, "last_update": None}, B, "accepted"),
        ({"milestones": ()}, GREY, "no milestones"),
        ({"last_update": None}, GREY, "no update"),
        ({"last_update": date(2026, 2, 3)}, G, "on track"),
        ({"last_update": date(2026, 2, 2)}, GREY, "stale"),
        ({"last_update": date(2026, 2, 2), "owner_vacant": True}, GREY, "stale"),
        ({"state": State.PROPOSED}, GREY, "not in delivery"),
        ({"state": State.PAUSED, "meetings_paused": 2}, G, "on track"),
        ({"state": State.PAUSED, "meetings_paused": 3}, GREY, "paused"),
        ({"owner_vacant": True}, R, "owner vacant"),
        ({"milestones": due(0)}, G, "on track"),
        ({"milestones": due(0), "forecast_end": None}, GREY, "no forecast"),
        ({"milestones": due(0), "recovery_note": ""}, G, "on track"),
        ({"milestones": (MilestoneFacts(TODAY, TODAY),), "recovery_note": ""}, G, "on track"),
        ({"milestones": due(1)}, A, "milestone overdue"),
        ({"milestones": due(30)}, A, "milestone overdue"),
        ({"milestones": due(31)}, R, "milestone overdue"),
        ({"milestones": due(1), "forecast_end": None}, R, "no forecast"),
        ({"milestones": due(1), "recovery_note": " "}, R, "no recovery note"),
        ({"forecast_end": END + timedelta(1)}, A, "forecast late"),
        ({"forecast_end": END + timedelta(30)}, A, "forecast late"),
        ({"forecast_end": END + timedelta(31)}, R, "forecast late"),
        ({"forecast_end": END - timedelta(9)}, G, "on track"),
        ({"forecast_end": None}, GREY, "no forecast"),
        ({"baseline_end": None}, GREY, "no baseline"),
    ],
)
def test_a_deliverable_is_judged_in_the_order_blue_grey_red_amber_green(change, rag, cause):
    judged = deliverables.judge(replace(GOOD, **change), today=TODAY)
    assert (judged.rag, judged.cause) == (rag, cause)


def test_a_delay_is_said_in_days():
    def words(**change):
        return deliverables.judge(replace(GOOD, **change), today=TODAY).words

    assert words(milestones=due(1)) == "A milestone is 1 day late."
    assert (
        words(milestones=due(2), forecast_end=END + timedelta(2)) == "A milestone is 2 days late."
    )
    assert words(forecast_end=END + timedelta(3)) == "The forecast is 3 days after the end agreed."


@pytest.mark.parametrize(
    ("computed", "lead", "reported"),
    [
        (G, A, A),
        (A, G, A),
        (GREY, G, GREY),
        (G, GREY, GREY),
        (R, GREY, R),
        (GREY, R, R),
        (G, B, G),
        (G, None, G),
    ],
)
def test_the_worse_of_two_views_is_reported(computed, lead, reported):
    view = deliverables.reported(computed, lead=lead)
    assert (view.reported, view.computed, view.lead) == (reported, computed, lead)


def test_only_the_chair_sets_it_better_and_all_three_views_are_kept():
    view = deliverables.reported(R, lead=R, chair=A, chair_reason="Agreed with the funder.")
    assert (view.reported, view.computed, view.set_by_chair) == (A, R, True)
    assert deliverables.may_set_status(is_chair=False, reason="x").code == "not-the-chair"
    assert deliverables.may_set_status(is_chair=True, reason=" ").code == "no-reason"
    assert deliverables.may_set_status(is_chair=True, reason="Agreed.") is None


FULL = Move(
    State.AGREED, "EXEC-2026-001", "A report.", True, date(2026, 9, 1), "D27-1", "Money moved."
)  # fmt: skip
LIFE = {
    State.PROPOSED: {State.AGREED, State.WITHDRAWN},
    State.AGREED: {State.IN_DELIVERY, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN},
    State.IN_DELIVERY: {
        State.PAUSED, State.COMPLETE_CLAIMED, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN,
    },
    State.PAUSED: {State.IN_DELIVERY, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN},
    State.COMPLETE_CLAIMED: {
        State.CLOSED, State.IN_DELIVERY, State.CARRIED_FORWARD, State.SUPERSEDED, State.WITHDRAWN,
    },
}  # fmt: skip


def test_a_deliverable_lives_as_declared_and_an_ending_is_final():
    for state in State:
        may = {to for to in State if deliverables.may_move(state, replace(FULL, to=to)) is None}
        assert may == LIFE.get(state, set())
    assert {state for state in State if not deliverables.NEXT[state]} == set(deliverables.ENDINGS)


@pytest.mark.parametrize(
    ("state", "to", "lacking", "code"),
    [
        (State.PROPOSED, State.AGREED, {"decision": ""}, "needs-decision"),
        (State.IN_DELIVERY, State.PAUSED, {"restart_on": None}, "needs-restart-on"),
        (State.IN_DELIVERY, State.COMPLETE_CLAIMED, {"evidence": ""}, "needs-evidence"),
        (
            State.COMPLETE_CLAIMED,
            State.CLOSED,
            {"accepted_by_board": False},
            "needs-accepted-by-board",
        ),
        (State.IN_DELIVERY, State.CARRIED_FORWARD, {"successor": ""}, "needs-successor"),
        (State.PAUSED, State.WITHDRAWN, {"reason": ""}, "needs-reason"),
        (State.AGREED, State.SUPERSEDED, {"decision": ""}, "needs-decision"),
    ],
)
def test_each_step_asks_for_what_stands_behind_it(state, to, lacking, code):
    assert deliverables.may_move(state, replace(FULL, to=to, **lacking)).code == code


def test_a_deliverable_is_agreed_when_it_says_everything():
    whole = deliverables.PromiseFacts(
        "Do it.", "P1", ("victim",), "council", "lead", TODAY, END, 1, 0, "A report is published."
    )
    assert deliverables.may_agree(whole) is None
    for part, empty in (
        ("wording", ""), ("priority", ""), ("themes", ()), ("lead_organisation", ""), ("lead_role", ""),
        ("baseline_end", None), ("milestones", 0), ("evidence_of_done", ""),
    ):  # fmt: skip
        assert deliverables.may_agree(replace(whole, **{part: empty})) is not None


def test_published_wording_stays_and_an_amendment_is_shown_beside_it():
    first = Wording("Reduce it.", date(2024, 4, 1))
    amended = Wording("Reduce it by a tenth.", date(2025, 4, 1), "EXEC-2025-003")
    assert deliverables.may_amend((first,), amended) is None
    assert deliverables.may_amend((first,), replace(amended, decision="")).code == "needs-decision"
    assert (
        deliverables.may_amend((first,), replace(amended, starts=first.starts)).code == "not-later"
    )
    both = (first, amended)
    assert deliverables.wordings_on(date(2025, 3, 31), both) == (first, first)
    assert deliverables.wordings_on(date(2025, 4, 1), both) == (first, amended)
    with pytest.raises(ValueError, match="Nothing was promised"):
        deliverables.wordings_on(date(2024, 3, 31), both)


def test_a_plan_is_adopted_when_all_four_strategies_are_pointed_to():
    plan = strategies.PlanFacts(
        {code: ("one",) for code in strategies.STRATEGIES}, tuple(strategies.SECTIONS), "A plan", True, "EXEC-2026-001"
    )  # fmt: skip
    assert strategies.may_adopt(plan) is None
    for code in strategies.STRATEGIES:
        lacking = replace(plan, linked={**plan.linked, code: ()})
        assert strategies.may_adopt(lacking).code == "strategy-not-linked"
    for code in strategies.SECTIONS:
        written = tuple(row for row in strategies.SECTIONS if row != code)
        assert strategies.may_adopt(replace(plan, written=written)).code == "section-missing"
    assert strategies.may_adopt(replace(plan, objectives_considered=False)).code == "police-plan"
    assert strategies.may_adopt(replace(plan, decision="")).code == "no-decision"


def test_the_revision_runs_from_october_and_warns_at_four_fifths():
    end = strategies.revision_due(date(2026, 5, 1))
    assert (end.last, end.warn_from) == (date(2027, 3, 31), date(2027, 2, 23))


def at(*when):
    return datetime(*when, 12, tzinfo=LONDON)


YEARLY = DutyFacts("assessment", Frequency.EACH_YEAR)


@pytest.mark.parametrize(
    ("facts", "now", "rag", "cause"),
    [
        (YEARLY, at(2026, 4, 2), G, "running"),
        (YEARLY, at(2027, 1, 16), G, "running"),
        (YEARLY, at(2027, 1, 17), A, "warning"),
        (replace(YEARLY, last_done=date(2026, 3, 31), evidence="E"), at(2026, 4, 1), G, "running"),
        (replace(YEARLY, last_done=date(2026, 4, 1), evidence="E"), at(2027, 3, 31), B, "done"),
        (replace(YEARLY, last_done=date(2026, 4, 1)), at(2027, 3, 31), A, "no evidence"),
        (replace(YEARLY, begins_month=10), at(2027, 2, 22), G, "running"),
        (replace(YEARLY, begins_month=10), at(2027, 2, 23), A, "warning"),
        (DutyFacts("x", Frequency.OFF), at(2026, 4, 2), GREY, "off"),
        (DutyFacts("x", Frequency.ON_EVENT), at(2026, 4, 2), G, "nothing owed"),
        (DutyFacts("x", Frequency.ON_EVENT, due=date(2026, 4, 1)), at(2026, 4, 2), R, "missed"),
        (DutyFacts("x", Frequency.BY_DATE), at(2026, 4, 2), GREY, "not recorded"),
        (DutyFacts("x", Frequency.SINCE_LAST), at(2026, 4, 2), GREY, "not recorded"),
    ],
)
def test_a_duty_stands_as_its_clock_reads(facts, now, rag, cause):
    found = duties.state_of(facts, now=now).judged
    assert (found.rag, found.cause) == (rag, cause)


def test_a_duty_counted_since_it_was_last_done_is_missed_the_day_after():
    committee = DutyFacts(
        "scrutiny-meeting", Frequency.SINCE_LAST, date(2025, 2, 28), "Minutes", Length(12, Unit.MONTHS_AFTER)
    )  # fmt: skip
    assert duties.state_of(committee, now=at(2026, 2, 28)).judged.rag is A
    assert duties.state_of(committee, now=at(2026, 3, 1)).judged.rag is R
    unproved = replace(committee, evidence="")
    assert duties.state_of(unproved, now=at(2025, 3, 1)).judged.cause == "no evidence"


def test_a_quarterly_duty_is_owed_for_the_earliest_quarter_not_done():
    def owed(done, now):
        return duties.state_of(
            DutyFacts("section-17a", Frequency.EACH_QUARTER, done, "Sent"), now=now
        ).clock.last

    assert owed(date(2026, 5, 1), at(2026, 5, 2)) == date(2026, 9, 30)
    assert owed(date(2026, 2, 1), at(2026, 5, 2)) == date(2026, 6, 30)
    assert owed(None, at(2026, 5, 2)) == date(2026, 6, 30)
    assert owed(date(2025, 11, 1), at(2026, 5, 2)) == date(2026, 3, 31)


def test_a_duty_is_done_on_a_day_that_has_come_and_with_evidence():
    def done(on, evidence):
        return duties.may_record_done(done_on=on, today=TODAY, evidence=evidence)

    assert done(TODAY, "Minutes") is None
    assert done(TODAY + timedelta(1), "Minutes").code == "not-yet"
    assert done(TODAY, " ").code == "no-evidence"


HELD = PublicMeetingFacts("held", date(2026, 9, 10), open_to_public=True, note_published=True)


@pytest.mark.parametrize(
    ("meetings", "today", "rag", "cause"),
    [
        ((HELD,), date(2026, 9, 11), B, "met"),
        ((replace(HELD, note_published=False),), date(2026, 9, 11), A, "no note"),
        ((replace(HELD, open_to_public=False),), date(2027, 1, 1), R, "none planned"),
        ((replace(HELD, status="cancelled"),), date(2027, 1, 1), R, "none planned"),
        ((), date(2026, 12, 31), GREY, "none planned"),
        (
            (replace(HELD, status="scheduled", day=date(2027, 3, 1)),),
            date(2027, 1, 16),
            G,
            "planned",
        ),
        (
            (replace(HELD, status="scheduled", day=date(2027, 3, 1)),),
            date(2027, 1, 17),
            A,
            "planned late",
        ),
        (
            (replace(HELD, status="scheduled", day=date(2026, 9, 1)),),
            date(2027, 1, 1),
            R,
            "none planned",
        ),
    ],
)
def test_the_year_of_public_meetings(meetings, today, rag, cause):
    found = public_meetings.this_year_of(meetings, today=today)
    assert (found.judged.rag, found.judged.cause) == (rag, cause)
    assert found.met is (rag is B)


def test_a_year_is_missed_when_it_is_over_and_not_on_its_last_day():
    year = Span(date(2026, 4, 1), date(2027, 3, 31))
    planned = (replace(HELD, status="scheduled", day=year.last),)

    def cause(today):
        return public_meetings.year_of(planned, year=year, today=today).judged.cause

    assert (cause(year.last), cause(year.last + timedelta(1))) == ("planned late", "missed")


def test_a_nil_return_is_an_answer_and_silence_is_not():
    quarter = information_quarter(date(2026, 1, 1))
    silent = SetFacts("police", "police-crimes", quarter)

    def state(facts, now):
        return section_17a.state_of(facts, now=now).cause

    assert state(silent, at(2026, 3, 31)) == "not yet"
    assert state(silent, at(2026, 6, 11)) == "running"
    assert state(silent, at(2026, 6, 12)) == "warning"
    assert state(silent, at(2026, 7, 1)) == "late"
    nil = replace(silent, receipt=Receipt.NIL_RETURN, received_on=date(2026, 6, 30))
    assert section_17a.state_of(nil, now=at(2026, 7, 1)).rag is B
    late = replace(nil, received_on=date(2026, 7, 1))
    assert state(late, at(2026, 7, 2)) == "received late"
    assert (
        section_17a.state_of(replace(silent, receipt=Receipt.NOT_HELD), now=at(2026, 7, 1)).rag
        is GREY
    )


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("ls8", None),
        ("", None),
        ("W1A", None),
        ("LS81AA", "inward-postcode"),
        ("Leeds", "not-a-postcode"),
    ],
)
def test_only_the_outward_half_of_a_postcode_is_read(postcode, code):
    reason = section_17a.may_import_postcode(postcode)
    assert (reason.code if reason else None) == code


AWARD = funding.AwardFacts(
    Decimal("100000.00"), Span(date(2026, 4, 1), date(2027, 3, 31)), restricted=True, deliverables=("D1",),
    forecast=Decimal("100000.00"), returned_this_quarter=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("forecast", "rag"),
    [
        ("100000.00", G), ("104999.99", G), ("105000.00", A), ("110000.00", A), ("110000.01", R),
        ("95000.00", A), ("95000.01", G), ("89999.99", R),
    ],
)  # fmt: skip
def test_a_variance_on_the_line_is_amber(forecast, rag):
    assert funding.judge(replace(AWARD, forecast=Decimal(forecast)), today=TODAY).rag is rag


def test_an_overdue_condition_is_red_whatever_the_forecast():
    condition = funding.ConditionFacts(TODAY)
    assert funding.judge(replace(AWARD, conditions=(condition,)), today=TODAY).rag is G
    tomorrow = TODAY + timedelta(1)
    assert funding.judge(replace(AWARD, conditions=(condition,)), today=tomorrow).rag is R
    met = replace(condition, met=True)
    assert funding.judge(replace(AWARD, conditions=(met,)), today=tomorrow).rag is G


def test_restricted_money_is_held_to_its_deliverables_and_other_lines_are_flagged():
    line = funding.SpendFacts(date(2026, 5, 1), Decimal("10.00"), "D1")
    assert funding.check_spend(AWARD, line) == funding.SpendCheck()
    assert funding.check_spend(AWARD, replace(line, deliverable="D2")).refused.code == "restricted"
    free = replace(AWARD, restricted=False)
    assert funding.check_spend(free, replace(line, deliverable="D2")).refused is None
    early = funding.check_spend(AWARD, replace(line, day=date(2026, 3, 31)))
    assert [flag.code for flag in early.flags] == ["out-of-period"]
    full = replace(AWARD, spent=Decimal("50000.01"), committed=Decimal("49990.00"))
    assert [flag.code for flag in funding.check_spend(full, line).flags] == ["over-award"]


def test_an_award_of_nothing_has_nothing_to_be_compared_with():
    assert funding.judge(replace(AWARD, amount=Decimal(0)), today=TODAY).cause == "no award"
    assert funding.judge(replace(AWARD, amount=Decimal(1)), today=TODAY).rag is R


def test_a_return_beyond_the_award_is_not_signed_off():
    full = replace(AWARD, spent=Decimal("60000.00"), committed=Decimal("40000.00"))
    assert funding.may_sign_off_return(full) is None
    assert funding.at_limit(full).code == "at-limit"
    assert funding.at_limit(AWARD) is None
    over = replace(full, spent=Decimal("60000.01"))
    assert funding.may_sign_off_return(over).words.endswith("£0.01.")


def test_money_is_decimal_to_the_penny():
    assert funding.exact_pence(Decimal("10.10")) is None
    assert funding.exact_pence(10.1).code == "not-decimal"
    for wrong in ("10.101", "NaN", "Infinity"):
        assert funding.exact_pence(Decimal(wrong)).code == "not-pence"


def test_moving_more_than_a_tenth_takes_a_decision():
    def move(amount, decision=""):
        return funding.may_move_money(
            amount=Decimal(amount), award=Decimal("1000.00"), decision=decision
        )

    assert move("100.00") is None
    assert move("100.01").code == "needs-decision"
    assert move("100.01", "EXEC-2026-001") is None
    assert funding.may_carry_forward(agreement="").code == "no-agreement"
