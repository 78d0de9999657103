"""What a strategy leaves open, two strategies side by side, and the plans outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headrow.partnership.plan import queries
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.plans import found, shown_to, sub_pages


@require_GET
def gaps(request: HttpRequest) -> HttpResponse:
    """What a strategy leaves open; "not stated" where its document says nothing."""
    reader = shown_to(request)
    chosen = request.GET.get("strategy", "")
    row = queries.current_strategy(reader)
    if chosen:
        row = found(
            next((each for each in queries.strategies(reader) if str(each.pk) == chosen), None)
        )
    held = queries.gaps(reader, row) if row else None
    known: dict[str, Any] = {"strategy": row, "gaps": held, "others": queries.strategies(reader)}
    if row and held:
        known |= {
            "sub": sub_pages(row, "gaps"),
            "summary": _gap_summary(held),
            "matrix": _matrix(held),
            "boards": _board_gaps(held),
        }
        known["rows"] = [_gap_row(reader, each) for each in held.rows]
    return render(request, "plan/gaps.html", known)


def _gap_summary(held: Any) -> list[list[Any]]:
    total = len(held.rows)
    return [
        [
            "Issues and themes without a deliverable",
            len(held.unanswered),
            len([line for line in held.parts if line.part.kind in held.linked]),
        ],
        ["Deliverables without an indicator or other measure", len(held.without_indicator), total],
        ["Deliverables without a lead organisation", len(held.without_lead), total],
        ["Deliverables without a board", len(held.without_board), total],
        ["Deliverables without a dated step", len(held.without_milestone), total],
        ["Boards that nobody chairs here", len(held.unled_boards), len(held.boards)],
    ]


def _matrix(held: Any) -> list[list[Any]]:
    found_rows = []
    for line in held.parts:
        stated = line.part.kind in held.linked
        none = "None: a gap" if stated else "Not stated"
        found_rows.append(
            [
                showing.part_link(line.part),
                line.kind,
                line.deliverables or none,
                line.without_indicator if line.deliverables else "–",
                line.without_lead if line.deliverables else "–",
            ]
        )
    return found_rows


def _board_gaps(held: Any) -> list[list[Any]]:
    return [
        [
            showing.body_link(line.body),
            line.deliverables,
            line.body.chair_as_printed or None,
            line.chaired_by or "Nobody: a gap",
        ]
        for line in held.boards
    ]


def _gap_row(reader: Any, row: Any) -> list[Any]:
    record = row.record
    measure = (
        ", ".join(str(each) for each in queries.indicators_shown(reader, record))
        or record.evidence_of_done
    )
    steps = len(record.milestones.all())
    return [
        showing.link(row),
        showing.body_link(record.body),
        showing.leads_words(record) or None,
        measure or None,
        steps or None,
    ]


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two strategies side by side: where each theme went, what is new."""
    reader = shown_to(request)
    held = list(queries.strategies(reader).filter(state__in=("adopted", "ended")))
    chosen = [
        row for row in held if str(row.pk) in (request.GET.get("earlier"), request.GET.get("later"))
    ]
    pair = chosen if len(chosen) == 2 else held[:2]
    known: dict[str, Any] = {"held": held}
    if len(pair) == 2:
        later, earlier = pair
        comparison = queries.compare(reader, earlier, later)
        known |= {
            "comparison": comparison,
            "columns": f"What|{earlier.short_title}:number|{later.short_title}:number",
            "choices": (("earlier", "Earlier", earlier.pk), ("later", "Later", later.pk)),
            "counts": [list(row) for row in comparison.counts],
            "new": [[showing.part_link(part)] for part in comparison.new],
            "carried": [
                [showing.link(row), row.record.successor.code] for row in comparison.carried
            ],
        }
    return render(request, "plan/compare.html", known)


@require_GET
def crosswalk(request: HttpRequest) -> HttpResponse:
    """The plans outside that each strategy answers to, and how their objectives were considered."""
    reader = shown_to(request)
    held = []
    for row in queries.strategies(reader):
        links = queries.parts_of(reader, row).get("plan-link", ())
        lines = [
            [part.name, part.says.get("relation") or None, part.section or None] for part in links
        ]
        held.append((row, lines, row.says.get("police_plan", ""), row.says.get("objectives", "")))
    return render(request, "plan/crosswalk.html", {"held": held})
