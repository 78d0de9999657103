"""Highlight reports, risks and escalation: what a board's silence, scores and runs of Red mean."""

from datetime import UTC, date, datetime

import pytest

from headrow.partnership.boards.rules import (
    annual_reviews,
    escalations,
    highlight_reports,
    risks,
    scrutiny,
)
from headrow.partnership.boards.rules.escalations import Act, MeetingOfBoard, Outcome, Rule
from headrow.partnership.boards.rules.meetings import MeetingState
from headrow.partnership.boards.rules.risks import Band, RiskFacts, Score
from headrow.vocabulary.clock_readings import reading
from headrow.vocabulary.clocks import Length, Unit, over
from headrow.vocabulary.month_arithmetic import Span
from headrow.vocabulary.status import Rag, worst

R, A, G, GREY, B = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY, Rag.BLUE
TODAY = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("deliverables", "proposed"),
    [
        ([G, G, A], A),
        ([G, R, GREY], R),  # a third exactly is ignored
        ([G, R, GREY, GREY], GREY),  # more than a third is not
        ([B, B], B),
        ([B, G], G),
        ([GREY], GREY),
        ([], GREY),
    ],
)
def test_the_proposed_status_is_the_worst_unless_too_much_is_not_known(deliverables, proposed):
    assert highlight_reports.proposed_overall(deliverables) is proposed


def test_missing_is_never_the_best():
    assert worst([]) is GREY and worst([GREY, GREY]) is GREY and worst([GREY, B]) is B


def test_the_chair_may_set_another_status_with_a_reason_and_both_are_kept():
    view = highlight_reports.overall([R], chair=A, reason="Staff came on Monday.")
    assert (view.proposed, view.shown, view.set_by_chair) == (R, A, True)
    with pytest.raises(ValueError, match="written reason"):
        highlight_reports.overall([R], chair=A, reason=" ")
    assert not highlight_reports.overall([R]).set_by_chair


def test_a_report_not_received_makes_its_board_grey():
    due = date(2026, 3, 24)

    def status(received, today):
        return highlight_reports.board_status(received=received, due=due, today=today, overall=G)

    assert status(due, TODAY).rag is G
    assert (status(None, TODAY).rag, status(None, TODAY).cause) == (GREY, "no report")
    assert (status(None, due).rag, status(None, due).cause) == (GREY, "awaited")
    assert (status(date(2026, 3, 25), TODAY).rag, status(date(2026, 3, 25), TODAY).cause) == (
        GREY,
        "late",
    )


def test_a_report_is_sent_when_every_part_is_written():
    whole = list(highlight_reports.CONTENTS)
    assert highlight_reports.may_send(whole) is None
    assert "learning" in highlight_reports.may_send(whole[:-1]).words


def test_every_product_of_two_scores_has_one_band():
    bands = {}
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            score = Score(likelihood, impact)
            bands.setdefault(score.band, set()).add(score.product)
    assert bands == {
        Band.LOW: {1, 2, 3, 4},
        Band.MODERATE: {5, 6, 8, 9},
        Band.HIGH: {10, 12},
        Band.VERY_HIGH: {15, 16, 20, 25},
    }
    for wrong in (7, 11, 13, 14, 18, 24, 30, 0, 26):
        with pytest.raises(ValueError, match="not a product"):
            risks.band_of(wrong)
    for likelihood, impact in ((0, 3), (6, 3), (3, 0), (3, 6)):
        with pytest.raises(ValueError, match="from 1 to 5"):
            Score(likelihood, impact)


def test_a_risk_without_a_current_score_or_with_a_review_overdue_is_grey():
    high = Score(2, 5)

    def judged(**facts):
        return risks.judge(RiskFacts(**facts), today=TODAY)

    assert judged().cause == "no current score"
    assert judged(current=high).cause == "never reviewed"
    assert judged(current=high, reviewed_on=date(2026, 2, 3)).rag is R
    assert judged(current=high, reviewed_on=date(2026, 2, 2)).cause == "review overdue"
    assert judged(current=Score(1, 1), reviewed_on=date(2025, 10, 3)).rag is G
    assert judged(current=Score(1, 1), reviewed_on=date(2025, 10, 2)).rag is GREY
    assert judged(current=Score(3, 3), reviewed_on=date(2026, 1, 3)).rag is A
    assert judged(current=Score(3, 3), reviewed_on=date(2026, 1, 2)).rag is GREY


def test_a_very_high_risk_is_reviewed_at_each_meeting():
    met = date(2026, 3, 10)
    for reviewed, rag in ((met, R), (date(2026, 3, 9), GREY)):
        facts = RiskFacts(current=Score(5, 5), reviewed_on=reviewed, last_meeting_held=met)
        assert risks.judge(facts, today=TODAY).rag is rag


def test_a_locality_may_choose_its_own_intervals():
    facts = RiskFacts(current=Score(2, 5), reviewed_on=date(2026, 1, 3))
    assert risks.review_due(facts) == date(2026, 3, 3)
    assert risks.review_due(RiskFacts(current=Score(2, 5))) is None
    assert risks.review_due(RiskFacts(reviewed_on=TODAY)) is None
    assert risks.review_due(facts, months={Band.HIGH: 4}) == date(2026, 5, 3)


