"""A meeting until it is opened: scheduled, its agenda built and published, cancelled; and its moves (G-60)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.models import AgendaItem, Attendee, Meeting
from headrow.partnership.boards.queries import cycles
from headrow.partnership.boards.queries.due_items import due_items
from headrow.partnership.boards.rules import meetings as rules
from headrow.partnership.boards.rules import papers as paper_rules
from headrow.partnership.boards.rules.meetings import MeetingMove, MeetingState
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import LONDON, civil_date, now
from headrow.vocabulary.dated_values import dated_values
from headrow.vocabulary.reasons import Reason, Refused, refuse_if
from headrow.vocabulary.working_days import CalendarNotLoadedError, working_calendar

NO_CALENDAR = Reason(
    "no-calendar", "The bank holidays of that year are not known yet. Choose an earlier day."
)
OVER = (MeetingState.MINUTES_DRAFT, MeetingState.MINUTES_AGREED, MeetingState.CANCELLED)


def refuse_if_over(meeting: Meeting) -> None:
    """Raise Refused for a meeting that was closed or cancelled: its record stands."""
    if MeetingState(meeting.state) in OVER:
        refuse_if(Reason("over", "The meeting is over. What was recorded stands in its minutes."))


@transaction.atomic
def schedule(
    *,
    body: Any,
    starts_at: datetime,
    by: Actor,
    place: str = "",
    minutes_long: int = 120,
    public: bool = False,
) -> Meeting:
    """Put a meeting into the calendar; its papers close a declared number of clear working days before (G-61)."""
    refuse_unless(by, "prepare-meeting", body=body)
    meeting = Meeting.objects.create(
        body=body,
        starts_at=starts_at,
        place=place,
        minutes_long=minutes_long,
        public=public,
        papers_close=papers_close(civil_date(starts_at)),
    )
    _expect(meeting)
    record(
        "meeting-scheduled",
        subject=meeting,
        by=by,
        codes={"body": body.pk, "on": civil_date(starts_at)},
    )
    return meeting


@transaction.atomic
def schedule_year(*, body: Any, first: datetime, by: Actor, **more: Any) -> list[Meeting]:
    """Put a year of a body's cycle into the calendar, from its first meeting on; `more` as for `schedule`."""
    try:
        days = cycles.a_year_from(body, civil_date(first))
    except CalendarNotLoadedError:
        raise Refused(NO_CALENDAR) from None
    at = first.astimezone(LONDON)
    return [
        schedule(
            body=body, by=by, starts_at=datetime.combine(day, at.time(), tzinfo=LONDON), **more
        )
        for day in days
    ]


def papers_close(day: Any) -> Any:
    """The last day on which papers of a meeting may come out in time (G-61)."""
    clear = dated_values().number("papers", on=day)
    try:
        return paper_rules.closing_day(day, clear_days=clear, calendar=working_calendar())
    except CalendarNotLoadedError:
        raise Refused(NO_CALENDAR) from None


def _expect(meeting: Meeting) -> None:
    """Everybody who sits on the body on the day of the meeting is expected there."""
    for post in directory.posts_on([meeting.body_id], on=civil_date(meeting.starts_at)):
        Attendee.objects.get_or_create(
            meeting=meeting,
            member=post.member,
            defaults={
                "seat": post.seat,
                "agency": post.agency,
                "voting": post.seat.voting if post.seat else True,
            },
        )


def step(meeting: Meeting, move: MeetingMove, by: Actor, act: str) -> None:
    """Move a locked meeting on, with its entry in the audit. Raises Refused where G-60 does not allow it."""
    refuse_if(rules.may_move(MeetingState(meeting.state), move))
    meeting.state = move.to.value
    if move.reason:
        meeting.reason = move.reason
    meeting.version += 1
    meeting.save()
    record(act, subject=meeting, by=by, codes={"to": move.to.value}, reason=move.reason)


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: Actor) -> None:
    """Cancel a meeting that was not held, with the reason."""
    refuse_unless(by, "prepare-meeting", body=meeting.body_id)
    step(
        locked(Meeting, meeting),
        MeetingMove(MeetingState.CANCELLED, reason),
        by,
        "meeting-cancelled",
    )


