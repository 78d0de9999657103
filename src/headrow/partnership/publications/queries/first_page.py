"""The first page: what the partnership is, how to report, what is promised, and the next meeting open to all."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.partnership.boards.queries import public as boards
from headrow.partnership.plan import queries as plan
from headrow.partnership.publications.queries.pages import THE_READER, Edition, Page, Part
from headrow.partnership.publications.queries.plan_pages import standing


def first(edition: Edition) -> Iterator[Part]:
    """Three sentences, the way to report, how the promises stand, the next open meeting."""
    strategy = plan.current_strategy(THE_READER)
    rows = plan.deliverables(THE_READER, strategy=strategy, on=edition.day) if strategy else []
    open_meetings = boards.public_meetings().filter(public=True, starts_at__gte=edition.at)
    meeting = open_meetings.exclude(state="cancelled").order_by("starts_at").first()
    known = {
        "strategy": strategy,
        "standing": standing(rows),
        "promises": len(rows),
        "meeting": meeting,
        "legal_basis": _stated(strategy.says.get("statutory_basis")) if strategy else "",
    }
    yield Page("/", "first", known)


def _stated(said: str | None) -> str:
    """What a document says, unless it is that it does not."""
    return "" if not said or said == "not stated" else said
