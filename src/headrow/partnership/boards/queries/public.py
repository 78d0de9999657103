"""What the public may know of the boards: dates, published minutes, open decisions, issued reviews; and what not.

Read as the clock when an edition of the public site is built (publications); nothing here asks who reads.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from headrow.partnership.boards.models import (
    AgendaItem,
    AnnualReview,
    Decision,
    Meeting,
    Minutes,
    Paper,
)


def public_meetings() -> QuerySet[Meeting]:
    """Every meeting of every board, newest first; what is public of it is its date, and that it was cancelled."""
    return Meeting.objects.select_related("body")


def published_minutes() -> QuerySet[Minutes]:
    """The minutes that were published: their public text, never the other."""
    found = Minutes.objects.filter(published_at__isnull=False).exclude(public_text="")
    return found.select_related("meeting__body")


def public_decisions() -> QuerySet[Decision]:
    """The decisions that are not restricted, once the minutes of their meeting are published."""
    known = Q(meeting=None) | Q(meeting__minutes__published_at__isnull=False)
    return (
        Decision.objects.filter(known, restricted=False)
        .select_related("body", "meeting", "reverses")
        .prefetch_related("reversed_by")
    )


def issued_reviews() -> QuerySet[AnnualReview]:
    """The annual reviews that were issued, newest first."""
    return AnnualReview.objects.filter(issued_at__isnull=False).select_related("strategy")


def restricted_numbers() -> tuple[str, ...]:
    """The numbers of restricted decisions."""
    return tuple(Decision.objects.filter(restricted=True).values_list("number", flat=True))


def restricted_texts() -> tuple[str, ...]:
    """Every text of something restricted; for the checks of a release."""
    decisions = Decision.objects.filter(restricted=True).values_list("wording", "reasons")
    papers = Paper.objects.filter(restricted=True).values_list("title", "body_text")
    items = AgendaItem.objects.filter(restricted=True).values_list("title", "note")
    return tuple(text for row in (*decisions, *papers, *items) for text in row if text.strip())