def test_a_risk_not_scored_stands_above_the_low_ones():
    rows = [
        RiskFacts(current=Score(1, 2)),
        RiskFacts(),
        RiskFacts(current=Score(5, 5)),
        RiskFacts(current=Score(1, 5)),
    ]
    products = [row.current.product if row.current else None for row in risks.listed(rows)]
    assert products == [25, 5, None, 2]


def test_a_risk_says_cause_event_effect_owner_and_two_scores():
    whole = {
        "cause": "Funding ends", "event": "the service stops", "effect": "victims have no support",
        "owner": "Demo lead", "inherent": Score(4, 5), "target": Score(1, 5),
    }  # fmt: skip
    assert risks.may_record(RiskFacts(**whole)) is None
    for part in whole:
        rest = {name: value for name, value in whole.items() if name != part}
        assert risks.may_record(RiskFacts(**rest)).code == f"lacks-{part}"


@pytest.mark.parametrize(
    ("periods", "raised"),
    [
        ([R, R], True), ([R], False), ([R, GREY, R], True), ([R, GREY, GREY, R], True),
        ([R, A, R], False), ([R, G, R], False), ([R, B, R], False), ([R, R, GREY], False),
        ([G, R, R], True), ([], False),
    ],
)  # fmt: skip
def test_red_twice_escalates_and_a_grey_between_neither_breaks_nor_extends(periods, raised):
    assert (escalations.red_escalates(periods) is not None) is raised


@pytest.mark.parametrize(
    ("periods", "raised"),
    [([GREY, GREY], True), ([GREY], False), ([GREY, R, GREY], False), ([G, GREY, GREY], True)],
)
def test_grey_twice_escalates(periods, raised):
    assert (escalations.grey_escalates(periods) is not None) is raised


def test_an_action_closed_by_the_third_meeting_does_not_escalate():
    due = date(2026, 3, 10)
    states = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.MINUTES_AGREED)
    held = [
        MeetingOfBoard(day, state)
        for day, state in zip(
            (date(2026, 5, 12), date(2026, 7, 14), date(2026, 9, 8)), states, strict=True
        )
    ]

    def escalates(closed):
        return escalations.action_escalates(due, closed_on=closed, meetings=held)

    assert escalates(None).code == Rule.ACTION_OVERDUE
    assert escalates(date(2026, 9, 8)) is None
    assert escalates(date(2026, 9, 9)) is not None
    planned = [*held[:2], MeetingOfBoard(date(2026, 9, 8), MeetingState.PAPERS_PUBLISHED)]
    assert escalations.action_escalates(due, closed_on=None, meetings=planned) is None


def test_only_a_current_score_of_fifteen_escalates():
    assert escalations.risk_escalates(None) is None
    assert escalations.risk_escalates(Score(3, 4)) is None
    assert escalations.risk_escalates(Score(3, 5)).code == "G-90a"


def test_a_statutory_clock_escalates_from_its_warning_on():
    end = over(Span(date(2026, 4, 1), date(2026, 6, 30)))
    for day, raised in ((11, False), (12, True), (30, True)):
        read = reading(end, now=datetime(2026, 6, day, 12, tzinfo=UTC))
        assert (escalations.clock_escalates(read) is not None) is raised
    assert escalations.clock_escalates(reading(end, now=datetime(2026, 7, 2, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("condition", "is_open", "was_closed", "ended_since", "act"),
    [
        (False, False, False, False, Act.NOTHING),
        (False, True, False, False, Act.NOTHING),
        (True, False, False, False, Act.RAISE),
        (True, True, False, False, Act.ADD_TO_HISTORY),
        (True, False, True, False, Act.NOTHING),
        (True, False, True, True, Act.REOPEN),
    ],
)
def test_one_escalation_is_open_for_an_object_and_a_rule(
    condition, is_open, was_closed, ended_since, act
):
    found = escalations.act_for(
        condition=condition, is_open=is_open, was_closed=was_closed, ended_since=ended_since
    )
    assert found is act


def test_only_the_executive_closes_with_an_outcome_and_nobody_withdraws():
    assert escalations.may_close(by_executive=True, outcome=Outcome.RESOURCE) is None
    assert escalations.may_close(by_executive=True, outcome=None).code == "no-outcome"
    refused = escalations.may_close(by_executive=False, outcome=Outcome.ACCEPT)
    assert refused.code == "not-the-executive"
    assert escalations.may_withdraw().code == "not-withdrawn"
    assert escalations.may_raise_by_hand(is_chair=False, reason="x").code == "not-the-chair"
    assert escalations.may_raise_by_hand(is_chair=True, reason="").code == "no-reason"
    assert escalations.may_raise_by_hand(is_chair=True, reason="It cannot wait.") is None


def test_a_response_overdue_says_that_it_is_still_owed():
    length = Length(28, Unit.DAYS)

    def state(day):
        return scrutiny.response_state(
            date(2026, 12, 3), now=datetime(2027, 1, day, 12, tzinfo=UTC), length=length
        )

    assert (state(1).rag, state(1).words.split(".")[0]) == (R, "late: response still owed")


def test_no_deliverable_is_left_out_of_a_review():
    counted = annual_reviews.PromisesCounted(36, 2, 1, {"closed": 20, "carried forward": 17})
    assert annual_reviews.none_left_out(counted) is None
    short = annual_reviews.PromisesCounted(36, 2, 1, {"closed": 20, "carried forward": 16})
    assert annual_reviews.none_left_out(short).code == "left-out"
