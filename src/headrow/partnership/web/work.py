"""What waits for a member, gathered from the apps that know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.partnership.boards.queries import escalations, executive, highlight_reports
from headrow.partnership.boards.queries import meetings as meeting_queries
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.partnership.post import queries as post
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.status import Rag

SOON = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part of the first page: a heading, and lines as (address, words, detail)."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


def of(member: Any) -> list[Waiting]:
    """Everything that waits for a member, the most pressing first; parts without lines are left out."""
    parts = [
        Waiting("Notices", _notices(member)),
        Waiting("For the executive to decide", _escalations(member)),
        Waiting("Your actions", _actions(member)),
        Waiting("Your deliverables", _deliverables(member)),
        Waiting("Reports to write or sign", _reports(member)),
        Waiting("Meetings ahead", _meetings(member)),
        Waiting("People", _people(member)),
    ]
    return [part for part in parts if part.lines]


def _notices(member: Any) -> tuple[tuple[str, str, str], ...]:
    count = post.unread(member).count()
    return (("/messages/", f"{count} notices you have not read", ""),) if count else ()


def _escalations(member: Any) -> tuple[tuple[str, str, str], ...]:
    if not executive.may_read(member):
        return ()
    found = escalations.escalations(member, state="open").order_by("raised_at")[:SOON]
    return tuple((f"/escalations/{row.pk}/", row.words, row.body.name) for row in found)


def _actions(member: Any) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (f"/tasks/{row.task.pk}/", f"{row.task.number}. {row.task.title}", row.words)
        for row in tasks.tasks_of(member)[:10]
    )


def _deliverables(member: Any) -> tuple[tuple[str, str, str], ...]:
    rows = plan.leads_of(member)
    wanting = [row for row in rows if row.reported in (Rag.GREY, Rag.RED) or row.late]
    others = [row for row in rows if row not in wanting]
    return tuple(
        (
            f"/deliverables/{row.record.pk}/",
            f"{row.record.code}: {row.reported.words}",
            row.judged.words,
        )
        for row in [*wanting, *others][:10]
    )


def _reports(member: Any) -> tuple[tuple[str, str, str], ...]:
    found = highlight_reports.reports(member).filter(state="draft").order_by("due")[:SOON]
    may = (row for row in found if directory.can(member, "draft-highlight", body=row.body_id))
    return tuple(
        (
            f"/boards/{row.body_id}/highlight/{row.period}/",
            f"Highlight report of {row.body.name}",
            f"due {row.due:%-d %B %Y}",
        )
        for row in may
    )


def _meetings(member: Any) -> tuple[tuple[str, str, str], ...]:
    found = meeting_queries.meetings(member, ahead=True).exclude(state="cancelled")[:SOON]
    return tuple(
        (f"/meetings/{row.pk}/", f"{row.body.name}, {row.starts_at:%-d %B %Y}", row.state)
        for row in found
    )


def _people(member: Any) -> tuple[tuple[str, str, str], ...]:
    lines = []
    if waiting := directory.waiting_posts(member):
        lines.append(
            ("/people/waiting/", f"{len(waiting)} posts wait for you as the second person", "")
        )
    if directory.can(member, "manage-people"):
        open_answers = sum(
            1
            for review in directory.access_reviews(member)[:3]
            for each in review.answers.all()
            if not each.answer
        )
        if open_answers:
            lines.append(("/access-review/", f"{open_answers} posts to review", ""))
    return tuple(lines)
