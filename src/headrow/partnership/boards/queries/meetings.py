"""Meetings and what belongs to them, for those who sit on the body, the partnership officer and the executive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from headrow.partnership.boards.models import AgendaItem, Attendee, Interest, Meeting, Paper
from headrow.partnership.boards.queries.bodies import quorum_rule
from headrow.partnership.boards.rules import meetings as rules
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason

READING = "read-restricted"
HELD = tuple(state.value for state in rules.WAS_HELD)


def visible(reader: Any) -> QuerySet[Meeting]:
    """The meetings a reader may know of."""
    found = Meeting.objects.select_related("body")
    reach = directory.reach(reader, READING)
    return found if reach is None else found.filter(body__in=reach)


def meetings(reader: Any, *, body: Any = None, ahead: bool | None = None) -> QuerySet[Meeting]:
    """A reader's meetings: those ahead, soonest first; those past, newest first; or all, newest first."""
    found = visible(reader)
    if body is not None:
        found = found.filter(body=body)
    if ahead is None:
        return found
    if ahead:
        return found.filter(starts_at__gte=now()).order_by("starts_at")
    return found.filter(starts_at__lt=now())


def meeting(reader: Any, key: UUID | str) -> Meeting | None:
    """One meeting by its id, or nothing."""
    return visible(reader).filter(pk=key).first()


def items(reader: Any, found: Meeting) -> list[AgendaItem]:
    """The agenda as this reader may see it, with its papers and decisions."""
    shown = found.items.prefetch_related("papers", "decisions", "interests__member")
    return list(shown if reads_inside(reader, found) else shown.filter(restricted=False))


def item(reader: Any, found: Meeting, key: UUID | str) -> AgendaItem | None:
    """One item of an agenda, or nothing."""
    return next((each for each in items(reader, found) if str(each.pk) == str(key)), None)


def papers(reader: Any, found: Meeting) -> list[Paper]:
    """The papers of a meeting that a reader may read; unpublished ones only for those who prepare it."""
    shown = found.papers.select_related("author", "item")
    if not prepares(reader, found):
        shown = shown.filter(Q(published_at__isnull=False) | Q(author=reader))
    if not reads_inside(reader, found):
        shown = shown.filter(restricted=False)
    return sorted(shown, key=lambda paper: (paper.item.order if paper.item else 99, paper.title))


def paper(reader: Any, key: UUID | str) -> Paper | None:
    """One paper by its id, where its meeting and itself may be read."""
    found = Paper.objects.select_related("meeting__body", "author", "item").filter(pk=key).first()
    if found is None or meeting(reader, found.meeting_id) is None:
        return None
    return found if any(each.pk == found.pk for each in papers(reader, found.meeting)) else None


def reads_inside(reader: Any, found: Meeting) -> bool:
    """Whether a reader may see what is restricted to the board."""
    return directory.can(reader, READING, body=found.body_id)


def prepares(reader: Any, found: Meeting) -> bool:
    """Whether a reader makes the agenda, the papers and the minutes."""
    return directory.can(reader, "prepare-meeting", body=found.body_id)


def records(reader: Any, found: Meeting) -> bool:
    """Whether a reader records attendance, decisions and actions in the meeting."""
    return directory.can(reader, "record-meeting", body=found.body_id)


@dataclass(frozen=True, slots=True)
class Room:
    """Who is in the room, and whether it may decide."""

    attendees: tuple[Attendee, ...]
    lacks: Reason | None

    @property
    def present(self) -> tuple[Attendee, ...]:
        """Those who are there, deputies too."""
        return tuple(each for each in self.attendees if each.status in ("present", "deputy"))


def room(found: Meeting) -> Room:
    """The attendance of a meeting and what its quorum lacks; a deputy counts for the agency and the vote."""
    there = tuple(found.attendees.select_related("member", "seat", "agency"))
    return Room(there, rules.quorum(quorum_rule(found.body), counted(there)))


def counted(there: Iterable[Attendee]) -> rules.Attendance:
    """Attendance as the quorum rule counts it."""
    rows = list(there)
    present = [row for row in rows if row.status in ("present", "deputy")]
    return rules.Attendance(
        voting=sum(row.voting for row in rows),
        present=sum(row.voting for row in present),
        agencies={row.agency.kind for row in present},
    )


def interests(found: Meeting) -> list[Interest]:
    """The interests declared in a meeting."""
    return list(found.interests.select_related("member", "item"))


def locked_out(found: Meeting, about: AgendaItem | None) -> list[Any]:
    """The members who declared an interest in an item, and so do not vote on it (G-67)."""
    held = found.interests.filter(Q(item=about) | Q(item=None)).select_related("member")
    return [interest.member for interest in held]


def previous(found: Meeting) -> Meeting | None:
    """The last meeting of the same body that was held before this one."""
    earlier = Meeting.objects.filter(
        body=found.body_id, starts_at__lt=found.starts_at, state__in=HELD
    )
    return earlier.order_by("-starts_at").first()
