"""A small partnership with an executive, two boards and their people, made by changes."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from headrow.vocabulary.clock import LONDON, today


@pytest.fixture
def room(as_the_clock):
    """Agencies, boards, people by key; `meeting(days)` schedules one so many days from today."""
    from headrow.partnership.boards.changes import meetings
    from headrow.partnership.directory import changes as directory

    clock = as_the_clock
    made = SimpleNamespace(clock=clock)
    made.council = directory.add_agency(
        code="council", name="Demo Council", kind="council", by=clock
    )
    made.police = directory.add_agency(code="police", name="Demo Police", kind="police", by=clock)
    made.gold = directory.add_body(
        code="gold", short_code="GOLD", name="Demo Executive", kind="executive", by=clock
    )
    made.board = directory.add_body(
        code="board", short_code="BRD", name="Demo Board", kind="delivery-board",
        parent=made.gold, meets_every_months=2, by=clock,
    )  # fmt: skip
    made.other = directory.add_body(
        code="other", short_code="OTH", name="Demo Other Board", kind="delivery-board",
        parent=made.gold, by=clock,
    )  # fmt: skip
    for key, agency, role, body in (
        ("gold_chair", made.council, "BC", made.gold),
        ("gold_police", made.police, "BM", made.gold),
        ("chair", made.council, "BC", made.board),
        ("member", made.police, "BM", made.board),
        ("stranger", made.council, "BM", made.other),
        ("officer", made.council, "PO", None),
        ("worker", made.council, "PW", None),
        ("scrutiny", made.council, "SC", None),
    ):
        member = directory.add_member(
            email=f"{key}@demo.test", name=f"Demo {key}", agency=agency, by=clock
        )
        directory.give_post(member=member, role=role, body=body, confirmed_by=clock, by=clock)
        setattr(made, key, member)

    def meeting(days=0, body=None):
        at = datetime.combine(today() + timedelta(days=days), datetime.min.time(), tzinfo=LONDON)
        return meetings.schedule(
            body=body or made.board, starts_at=at.replace(hour=9), place="Demo Hall", by=clock
        )

    made.meeting = meeting
    return made


@pytest.fixture
def held(room):
    """A meeting that is being held, with both voting members there."""
    from headrow.partnership.boards.changes import meetings, rooms

    meeting = room.meeting()
    meetings.build_agenda(meeting=meeting, by=room.clock)
    meetings.publish_agenda(meeting=meeting, by=room.clock)
    meetings.publish_papers(meeting=meeting, by=room.clock)
    meetings.open_meeting(meeting=meeting, by=room.clock)
    for attendee in meeting.attendees.all():
        rooms.set_attendance(attendee=attendee, status="present", by=room.clock)
    meeting.refresh_from_db()
    return meeting
