"""Boards and agencies by their pages: seats, vacancies, cycles, terms, a day in the past, names over time."""

from datetime import timedelta
from itertools import pairwise

import pytest

from headrow.vocabulary.clock import today
from headrow.vocabulary.month_arithmetic import day_words


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_seat_is_added_shown_vacant_filled_and_ended(room, signed_in):
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.directory.models import Post, Seat

    site = signed_in(room.officer)
    address = f"/boards/{room.board.pk}/seats/"
    form = {"name": "Police", "agency": str(room.police.pk), "voting": "on"}
    page = site.post(address, {**form, **dated("starts", today())}, follow=True).content.decode()
    assert "<strong>Vacant</strong>" in page
    assert "Police" in site.get(f"/boards/{room.board.pk}/").content.decode()
    seat = Seat.objects.get()
    directory.take_seat(post=Post.objects.get(member=room.member), seat=seat, by=room.clock)
    assert "<strong>Vacant</strong>" not in site.get(address).content.decode()
    yesterday = today() - timedelta(days=1)
    site.post(f"{address}{seat.pk}/end/", dated("ends", yesterday))
    seat.refresh_from_db()
    assert seat.ends is None, "it does not end before it began"
    site.post(f"{address}{seat.pk}/end/", dated("ends", today()))
    seat.refresh_from_db()
    assert seat.ends == today()


def test_a_board_declares_its_quorum_and_cycle(room, held, signed_in):
    from headrow.partnership.boards.queries import meetings
    from headrow.partnership.boards.queries.cycles import next_dates

    site = signed_in(room.officer)
    said = {"months": 3, "share": "1/2", "at_least": 3, "agencies": ["health"]}
    page = site.post(f"/boards/{room.board.pk}/cycle/", said, follow=True).content.decode()
    assert "at least 3" in page and "health" in page
    room.board.refresh_from_db()
    held.refresh_from_db()
    lacks = meetings.room(type(held).objects.select_related("body").get(pk=held.pk)).lacks
    assert "2 of 2 voting members are there, 3 are needed" in lacks.words
    assert "health is not there" in lacks.words
    days = next_dates(room.board)
    assert all(80 <= (later - sooner).days <= 100 for sooner, later in pairwise(days))
    assert all(day.weekday() < 5 for day in days)


def test_a_board_is_seen_as_it_was_on_a_day(room, signed_in):
    from headrow.partnership.directory import changes as directory

    directory.add_body(
        code="old", short_code="OLD", name="Demo Old Board", kind="delivery-board",
        starts=today() - timedelta(days=900), ends=today() - timedelta(days=400), by=room.clock,
    )  # fmt: skip
    site = signed_in(room.worker)
    assert b"Demo Old Board" not in site.get("/boards/").content
    then = (today() - timedelta(days=500)).isoformat()
    assert b"Demo Old Board" in site.get(f"/boards/?on={then}").content
    assert site.get("/boards/?on=nonsense").status_code == 200


@pytest.mark.mission("M019")
def test_an_agency_keeps_its_names_and_says_which_one_follows_it(room, signed_in):
    site = signed_in(room.officer)
    address = f"/agencies/{room.police.pk}/"
    form = {"name": "Demo New Police", **dated("starts", today())}
    page = site.post(f"{address}name/", form, follow=True).content.decode()
    assert "Demo New Police" in page and "Demo Police" in page
    ended = {"successor": str(room.council.pk), **dated("ends", today())}
    page = site.post(f"{address}end/", ended, follow=True).content.decode()
    assert "Followed by" in page and "Demo Council" in page
    day = day_words(today())
    assert day in page
    after = site.get(f"/agencies/{room.council.pk}/").content.decode()
    assert "Follows" in after and "Demo New Police" in after and f"ended on {day}" in after
    for who in (room.chair, room.worker):
        assert signed_in(who).get(f"{address}name/").status_code == 404


def test_new_terms_stand_beside_the_ones_before(room, signed_in):
    from headrow.partnership.boards.changes import bodies

    long_ago = today() - timedelta(days=700)
    bodies.set_terms(body=room.board, text="The first terms", starts=long_ago, by=room.officer)
    site = signed_in(room.chair)
    form = {"text": "The second terms", **dated("starts", today())}
    page = site.post(f"/boards/{room.board.pk}/terms/", form, follow=True).content.decode()
    assert page.index("The second terms") < page.index("The first terms")
    assert site.post(f"/boards/{room.other.pk}/terms/", form).status_code == 200
    assert "The second terms" not in site.get(f"/boards/{room.other.pk}/terms/").content.decode()


