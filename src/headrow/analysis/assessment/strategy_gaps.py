"""What a strategy leaves open: issues that nothing answers, promises that answer no issue, facts not stated."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present import numbers
from headrow.documents.model import Block, Cell, Column, Paragraph, Table, plain
from headrow.vocabulary.periods import in_words
from headrow.vocabulary.scoring import Progress
from headrow.vocabulary.strategies import Strategy
from headrow.vocabulary.strategy_bodies import NOT_STATED
from headrow.vocabulary.strategy_promises import Deliverable, Issue


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something a plan needs and the document does not give."""

    what: str
    says: str


def deliverables_of(strategy: Strategy, issue: Issue) -> tuple[Deliverable, ...]:
    """The deliverables that answer an issue: our reading, until a person confirms it."""
    return tuple(row for row in strategy.deliverables if row.inferred_issue == issue.id)


def issues_without_deliverables(strategy: Strategy) -> tuple[Issue, ...]:
    """Issues that no deliverable answers."""
    return tuple(issue for issue in strategy.issues if not deliverables_of(strategy, issue))


def deliverables_without_issue(strategy: Strategy) -> tuple[Deliverable, ...]:
    """Deliverables that answer no issue by name, where the strategy has issues at all."""
    return tuple(row for row in strategy.deliverables if strategy.issues and not row.inferred_issue)


def issue_matrix(strategy: Strategy) -> Table:
    """Issues by boards: how many deliverables of each board answer each issue; a row may be empty, and is kept."""
    boards = [
        board
        for board in strategy.boards
        if any(row.board == board.id for row in strategy.deliverables)
    ]
    rows = []
    for issue in strategy.issues:
        answering = deliverables_of(strategy, issue)
        named = [board.name for board in boards if any(row.board == board.id for row in answering)]
        rows.append(
            (
                Cell(issue.name, strong=True),
                Cell(in_words(named) or "none"),
                Cell(str(len(answering))),
                Cell(issue.note),
            )
        )
    alone = deliverables_without_issue(strategy)
    named = [board.name for board in boards if any(row.board == board.id for row in alone)]
    rows.append(
        (
            Cell("No issue by name", strong=True),
            Cell(in_words(named) or "none"),
            Cell(str(len(alone))),
            Cell(""),
        )
    )
    return Table(
        code="issues-and-deliverables",
        title="Which deliverables answer which issue",
        columns=(
            Column("Issue", "issue"),
            Column("Boards", "boards"),
            Column("Deliverables", "deliverables", "number"),
            Column("Note", "note"),
        ),
        rows=tuple(rows),
        source=strategy.head.title,
        csv="data/issues-and-deliverables.csv",
        notes=("Links beyond names are our reading, for the partnership to confirm.",),
    )


def left_out(strategy: Strategy) -> tuple[LeftOut, ...]:
    """What the document leaves out, counted from what it holds."""
    promised = len(strategy.deliverables)
    without_lead = sum(not row.leads for row in strategy.deliverables)
    without_board = sum(not row.board for row in strategy.deliverables)
    found = [
        LeftOut("a lead", f"{NOT_STATED} for {without_lead} of {promised} deliverables")
        if without_lead
        else None,
        LeftOut("a board", f"{NOT_STATED} for {without_board} of {promised} deliverables")
        if without_board
        else None,
        LeftOut("due dates of deliverables", NOT_STATED) if promised else None,
        LeftOut(
            "deliverables of later years", f"the document covers {strategy.head.deliverables_cover}"
        )
        if strategy.head.deliverables_cover not in (NOT_STATED, "whole term")
        else None,
        *_indicators(strategy),
        *_surveys(strategy),
        LeftOut("money", NOT_STATED) if not strategy.funding else None,
        LeftOut("how the strategy is reviewed", NOT_STATED) if strategy.review is None else None,
        LeftOut("the boards of each tier", NOT_STATED) if not strategy.boards else None,
    ]
    return tuple(row for row in found if row)


def _indicators(strategy: Strategy) -> tuple[LeftOut, ...]:
    if not strategy.indicators:
        return (LeftOut("indicators", f"{NOT_STATED}: no indicator, baseline or target is named"),)
    later = sum(row.tbc for row in strategy.indicators)
    lacking = LeftOut(
        "baseline, target, source and direction",
        f"{NOT_STATED} for {len(strategy.indicators)} indicators",
    )
    open_ones = LeftOut(
        "what an indicator counts", f"to be confirmed for {later} of {len(strategy.indicators)}"
    )
    return (lacking, open_ones) if later else (lacking,)


def _surveys(strategy: Strategy) -> tuple[LeftOut, ...]:
    found = []
    for survey in strategy.surveys:
        lacking = [
            words
            for words, value in (
                ("result", survey.result),
                ("dates", survey.field_period),
                ("sample size", survey.respondents or survey.sample_size),
                ("interval", survey.confidence_interval),
            )
            if value == NOT_STATED
        ]
        if lacking:
            found.append(LeftOut(f"{in_words(lacking)} of the survey {survey.name}", NOT_STATED))
    return tuple(found)


def left_out_table(strategy: Strategy) -> Table:
    """The same as a table."""
    return Table(
        code="left-out",
        title=f"What the {strategy.head.short_title} leaves out",
        columns=(Column("What", "what"), Column("The document says", "says")),
        rows=tuple((Cell(row.what, strong=True), Cell(row.says)) for row in left_out(strategy)),
        source=strategy.head.title,
    )


def deliverables_by_board(strategy: Strategy, progress: dict[str, Progress]) -> tuple[Block, ...]:
    """Each deliverable as promised with its state and evidence, under its board or heading; never green by default."""
    silent = sum(row.id not in progress for row in strategy.deliverables)
    names = {board.id: board.name for board in strategy.boards}
    groups = dict.fromkeys(names.get(row.board, row.heading) for row in strategy.deliverables)
    blocks: list[Block] = []
    if silent:
        words = f"No progress was supplied for {numbers.within(silent)} deliverable{'s' if silent > 1 else ''}."
        blocks.append(
            Paragraph(plain(words), "lead" if silent == len(strategy.deliverables) else "body")
        )
    for group in groups:
        rows = [row for row in strategy.deliverables if names.get(row.board, row.heading) == group]
        blocks.append(_board_table(strategy, group, rows, progress))
    return tuple(blocks)


def _board_table(
    strategy: Strategy, group: str, rows: list[Deliverable], progress: dict[str, Progress]
) -> Table:
    return Table(
        code=f"progress-{rows[0].id.casefold()}",
        title=f"{group}: {len(rows)} deliverable{'s' if len(rows) > 1 else ''}",
        columns=(
            Column("Promised", "promised"),
            Column("Lead", "lead"),
            Column("State", "state"),
            Column("Evidence", "evidence"),
        ),
        rows=tuple(
            (
                Cell(row.text),
                Cell(row.lead_as_printed or NOT_STATED),
                _state(progress.get(row.id)),
                Cell(_evidence(progress.get(row.id))),
            )
            for row in rows
        ),
        source=strategy.head.title,
        folded=not any(row.id in progress for row in rows),
    )


def _state(row: Progress | None) -> Cell:
    return Cell(row.state) if row else Cell("no update", state="missing")


def _evidence(row: Progress | None) -> str:
    if row is None:
        return ""
    return f"{row.evidence} ({row.as_at})" if row.as_at else row.evidence
