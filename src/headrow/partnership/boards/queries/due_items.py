"""What is due at a body's next meeting, and why: from here the agenda is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from headrow.partnership.boards.queries import decisions, escalations, meetings, risks
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
    restricted_because: str = ""


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


def carried_over(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The items of a last meeting that had no quorum: what it could not decide comes again (G-06)."""
    last = meetings.meetings(reader, body=body).filter(
        state__in=meetings.HELD, starts_at__date__lt=on
    )
    meeting = last.order_by("-starts_at").first()
    if meeting is None or meeting.quorate is not False:
        return []
    own = [item for item in meetings.items(reader, meeting) if not _comes_by_itself(item)]
    why = f"The meeting of {meeting.starts_at:%-d %B %Y} had no quorum."
    return [
        DueItem(item.kind, item.title, why, item.subject, item.restricted_because) for item in own
    ]


def _comes_by_itself(item: Any) -> bool:
    """Whether an item stands on every agenda, or is proposed again while its record is due."""
    return bool(item.subject) or item.kind != "themed" or item.title in STANDING_AGENDA.values()


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
    rows = plan.deliverables(reader, body=body, strategy=plan.current_strategy(reader))
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


def urgent_to_ratify(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The urgent decisions that end at this meeting unless it ratifies them (G-66)."""
    return [
        DueItem(
            "reviews",
            f"Ratify decision {row.number}",
            "It was taken between meetings and ends at this one unless it is ratified.",
            f"boards.decision:{row.pk}",
        )
        for row in decisions.urgent_in_force(body)
        if not row.restricted
    ]


def duties_due(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The statutory duties that are late or due before long."""
    rows = [row for row in plan.duties(reader) if row.judged.rag in (Rag.RED, Rag.AMBER)]
    if body.kind != "executive" or not rows:
        return []
    names = ", ".join(row.declared.name for row in rows[:3])
    counted = f"{len(rows)} duties need" if len(rows) > 1 else "One duty needs"
    return [DueItem("duties", f"{counted} attention", names)]


def open_escalations(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The open escalations, as items of an agenda: all of them for the executive."""
    found = escalations.escalations(reader, state="open")
    if body.kind != "executive":
        found = found.filter(body=body)
    return [
        DueItem(
            "escalations", f"{row.body.name}: escalated", row.words, f"boards.escalation:{row.pk}"
        )
        for row in found.order_by("raised_at")
    ]


def risks_to_review(reader: Any, body: Any, on: date) -> list[DueItem]:
    """The risks that are high, or whose review is owed."""
    return [
        DueItem(
            "risks",
            f"{row.risk.number}: {row.risk.event[:120]}",
            row.judged.words,
            f"boards.risk:{row.risk.pk}",
        )
        for row in risks.risks(reader, body=body)
        if row.judged.rag in (Rag.RED, Rag.GREY)
    ]


# In this order they are asked; a new kind of record that may be due adds its function here.
ASKED: list[Callable[[Any, Any, date], list[DueItem]]] = [
    standing,
    minutes_of_last,
    carried_over,
    overdue_actions,
    deliverables_off_track,
    decisions_to_review,
    urgent_to_ratify,
    duties_due,
    open_escalations,
    risks_to_review,
]


def due_items(reader: Any, body: Any, on: date) -> list[DueItem]:
    """Everything that is due at a meeting of a body on a day, standing items first."""
    return [item for ask in ASKED for item in ask(reader, body, on)]
