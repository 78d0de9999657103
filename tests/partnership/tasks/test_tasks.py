"""Actions: asked for by a board, answered by their owner, confirmed by the officer, honest when not done."""

from datetime import timedelta

import pytest

from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Conflict, Refused


@pytest.fixture
def people(as_the_clock):
    from headrow.partnership.directory import changes as directory

    clock = as_the_clock
    agency = directory.add_agency(code="a", name="Demo Council", kind="council", by=clock)
    board = directory.add_body(
        code="b", short_code="BB", name="Demo Board", kind="delivery-board", by=clock
    )
    made = {}
    for key, role, body in (
        ("owner", "BM", board),
        ("officer", "PO", None),
        ("outsider", "PW", None),
        ("chair", "BC", board),
    ):
        member = directory.add_member(
            email=f"{key}@demo.test", name=f"Demo {key}", agency=agency, by=clock
        )
        directory.give_post(member=member, role=role, body=body, confirmed_by=clock, by=clock)
        made[key] = member
    return {"agency": agency, "board": board, "clock": clock, **made}


def asked(people, days=14, **more):
    from headrow.partnership.tasks import changes

    return changes.ask(
        title="Write the protocol",
        source="boards.meeting:x",
        agency=people["agency"],
        owner=people["owner"],
        first_due=today() + timedelta(days=days),
        body=people["board"],
        by=people["clock"],
        **more,
    )


def test_an_action_without_an_owner_is_refused(people):
    from headrow.partnership.tasks import changes

    with pytest.raises(Refused, match="one person who owns it"):
        changes.ask(
            title="x", source="boards.meeting:x", agency=people["agency"], owner=None,
            first_due=today(), by=people["clock"],
        )  # fmt: skip


def test_what_a_board_asked_for_is_done_when_the_officer_says_so(people, signed_in):
    from headrow.partnership.tasks import queries

    task = asked(people)
    page = signed_in(people["owner"])
    sent = {"ending": "done", "note": "Sent to all", "version": 1, "idempotency_key": "k1"}
    page.post(f"/tasks/{task.pk}/answer/", sent)
    assert queries.task(people["owner"], task.pk).words == "Said to be done, to be confirmed"
    signed_in(people["officer"]).post(f"/tasks/{task.pk}/confirm/", {"idempotency_key": "k2"})
    assert queries.task(people["owner"], task.pk).words == "Done"


def test_the_same_form_twice_is_one_answer(people, signed_in):
    from headrow.partnership.audit.models import ChangeEntry

    task = asked(people)
    page = signed_in(people["owner"])
    sent = {
        "ending": "could not be done",
        "note": "It closed",
        "version": 1,
        "idempotency_key": "k",
    }
    first = page.post(f"/tasks/{task.pk}/answer/", sent)
    second = page.post(f"/tasks/{task.pk}/answer/", sent)
    assert first["Location"] == second["Location"]
    assert ChangeEntry.objects.filter(act="action-ended").count() == 1


def test_two_people_answering_at_once_lose_nothing(people):
    from headrow.partnership.tasks import changes
    from headrow.partnership.tasks.rules import State

    task = asked(people)
    changes.answer(task=task, ending=State.DONE, note="a", by=people["owner"], version=1)
    with pytest.raises(Conflict):
        changes.answer(task=task, ending=State.NOT_DONE, note="b", by=people["officer"], version=1)


def test_an_outsider_neither_sees_nor_answers(people, signed_in):
    task = asked(people)
    page = signed_in(people["outsider"])
    assert b"Write the protocol" not in page.get("/tasks/").content
    assert page.get(f"/tasks/{task.pk}/").status_code == 404
    assert page.post(f"/tasks/{task.pk}/confirm/").status_code == 404


def test_a_moved_date_counts_as_a_slip_and_lateness_stays_with_the_first(people):
    from headrow.partnership.tasks import changes, queries
    from headrow.partnership.tasks.models import Task

    task = asked(people)
    Task.objects.filter(pk=task.pk).update(first_due=today() - timedelta(days=3))
    changes.move_date(task=task, to=today() + timedelta(days=30), why="ill", by=people["owner"])
    row = queries.task(people["owner"], task.pk)
    assert (row.late.days, row.late.slips) == (3, 1)
    assert queries.overdue(people["officer"], people["board"])


def test_a_leavers_actions_go_to_somebody(people):
    from headrow.partnership.tasks import changes, queries

    asked(people)
    assert changes.hand_over(member=people["owner"], to=people["chair"], by=people["clock"]) == 1
    assert not queries.owned_by(people["owner"]).exists()
    assert queries.owned_by(people["chair"]).count() == 1


def test_a_member_who_is_not_the_owner_is_refused(people, signed_in):
    task = asked(people)
    from headrow.partnership.directory import changes as directory

    other = directory.add_member(
        email="o@demo.test", name="Demo other", agency=people["agency"], by=people["clock"]
    )
    directory.give_post(member=other, role="BM", body=people["board"], by=people["clock"])
    sent = {"ending": "done", "note": "x", "version": 1}
    assert signed_in(other).post(f"/tasks/{task.pk}/answer/", sent).status_code == 409