@pytest.mark.mission("M035")
def test_the_executive_is_named_on_each_connected_board(room, signed_in):
    from headrow.partnership.directory import changes as directory

    joined = directory.add_body(
        code="health", short_code="HWB", name="Demo Wellbeing", kind="connected-board",
        by=room.clock,
    )  # fmt: skip
    site = signed_in(room.worker)
    assert b"nobody of the executive is recorded" in site.get("/boards/").content
    directory.give_post(
        member=room.gold_police, role="BM", body=joined, confirmed_by=room.clock, by=room.clock
    )
    page = site.get("/boards/").content
    assert b"nobody of the executive is recorded" not in page and b"Demo gold_police" in page
    directory.leave(member=room.gold_police, by=room.clock, reason="Made-up")
    assert b"nobody of the executive is recorded" in site.get("/boards/").content


def test_a_closed_meeting_is_not_changed(room, held):
    from headrow.partnership.boards.changes import meetings, rooms
    from headrow.vocabulary.reasons import Refused

    attendee = held.attendees.first()
    rooms.close_meeting(meeting=held, by=room.chair)
    with pytest.raises(Refused, match="The meeting is over"):
        rooms.set_attendance(attendee=attendee, status="absent", by=room.chair)
    with pytest.raises(Refused, match="The meeting is over"):
        meetings.add_item(meeting=held, title="x", by=room.officer)
    with pytest.raises(Refused, match="Open it first"):
        rooms.save_note(item=held.items.first(), note="x", by=room.chair)


def test_what_a_meeting_without_a_quorum_could_not_decide_comes_again(room):
    from headrow.partnership.boards.changes import meetings, rooms
    from headrow.partnership.boards.models import Meeting

    first = room.meeting()
    meetings.build_agenda(meeting=first, by=room.officer)
    meetings.add_item(meeting=first, title="Adopt it", by=room.officer)
    meetings.add_item(meeting=first, title="Zwaluw", restricted_because="a name", by=room.officer)
    for step in (meetings.publish_agenda, meetings.publish_papers, meetings.open_meeting):
        step(meeting=first, by=room.officer)
    rooms.close_meeting(meeting=first, by=room.officer)
    Meeting.objects.filter(pk=first.pk).update(starts_at=first.starts_at - timedelta(days=40))
    following = room.meeting(days=20)
    meetings.build_agenda(meeting=following, by=room.officer)
    assert "had no quorum" in following.items.get(title="Adopt it").why
    assert following.items.get(title="Zwaluw").restricted_because == "a name"
    assert following.items.filter(title="One themed item").count() == 1


def test_an_item_is_taken_off_with_a_reason(room, signed_in):
    from headrow.partnership.boards.changes import meetings

    meeting = room.meeting(days=30)
    item = meetings.add_item(meeting=meeting, title="A walk", by=room.officer)
    site = signed_in(room.officer)
    address = f"/meetings/{meeting.pk}/agenda/{item.pk}/drop/"
    assert "Enter the reason" in site.post(address, {"reason": ""}).content.decode()
    assert meeting.items.count() == 1
    site.post(address, {"reason": "It rains"})
    assert not meeting.items.exists()


def test_a_year_of_a_two_monthly_cycle_is_six_meetings_on_working_days(room, signed_in):
    from headrow.partnership.boards.models import Meeting

    form = {"at": "09:30", "minutes_long": 90, "place": "Demo Hall", "year": "on"}
    first = today() + timedelta(days=10)
    site = signed_in(room.officer)
    site.post(f"/boards/{room.board.pk}/schedule/", {**form, **dated("day", first)})
    days = [each.starts_at for each in Meeting.objects.order_by("starts_at")]
    assert len(days) == 6
    assert all(day.weekday() < 5 for day in days[1:])
    assert all(55 <= (later - sooner).days <= 66 for sooner, later in pairwise(days))
    site.post(f"/boards/{room.board.pk}/schedule/", {**form, "year": "", **dated("day", first)})
    assert Meeting.objects.count() == 7


def test_a_day_for_which_no_bank_holidays_are_known_is_refused_in_words(room, signed_in):
    form = {"at": "09:30", "minutes_long": 90, "place": "Demo Hall"}
    far = today().replace(day=1, year=today().year + 30)
    page = signed_in(room.officer).post(
        f"/boards/{room.board.pk}/schedule/", {**form, **dated("day", far)}
    )
    assert page.status_code == 409
    assert "bank holidays" in page.content.decode()
