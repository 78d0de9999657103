"""A strategy on one page: as printed where the document prints one, else drawn up from what it says."""

from __future__ import annotations

from headrow.documents.model import PlanColumn, PlanItem, PlanOnAPage
from headrow.vocabulary.periods import in_words
from headrow.vocabulary.strategies import Strategy
from headrow.vocabulary.strategy_promises import Deliverable

DRAWN_UP = "Drawn up here; the strategy prints none."


def plan_on_a_page(strategy: Strategy) -> PlanOnAPage:
    """The strategy's plan on a page: printed items under its priorities, or themes, issues and boards."""
    return _printed(strategy) if strategy.plan_on_a_page else _drawn_up(strategy)


def _aim(strategy: Strategy) -> str:
    said = strategy.head.outcome or strategy.head.vision
    return said.text if said else ""


def _printed(strategy: Strategy) -> PlanOnAPage:
    plan = strategy.plan_on_a_page
    assert plan is not None
    deliverables = {row.id: row for row in strategy.deliverables}
    columns = tuple(
        PlanColumn(
            title=strategy.named(column.priority),
            items=tuple(
                PlanItem(
                    strategy.named(code),
                    _tag(deliverables[code]) if code in deliverables else "Commitment",
                )
                for code in column.items
            ),
        )
        for column in plan.column
    )
    notes = [
        f"{plan.our_focus_heading or 'Focus'}: {_listed(strategy.named(code) for code in plan.focus)}."
        if plan.focus
        else "",
        f"How: {_listed(plan.approaches)}." if plan.approaches else "",
        f"Indicators: {_listed(_indicator(strategy, code) for code in plan.indicators)}."
        if plan.indicators
        else "",
        f"As printed on page {plan.page}." if plan.page else "",
    ]
    return PlanOnAPage(
        code=f"plan-{strategy.head.id}",
        title=strategy.head.short_title,
        subtitle=_aim(strategy),
        columns=columns,
        note=" ".join(filter(None, notes)),
    )


def _listed(names: object) -> str:
    return "; ".join(names)  # type: ignore[arg-type]


def _indicator(strategy: Strategy, code: str) -> str:
    row = next(row for row in strategy.indicators if row.id == code)
    return f"{row.name} (to be confirmed)" if row.tbc else row.name


def _tag(row: Deliverable) -> str:
    return f"Deliverable, {row.lead_as_printed}" if row.lead_as_printed else "Deliverable"


def _drawn_up(strategy: Strategy) -> PlanOnAPage:
    columns = [
        PlanColumn(
            theme.name,
            tuple(
                PlanItem(part.name, "Sub-theme")
                for part in strategy.subthemes
                if part.theme == theme.id
            ),
        )
        for theme in strategy.themes
    ]
    columns.append(
        PlanColumn(
            "Issues, and the boards that answer them",
            (*_issues(strategy), *_boards_alone(strategy)),
            note="Which board answers which issue is our reading, for the partnership to confirm.",
        )
    )
    return PlanOnAPage(
        code=f"plan-{strategy.head.id}",
        title=strategy.head.short_title,
        subtitle=_aim(strategy),
        columns=tuple(columns),
        note=DRAWN_UP,
    )


def _issues(strategy: Strategy) -> tuple[PlanItem, ...]:
    items = []
    for issue in strategy.issues:
        boards = [
            f"{board.name} ({board.deliverables})"
            for board in strategy.boards
            if board.id in issue.inferred_boards
        ]
        items.append(
            PlanItem(issue.name, in_words(boards) if boards else "No board has a deliverable on it")
        )
    return tuple(items)


def _boards_alone(strategy: Strategy) -> tuple[PlanItem, ...]:
    """Boards whose deliverables answer no issue by name."""
    answering = {code for issue in strategy.issues for code in issue.inferred_boards}
    return tuple(
        PlanItem(board.name, f"Board with {board.deliverables} deliverables, no issue by name")
        for board in strategy.boards
        if board.id not in answering
    )
