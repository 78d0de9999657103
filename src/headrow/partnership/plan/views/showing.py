"""How the records of a plan are put into the look's tables: links, statuses, addresses."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join

from headrow.partnership.plan import queries
from headrow.vocabulary.status import NOT_KNOWN, Judged, Rag

LOOK = {
    Rag.RED: "off_track",
    Rag.AMBER: "at_risk",
    Rag.GREEN: "on_track",
    Rag.GREY: "no_update",
    Rag.BLUE: "complete",
}
# Causes of Grey that are about a missing report; any other is about a missing fact.
UNREPORTED = ("no update", "stale", "no return")
STOP_WORDS = "Stop proposed"


def status(rag: Rag | str, word: str = "") -> dict[str, str]:
    """A status for a table's cell."""
    return {"status": LOOK[Rag(rag)], "word": word or Rag(rag).words}


def judged(value: Judged) -> dict[str, str]:
    """A computed status; Grey for a missing fact says "Not known"."""
    unreported = value.cause in UNREPORTED
    word = NOT_KNOWN if value.rag is Rag.GREY and not unreported else ""
    word = "Off" if value.cause == "off" else word
    return status(value.rag, word)


def reported(row: Any) -> dict[str, str]:
    """The reported status of a deliverable."""
    if row.reported is Rag.GREY and row.view.computed is Rag.GREY:
        return judged(row.judged)
    return status(row.reported)


def stated(value: str) -> dict[str, str]:
    """What a lead stated."""
    if value == queries.STOP:
        return {"status": "stopped", "word": STOP_WORDS}
    return status(value)


def link(row: Any) -> dict[str, str]:
    """A deliverable's link, by code and words."""
    return {
        "href": f"/deliverables/{row.record.pk}/",
        "text": f"{row.record.code} {shortened(row.words)}",
    }


def shortened(words: str, longest: int = 110) -> str:
    """Words cut at a space, with a mark that they go on."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def code_links(rows: Any) -> str:
    """Deliverables by their codes, each a link; nothing where there is none."""
    return format_html_join(
        ", ",
        '<a class="govuk-link" href="/deliverables/{}/">{}</a>',
        ((row.record.pk, row.record.code) for row in rows),
    )


def body_link(body: Any) -> Any:
    """A board's link, or nothing where none is stated."""
    return {"href": f"/boards/{body.pk}/", "text": body.name} if body else None


def leads_words(record: Any) -> str:
    """The leads as printed, or the agency named since; nothing where none is stated."""
    printed = "; ".join(record.leads_as_printed)
    return printed or (record.lead_agency.name if record.lead_agency else "")


def deliverable_cells(rows: Any, *, board: bool = True) -> list[list[Any]]:
    """Rows of "Deliverable|Board|Lead|Status|Last update" (without the board where it is the page's own)."""
    return [
        [
            link(row),
            *([body_link(row.record.body)] if board else []),
            leads_words(row.record) or None,
            reported(row),
            row.last.at if row.last else "None yet",
        ]
        for row in rows
    ]


def part_address(part: Any) -> str:
    """Where a part of a strategy has its page."""
    stems = {"priority": "priorities"} | dict.fromkeys(
        ("theme", "subtheme", "focus-point"), "themes"
    )
    stem = stems.get(part.kind, "issues")
    return f"/{stem}/{part.pk}/"


def part_link(part: Any) -> dict[str, str]:
    """A part's link by its name."""
    return {"href": part_address(part), "text": part.name}


def pounds(amount: Any) -> str:
    """Money to the penny."""
    if amount is None:
        return ""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}"


def decision_link(number: str) -> Any:
    """A decision's link by its number, or nothing."""
    return {"href": f"/decisions/?number={number}", "text": number} if number else None
