"""The plan for the public: the strategy in force, on a page, by theme and by board, and those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from headrow.partnership.boards.queries import public as boards
from headrow.partnership.plan import queries as plan
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import (
    THE_READER,
    DataTable,
    Edition,
    Field,
    Page,
    Part,
)
from headrow.partnership.publications.queries.printed_plan import printed_page
from headrow.partnership.publications.queries.promise_pages import promise_page, promise_row
from headrow.vocabulary.status import Rag

# The kinds of part under which a strategy groups its promises, with their words, first to last.
GROUPS = {
    "priority": "Priorities",
    "issue": "Issues",
    "critical-theme": "Critical themes",
    "theme": "Themes",
    "focus-area": "Focus areas",
}
# A draft is nobody's plan yet.
SHOWN = ("adopted", "ended")
ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.GREY)


def the_plan(edition: Edition) -> Iterator[Part]:
    """Every page of every strategy that was adopted, and the promises as open data."""
    held = [row for row in plan.strategies(THE_READER) if row.state in SHOWN]
    current = plan.current_strategy(THE_READER) or (held[0] if held else None)
    every: list[Any] = []
    for strategy in held:
        rows = plan.deliverables(THE_READER, strategy=strategy, on=edition.day)
        every += rows
        yield from _strategy_pages(strategy, rows, is_current=strategy == current)
    if current is None:
        yield Page("/plan/", "plan_none")
    earlier = [row for row in held if row != current]
    if current is not None:
        rows = [row for row in every if row.record.strategy_id == current.pk]
        yield Page("/plan/", "plan", _overview(current, rows) | {"earlier": _links(earlier)})
        yield _sheet(current, rows, address="/plan/page/", home="/plan/")
    numbers = {row.number for row in boards.public_decisions()}
    yield from (promise_page(row, numbers) for row in every)
    yield _promises(every, edition)


def has_page(part: Any) -> bool:
    """Whether a part of a strategy has a page of its own."""
    return part.kind in GROUPS and part.strategy.state in SHOWN


def _strategy_pages(strategy: Any, rows: Sequence[Any], *, is_current: bool) -> Iterator[Page]:
    parts: dict[str, list[Any]] = plan.parts_of(THE_READER, strategy)
    if not is_current:
        home = addresses.of_strategy(strategy)
        past = {"past": True, "sheet": f"{home}page/"}
        yield Page(home, "plan", _overview(strategy, rows) | past)
        yield _sheet(strategy, rows, address=f"{home}page/", home=home)
    for kind in GROUPS:
        for part in parts.get(kind, ()):
            under = [row for row in rows if part in row.record.parts.all()]
            known = _group(part.name, under) | {
                "kind": kind,
                "strategy": strategy,
                "home": "/plan/" if is_current else addresses.of_strategy(strategy),
                "about": [below.name for below in part.below_parts if below.kind == "key-issue"],
                "inferred": any(
                    row.record.says.get("inferred_issue") == part.code for row in under
                ),
            }
            yield Page(addresses.of_part(part), "theme", known)
    if is_current:
        for body, under in _by_board(rows):
            known = _group(body.name, under) | {
                "kind": "board",
                "strategy": strategy,
                "home": "/plan/",
            }
            yield Page(addresses.of_board(body), "theme", known | {"purpose": body.purpose})


def _overview(strategy: Any, rows: Sequence[Any]) -> dict[str, Any]:
    parts = plan.parts_of(THE_READER, strategy)
    said = strategy.says.get("vision") or strategy.says.get("outcome") or {}
    return {
        "strategy": strategy,
        "vision": said.get("text", ""),
        "introduced_by": (strategy.says.get("signatories") or {}).get("offices", ()),
        "promises": len(rows),
        "standing": standing(rows),
        "groups": [
            (words, [_line(part, rows) for part in parts[kind]])
            for kind, words in GROUPS.items()
            if parts.get(kind)
        ],
        "boards": [
            (body.name, addresses.of_board(body), len(under)) for body, under in _by_board(rows)
        ]
        if strategy.state == "adopted"
        else [],
        "unlinked": [promise_row(row) for row in rows] if strategy.state != "adopted" else [],
    }


def _sheet(strategy: Any, rows: Sequence[Any], *, address: str, home: str) -> Page:
    """The plan on a page: as its document prints it, or by board where it prints none."""
    printed = printed_page(strategy, plan.parts_of(THE_READER, strategy), rows)
    if printed is not None:
        return Page(address, "plan_printed", printed | {"home": home})
    return Page(address, "plan_page", _on_a_page(strategy, rows))


def _on_a_page(strategy: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """The plan on one sheet: a column for each board, or for each priority where boards are not stated."""
    columns = [(body.name, under) for body, under in _by_board(rows)]
    loose = [row for row in rows if row.record.body is None]
    if loose:
        columns.append(("Board not stated", loose))
    said = strategy.says.get("vision") or strategy.says.get("outcome") or {}
    return {
        "strategy": strategy,
        "vision": said.get("text", ""),
        "columns": [(name, [promise_row(row) for row in under]) for name, under in columns],
    }


def _group(name: str, rows: Sequence[Any]) -> dict[str, Any]:
    return {
        "name": name,
        "promises": [promise_row(row) for row in rows],
        "standing": standing(rows),
    }


def _line(part: Any, rows: Sequence[Any]) -> dict[str, Any]:
    under = [row for row in rows if part in row.record.parts.all()]
    return {
        "name": part.name,
        "href": addresses.of_part(part),
        "promises": len(under),
        "standing": standing(under),
    }


def standing(rows: Sequence[Any]) -> list[tuple[str, int]]:
    """How many promises stand at each status, the ones that need attention first; nothing for none."""
    counted = Counter(row.reported for row in rows)
    return [(rag.value, counted[rag]) for rag in ORDER if counted[rag]]


def _by_board(rows: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    bodies = {
        body.pk: body
        for row in rows
        for body in (row.record.body, row.record.also_body)
        if body is not None
    }
    ordered = sorted(bodies.values(), key=lambda body: (body.order, body.name))
    return [
        (body, [row for row in rows if body.pk in (row.record.body_id, row.record.also_body_id)])
        for body in ordered
    ]


def _links(strategies: Sequence[Any]) -> list[dict[str, str]]:
    return [{"href": addresses.of_strategy(row), "text": row.title} for row in strategies]


def _promises(rows: Sequence[Any], edition: Edition) -> DataTable:
    return DataTable(
        address="/data/deliverables",
        title="What was promised",
        says="Every promise of every strategy: its words, who leads it, and how it stands.",
        fields=(
            Field("strategy", "Code of the strategy"),
            Field("code", "Code of the promise in its strategy"),
            Field("words", "What is promised now"),
            Field("board", "Code of the board that looks after it"),
            Field("lead", "The service that leads it"),
            Field("state", "Where it is in its life"),
            Field("status", "Red, Amber, Green, Blue (complete) or Grey (no update)"),
            Field("why", "Why the rule gives this status"),
            Field("page", "Address of its page"),
        ),
        rows=[
            (
                row.record.strategy.code,
                row.record.code,
                row.words,
                row.record.body and row.record.body.code,
                row.record.lead_agency and row.record.lead_agency.name,
                row.record.state,
                row.reported.value,
                row.judged.words,
                addresses.of_deliverable(row.record),
            )
            for row in rows
        ],
        source=f"{edition.name}: its strategies and what their leads reported",
    )
