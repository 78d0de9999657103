"""The door of disclosure control: counted cells in, cells as they may be shown out.

Ratios are never computed here. One rule and one mark stand for every withheld cell, small or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure.audit import Criterion
from headrow.analysis.disclosure.equations import Equations, equations
from headrow.analysis.disclosure.places import area_too_small
from headrow.analysis.disclosure.rounding import rounded
from headrow.analysis.disclosure.secondary import suppress
from headrow.vocabulary.protection import Policy

Key = tuple[str, ...]
State = Literal["shown", "withheld", "missing", "not-applicable"]

WITHHELD, TOO_SMALL_AN_AREA = "disclosure-control", "area-below-smallest"


class CountedCell(NamedTuple):
    """A count before protection; numerator None where it is missing.

    denominator_public: whether the denominator is known to everybody (residents, households).
    Where it is itself a count of the same people, it and what is left of it are protected too.
    """

    key: Key
    numerator: int | None
    denominator: float | None = None
    denominator_public: bool = True


class ProtectedCell(NamedTuple):
    """A count as it may be shown: both numbers None where nothing may be said."""

    key: Key
    numerator: int | None
    denominator: float | None
    state: State
    rule: str


@dataclass(frozen=True, slots=True)
class Margin:
    """A sum that a reader knows or can work out: the cells added up.

    total: the key of the cell that holds the sum, where it is a cell of the same table (an MSOA
    over its LSOAs, a group over its offences); it may then be withheld like any other.
    """

    keys: tuple[Key, ...]
    total: Key | None = None


@dataclass(frozen=True, slots=True)
class Protected:
    """Cells in the order given, and the margins that must be withheld because no pattern helps."""

    cells: list[ProtectedCell]
    withheld_margins: tuple[Margin, ...] = ()


def protect_cells(
    cells: Sequence[CountedCell],
    policy: Policy,
    margins: Sequence[Margin] = (),
    public_known: Mapping[Key, int] | None = None,
) -> list[ProtectedCell]:
    """Say what each cell may show under a policy, in the order given; see `protect_table`."""
    return protect_table(cells, policy, margins, public_known).cells


def protect_table(
    cells: Sequence[CountedCell],
    policy: Policy,
    margins: Sequence[Margin] = (),
    public_known: Mapping[Key, int] | None = None,
) -> Protected:
    """Withhold small counts and the cells that would give them away, and round the others.

    margins: sums that the attacker knows; one that is itself small counts as withheld too.
    public_known: for a cell that holds an already public count, that count: what is protected
    is the rest of it, since anybody can take the public part away.
    Raises AuditFailed where the solver gives no answer, because nothing is then known to be safe.
    """
    if policy.exact:
        return Protected([_as_it_is(cell) for cell in cells])
    too_small = [any(area_too_small(part, policy) for part in cell.key) for cell in cells]
    if all(too_small) and cells:
        return Protected([_withheld(cell, TOO_SMALL_AN_AREA) for cell in cells])
    rest = _unpublished(cells, public_known or {})
    table, used = _table(cells, rest, margins, policy)
    primary = _small(cells, rest, policy) | _whole_groups(table, policy)
    hidden, open_margins = primary, tuple[Margin, ...]()
    if policy.secondary and primary.any():
        known = np.array([cell.numerator is None for cell in cells])
        criterion = Criterion(policy.audit_width, policy.hide_below)
        found = suppress(table, primary, criterion, open_cells=known)
        hidden, open_margins = found.hidden, _margins_of(cells, found.unprotected, used)
    shown = [
        _withheld(cell, TOO_SMALL_AN_AREA) if small else _shown(cell, bool(hide), policy)
        for cell, small, hide in zip(cells, too_small, hidden, strict=True)
    ]
    return Protected(shown, open_margins)


def _as_it_is(cell: CountedCell) -> ProtectedCell:
    state: State = "missing" if cell.numerator is None else "shown"
    return ProtectedCell(cell.key, cell.numerator, cell.denominator, state, "")


def _withheld(cell: CountedCell, rule: str) -> ProtectedCell:
    if cell.numerator is None:
        return _as_it_is(cell)
    denominator = cell.denominator if cell.denominator_public else None
    return ProtectedCell(cell.key, None, denominator, "withheld", rule)


def _shown(cell: CountedCell, hidden: bool, policy: Policy) -> ProtectedCell:
    if cell.numerator is None:
        return _as_it_is(cell)
    if hidden:
        return _withheld(cell, WITHHELD)
    to, denominator = policy.round_to, cell.denominator
    if denominator is not None and not cell.denominator_public:
        denominator = rounded(round(denominator), to)
    rule = f"rounded-to-{to}" if to > 1 else ""
    return ProtectedCell(cell.key, rounded(cell.numerator, to), denominator, "shown", rule)


def _unpublished(cells: Sequence[CountedCell], public: Mapping[Key, int]) -> NDArray:
    """What is left of each count once the public part is taken away; nought where it is missing."""
    return np.array([max(0, (cell.numerator or 0) - public.get(cell.key, 0)) for cell in cells])


def _small(cells: Sequence[CountedCell], rest: NDArray, policy: Policy) -> NDArray:
    """Which cells are small, or have a denominator or a remainder that is."""
    small = (rest > 0) & (rest < policy.hide_below)
    for place, cell in enumerate(cells):
        if cell.numerator is None or cell.denominator is None or cell.denominator_public:
            continue
        others = cell.denominator - cell.numerator
        small[place] |= 0 < cell.denominator < policy.hide_below or 0 < others < policy.hide_below
    return small


def _table(
    cells: Sequence[CountedCell], rest: NDArray, margins: Sequence[Margin], policy: Policy
) -> tuple[Equations, list[Margin]]:
    """The equations of the margins that an attacker can know, and those margins.

    A margin over a missing cell gives nothing away; one whose sum is small is withheld itself.
    """
    place = {cell.key: number for number, cell in enumerate(cells)}
    sums, used = [], []
    for margin in margins:
        parts = [place[key] for key in margin.keys]
        total = None if margin.total is None else place[margin.total]
        every = parts if total is None else [*parts, total]
        if any(cells[number].numerator is None for number in every):
            continue
        if total is None and 0 < rest[parts].sum() < policy.hide_below:
            continue
        sums.append((parts, total))
        used.append(margin)
    return equations(rest.tolist(), sums), used


def _whole_groups(table: Equations, policy: Policy) -> NDArray:
    """Cells of a sum of which one cell holds all: to know the group is then to know each of it."""
    whole = np.zeros(table.n, dtype=bool)
    if not policy.hide_whole_groups:
        return whole
    for row in range(table.count):
        inside = table.columns[(table.rows == row) & (table.signs > 0)]
        if inside.size > 1 and np.count_nonzero(table.values[inside]) == 1:
            whole[inside] = True
    return whole


def _margins_of(
    cells: Sequence[CountedCell], unprotected: Sequence[int], margins: Sequence[Margin]
) -> tuple[Margin, ...]:
    """The margins over cells that no pattern protects."""
    keys = {cells[place].key for place in unprotected}
    return tuple(margin for margin in margins if keys & set(margin.keys))
