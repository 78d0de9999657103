"""One priority, issue or theme with what answers it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.plans import found, may_adopt, shown_to

PART_KINDS = {
    "priorities": ("priority",),
    "issues": (
        *("issue", "critical-theme", "key-issue"),
        *("focus-area", "supporting-issue", "opportunity"),
    ),
    "themes": ("theme", "subtheme", "focus-point"),
}


def _part_page(request: HttpRequest, key: UUID, kinds: tuple[str, ...]) -> HttpResponse:
    reader = shown_to(request)
    part = found(queries.part(reader, key, kinds))
    held = queries.parts_of(reader, part.strategy)
    here = next((each for each in held.get(part.kind, ()) if each.pk == part.pk), part)
    rows = queries.deliverables(reader, strategy=part.strategy)
    mine = _mine(part, rows)
    below = getattr(here, "below_parts", [])
    known = {
        "part": part,
        "finding": queries.shown_finding(reader, part),
        "strategy_href": f"/plan/{part.strategy_id}/",
        "rows": showing.deliverable_cells(mine),
        "commitments": [each for each in below if each.kind == "commitment"],
        "key_issues": _answered([each for each in below if each.kind == "key-issue"], rows),
        "subthemes": [_subtheme(each, rows) for each in below if each.kind == "subtheme"],
        "focus": _answered([each for each in below if each.kind == "focus-point"], rows),
        "side": _side_of(part),
        "about": part.says.get("about", ()),
        "on_page": _page_items(held, part, rows),
        "grid": _grid(held, part, rows),
        "indicators": sorted(
            {each for row in mine for each in queries.indicators_shown(reader, row.record)}, key=str
        ),
        "learning": queries.learning(reader, parts=[part]),
        "may_amend": part.state == "agreed" and may_adopt(reader),
        "may_leave_out": part.state == "proposed" and directory.can(reader, "draft-plan"),
        "earlier": part.says.get("earlier", ()),
    }
    return render(request, "plan/part.html", known)


def _side_of(part: Any) -> str:
    suggested = part.says.get("inferred_triangle", "")
    return part.says.get("triangle") or (f"{suggested} (our suggestion)" if suggested else "")


def _mine(part: Any, rows: Any) -> list[Any]:
    return [row for row in rows if part.pk in {each.pk for each in row.record.parts.all()}]


def _answered(parts: Any, rows: Any) -> list[list[Any]]:
    """Lines under a part, each with the deliverables that answer it, or marked as a gap."""
    return [
        [
            showing.part_link(part),
            showing.code_links(_mine(part, rows)) or "None: a gap",
        ]
        for part in parts
    ]


def _subtheme(part: Any, rows: Any) -> dict[str, Any]:
    points = [each for each in part.below_parts if each.kind == "focus-point"]
    loose = [each for each in points if not each.says.get("block")]
    blocks: dict[str, list[Any]] = {}
    for each in points:
        if each.says.get("block"):
            blocks.setdefault(each.says["block"], []).append(each)
    return {
        "part": part,
        "purpose": part.says.get("purpose", ""),
        "focus": _answered(loose, rows),
        "blocks": [(name, _answered(held, rows)) for name, held in blocks.items()],
        "rows": showing.deliverable_cells(_mine(part, rows)),
        "address": showing.part_address(part),
    }


def _page_items(held: Any, part: Any, rows: Any) -> list[str]:
    column = next((each for each in held.get("page-column", ()) if each.code == part.code), None)
    if column is None or part.kind != "priority":
        return []
    words = {row.record.code: row.words for row in rows}
    words |= {each.code: each.name for each in held.get("commitment", ())}
    return [words.get(code, code) for code in column.says["items"]]


def _grid(held: Any, part: Any, rows: Any) -> list[list[Any]]:
    """Focus areas against this priority, with the deliverables in both."""
    if part.kind != "priority":
        return []
    return [
        [
            showing.part_link(area),
            showing.code_links([row for row in _mine(part, rows) if row in _mine(area, rows)])
            or "None stated",
        ]
        for area in held.get("focus-area", ())
    ]


@require_GET
def priority(request: HttpRequest, key: UUID) -> HttpResponse:
    """One priority."""
    return _part_page(request, key, PART_KINDS["priorities"])


@require_GET
def issue(request: HttpRequest, key: UUID) -> HttpResponse:
    """One issue, critical theme, focus area, supported issue or opportunity."""
    return _part_page(request, key, PART_KINDS["issues"])


@require_GET
def theme(request: HttpRequest, key: UUID) -> HttpResponse:
    """One theme or sub-theme."""
    return _part_page(request, key, PART_KINDS["themes"])
