"""The plan, one strategy, its page and its years."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries
from headrow.partnership.plan.rules.strategies import SECTIONS
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.strategy_lines import (
    LISTED,
    facts_of,
    four_strategies,
    groups_of,
    line_of,
    organisations,
)
from headrow.vocabulary.clock import today
from headrow.vocabulary.status import NOT_KNOWN, Rag


def shown_to(request: HttpRequest) -> Any:
    """The reader, who may read the plan; else the page does not exist."""
    directory.require(request.user, "read-plan")
    return request.user


def found(record: Any) -> Any:
    """The record, or Http404."""
    if record is None:
        raise Http404
    return record


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """The plan in force, or that of another day (`?on=`)."""
    reader = shown_to(request)
    on = _day(request.GET.get("on", ""))
    current = queries.plan_at(reader, on) if on else queries.current_strategy(reader)
    current = current or queries.plan_at(reader, on or today())
    held = queries.parts_of(reader, current) if current else {}
    rows = queries.deliverables(reader, strategy=current) if current else []
    known = {
        "current": current,
        "on": on,
        "others": [
            row for row in queries.strategies(reader) if not current or row.pk != current.pk
        ],
        "vision": _vision(current) if current else "",
        "heads": [
            (words, _with_counts(held.get(kind, ()), rows))
            for kind, words in _HEADS
            if held.get(kind)
        ],
        "boards": _by_board(rows),
        "statuses": _statuses(rows),
        "total": len(rows),
        "may_draft": directory.can(reader, "draft-plan"),
    }
    return render(request, "plan/plan.html", known)


_HEADS = (
    ("priority", "Priorities"),
    ("theme", "Themes"),
    ("issue", "Crime and disorder issues"),
    ("critical-theme", "Critical themes"),
    ("focus-area", "Focus areas"),
)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _vision(row: Any) -> str:
    says = row.says
    return (says.get("vision") or says.get("outcome") or {}).get("text", "")


def _with_counts(parts: Any, rows: Any) -> list[list[Any]]:
    """Parts with how many deliverables; of a kind that no deliverable is tied to, "Not stated"."""
    count: dict[Any, int] = {}
    linked = set()
    for row in rows:
        for part in row.record.parts.all():
            count[part.pk] = count.get(part.pk, 0) + 1
            linked.add(part.kind)
    return [
        [showing.part_link(part), count.get(part.pk, 0) if part.kind in linked else None]
        for part in parts
    ]


def _by_board(rows: Any) -> list[list[Any]]:
    boards: dict[Any, list[Any]] = {}
    for row in rows:
        if row.record.body:
            boards.setdefault(row.record.body, []).append(row)
    return [
        [
            showing.body_link(body),
            len(held),
            *(sum(row.reported is rag for row in held) for rag in Rag),
        ]
        for body, held in sorted(boards.items(), key=lambda pair: (pair[0].order, pair[0].name))
    ]


def _statuses(rows: Any) -> list[tuple[dict[str, str], int]]:
    return [(showing.status(rag), sum(row.reported is rag for row in rows)) for rag in Rag]


@require_GET
def strategy(request: HttpRequest, key: UUID) -> HttpResponse:
    """One strategy: everything its document says, and every deliverable under its board or heading."""
    reader = shown_to(request)
    row = found(queries.strategy(reader, key))
    held = queries.parts_of(reader, row)
    rows = queries.deliverables(reader, strategy=row)
    known = {
        "strategy": row,
        "sub": sub_pages(row, "strategy"),
        "facts": facts_of(row),
        "groups": groups_of(rows),
        "total": len(rows),
        "priorities": held.get("priority", ()),
        "themes": held.get("theme", ()),
        "issues": held.get("issue", ()),
        "critical": held.get("critical-theme", ()),
        "focus": held.get("focus-area", ()),
        "supporting": held.get("supporting-issue", ()),
        "lists": [
            (words, [line_of(part) for part in held[kind]])
            for kind, words in LISTED
            if kind in held
        ],
        "bodies": organisations(reader, row),
        "grid_columns": "|".join(("Focus area", *(part.name for part in held.get("priority", ())))),
        "grid": [
            [showing.part_link(area), *(", ".join(codes) or "None stated" for codes in cells)]
            for area, *cells in queries.grid_of(reader, held, rows)
        ],
        "sections": [
            (words, row.says.get("sections", {}).get(code, "")) for code, words in SECTIONS.items()
        ],
        "four": four_strategies(row),
        "missing": queries.still_missing(reader, row) if row.state == "draft" else (),
        "may_draft": row.state == "draft" and directory.can(reader, "draft-plan"),
        "may_propose": row.state == "draft"
        and (directory.can(reader, "draft-plan") or directory.can(reader, "draft-assessment")),
        "may_add": row.state != "ended" and directory.can(reader, "draft-plan"),
        "may_adopt": row.state == "draft" and may_adopt(reader),
    }
    return render(request, "plan/strategy.html", known)


def may_adopt(reader: Any) -> bool:
    """Whether a reader sits on the executive, whose decisions adopt and amend a plan."""
    executive = directory.bodies(reader).filter(kind="executive").first()
    return directory.can(reader, "adopt-plan", body=executive)


def sub_pages(row: Any, here: str) -> list[dict[str, Any]]:
    """The pages of one strategy, for the navigation under its heading."""
    pages = (
        ("strategy", "The strategy", f"/plan/{row.pk}/"),
        ("page", "On a page", f"/plan/{row.pk}/page/"),
        ("years", "Years", f"/plan/{row.pk}/years/"),
        ("gaps", "Gaps", f"/plan/gaps/?strategy={row.pk}"),
    )
    return [{"href": href, "text": text, "current": code == here} for code, text, href in pages]


@require_GET
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The plan on a page: one A4 side, and what does not fit said in words (G-110)."""
    reader = shown_to(request)
    row = found(queries.strategy(reader, key))
    on_page = queries.page_of(reader, row)
    known = {
        "strategy": row,
        "strategy_href": f"/plan/{row.pk}/",
        "page": on_page,
        "readings": [_reading(each) for each in on_page.readings],
        "sub": sub_pages(row, "page"),
        "may_draft": directory.can(reader, "draft-plan"),
    }
    return render(request, "plan/page.html", known)


