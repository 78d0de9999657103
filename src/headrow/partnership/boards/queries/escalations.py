"""Escalations: what waits for the executive, and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.boards.models import Escalation
from headrow.partnership.directory import queries as directory


def visible(reader: Any) -> QuerySet[Escalation]:
    """The escalations a reader may know."""
    found = Escalation.objects.select_related("body", "decision", "raised_by")
    reach = directory.reach(reader, "read-restricted")
    return found if reach is None else found.filter(body__in=reach)


def escalations(reader: Any, *, body: Any = None, state: str = "") -> QuerySet[Escalation]:
    """A reader's escalations, the newest first."""
    found = visible(reader)
    if body is not None:
        found = found.filter(body=body)
    return found.filter(state=state) if state else found


def escalation(reader: Any, key: UUID | str) -> Escalation | None:
    """One escalation by its id, or nothing."""
    return visible(reader).filter(pk=key).first()


def address_of(subject: str) -> str:
    """The page of the record that was escalated."""
    kind, _, key = subject.partition(":")
    pages = {
        "boards.risk": "risks",
        "plan.deliverable": "deliverables",
        "tasks.task": "tasks",
        "duty": "duties",
    }
    return f"/{pages[kind]}/{key}/" if kind in pages else ""


def open_ones() -> list[Escalation]:
    """Every open escalation, for the notices to the executive; shown to nobody as it is."""
    return list(Escalation.objects.filter(state="open").order_by("raised_at"))
