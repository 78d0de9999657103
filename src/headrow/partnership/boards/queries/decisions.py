"""Decisions: open ones for every member, restricted ones for those who may read the board's inside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from headrow.partnership.boards.models import Decision
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import today


def decisions(reader: Any, *, body: Any = None, about: str = "") -> QuerySet[Decision]:
    """The decisions a reader may know, the newest first; about: a record's name in the audit."""
    found = Decision.objects.select_related("body", "meeting", "reverses").prefetch_related(
        "reversed_by"
    )
    reach = directory.reach(reader, "read-restricted")
    if reach is not None:
        found = found.filter(Q(restricted=False) | Q(body__in=reach))
    if body is not None:
        found = found.filter(body=body)
    if about:
        found = found.filter(subjects__contains=[about])
    return found


def decision(reader: Any, key: UUID | str) -> Decision | None:
    """One decision by its id, or nothing."""
    return decisions(reader).filter(pk=key).first()


def by_number(reader: Any, number: str) -> Decision | None:
    """One decision by its number, or nothing."""
    return decisions(reader).filter(number=number).first()


def review_due(reader: Any, body: Any) -> list[Decision]:
    """The decisions of a body whose day of review has come and that no later one reversed."""
    due = decisions(reader, body=body).filter(review__lte=today(), reversed_by=None)
    return list(due.order_by("review"))


def numbers_used() -> list[str]:
    """Every number ever given; a number is never used again (G-64)."""
    return list(Decision.objects.values_list("number", flat=True))