def _reading(each: Any) -> dict[str, Any]:
    """An indicator on the page: its value, and its status or direction in words (G-78, G-110)."""
    judged = each.judged
    shown = (
        showing.status(judged.rag, "" if judged.rag != Rag.GREY else NOT_KNOWN)
        if judged.rag
        else None
    )
    name = (
        f"{each.record.name} (to be confirmed)"
        if each.record.state == "not-defined"
        else each.record.name
    )
    value = each.value_words + (
        f", {judged.direction.value}" if judged.direction and each.latest else ""
    )
    return {"name": name, "value": value, "status": shown}


@require_GET
def years(request: HttpRequest, key: UUID) -> HttpResponse:
    """Three-year commitments, and the deliverables of each year."""
    reader = shown_to(request)
    row = found(queries.strategy(reader, key))
    held, rows = queries.parts_of(reader, row), queries.deliverables(reader, strategy=row)
    by_year: dict[Any, list[Any]] = {None: []}
    for year in range(row.from_year, row.to_year):
        by_year[year] = []
    for each in rows:
        by_year.setdefault(None if each.record.three_year else each.record.year, []).append(each)
    known = {
        "strategy": row,
        "strategy_href": f"/plan/{row.pk}/",
        "sub": sub_pages(row, "years"),
        "commitments": [
            (part, [below for below in part.below_parts if below.kind == "commitment"])
            for part in held.get("priority", ())
        ],
        "years": [(year, showing.deliverable_cells(each)) for year, each in by_year.items()],
    }
    return render(request, "plan/years.html", known)
