"""Actions as a reader may see them, with how late each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.tasks import rules
from headrow.partnership.tasks.models import Task
from headrow.vocabulary.clock import today


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An action with its lateness today and what it says of itself in words."""

    task: Task
    late: rules.Lateness

    @property
    def words(self) -> str:
        """Where it stands, for a page."""
        if self.task.state != rules.State.OPEN:
            return rules.ENDING_WORDS[rules.State(self.task.state)]
        if self.task.claimed_done_at:
            return "Said to be done, to be confirmed"
        return f"Overdue by {self.late.days} days" if self.late.overdue else "Open"


def facts_of(task: Task) -> rules.TaskFacts:
    """What the rules ask of an action."""
    return rules.TaskFacts(
        first_due=task.first_due,
        state=rules.State(task.state),
        moves=tuple(rules.DateMove(m.moved_to, m.on, m.decision) for m in task.moves.all()),
        owner=str(task.owner_id or ""),
        organisation=str(task.agency_id or ""),
        source=task.source,
        ended_on=task.ended_on,
        of_a_board=task.body_id is not None,
    )


def rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Actions with how late each is today."""
    day = today()
    return [TaskRow(task, rules.lateness(facts_of(task), today=day)) for task in tasks]


def visible(reader: Any) -> QuerySet[Task]:
    """The actions a reader may know: their own, their agency's if they manage it, their boards'."""
    found = Task.objects.select_related("body", "agency", "owner").prefetch_related("moves")
    reach = directory.reach(reader, "read-restricted")
    if reach is None:
        return found
    rights = directory.rights_of(reader)
    managed = {post.agency for post in rights.posts if post.role == "AM"}
    return found.filter(Q(owner=reader) | Q(body__in=reach) | Q(agency__in=managed))


def tasks(
    reader: Any, *, body: Any = None, owner: Any = None, ended: bool | None = None
) -> list[TaskRow]:
    """A reader's actions, the longest overdue first; ended: only those that ended, only open, or both."""
    found = visible(reader)
    if body is not None:
        found = found.filter(body=body)
    if owner is not None:
        found = found.filter(owner=owner)
    if ended is not None:
        open_ones = Q(state=rules.State.OPEN.value)
        found = found.exclude(open_ones) if ended else found.filter(open_ones)
    return sorted(rows(found), key=lambda row: (-row.late.days, row.task.first_due))


def task(reader: Any, key: UUID | str) -> TaskRow | None:
    """One action by its id, or nothing."""
    found = rows(visible(reader).filter(pk=key))
    return found[0] if found else None


def tasks_of(member: Any) -> list[TaskRow]:
    """The open actions that a member owns, the longest overdue first."""
    return tasks(member, owner=member, ended=False)


def owned_by(member: Any) -> QuerySet[Task]:
    """The open actions a member owns: what a leaver must hand over."""
    return Task.objects.filter(owner=member, state=rules.State.OPEN.value)


def overdue(reader: Any, body: Any = None) -> list[TaskRow]:
    """The open actions past the day they were first due, or the day a decision set."""
    return [row for row in tasks(reader, body=body, ended=False) if row.late.overdue]


def of_source(reader: Any, source: str) -> list[TaskRow]:
    """The actions that a record asked for, by its name in the audit, such as "boards.meeting:<id>"."""
    return rows(visible(reader).filter(source=source).order_by("number"))


def asked_by(source: str) -> list[TaskRow]:
    """Every action that a record asked for, for whoever writes that record's minutes."""
    found = Task.objects.select_related("owner", "agency", "body").prefetch_related("moves")
    return rows(found.filter(source=source).order_by("number"))


def may_owner(reader: Any, found: Task) -> bool:
    """Whether a reader owns an action, and so may answer it."""
    return found.owner_id is not None and str(found.owner_id) == str(reader.pk)


def of_boards() -> list[TaskRow]:
    """Every action that a board asked for, for the rules that escalate; shown to nobody as it is."""
    found = Task.objects.filter(body__isnull=False).select_related("body").prefetch_related("moves")
    return rows(found)


def asked_of_body(body: Any) -> list[TaskRow]:
    """Every action that a body asked for, for the report that its chair signs."""
    found = Task.objects.filter(body=body).select_related("body", "owner", "agency")
    return rows(found.prefetch_related("moves").order_by("first_due"))


def open_with_owner() -> list[TaskRow]:
    """Every open action that somebody owns, for the reminders; shown to nobody as it is."""
    found = Task.objects.filter(state=rules.State.OPEN.value, owner__is_active=True)
    return rows(found.select_related("owner").prefetch_related("moves"))
