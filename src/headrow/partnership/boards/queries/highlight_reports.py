"""Highlight reports: what happened on a board since the last one, from the records (G-70)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.boards.models import Decision, HighlightReport, Risk
from headrow.partnership.boards.queries import risks as risk_queries
from headrow.partnership.boards.rules import highlight_reports as rules
from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators import queries as indicators
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import civil_date, today
from headrow.vocabulary.status import Judged, Rag

# Parts that the records write; a person writes the others.
FROM_RECORDS = ("deliverables", "indicators", "risks", "money")
BY_PEOPLE = tuple(code for code in rules.CONTENTS if code not in FROM_RECORDS)


def reports(reader: Any, *, body: Any = None) -> QuerySet[HighlightReport]:
    """The reports of the boards whose inside a reader may read, newest first: they name risks and actions."""
    found = HighlightReport.objects.select_related("body", "signed_by", "meeting")
    reach = directory.reach(reader, "read-restricted")
    if reach is not None:
        found = found.filter(body__in=reach)
    return found.filter(body=body) if body is not None else found


def report(reader: Any, body: Any, period: str) -> HighlightReport | None:
    """The report of a body and a period, or nothing."""
    return reports(reader, body=body).filter(period=period).first()


def by_id(reader: Any, key: UUID | str) -> HighlightReport | None:
    """One report by its id, or nothing."""
    return reports(reader).filter(pk=key).first()


def previous(found: HighlightReport) -> HighlightReport | None:
    """The last signed report of the same body before this one."""
    earlier = HighlightReport.objects.filter(
        body=found.body_id, state="signed", ends__lt=found.starts
    )
    return earlier.order_by("-ends").first()


def from_records(found: HighlightReport) -> dict[str, Any]:
    """What the records say of the period, as it will be frozen: statuses, changes, risks, actions, money."""
    before = previous(found)
    was = {
        row["id"]: row["reported"]
        for row in (before.drafted.get("deliverables", []) if before else [])
    }
    return {
        "made_on": today().isoformat(),
        "since": before.period if before else "",
        "deliverables": [_deliverable(row, was) for row in _deliverables(found.body)],
        "actions": [_action(row) for row in tasks.asked_of_body(found.body_id)],
        "risks": _risks(found),
        "decisions": _decisions(found),
        "indicators": indicators.readings_as_data(body=found.body),
        "money": _money(found.body),
    }


def _deliverables(body: Any) -> list[Any]:
    return plan.deliverables(None, body=body, strategy=plan.current_strategy(None))


def _deliverable(row: Any, was: dict[str, str]) -> dict[str, Any]:
    key = str(row.record.pk)
    return {
        "id": key,
        "code": row.record.code,
        "words": row.words,
        "computed": row.judged.rag.value,
        "because": row.judged.words,
        "stated": row.lead_says,
        "reported": row.reported.value,
        "was": was.get(key, ""),
        "update": row.last.what if row.last else "",
        "updated": civil_date(row.last.at).isoformat() if row.last else "",
        "late": row.late,
    }


def _action(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.task.pk),
        "number": row.task.number,
        "title": row.task.title,
        "words": row.words,
        "late": row.late.days if row.late.overdue else 0,
        "ended": row.task.ended_on.isoformat() if row.task.ended_on else "",
    }


def _risks(found: HighlightReport) -> list[dict[str, Any]]:
    held = Risk.objects.filter(body=found.body_id).prefetch_related("scores").select_related("body")
    rows = risk_queries.in_order(risk_queries.rows(held))
    return [
        {
            "id": str(row.risk.pk),
            "number": row.risk.number,
            "event": row.risk.event,
            "score": row.current.product if row.current else None,
            "words": row.judged.words,
            "what": _what_of(row.risk, found),
        }
        for row in rows
    ]


def _what_of(risk: Risk, found: HighlightReport) -> str:
    """New, changed, closed or as before, in the period of a report."""
    if risk.state != "open":
        return risk.state
    if found.starts <= civil_date(risk.raised_at) <= found.ends:
        return "new"
    changed = any(found.starts <= score.on <= found.ends for score in risk.scores.all())
    return "changed" if changed else "as before"


def _decisions(found: HighlightReport) -> list[dict[str, str]]:
    taken = Decision.objects.filter(
        body=found.body_id,
        taken_at__date__gte=found.starts,
        taken_at__date__lte=found.ends,
        restricted=False,
    )
    return [{"number": row.number, "wording": row.wording} for row in taken.order_by("taken_at")]


def _money(body: Any) -> list[dict[str, str]]:
    mine = {str(row.record.pk) for row in _deliverables(body)}
    return [
        {
            "name": row.record.name,
            "amount": str(row.record.amount),
            "spent": str(row.facts.spent),
            "status": row.judged.rag.value,
            "because": row.judged.words,
        }
        for row in plan.funding(None).rows
        if mine & set(map(str, row.facts.deliverables))
    ]


def proposed(found: HighlightReport) -> Rag:
    """The overall status by the rule, from what the report holds (G-72)."""
    return rules.proposed_overall(
        [Rag(row["reported"]) for row in found.drafted.get("deliverables", [])]
    )


def status_of(found: HighlightReport | None) -> Judged:
    """A board's status by its latest report: Grey where none came in time (G-71)."""
    if found is None:
        return Judged(Rag.GREY, "no report", "No report yet.")
    received = civil_date(found.signed_at) if found.signed_at else None
    shown = Rag(found.shown) if found.shown else Rag.GREY
    return rules.board_status(received=received, due=found.due, today=today(), overall=shown)


def latest_of_each(reader: Any) -> dict[Any, HighlightReport]:
    """The latest report of each body whose period has ended."""
    found: dict[Any, HighlightReport] = {}
    for row in reports(reader).filter(ends__lt=today()).order_by("ends"):
        found[row.body_id] = row
    return found


def changes_since(found: HighlightReport) -> list[dict[str, Any]]:
    """The deliverables whose status is another than in the report before."""
    rows = found.drafted.get("deliverables", [])
    return [row for row in rows if row["was"] and row["was"] != row["reported"]]


def period_of(starts: date, ends: date) -> str:
    """How a period is named in an address: first and last month."""
    return f"{starts:%Y-%m}-{ends:%Y-%m}"
