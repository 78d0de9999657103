"""Indicators, tasks and the information sharing protocol."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.partnership.indicators.rules import (
    Better,
    Change,
    IndicatorFacts,
    Target,
    colour_of,
    judge,
    may_set_target,
)
from headrow.partnership.sharing import rules as sharing
from headrow.partnership.sharing.rules import PartyFacts, PartyState
from headrow.partnership.tasks import rules as tasks
from headrow.partnership.tasks.rules import DateMove, State, TaskFacts
from headrow.vocabulary.status import Direction, Rag
from headrow.vocabulary.working_days import working_calendar

TODAY = date(2026, 4, 3)
LOWER = Target(Better.LOWER, Decimal(100))
GOOD = IndicatorFacts(Decimal(90), TODAY, 184, LOWER)


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"not_defined_since": date(2018, 4, 1)}, "not yet defined"),
        ({"source_broken": True}, "source broken"),
        ({"suppressed": True}, "suppressed"),
        ({"denominator_missing": True}, "denominator missing"),
        ({"value": None}, "no value"),
        ({"series_break": True}, "series break not bridged"),
        ({"as_of": TODAY - timedelta(185)}, "stale"),
        ({"as_of": None}, "stale"),
        ({"target": None}, "no target"),
    ],
)
def test_what_is_not_known_is_grey_with_its_cause_and_never_green(change, cause):
    judged = judge(replace(GOOD, **change), today=TODAY)
    assert (judged.rag, judged.cause) == (Rag.GREY, cause)
    if cause != "no target":
        watched = judge(replace(GOOD, monitor_only=True, **change), today=TODAY)
        assert (watched.rag, watched.direction, watched.cause) == (None, Direction.NOT_KNOWN, cause)


def test_a_value_as_old_as_is_allowed_is_still_judged():
    assert judge(replace(GOOD, as_of=TODAY - timedelta(184)), today=TODAY).rag is Rag.GREEN


def test_a_stale_value_says_its_day_and_its_age():
    judged = judge(replace(GOOD, as_of=date(2025, 9, 30)), today=TODAY)
    said = "the latest figure is of 30 September 2025, 185 days ago; 184 days are allowed."
    assert judged.words == f"Not known: {said}"
    assert judge(replace(GOOD, value=None), today=TODAY).words == "Not known: no value."


def test_an_indicator_not_defined_says_since_when():
    facts = IndicatorFacts(not_defined_since=date(2018, 4, 1))
    assert judge(facts, today=TODAY).words == "Not yet defined since 1 April 2018."


@pytest.mark.parametrize(
    ("change", "better", "direction"),
    [
        (Change.DOWN, Better.LOWER, Direction.IMPROVING),
        (Change.UP, Better.LOWER, Direction.WORSENING),
        (Change.UP, Better.HIGHER, Direction.IMPROVING),
        (Change.DOWN, Better.HIGHER, Direction.WORSENING),
        (Change.UP, Better.NEITHER, Direction.CHANGED),
        (Change.NO_CLEAR_CHANGE, Better.LOWER, Direction.NO_CLEAR_CHANGE),
        (None, Better.LOWER, Direction.NOT_KNOWN),
    ],
)
def test_an_indicator_that_is_watched_only_has_words_and_no_colour(change, better, direction):
    facts = replace(GOOD, target=None, monitor_only=True, change=change, better=better)
    judged = judge(facts, today=TODAY)
    assert (judged.rag, judged.direction) == (None, direction)
    assert judged.cause == ("monitored" if change else "no comparison")


@given(st.decimals(-200, 400, places=1))
def test_a_range_is_green_within_and_mirrored_without(value):
    target = Target(Better.RANGE, Decimal(50), Decimal(80))
    wanted = Rag.GREEN
    if value < 50:
        wanted = Rag.AMBER if value >= 45 else Rag.RED
    if value > 80:
        wanted = Rag.AMBER if value <= 88 else Rag.RED
    assert colour_of(value, target) is wanted


def test_a_negative_target_is_missed_by_a_share_of_its_size():
    target = Target(Better.LOWER, Decimal(-10))
    assert [colour_of(Decimal(v), target) for v in ("-10", "-9", "-8.9")] == [
        Rag.GREEN, Rag.AMBER, Rag.RED,
    ]  # fmt: skip


def test_the_ends_of_a_range_may_meet():
    assert may_set_target(Target(Better.RANGE, Decimal(5), Decimal(5))) is None


def test_an_absolute_tolerance_serves_a_target_of_nought():
    target = Target(Better.LOWER, Decimal(0), absolute=Decimal(2))
    assert may_set_target(target) is None
    assert [colour_of(Decimal(v), target) for v in (0, 2, 3)] == [Rag.GREEN, Rag.AMBER, Rag.RED]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (Target(Better.NEITHER, Decimal(1)), "no-direction"),
        (Target(Better.RANGE, Decimal(1)), "no-range"),
        (Target(Better.RANGE, Decimal(2), Decimal(1)), "no-range"),
        (Target(Better.RANGE, Decimal(0), Decimal(1)), "absolute-tolerance-needed"),
    ],
)
def test_a_target_that_cannot_be_judged_by_is_refused(target, code):
    assert may_set_target(target).code == code
    with pytest.raises(ValueError, match=r"target|range"):
        colour_of(Decimal(1), target)


DUE = date(2026, 5, 1)
TASK = TaskFacts(DUE, owner="Demo officer", organisation="council", source="EXEC-2026-001")


def test_a_decision_of_the_board_sets_a_new_first_date_and_is_no_slip():
    moves = (DateMove(date(2026, 6, 1), DUE), DateMove(date(2026, 7, 1), DUE, "EXEC-2026-002"))
    late = tasks.lateness(replace(TASK, moves=moves), today=date(2026, 7, 2))
    assert (late.overdue, late.days, late.slips) == (True, 1, 1)
    assert late.measured_from == late.due_now == date(2026, 7, 1)


def test_a_task_is_not_overdue_on_its_day_and_an_ended_one_stays_as_late_as_it_was():
    assert not tasks.lateness(TASK, today=DUE).overdue
    assert tasks.lateness(TASK, today=DUE + timedelta(1)).days == 1
    ended = replace(TASK, state=State.DONE, ended_on=DUE + timedelta(3))
    assert tasks.lateness(ended, today=DUE + timedelta(300)).days == 3
    assert tasks.lateness(replace(ended, ended_on=DUE), today=TODAY).days == 0


def test_a_task_has_one_owner_one_organisation_and_a_source():
    assert tasks.may_ask(TASK) is None
    for part in ("owner", "organisation", "source"):
        assert tasks.may_ask(replace(TASK, **{part: ""})).code == f"lacks-{part}"


@pytest.mark.parametrize(
    ("ending", "given", "code"),
    [
        (State.DONE, {}, "no-evidence"),
        (State.DONE, {"note": "Sent."}, None),
        (State.DONE, {"evidence": 1}, None),
        (State.COULD_NOT, {}, "no-note"),
        (State.NOT_DONE, {"note": " "}, "no-note"),
        (State.NOT_DONE, {"note": "No answer."}, None),
        (State.WITHDRAWN, {"note": "No longer wanted."}, "needs-decision"),
        (State.WITHDRAWN, {"decision": "EXEC-2026-003"}, None),
        (State.OPEN, {"note": "x"}, "not-an-ending"),
    ],
)
def test_a_task_ends_in_one_of_four_ways_each_with_what_it_needs(ending, given, code):
    reason = tasks.may_end(TASK, ending=ending, **given)
    assert (reason.code if reason else None) == code


def test_only_the_partnership_officer_confirms_a_boards_action():
    action = replace(TASK, of_a_board=True)
    assert tasks.may_end(action, ending=State.DONE, note="Sent.").code == "to-confirm"
    confirmed = tasks.may_end(action, ending=State.DONE, note="Sent.", is_partnership_officer=True)
    assert confirmed is None
    ended = replace(TASK, state=State.NOT_DONE)
    assert tasks.may_end(ended, ending=State.DONE, note="x").code == "ended"


def test_a_date_moves_forward_with_a_reason():
    def move(to, why="Staff left."):
        return tasks.may_move_date(TASK, to=to, today=TODAY, why=why)

    assert move(TODAY) is None
    assert move(TODAY - timedelta(1)).code == "in-the-past"
    assert move(TODAY, " ").code == "no-reason"
    ended = replace(TASK, state=State.DONE)
    assert tasks.may_move_date(ended, to=TODAY, today=TODAY, why="x").code == "ended"


SIGNED = PartyFacts("Demo council", 24, date(2024, 2, 29))
LAST = date(2026, 2, 28)


def test_a_signature_holds_to_its_last_day_and_warns_before_it():
    assert sharing.last_day(SIGNED) == LAST
    assert sharing.state_on(date(2024, 2, 28), SIGNED) is PartyState.UNSIGNED
    assert sharing.state_on(LAST, SIGNED) is PartyState.SIGNED
    assert sharing.state_on(LAST + timedelta(1), SIGNED) is PartyState.EXPIRED
    assert sharing.warnings_on(LAST - timedelta(91), SIGNED) == ("80 per cent",)
    assert sharing.warnings_on(LAST - timedelta(90), SIGNED) == ("90 days", "80 per cent")
    assert sharing.warnings_on(LAST, SIGNED) == ("90 days", "30 days", "80 per cent")
    assert sharing.warnings_on(LAST + timedelta(1), SIGNED) == ()
    assert sharing.warnings_on(date(2025, 9, 1), SIGNED) == ()


def test_four_fifths_of_a_term_is_counted_in_days():
    # 730 days from 1 March 2024 to 28 February 2026: the warning is on the 584th.
    warns = date(2024, 3, 1) + timedelta(583)
    assert sharing.warnings_on(warns - timedelta(1), SIGNED) == ()
    assert sharing.warnings_on(warns, SIGNED) == ("80 per cent",)


def test_four_fifths_of_half_a_year_are_counted_from_the_day_after_signing():
    # 184 days from 2 March to 1 September 2026: the warning is on the 148th, 27 July.
    party = PartyFacts("Demo council", 6, date(2026, 3, 1))
    assert "80 per cent" in sharing.warnings_on(date(2026, 7, 27), party)
    assert "80 per cent" not in sharing.warnings_on(date(2026, 7, 26), party)


def test_nothing_passes_to_or_from_a_party_that_does_not_stand_signed():
    other = PartyFacts("Demo trust", 24, date(2026, 1, 1))
    day = date(2026, 2, 1)
    assert sharing.protocol_allows(SIGNED, other, on=day) is None
    suspended = replace(other, suspended=((date(2026, 2, 1), None),))
    for party, code in (
        (PartyFacts("Demo charity", 24), "protocol-unsigned"),
        (suspended, "protocol-suspended"),
        (replace(SIGNED, signed_on=date(2024, 1, 31)), "protocol-expired"),
    ):
        assert sharing.protocol_allows(SIGNED, party, on=day).code == code
        assert sharing.protocol_allows(party, SIGNED, on=day).code == code
        assert sharing.protocol_allows(SIGNED, party, on=day, risk_to_life=True) is None
    lifted = replace(other, suspended=((date(2026, 1, 5), date(2026, 1, 31)),))
    assert sharing.protocol_allows(SIGNED, lifted, on=day) is None


@pytest.mark.parametrize(
    ("officers", "today", "rag"),
    [
        (1, date(2026, 6, 30), Rag.GREEN),
        (2, date(2026, 6, 30), Rag.AMBER),
        (0, date(2026, 6, 15), Rag.GREEN),  # the tenth working day after 1 June
        (0, date(2026, 6, 16), Rag.AMBER),
        (0, date(2026, 6, 29), Rag.AMBER),
        (0, date(2026, 6, 30), Rag.RED),
    ],
)
def test_a_gap_without_a_liaison_officer_is_amber_after_ten_working_days_and_red_after_twenty(
    officers, today, rag
):
    said = {"amber": 10, "red": 20, "calendar": working_calendar()}
    state = sharing.liaison_state(officers, vacant_since=date(2026, 6, 1), today=today, **said)
    assert state.rag is rag
    never = sharing.liaison_state(0, vacant_since=None, today=today, **said)
    assert never.rag is Rag.GREY
