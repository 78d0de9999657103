"""A meeting end to end, by its pages: scheduled, agenda, papers, held, decided, minuted, agreed at the next."""

import io
from datetime import timedelta

import pypdf
import pytest

from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Conflict, Refused

DECISION = {
    "wording": "The board adopts the protocol.",
    "proposer": "The chair",
    "reasons": "It was consulted on.",
}


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def decision(**more):
    later = today() + timedelta(days=90)
    return {**DECISION, **dated("effective", today()), **dated("review", later), **more}


def test_a_meeting_runs_from_its_date_to_its_agreed_minutes(room, signed_in):
    from headrow.partnership.boards.models import Decision, Meeting
    from headrow.partnership.tasks.models import Task

    site = signed_in(room.officer)
    form = {**dated("day", today()), "at": "00:01", "minutes_long": 90, "place": "Demo Hall"}
    site.post(f"/boards/{room.board.pk}/schedule/", form)
    meeting = Meeting.objects.get()
    address = f"/meetings/{meeting.pk}/"
    site.post(f"{address}agenda/", {"what": "build"})
    site.post(f"{address}agenda/", {"what": "publish"})
    site.post(f"{address}publish/")
    chair = signed_in(room.chair)
    assert b"Open the meeting" in chair.get(address).content
    chair.post(f"{address}open/")
    for attendee in meeting.attendees.all():
        chair.post(f"{address}live/attendance/{attendee.pk}/", {"status": "present"})
    item = meeting.items.get(kind="themed")
    chair.post(f"{address}live/{item.pk}/", {"note": "The protocol was discussed.", "version": 1})
    made = chair.post(f"{address}live/{item.pk}/decision/", decision(idempotency_key="d"))
    assert made.status_code == 302, made.content[-3000:]
    due = today() + timedelta(days=14)
    owner = {"title": "Send the protocol", "owner": str(room.member.pk), **dated("due", due)}
    chair.post(f"{address}live/{item.pk}/action/", owner)
    chair.post(f"{address}close/")
    page = chair.get(f"{address}minutes/").content.decode()
    found = Decision.objects.get()
    assert found.number == f"BRD-{today().year}-001"
    for words in (found.number, "The protocol was discussed.", "Send the protocol", "quorate"):
        assert words in page
    assert Task.objects.get().owner == room.member


def test_minutes_are_agreed_at_a_later_meeting_and_then_changed_only_with_a_reason(room, held):
    from headrow.partnership.boards.changes import meetings, minutes, rooms
    from headrow.partnership.boards.models import Meeting

    drafted = rooms.close_meeting(meeting=held, by=room.chair)
    Meeting.objects.filter(pk=held.pk).update(starts_at=held.starts_at - timedelta(days=60))
    following = room.meeting()
    with pytest.raises(Refused, match="not being held"):
        minutes.agree(minutes=drafted, at=following, by=room.chair)
    meetings.build_agenda(meeting=following, by=room.officer)
    assert following.items.filter(kind="minutes").count() == 2, "the draft waits on the agenda"
    for step in (meetings.publish_agenda, meetings.publish_papers, meetings.open_meeting):
        step(meeting=following, by=room.officer)
    following.refresh_from_db()
    minutes.agree(minutes=drafted, at=following, by=room.chair)
    with pytest.raises(Refused, match="recorded amendment"):
        minutes.edit(minutes=drafted, text="x", public_text="", by=room.officer)
    kept = minutes.edit(
        minutes=drafted, text="y", public_text="", amendment="A name was wrong", by=room.officer
    )
    assert kept.amendments[0]["why"] == "A name was wrong"
    assert kept.amendments[0]["was"] == drafted.text


def test_without_a_quorum_nothing_is_decided(room, held):
    from headrow.partnership.boards.changes import decisions, rooms

    for attendee in held.attendees.all():
        rooms.set_attendance(attendee=attendee, status="absent", by=room.chair)
    later = today() + timedelta(days=30)
    says = decisions.Wording(**DECISION, effective=today(), review=later)
    with pytest.raises(Refused, match="No quorum"):
        decisions.record_decision(meeting=held, item=None, says=says, by=room.chair)


def test_a_decision_is_reversed_once_and_never_changed(room, held):
    from headrow.partnership.boards.changes import decisions

    later = today() + timedelta(days=30)
    says = decisions.Wording(**DECISION, effective=today(), review=later)

    def record(**more):
        return decisions.record_decision(meeting=held, item=None, says=says, by=room.chair, **more)

    first = record()
    second = record(reverses=first)
    assert second.number.endswith("-002")
    with pytest.raises(Refused, match="reversed already"):
        record(reverses=first)


