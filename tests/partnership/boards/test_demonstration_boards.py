"""The demonstration's boards, meetings, decisions and actions hold what its page promises."""

from collections import Counter


def test_the_executive_has_met_meets_today_and_will_meet(demonstration_db, person):
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards.queries import meetings
    from headrow.partnership.directory import queries as directory
    from headrow.vocabulary.clock import civil_date, today

    audit.act_as(clock=True)
    gold = directory.bodies(None).get(kind="executive")
    rows = list(meetings.meetings(person("partnership"), body=gold))
    assert Counter(row.state for row in rows) == {
        "minutes agreed": 2, "minutes draft": 1, "papers published": 1, "scheduled": 1,
        "cancelled": 1,
    }  # fmt: skip
    now = next(row for row in rows if row.state == "papers published")
    assert civil_date(now.starts_at) == today()
    assert meetings.room(now).lacks is None, "those who are there make a quorum"
    assert now.papers.filter(late=True).count() == 1
    assert now.items.filter(kind="minutes").count() == 2, "the draft waits to be agreed"
    assert [row.public for row in rows if row.state == "scheduled"] == [True]


def test_one_board_met_without_a_quorum_and_decided_nothing(demonstration_db):
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards.models import Meeting

    audit.act_as(clock=True)
    (found,) = Meeting.objects.filter(quorate=False)
    assert not found.decisions.exists()
    assert "No quorum" in found.minutes.text


def test_six_decisions_stand_one_of_them_reversed_and_the_plan_names_two(demonstration_db):
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards.models import Decision
    from headrow.partnership.plan import queries as plan

    audit.act_as(clock=True)
    numbers = set(Decision.objects.values_list("number", flat=True))
    assert len(numbers) == 6
    assert Decision.objects.filter(reversed_by__isnull=False).count() == 1
    rows = plan.deliverables(None, strategy=plan.current_strategy(None))
    named = {each.decision for row in rows for each in row.record.wordings.all() if each.decision}
    assert named and named <= numbers
    assert Decision.objects.exclude(frozen=[]).count() >= 4


def test_fourteen_actions_have_every_ending_and_one_slipped_twice(demonstration_db):
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.tasks import queries

    audit.act_as(clock=True)
    rows = queries.of_boards()
    assert len(rows) == 14
    assert {row.task.state for row in rows} == {
        "open", "done", "could not be done", "agency did not do it", "withdrawn by decision",
    }  # fmt: skip
    assert max(row.late.slips for row in rows) == 2
    assert sum(row.words == "Said to be done, to be confirmed" for row in rows) == 1
