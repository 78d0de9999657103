"""A meeting while it is held: who is there, interests, what was said; closing it drafts its minutes."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes import minutes as minutes_changes
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.changes.meetings import refuse_if_over, step
from headrow.partnership.boards.models import AgendaItem, Attendee, Interest, Meeting
from headrow.partnership.boards.rules.meetings import MeetingMove, MeetingState
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason, refuse_if

STATUSES = ("present", "deputy", "apologies", "absent")


@transaction.atomic
def set_attendance(*, attendee: Attendee, status: str, by: Actor, deputy: str = "") -> None:
    """Who is there, who sent a deputy or apologies; and whether the meeting may decide from here on."""
    refuse_unless(by, "record-meeting", body=attendee.meeting.body_id)
    if status not in STATUSES:
        refuse_if(
            Reason(
                "no-status",
                "Say whether they are there, sent a deputy or apologies, or are absent.",
            )
        )
    if status == "deputy" and not deputy.strip():
        refuse_if(Reason("no-deputy", "Say who deputises."))
    refuse_if_over(locked(Meeting, attendee.meeting))
    held = locked(Attendee, attendee)
    held.status, held.deputy = status, deputy.strip() if status == "deputy" else ""
    held.save()
    record("attendance-set", subject=held, by=by, codes={"status": status})


@transaction.atomic
def add_attendee(*, meeting: Meeting, member: Any, by: Actor, voting: bool = False) -> Attendee:
    """Somebody who attends without holding a seat; they do not vote unless it is said."""
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    attendee, _ = Attendee.objects.get_or_create(
        meeting=meeting,
        member=member,
        defaults={"agency": member.agency, "voting": voting, "status": "present"},
    )
    record("attendee-added", subject=attendee, by=by)
    return attendee


@transaction.atomic
def declare_interest(
    *, meeting: Meeting, member: Any, words: str, by: Actor, item: AgendaItem | None = None
) -> Interest:
    """An interest in an item, or in the whole meeting: its member is out of the vote (G-67)."""
    own = getattr(by, "pk", None) == member.pk
    refuse_unless(by, "vote" if own else "record-meeting", body=meeting.body_id)
    refuse_if_over(meeting)
    refuse_if(Reason("no-words", "Say what the interest is.") if not words.strip() else None)
    interest = Interest.objects.create(
        meeting=meeting, item=item, member=member, words=words.strip(), at=now()
    )
    record("interest-declared", subject=interest, by=by, codes={"meeting": meeting.pk})
    return interest


@transaction.atomic
def save_note(
    *, item: AgendaItem, note: str, by: Actor, version: int | None = None, closed: bool = False
) -> AgendaItem:
    """What was said of an item; it becomes the draft of the minutes. Raises Conflict where another wrote first."""
    refuse_unless(by, "record-meeting", body=item.meeting.body_id)
    held = locked(AgendaItem, item, version, note=note)
    _refuse_unless_held(held.meeting)
    held.note = note.strip()
    held.closed_at = now() if closed else None
    held.version += 1
    held.save()
    record("item-noted", subject=held, by=by, codes={"closed": closed})
    return held


def _refuse_unless_held(meeting: Meeting) -> None:
    if meeting.state != MeetingState.HELD:
        refuse_if(Reason("not-held", "The meeting is not being held. Open it first."))


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Actor) -> Any:
    """End the meeting: whether it was quorate is kept, and its minutes are drafted from what was recorded."""
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    held.quorate = minutes_changes.was_quorate(held)
    step(held, MeetingMove(MeetingState.MINUTES_DRAFT), by, "meeting-closed")
    return minutes_changes.draft(meeting=held, by=by)