def test_two_scribes_on_one_item_meet_and_on_two_items_do_not(room, held):
    from headrow.partnership.boards.changes import rooms

    one, two = held.items.all()[:2]
    rooms.save_note(item=one, note="from the chair", version=1, by=room.chair)
    rooms.save_note(item=two, note="from the officer", version=1, by=room.officer)
    with pytest.raises(Conflict) as met:
        rooms.save_note(item=one, note="from the officer", version=1, by=room.officer)
    assert met.value.yours == {"note": "from the officer"}
    assert met.value.theirs == {"note": "from the chair"}


def test_the_pack_is_one_tagged_pdf_with_bookmarks_and_only_what_its_reader_may_read(
    room, signed_in
):
    from headrow.partnership.boards.changes import papers

    meeting = room.meeting(days=40)
    papers_of = {
        "purpose": "note", "body_text": "Open words.\n\nA second paragraph.",
    }  # fmt: skip
    opened = papers.write(meeting=meeting, by=room.chair, title="An open paper", **papers_of)
    papers.publish(paper=opened, by=room.officer)
    page = signed_in(room.member).get(f"/meetings/{meeting.pk}/pack.pdf")
    read = pypdf.PdfReader(io.BytesIO(page.content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [each.title for each in read.outline if not isinstance(each, list)]
    assert "Open words." in "".join(each.extract_text() for each in read.pages)


@pytest.mark.parametrize("who", ["stranger", "worker", "scrutiny"])
def test_another_board_neither_sees_the_meeting_nor_what_is_restricted(room, held, signed_in, who):
    from headrow.partnership.boards.changes import decisions

    later = today() + timedelta(days=30)
    secret = decisions.Wording(
        wording="Zwaluw", proposer="x", reasons="x", effective=today(), review=later,
        restricted_because="a name",
    )  # fmt: skip
    made = decisions.record_decision(meeting=held, item=None, says=secret, by=room.chair)
    site = signed_in(getattr(room, who))
    for address in ("", "agenda/", "papers/", "live/", "minutes/", "pack.pdf"):
        assert site.get(f"/meetings/{held.pk}/{address}").status_code == 404
    assert site.get(f"/decisions/{made.pk}/").status_code == 404
    assert site.get(f"/decisions/?number={made.number}").status_code == 404
    for address in ("/decisions/", "/meetings/", f"/boards/{room.board.pk}/", "/boards/"):
        assert b"Zwaluw" not in site.get(address).content
    assert site.get(f"/boards/{room.board.pk}/calendar.ics").status_code == 404


def test_a_late_paper_needs_the_chairs_reason_and_stays_marked(room):
    from headrow.partnership.boards.changes import papers

    meeting = room.meeting()
    paper = papers.write(
        meeting=meeting, by=room.chair, title="Late", purpose="note", body_text="x"
    )
    with pytest.raises(Refused, match="needs the chair's reason"):
        papers.publish(paper=paper, by=room.officer)
    assert papers.publish(paper=paper, by=room.officer, chair_reason="It came today").late


def test_actions_escalations_and_duties_stay_on_every_agenda(room):
    from headrow.partnership.boards.changes import meetings

    meeting = room.meeting(days=30)
    meetings.build_agenda(meeting=meeting, by=room.officer)
    with pytest.raises(Refused, match="always holds"):
        meetings.drop_item(item=meeting.items.get(kind="duties"), reason="x", by=room.officer)
    first = meeting.items.first()
    meetings.shift_item(item=first, up=False, by=room.officer)
    assert meeting.items.all()[1].pk == first.pk


def test_the_pages_of_boards_ask_the_database_a_bounded_number_of_times(room, held, signed_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    site = signed_in(room.officer)
    for address in (
        "/boards/", f"/boards/{room.board.pk}/", "/meetings/", f"/meetings/{held.pk}/",
        f"/meetings/{held.pk}/live/", "/decisions/",
    ):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert site.get(address).status_code == 200
        assert len(asked) <= 40, (address, len(asked))


def test_the_calendar_says_when_and_where_and_not_what(room, held, signed_in):
    text = signed_in(room.member).get(f"/boards/{room.board.pk}/calendar.ics").content.decode()
    assert "BEGIN:VEVENT" in text and "Demo Hall" in text
    assert "Escalations" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_declared_interest_puts_a_member_out_of_the_item(room, held):
    from headrow.partnership.boards.changes import rooms
    from headrow.partnership.boards.queries import meetings as queries

    item = held.items.first()
    rooms.declare_interest(
        meeting=held, item=item, member=room.member, words="An employer", by=room.chair
    )
    assert queries.locked_out(held, item) == [room.member]
    assert queries.locked_out(held, held.items.last()) == []


def test_a_task_group_needs_the_day_it_ends(room):
    from headrow.partnership.boards.changes import bodies

    with pytest.raises(Refused, match="day to come on which it ends"):
        bodies.add_task_group(
            parent=room.board, name="Demo group", purpose="x", ends=None, by=room.officer
        )
    group = bodies.add_task_group(
        parent=room.board, name="Demo group", purpose="x",
        ends=today() + timedelta(days=90), by=room.officer,
    )  # fmt: skip
    assert group.parent == room.board
