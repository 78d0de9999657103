"""Which policy a question's data stand under, and what it lets each cell show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headrow.analysis.disclosure.small_counts import CountedCell, Margin, protect_table
from headrow.analysis.findings import beside
from headrow.analysis.findings.judging.judged import Counted, Judged
from headrow.analysis.findings.model import Cell, Question
from headrow.analysis.tables.opened import Tables
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary import protection
from headrow.vocabulary.protection import Policy

PUBLIC = "already-public"
UNSAID = "published"  # what a partner's rows stand under when their file says nothing
PUBLIC_BASES = ("", "residents", "households", "workday")


@dataclass(frozen=True, slots=True)
class Shown:
    """Cells as they may be shown, and what must be said of the whole."""

    cells: list[Cell]
    flags: tuple[str, ...] = ()


def policy_of(question: Question, measure: Measure, tables: Tables) -> Policy:
    """The strictest policy of the tables that a question touches, never laxer than `options["policy"]` asks."""
    if beside.own_shape(measure) != "partner_counts":
        return protection.policy(PUBLIC)
    rows = beside.of_topic(tables.partner, question)
    held = rows.select("protection").distinct().to_pyarrow().column(0).to_pylist()
    codes = [code or UNSAID for code in held] or [UNSAID]
    # A topic named as a sensitive theme is one, whatever its file asks for.
    themed = protection.policy_for_theme(question.options.get("topic", ""), UNSAID)
    if themed.code != UNSAID:
        codes.append(themed.code)
    return protection.strictest([*codes, question.options.get("policy", PUBLIC)])


def protected(
    cells: Sequence[Counted],
    *,
    question: Question,
    measure: Measure,
    policy: Policy,
    public: Mapping[tuple[str, ...], int],
) -> Shown:
    """Each cell as it may be shown; the totals of each column of `by` are taken as known to the attacker.

    public: the part of a cell's count that anybody can look up and take away.
    """
    # People of a place are known to everybody; any other base counts the same people as the numerator.
    known = not measure.out_of or (bool(question.out_of) and question.out_of in PUBLIC_BASES)
    counted = [CountedCell(cell.key, cell.numerator, cell.denominator, known) for cell in cells]
    margins = () if policy.exact else _margins(question, cells)
    found = protect_table(counted, policy, margins, public)
    shown = [
        Cell(
            key=cell.key,
            numerator=cell.numerator,
            denominator=cell.denominator,
            state=cell.state,
            flags=(cell.rule,) if cell.rule else (),
        )
        for cell in found.cells
    ]
    return Shown(shown, ("totals_withheld",) if found.withheld_margins else ())


def handed_on(judged: Judged, cells: Sequence[Cell], policy: Policy) -> Judged:
    """What was judged on exact counts, less whatever would give one away.

    Where counts are withheld or rounded only words are handed on: a mean, a limit, a ratio or a slope is arithmetic
    on the exact counts, and can be turned back.
    """
    shown_exactly = policy.round_to == 0 and all(cell.state != "withheld" for cell in cells)
    if policy.exact or shown_exactly:
        return judged
    return Judged(
        _words(judged.whole),
        {key: _words(found) for key, found in judged.cells.items()},
        judged.refused,
    )


def _words(found: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, Mapping):
            kept[name] = _words(value)
        elif isinstance(value, str) or (
            isinstance(value, tuple) and all(isinstance(part, str) for part in value)
        ):
            kept[name] = value
    return kept


def _margins(question: Question, cells: Sequence[Counted]) -> tuple[Margin, ...]:
    """The whole, and each value of each column: sums that a reader may know or work out."""
    keys = [cell.key for cell in cells if cell.numerator is not None]
    found = {tuple(keys)} if len(keys) > 1 else set()
    if len(question.by) > 1:
        for at in range(len(question.by)):
            for value in {key[at] for key in keys}:
                found.add(tuple(key for key in keys if key[at] == value))
    return tuple(Margin(part) for part in sorted(found) if len(part) > 1)
