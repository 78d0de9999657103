"""One promise for the public: its words, who looks after it, how it stands, and what its lead says in public."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import Page

STATES = {
    "proposed": "Proposed, not agreed yet",
    "agreed": "Agreed, not started",
    "in delivery": "Work is going on",
    "paused": "Paused",
    "complete claimed": "Said to be done; the board has not agreed yet",
    "closed": "Closed",
    "carried forward": "Carried on in a later plan",
    "superseded": "Replaced by another promise",
    "withdrawn": "Withdrawn",
}


def promise_row(row: Any) -> dict[str, Any]:
    """A promise in a list."""
    return {
        "words": row.words,
        "href": addresses.of_deliverable(row.record),
        "status": row.reported.value,
        "code": row.record.code,
    }


def promise_page(row: Any, open_decisions: Collection[str]) -> Page:
    """The page of a promise; `open_decisions` are the numbers that the public may read."""
    record = row.record
    wordings = list(record.wordings.all())
    known = {
        "row": promise_row(row),
        "record": record,
        "because": row.judged.words,
        "set_by_chair": row.view.set_by_chair,
        "facts": _facts(row),
        "said": _last_public_words(record),
        "steps": [(step.name, step.due, step.done_on) for step in record.milestones.all()],
        "first_words": wordings[0] if len(wordings) > 1 else None,
        "amendments": [_amendment(text, open_decisions) for text in wordings[1:]],
        "indicators": [
            {"href": addresses.of_indicator(each), "text": each.name}
            for each in record.indicators.all()
            if each.shown_to == "public" and each.state != "ended"
        ],
        "part": next(iter(record.parts.all()), None),
    }
    return Page(addresses.of_deliverable(record), "promise", known)


def _facts(row: Any) -> list[tuple[str, Any]]:
    record = row.record
    boards = [body.name for body in (record.body, record.also_body) if body]
    lead = record.lead_agency.name if record.lead_agency else ", ".join(record.leads_as_printed)
    rows = [
        ("Plan", record.strategy.title),
        ("Board", " and ".join(boards)),
        ("Led by", lead),
        ("Role that leads", record.lead_role),
        ("Helped by", ", ".join(agency.name for agency in record.supporting.all())),
        ("Where it stands", STATES.get(record.state, record.state)),
        ("Planned end", record.baseline_end),
        ("End expected now", record.forecast_end),
        ("How we will know it is done", record.evidence_of_done or record.success_measure),
        ("Its code", record.code),
    ]
    page = record.says.get("page")
    return [*rows, ("Page of the printed plan", page)] if page else rows


def _amendment(wording: Any, open_decisions: Collection[str]) -> dict[str, Any]:
    number = wording.decision if wording.decision in open_decisions else ""
    return {
        "starts": wording.starts,
        "text": wording.text,
        "decision": number,
        "href": addresses.of_decision(number) if number else "",
    }


def _last_public_words(record: Any) -> Any:
    """The newest update that its lead wrote for the public, or nothing."""
    return record.updates.exclude(public_words="").order_by("-at").first()
