"""Which policy a question's data stand under, and what it lets each cell show."""

from __future__ import annotations

from collections.abc import Sequence

from headrow.analysis.disclosure.small_counts import CountedCell, Margin, protect_cells
from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Cell, Question
from headrow.analysis.tables.opened import Tables
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary.protection import Policy, policies

# The policy belongs to the data, not to the wish of the page: a finding takes the strictest it touched.
STRICTNESS = ("already-public", "partnership-only", "published", "published-sensitive")


def policy_of(question: Question, measure: Measure, tables: Tables) -> Policy:
    """The strictest policy of the tables that a question touches, never laxer than its `audience` asks."""
    found = {"already-public"}
    if "partner_counts" in measure.needs:
        rows = tables.partner
        rows = rows.filter(
            rows.partner == question.options["partner"], rows.topic == question.options["topic"]
        )
        held = rows.select("protection").distinct().to_pyarrow().column(0).to_pylist()
        found |= {code or "published" for code in held} | {
            question.options.get("policy", "already-public")
        }
    return policies()[max(found, key=STRICTNESS.index)]


def protected(cells: Sequence[Counted], *, question: Question, policy: Policy) -> list[Cell]:
    """Each cell as it may be shown; the totals of each column of `by` are taken as known to the attacker."""
    counted = [CountedCell(cell.key, cell.numerator, cell.denominator) for cell in cells]
    margins = () if policy.code == "already-public" else _margins(question, cells)
    return [
        Cell(
            key=cell.key,
            numerator=cell.numerator,
            denominator=cell.denominator,
            state=cell.state,
            flags=(cell.rule,) if cell.rule else (),
        )
        for cell in protect_cells(counted, policy, margins)
    ]


def _margins(question: Question, cells: Sequence[Counted]) -> tuple[Margin, ...]:
    """The whole, and each value of each column: sums that a reader may know or work out."""
    keys = [cell.key for cell in cells if cell.numerator is not None]
    found = {tuple(keys)} if len(keys) > 1 else set()
    if len(question.by) > 1:
        for at in range(len(question.by)):
            for value in {key[at] for key in keys}:
                found.add(tuple(key for key in keys if key[at] == value))
    return tuple(Margin(part) for part in sorted(found) if len(part) > 1)
