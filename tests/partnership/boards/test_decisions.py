"""Decisions: once however often sent, no more votes than people, urgent ones ratified, restricted ones kept in."""

from datetime import timedelta

import pytest

from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Refused


def says(**more):
    from headrow.partnership.boards.changes.decisions import Wording

    words = {
        "wording": "The board adopts the protocol.",
        "proposer": "The chair",
        "reasons": "It was consulted on.",
        "effective": today(),
        "review": today() + timedelta(days=90),
    }
    return Wording(**{**words, **more})


def posted(**more):
    later = today() + timedelta(days=90)
    days = {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("effective", today()), ("review", later))
        for part in ("day", "month", "year")
    }
    return {"wording": "The board adopts it.", "proposer": "x", "reasons": "y", **days, **more}


def test_a_form_that_arrives_twice_records_one_decision(room, held, signed_in):
    from headrow.partnership.boards.models import Decision

    item = held.items.first()
    site = signed_in(room.chair)
    address = f"/meetings/{held.pk}/live/{item.pk}/decision/"
    first = site.post(address, posted(idempotency_key="once"))
    second = site.post(address, posted(idempotency_key="once"))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Decision.objects.count() == 1
    site.post(address, posted(idempotency_key="another"))
    assert Decision.objects.count() == 2


def test_a_form_without_reasons_says_so_and_records_nothing(room, held, signed_in):
    from headrow.partnership.boards.models import Decision

    item = held.items.first()
    page = signed_in(room.chair).post(
        f"/meetings/{held.pk}/live/{item.pk}/decision/", posted(reasons="")
    )
    assert "Enter the reasons" in page.content.decode()
    assert not Decision.objects.exists()


def test_no_more_votes_are_counted_than_people_who_may_vote(room, held):
    from headrow.partnership.boards.changes import decisions, rooms

    item = held.items.first()
    record = {"meeting": held, "item": item, "by": room.chair}
    with pytest.raises(Refused, match="3 votes are counted; 2 voting members"):
        decisions.record_decision(says=says(votes_for=3, votes_against=0), **record)
    decisions.record_decision(says=says(votes_for=2, votes_against=0), **record)
    rooms.declare_interest(
        meeting=held, item=item, member=room.member, words="An employer", by=room.chair
    )
    with pytest.raises(Refused, match="1 of them out by an interest"):
        decisions.record_decision(says=says(votes_for=2, votes_against=0), **record)


def test_a_board_on_which_nobody_sits_decides_nothing(room):
    from headrow.partnership.boards.changes import decisions, meetings
    from headrow.partnership.directory import changes as directory

    empty = directory.add_body(
        code="empty", short_code="EMP", name="Demo Empty", kind="delivery-board", by=room.clock
    )
    meeting = room.meeting(body=empty)
    meetings.build_agenda(meeting=meeting, by=room.clock)
    for step in (meetings.publish_agenda, meetings.publish_papers, meetings.open_meeting):
        step(meeting=meeting, by=room.officer)
    meeting.refresh_from_db()
    with pytest.raises(Refused, match="0 of 0 voting members are there, 1 are needed"):
        decisions.record_decision(meeting=meeting, item=None, says=says(), by=room.officer)


def test_an_urgent_decision_ends_at_the_next_meeting_unless_that_ratifies_it(room, held):
    from headrow.partnership.boards.changes import decisions
    from headrow.partnership.boards.queries import decisions as queries
    from headrow.partnership.boards.queries.subjects import subjects_of

    with pytest.raises(Refused, match="Not agreed in writing by: police"):
        decisions.record_urgent(
            body=room.board, says=says(), agreed_by=("chair", "council"), by=room.chair
        )
    before = held.starts_at - timedelta(days=3)
    agreed = ("chair", "council", "police")
    made = decisions.record_urgent(
        body=room.board, says=says(), agreed_by=agreed, at=before, by=room.chair
    )
    assert queries.urgent_state(made) == "expired, not ratified"
    subject = f"boards.decision:{made.pk}"
    decisions.record_decision(
        meeting=held, item=None, says=says(), subjects=[subject], by=room.chair
    )
    assert queries.urgent_state(made) == "ratified"
    waiting = decisions.record_urgent(
        body=room.board, says=says(), agreed_by=agreed, at=now(), by=room.chair
    )
    assert queries.urgent_state(waiting) == "in force until the next meeting"
    offered = [name for name, _ in subjects_of(room.chair, room.board)]
    assert offered == [f"boards.decision:{waiting.pk}"]


def test_an_urgent_decision_is_recorded_by_its_page(room, signed_in):
    from headrow.partnership.boards.models import Decision

    agreed = {"agreed_by": ["chair", "council", "police"]}
    site = signed_in(room.chair)
    page = site.post(f"/boards/{room.board.pk}/urgent/", posted(**agreed), follow=True)
    assert "In force until the next meeting" in page.content.decode()
    assert Decision.objects.get().meeting is None
    assert signed_in(room.member).get(f"/boards/{room.board.pk}/urgent/").status_code == 404


def test_what_is_decided_of_a_restricted_item_stays_in_the_board(room, held, signed_in):
    from headrow.partnership.boards.changes import decisions, meetings, rooms

    item = meetings.add_item(
        meeting=held, title="Reigerlaan", restricted_because="a name", by=room.officer
    )
    rooms.save_note(item=item, note="Kievit", by=room.chair)
    made = decisions.record_decision(
        meeting=held, item=item, says=says(wording="Zwaluw"), by=room.chair
    )
    assert made.restricted and made.restricted_because == "a name"
    minutes = rooms.close_meeting(meeting=held, by=room.chair)
    for word in ("Reigerlaan", "Kievit", "Zwaluw"):
        assert word in minutes.text
        assert word not in minutes.public_text
    assert room.member.name in minutes.text
    assert room.member.name not in minutes.public_text, "the public reads agencies, not people"
    site = signed_in(room.stranger)
    for address in ("/decisions/", f"/boards/{room.board.pk}/"):
        assert b"Zwaluw" not in site.get(address).content
    assert b"Zwaluw" in signed_in(room.member).get("/decisions/").content


def test_evidence_is_kept_as_it_stood(room, held):
    from headrow.partnership.boards.changes import decisions, risks

    risk = risks.raise_risk(
        body=room.board,
        says=risks.RiskWords(cause="c", event="rain", effect="wet"),
        owner=room.chair,
        scores=risks.Scores(inherent=(4, 4), current=(3, 4), target=(1, 2)),
        by=room.chair,
    )
    made = decisions.record_decision(
        meeting=held, item=None, says=says(), subjects=[f"boards.risk:{risk.pk}"], by=room.chair
    )
    assert made.frozen[0]["status"] == "3 × 4"
    assert "rain" in made.frozen[0]["words"]
