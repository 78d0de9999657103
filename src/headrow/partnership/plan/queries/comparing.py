"""Two strategies side by side, and the plan on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.partnership.indicators import queries as indicators
from headrow.partnership.indicators.queries import IndicatorReading
from headrow.partnership.insight.queries import reads_all
from headrow.partnership.plan.models import Part, Strategy
from headrow.partnership.plan.queries.deliverables import DeliverableRow, deliverables
from headrow.partnership.plan.queries.strategies import parts_of

MOST_ON_PAGE = 4  # deliverables and commitments under each column (G-110)
LONGEST_WORDS = 190  # of one item: more does not fit one A4 side at 9 pt
MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Went:
    """Where a theme of the earlier strategy went, in words, and who is to confirm it."""

    theme: Part
    to: tuple[str, ...]
    note: str
    issues: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two strategies: what the crosswalk says went where, what is new, which deliverables have a successor."""

    earlier: Strategy
    later: Strategy
    went: tuple[Went, ...]
    new: tuple[Part, ...]
    carried: tuple[DeliverableRow, ...]
    counts: tuple[tuple[str, int, int], ...]


COUNTED = (
    ("Priorities", "priority"),
    ("Themes", "theme"),
    ("Issues", "issue"),
    ("Critical themes", "critical-theme"),
    ("Focus areas", "focus-area"),
    ("Commitments", "commitment"),
    ("Delivery boards", "board"),
    ("Indicators", "indicator"),
)


def compare(reader: Any, earlier: Strategy, later: Strategy) -> Comparison:
    """The two side by side; where a theme went is the locality's own suggestion, for people to confirm."""
    before, after = parts_of(reader, earlier), parts_of(reader, later)
    names = {part.code: part.name for kind in ("issue", "board") for part in after.get(kind, ())}
    themes = {part.code: part for part in before.get("critical-theme", ())}
    crosswalk = [part for part in before.get("crosswalk", ()) if part.code in themes]
    went = tuple(_went(themes[part.code], part.says, names) for part in crosswalk)
    reached = {code for part in crosswalk for code in part.says.get("to_issues", ())}
    rows = deliverables(reader, strategy=earlier)
    counts = [("Deliverables", len(rows), later.deliverables.count())]
    counts += [
        (words, len(before.get(kind, ())), len(after.get(kind, ()))) for words, kind in COUNTED
    ]
    return Comparison(
        earlier,
        later,
        went,
        tuple(part for part in after.get("issue", ()) if part.code not in reached),
        tuple(row for row in rows if row.record.successor_id),
        tuple(counts),
    )


def _went(theme: Part, says: dict[str, Any], names: dict[str, str]) -> Went:
    codes = (*says.get("to_issues", ()), *says.get("to_boards", ()))
    issues = tuple(
        (step["issue"], names.get(step.get("to", ""), ""), step.get("note", ""))
        for step in says.get("issue", ())
    )
    return Went(theme, tuple(names[code] for code in codes if code in names), says["note"], issues)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the plan on a page: a priority or theme and what stands under it."""

    part: Part
    items: tuple[tuple[str, DeliverableRow | Part], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The plan on one A4 side (G-110). overflow: what does not fit, in words; never a smaller letter."""

    outcome: str
    ambition: str
    focus: tuple[Part, ...]
    columns: tuple[Column, ...]
    approaches: tuple[str, ...]
    indicators: tuple[Part, ...]
    readings: tuple[IndicatorReading, ...]
    boards: tuple[tuple[str, int], ...]
    overflow: tuple[str, ...]


def page_of(reader: Any, strategy: Strategy) -> Page:
    """The plan on a page: priorities where the document has them, its themes where it has none."""
    held = parts_of(reader, strategy)
    rows = deliverables(reader, strategy=strategy)
    heads = held.get("priority") or held.get("theme") or []
    columns = tuple(_column(part, held, rows) for part in heads)
    says = strategy.says
    plan = says.get("plan_on_a_page") or {}
    boards: dict[str, int] = {}
    for row in rows:
        if row.record.body:
            boards[row.record.body.name] = boards.get(row.record.body.name, 0) + 1
    return Page(
        outcome=_text(says, "outcome") or _text(says, "vision"),
        ambition=_text(says, "ambition") or _text(says, "wider_ambition"),
        focus=tuple(held.get("focus-area") or held.get("issue") or ()),
        columns=columns,
        approaches=tuple(plan.get("approaches", ())),
        indicators=tuple(held.get("indicator", ())),
        readings=tuple(indicators.readings(reader, strategy_code=strategy.code)),
        boards=tuple(boards.items()),
        overflow=_overflow(columns),
    )


def _text(says: dict[str, Any], key: str) -> str:
    found = says.get(key) or {}
    return found.get("text") or found.get("name") or ""


def _column(part: Part, held: dict[str, list[Part]], rows: list[DeliverableRow]) -> Column:
    by_code: dict[str, Any] = {row.record.code: row for row in rows}
    by_code |= {each.code: each for each in held.get("commitment", ())}
    printed = next((each for each in held.get("page-column", ()) if each.code == part.code), None)
    if printed:
        found = [by_code[code] for code in printed.says["items"] if code in by_code]
    else:
        found = [
            row
            for row in rows
            if row.record.on_page and part.pk in {each.pk for each in row.record.parts.all()}
        ]
        found = found or [each for each in part.below_parts if each.kind in ("subtheme",)]
    return Column(part, tuple((_words(each), each) for each in found))


def _words(item: DeliverableRow | Part) -> str:
    return item.words if isinstance(item, DeliverableRow) else item.name


def _overflow(columns: tuple[Column, ...]) -> tuple[str, ...]:
    found = []
    if len(columns) > MOST_COLUMNS:
        found.append(f"{len(columns)} columns, where {MOST_COLUMNS} fit.")
    for column in columns:
        if len(column.items) > MOST_ON_PAGE:
            found.append(
                f"“{column.part.name}” has {len(column.items)} entries, where {MOST_ON_PAGE} fit."
            )
        found += [
            f"“{words[:60]}…” has {len(words)} characters, where {LONGEST_WORDS} fit."
            for words, _ in column.items
            if len(words) > LONGEST_WORDS
        ]
    return tuple(found)


def grid_of(
    reader: Any, held: dict[str, list[Part]], rows: list[DeliverableRow]
) -> list[list[Any]]:
    """Focus areas against priorities: a row an area, with the codes of the deliverables in both."""
    served = {row.record.code: {part.pk for part in row.record.parts.all()} for row in rows}
    return [
        [
            area,
            *(
                [code for code, parts in served.items() if {area.pk, priority.pk} <= parts]
                for priority in held.get("priority", ())
            ),
        ]
        for area in held.get("focus-area", ())
    ]


def choosable_indicators(reader: Any) -> Any:
    """The indicators that a deliverable may be measured by."""
    return indicators.visible(reader)


def indicators_shown(reader: Any, record: Any) -> list[Any]:
    """The indicators of a deliverable that a reader may know of: public ones, and all for those inside."""
    inside = reads_all(reader)
    return [each for each in record.indicators.all() if inside or each.shown_to == "public"]
