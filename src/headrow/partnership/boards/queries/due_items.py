"""What is due at a body's next meeting, and why: from here the agenda is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from headrow.partnership.boards.queries import decisions, meetings
from headrow.partnership.boards.rules.meetings import STANDING_AGENDA
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.status import Rag


@dataclass(frozen=True, slots=True)
class DueItem:
    """A proposed item: which standing item it belongs to, its title, and why it is proposed."""

    kind: str
    title: str
    why: str
    subject: str = ""


def standing(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The standing agenda (G-62), in its usual order."""
    return [
        DueItem(kind, title, "Stands on every agenda.") for kind, title in STANDING_AGENDA.items()
    ]


def minutes_of_last(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The minutes that wait to be agreed."""
    waiting = meetings.meetings(reader, body=body).filter(state="minutes draft")
    return [
        DueItem(
            "minutes",
            f"Minutes of {meeting.starts_at:%-d %B %Y}",
            "They are drafted and not yet agreed.",
            f"boards.meeting:{meeting.pk}",
        )
        for meeting in waiting
    ]


def overdue_actions(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The actions that are late."""
    rows = tasks.overdue(reader, body)
    if not rows:
        return []
    worst = max(row.late.days for row in rows)
    counted = f"{len(rows)} action{'s' if len(rows) > 1 else ''} overdue"
    return [DueItem("actions", counted, f"The longest is {worst} days late.")]


def deliverables_off_track(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The deliverables of the board that are off track, each with the rule's reason."""
    rows = plan.deliverables(reader, body=body)
    return [
        DueItem(
            "highlights",
            f"{row.record.code}: off track",
            row.judged.words or "It is off track.",
            f"plan.deliverable:{row.record.pk}",
        )
        for row in rows
        if row.reported is Rag.RED
    ]


def decisions_to_review(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The decisions whose day of review has come."""
    return [
        DueItem(
            "reviews",
            f"Review of decision {row.number}",
            f"Its review was set for {row.review:%-d %B %Y}.",
            f"boards.decision:{row.pk}",
        )
        for row in decisions.review_due(reader, body)
    ]


def duties_due(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The statutory duties that are late or due before long."""
    rows = [row for row in plan.duties(reader) if row.judged.rag in (Rag.RED, Rag.AMBER)]
    if body.kind != "executive" or not rows:
        return []
    names = ", ".join(row.declared.name for row in rows[:3])
    return [DueItem("duties", f"{len(rows)} duties need attention", names)]


# In this order they are asked; engineers add theirs where a record of their own may be due.
ASKED: list[Callable[[Any, Any, date], list[DueItem]]] = [
    standing,
    minutes_of_last,
    overdue_actions,
    deliverables_off_track,
    decisions_to_review,
    duties_due,
]


def due_items(reader: Any, body: Any, on: date) -> list[DueItem]:
    """Everything that is due at a meeting of a body on a day, standing items first."""
    return [item for ask in ASKED for item in ask(reader, body, on)]
