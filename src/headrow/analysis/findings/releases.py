"""What protected figures were given already, so that a new one cannot be subtracted from them.

The ledger lives with what was opened: within a run, every protected answer is tested against all before it. To hold
a run to earlier publications, put their ledger there before the first question (`start_from`). It holds exact counts,
so it is kept by the analyst and never written beside an assessment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headrow.analysis.disclosure.ledger import (
    Atom,
    PublicationLedger,
    Release,
    ReleasedCell,
)
from headrow.analysis.findings import beside
from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Cell, Question
from headrow.analysis.findings.opening import Opened
from headrow.vocabulary.protection import Policy

KEPT = "releases"


def ledger_of(opened: Opened) -> PublicationLedger:
    """Every protected figure given so far."""
    held: PublicationLedger = opened.kept.setdefault(KEPT, PublicationLedger())
    return held


def start_from(opened: Opened, saved: Sequence[Mapping[str, Any]]) -> None:
    """Hold what is asked from now on to earlier publications too.

    saved: what `ledger_of(opened).as_json()` gave then.
    """
    opened.kept[KEPT] = PublicationLedger.from_json(saved)


def may_go_out(
    question: Question,
    counted: Sequence[Counted],
    shown: Sequence[Cell],
    opened: Opened,
    policy: Policy,
    public: Mapping[tuple[str, ...], int],
) -> bool:
    """Whether the answer, with all given before it, leaves every small count hidden; if so it is written down.

    Cells stand in the ledger at their exact counts, less what is public of them: rounding is no help against figures
    that follow one another.
    """
    atoms = _atoms(question, opened)
    whole = {cell.key: cell for cell in counted}
    cells = []
    for cell in shown:
        made_of = frozenset(atom for key, atom in atoms if key == cell.key)
        exact = whole[cell.key].numerator
        count = None
        if cell.state == "shown" and exact is not None:
            count = max(0, exact - public.get(cell.key, 0))
        if made_of:
            cells.append(ReleasedCell(made_of, count, "/".join(cell.key)))
    release = Release(
        "-".join(map(str, (question.measure, question.period, *question.by))), tuple(cells)
    )
    return ledger_of(opened).record(release, policy).allowed


def _atoms(question: Question, opened: Opened) -> list[tuple[tuple[str, ...], Atom]]:
    """The smallest parts that the partner's file counts, each with the key of the cell it belongs to."""
    tables = next(iter(opened.tables.values()))
    rows = beside.of_topic(tables.partner, question)
    months = [str(month) for month in question.period.months]
    rows = rows.filter(rows.month.isin(months))
    if question.level:
        rows = rows.filter(rows.area_kind == question.level)
    parts = rows.select("partner", "topic", "area", "month", "group").distinct()
    found = parts.order_by("area", "month", "group").to_pyarrow().to_pylist()
    return [
        (
            tuple(str(part[name]) for name in question.by),
            (part["partner"], part["topic"], part["area"], part["month"], part["group"]),
        )
        for part in found
    ]
