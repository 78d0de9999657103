"""Meetings, papers and decisions: what is refused, with which reason, and what is not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from headrow.partnership.boards.rules import decisions, meetings, papers
from headrow.partnership.boards.rules.decisions import UrgentState
from headrow.partnership.boards.rules.meetings import (
    Attendance,
    MeetingMove,
    MeetingState,
    QuorumRule,
)
from headrow.vocabulary.working_days import working_calendar

BOTH = ("council", "police")


@pytest.mark.parametrize(
    ("there", "refused"),
    [
        (Attendance(9, 5, BOTH), False),
        (Attendance(9, 4, BOTH), True),
        (Attendance(10, 5, BOTH), False),
        (Attendance(9, 9, ("council",)), True),
        (Attendance(9, 9, ("police",)), True),
    ],
)
def test_the_executive_needs_half_its_votes_and_council_and_police(there, refused):
    reason = meetings.quorum(QuorumRule(), there)
    assert (reason is not None) is refused
    assert reason is None or reason.code == "no-quorum"


def test_a_board_has_the_quorum_that_it_declares():
    marac = QuorumRule(Fraction(0), ("police", "advocacy"), at_least=3)
    assert meetings.quorum(marac, Attendance(12, 3, ("police", "advocacy"))) is None
    assert "3 are needed" in meetings.quorum(marac, Attendance(12, 2, ("police", "advocacy"))).words
    assert "advocacy is not there" in meetings.quorum(marac, Attendance(12, 3, ("police",))).words


def test_a_decision_is_recorded_while_the_meeting_is_held():
    there = Attendance(9, 5, BOTH)
    for state in MeetingState:
        reason = meetings.may_decide(QuorumRule(), there, state=state)
        assert (reason is None) is (state is MeetingState.HELD)


def test_a_meeting_only_moves_to_the_next_state_or_is_cancelled_before_it_is_held():
    for here, state in enumerate(meetings.ORDER):
        for there, to in enumerate(meetings.ORDER):
            move = MeetingMove(to, minutes_agreed_at="the next one")
            assert (meetings.may_move(state, move) is None) is (there == here + 1)
        cancel = meetings.may_move(state, MeetingMove(MeetingState.CANCELLED, "No room."))
        assert (cancel is None) is (here < 3)
    assert (
        meetings.may_move(MeetingState.CANCELLED, MeetingMove(MeetingState.HELD)).code
        == "cancelled"
    )


def test_a_cancellation_says_why_and_minutes_are_agreed_at_a_later_meeting():
    nothing = MeetingMove(MeetingState.CANCELLED)
    assert meetings.may_move(MeetingState.SCHEDULED, nothing).code == "no-reason"
    agreed = MeetingMove(MeetingState.MINUTES_AGREED)
    assert meetings.may_move(MeetingState.MINUTES_DRAFT, agreed).code == "next-meeting"


def test_agreed_minutes_change_by_a_recorded_amendment_only():
    assert meetings.may_change_minutes(MeetingState.MINUTES_DRAFT, amendment="") is None
    refused = meetings.may_change_minutes(MeetingState.MINUTES_AGREED, amendment=" ")
    assert refused.code == "minutes-agreed"
    assert meetings.may_change_minutes(MeetingState.MINUTES_AGREED, amendment="A name.") is None


def test_the_chair_may_reorder_the_agenda_and_never_drop_three_items():
    assert len(meetings.STANDING_AGENDA) == 13
    assert [list(meetings.STANDING_AGENDA).index(code) + 1 for code in meetings.NEVER_DROPPED] == [
        3,
        4,
        9,
    ]
    whole = list(meetings.STANDING_AGENDA)
    assert meetings.may_publish_agenda(whole[::-1]) is None
    for code in whole:
        reason = meetings.may_publish_agenda([item for item in whole if item != code])
        assert (reason is not None) is (code in meetings.NEVER_DROPPED)


def test_an_interest_takes_the_vote_away():
    assert meetings.may_vote(declared_interest=True, voting_member=True).code == "interest"
    assert meetings.may_vote(declared_interest=False, voting_member=False).code == "not-voting"
    assert meetings.may_vote(declared_interest=False, voting_member=True) is None


FULL = papers.PaperFacts(
    papers.Purpose.DECIDE, "Agree the plan.", "Two.", 1, "None because it is a report.", "Screened.",
    "None because no person is named.", "£0", "Low.", "The board.",
)  # fmt: skip
CLOSES = date(2026, 4, 2)


def test_papers_close_five_clear_working_days_before_and_reports_are_due_seven_before_that():
    calendar, meeting = working_calendar(), date(2026, 4, 14)
    assert papers.closing_day(meeting, clear_days=5, calendar=calendar) == CLOSES
    due = papers.report_day(meeting, before=7, clear_days=5, calendar=calendar)
    assert due == date(2026, 3, 24)


def test_a_late_paper_needs_the_chairs_reason():
    assert papers.may_publish(FULL, on=CLOSES, closes=CLOSES) is None
    assert not papers.is_late(CLOSES, closes=CLOSES)
    day_after = date(2026, 4, 3)
    assert papers.may_publish(FULL, on=day_after, closes=CLOSES).code == "late"
    assert (
        papers.may_publish(FULL, on=day_after, closes=CLOSES, chair_reason="New figures.") is None
    )
    assert papers.is_late(day_after, closes=CLOSES)


def test_a_paper_to_decide_needs_a_recommendation_and_every_part():
    refused = papers.may_publish(replace(FULL, recommendation=" "), on=CLOSES, closes=CLOSES)
    assert refused.code == "no-recommendation"
    parts = ("options", "section_17", "equality", "data_protection", "money", "risk", "consulted")
    for part in parts:
        assert (
            papers.may_publish(replace(FULL, **{part: ""}), on=CLOSES, closes=CLOSES).code
            == "unsaid"
        )
    assert papers.unsaid(replace(FULL, evidence=0)) == ("evidence with links",)


def test_a_paper_to_note_needs_no_recommendation():
    assert (
        papers.may_publish(papers.PaperFacts(papers.Purpose.NOTE), on=CLOSES, closes=CLOSES) is None
    )


GOOD = decisions.DecisionFacts(
    "EXEC-2026-014", "The plan is agreed.", "Demo chair", "It answers the assessment.",
    effective=date(2026, 4, 14), review=date(2027, 4, 14),
)  # fmt: skip


def test_a_number_follows_the_highest_ever_given_and_each_board_and_year_has_its_own():
    used = ["EXEC-2026-001", "EXEC-2026-013", "EXEC-2025-099", "ASB-2026-050", "not a number"]
    assert decisions.next_number("EXEC", 2026, used=used) == "EXEC-2026-014"
    assert decisions.next_number("EXEC", 2027, used=used) == "EXEC-2027-001"
    with pytest.raises(ValueError, match="short code"):
        decisions.next_number("exec", 2026, used=used)


def test_a_decision_with_all_its_parts_is_recorded():
    for good in (
        GOOD,
        replace(GOOD, evidence=2),
        replace(GOOD, review=GOOD.effective),
        replace(GOOD, votes_for=3, votes_against=2),
        replace(GOOD, votes_for=1, votes_against=0),
        replace(GOOD, restricted=True, restricted_because="A person could be known."),
    ):
        assert decisions.may_record(good, numbers=("EXEC-2026-013",)) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": "14"}, "number"),
        ({"number": "EXEC-2026-013"}, "number-used"),
        ({"wording": " "}, "lacks-wording"),
        ({"proposer": ""}, "lacks-proposer"),
        ({"reasons": ""}, "lacks-reasons"),
        ({"effective": None}, "lacks-effective"),
        ({"review": None}, "lacks-review"),
        ({"review": date(2026, 4, 13)}, "review-first"),
        ({"restricted": True}, "lacks-restricted"),
        ({"evidence": 2, "evidence_frozen": False}, "lacks-evidence"),
        ({"votes_for": 3}, "votes"),
        ({"votes_for": 3, "votes_against": 3}, "not-carried"),
        ({"reverses": "EXEC-2020-001"}, "reverses-nothing"),
        ({"reverses": "EXEC-2026-012"}, "reversed-already"),
    ],
)
def test_a_decision_is_refused_with_its_reason(change, code):
    numbers = ("EXEC-2026-012", "EXEC-2026-013")
    reason = decisions.may_record(
        replace(GOOD, **change), numbers=numbers, reversed_already=("EXEC-2026-012",)
    )
    assert reason.code == code


def test_a_decision_is_never_changed_but_reversed():
    assert decisions.may_change().code == "append-only"
    reversing = replace(GOOD, reverses="EXEC-2026-013")
    assert decisions.may_record(reversing, numbers=("EXEC-2026-013",)) is None


def test_an_urgent_decision_takes_three_agreements_in_writing():
    assert decisions.may_decide_urgently(("chair", "council", "police", "fire")) is None
    for lacking in ("chair", "council", "police"):
        agreed = {"chair", "council", "police"} - {lacking}
        assert lacking in decisions.may_decide_urgently(agreed).words


def test_an_urgent_decision_ends_at_the_next_meeting_unless_it_is_ratified_there():
    made, met = date(2026, 5, 1), date(2026, 5, 12)
    for next_meeting, ratified, state in (
        (None, None, UrgentState.IN_FORCE),
        (date(2026, 4, 14), None, UrgentState.IN_FORCE),
        (met, met, UrgentState.RATIFIED),
        (met, None, UrgentState.EXPIRED),
        (met, date(2026, 7, 14), UrgentState.EXPIRED),
    ):
        found = decisions.urgent_state(made, next_meeting_held=next_meeting, ratified_on=ratified)
        assert found is state