@transaction.atomic
def build_agenda(*, meeting: Meeting, by: Actor) -> int:
    """Add what is due and not yet on the agenda, in the order of the standing agenda; how many were added."""
    refuse_unless(by, "prepare-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    refuse_if_over(held)
    there = {(item.kind, item.title) for item in held.items.all()}
    reader = by if hasattr(by, "agency_id") else None
    wanted = [
        due
        for due in due_items(reader, held.body, civil_date(held.starts_at))
        if (due.kind, due.title) not in there
    ]
    for due in wanted:
        AgendaItem.objects.create(
            meeting=held,
            order=999,
            kind=due.kind,
            title=due.title,
            why=due.why,
            subject=due.subject,
            restricted=bool(due.restricted_because),
            restricted_because=due.restricted_because,
        )
    _number(held)
    if wanted:
        record("agenda-built", subject=held, by=by, codes={"added": len(wanted)})
    return len(wanted)


def _number(meeting: Meeting) -> None:
    """Number the items: new ones behind the last of their kind, or by the standing order."""
    order = list(rules.STANDING_AGENDA)
    items = list(meeting.items.all())
    placed = [item for item in items if item.order != 999]
    for item in (each for each in items if each.order == 999):
        rank = order.index(item.kind) if item.kind in order else len(order)
        at = sum(1 for each in placed if _rank(each, order) <= rank)
        placed.insert(at, item)
    for number, item in enumerate(placed, 1):
        if item.order != number:
            AgendaItem.objects.filter(pk=item.pk).update(order=number)


def _rank(item: AgendaItem, order: list[str]) -> int:
    return order.index(item.kind) if item.kind in order else len(order)


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    by: Actor,
    why: str = "",
    kind: str = "themed",
    owner: str = "",
    minutes: int | None = None,
    restricted_because: str = "",
) -> AgendaItem:
    """Add an item; one that is restricted says why."""
    refuse_unless(by, "prepare-meeting", body=meeting.body_id)
    refuse_if_over(locked(Meeting, meeting))
    refuse_if(Reason("no-title", "Enter the title of the item.") if not title.strip() else None)
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=last + 1,
        kind=kind,
        title=title.strip(),
        why=why,
        owner=owner,
        minutes=minutes,
        restricted=bool(restricted_because.strip()),
        restricted_because=restricted_because.strip(),
    )
    record("item-added", subject=item, by=by, codes={"meeting": meeting.pk})
    return item


@transaction.atomic
def shift_item(*, item: AgendaItem, up: bool, by: Actor) -> None:
    """Move an item one place up or down."""
    refuse_unless(by, "prepare-meeting", body=item.meeting.body_id)
    refuse_if_over(locked(Meeting, item.meeting))
    items = list(item.meeting.items.all())
    at = next(n for n, each in enumerate(items) if each.pk == item.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
    for number, each in enumerate(items, 1):
        AgendaItem.objects.filter(pk=each.pk).update(order=number)
    record("item-shifted", subject=item, by=by, codes={"up": up})


@transaction.atomic
def drop_item(*, item: AgendaItem, reason: str, by: Actor) -> None:
    """Take an item off the agenda, with the reason; actions, escalations and duties stay (G-62)."""
    refuse_unless(by, "prepare-meeting", body=item.meeting.body_id)
    refuse_if(None if reason.strip() else Reason("no-reason", "Say why it is taken off."))
    held = locked(Meeting, item.meeting)
    left = {each.kind for each in held.items.exclude(pk=item.pk)}
    if item.kind in rules.NEVER_DROPPED:
        refuse_if(rules.may_publish_agenda(left))
    if held.state != MeetingState.SCHEDULED:
        refuse_if(
            Reason(
                "published", "The agenda is published. Note in the meeting that it was not taken."
            )
        )
    record("item-dropped", subject=item, by=by, codes={"kind": item.kind}, reason=reason)
    item.delete()


@transaction.atomic
def publish_agenda(*, meeting: Meeting, by: Actor) -> None:
    """Publish the agenda to the board."""
    refuse_unless(by, "prepare-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    refuse_if(rules.may_publish_agenda(set(held.items.values_list("kind", flat=True))))
    step(held, MeetingMove(MeetingState.AGENDA_PUBLISHED), by, "agenda-published")


@transaction.atomic
def publish_papers(*, meeting: Meeting, by: Actor) -> None:
    """Say that the papers are out; later ones are marked late."""
    refuse_unless(by, "prepare-meeting", body=meeting.body_id)
    step(
        locked(Meeting, meeting), MeetingMove(MeetingState.PAPERS_PUBLISHED), by, "papers-published"
    )


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Actor) -> None:
    """Begin: from here attendance, interests, decisions and actions are recorded."""
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    if civil_date(held.starts_at) > civil_date(now()):
        refuse_if(Reason("not-yet", "A meeting is not opened before its day."))
    # Those who joined the board since the meeting was scheduled.
    _expect(held)
    step(held, MeetingMove(MeetingState.HELD), by, "meeting-opened")
