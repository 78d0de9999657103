"""What people were asked, what they said, and what came of it; never an answer itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import DataTable, Edition, Field, Page, Part
from headrow.partnership.publications.queries.plan_pages import has_page

STATES = {"open": "Open now", "closed": "Closed, not answered yet", "answered": "Answered"}


def told_us(edition: Edition) -> Iterator[Part]:
    """One page for all consultations that are no draft, with each reply, and the list as open data."""
    rows = _consultations()
    yield Page("/told-us/", "told_us", {"rows": [_line(row) for row in rows]})
    yield DataTable(
        address="/data/consultations",
        title="Consultations",
        says="Every time that people were asked: who, how, how many answered.",
        fields=(
            Field("title", "What it was called"),
            Field("opens", "First day", "date"),
            Field("closes", "Last day", "date"),
            Field("state", "Open now, closed or answered"),
            Field("methods", "How people were asked"),
            Field("asked", "How many were asked", "number"),
            Field("answered", "How many answered", "number"),
        ),
        rows=[
            (row.title, row.opens, row.closes, STATES.get(row.state, row.state),
             ", ".join(row.methods), row.asked, row.answered)
            for row in rows
        ],
        source=f"{edition.name}: its record of consultations",
    )  # fmt: skip


def _consultations() -> list[Any]:
    """Those that are no draft. Their app has no query for the public yet; this one asks for no more."""
    model = apps.get_model("consultations", "Consultation")
    return list(model.objects.exclude(state="draft").prefetch_related("replies__part__strategy"))


def _part(part: Any) -> dict[str, str] | None:
    """The part of the plan that a reply touches, where that part has a page."""
    if part is None or not has_page(part):
        return None
    return {"href": addresses.of_part(part), "text": part.name}


def _line(row: Any) -> dict[str, Any]:
    facts = [
        ("Who was asked", row.who),
        ("How", ", ".join(row.methods)),
        ("How many were asked", row.asked),
        ("How many answered", row.answered),
        ("First day", row.opens),
        ("Last day", row.closes),
    ]
    return {
        "title": row.title,
        "about": row.about,
        "state": STATES.get(row.state, row.state),
        "facts": facts,
        "replies": [
            {
                "said": reply.said,
                "did": reply.did,
                "part": _part(reply.part),
            }
            for reply in row.replies.all()
        ],
    }
