"""The ledger of publications: what was released before, and what a new release would add to it.

A released cell is a set of atoms (the smallest area x period x filter it is made of) and its count.
Cells cut the atoms into slivers, the regions that no released cell divides. A release is refused
when it would let anybody bound the count of a sliver below the policy's floor. Rounding is no help
against releases that follow one another, so cells are held at their exact counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from headrow.analysis.disclosure.audit import Attacker, Criterion
from headrow.analysis.disclosure.equations import Equations, equations
from headrow.vocabulary.protection import Policy

Atom: TypeAlias = tuple[str, ...]
SLACK = 1e-6  # a bound of 4.9999999 is 5: the solver works in floating point


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """A cell somebody can read: the atoms it adds up, and its exact count, None where withheld."""

    atoms: frozenset[Atom]
    count: int | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """The cells of one publication."""

    code: str
    cells: tuple[ReleasedCell, ...]


@dataclass(frozen=True, slots=True)
class Sliver:
    """A region that released cells cut out: which cells it lies in, and what can be known of it."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    atoms: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a release may go out, and the slivers that it would give away."""

    allowed: bool
    slivers: tuple[Sliver, ...] = ()
    remedy: str = ""


@dataclass(slots=True)
class PublicationLedger:
    """Every release so far, in order."""

    releases: list[Release] = field(default_factory=list)

    def test(self, release: Release, policy: Policy) -> Verdict:
        """Say whether a release, together with all that went before, gives a small count away."""
        if policy.exact:
            return Verdict(True)
        earlier = [cell for past in self.releases for cell in past.cells]
        cells = _touching(release.cells, earlier)
        known = [cell for cell in cells if cell.count is not None]
        slivers = _slivers(known, Criterion(policy.audit_width, policy.hide_below))
        remedy = (
            "Publish the earlier areas or periods again instead, or join the new ones into larger"
            " ones until nothing small is left over."
        )
        return Verdict(not slivers, tuple(slivers), remedy if slivers else "")

    def record(self, release: Release, policy: Policy) -> Verdict:
        """Add a release to the ledger if it may go out; a refused one changes nothing."""
        verdict = self.test(release, policy)
        if verdict.allowed:
            self.releases.append(release)
        return verdict

    def as_json(self) -> list[dict[str, Any]]:
        """The ledger as plain values, atoms in a fixed order."""
        return [
            {
                "code": release.code,
                "cells": [
                    {"atoms": sorted(map(list, cell.atoms)), "count": cell.count, "name": cell.name}
                    for cell in release.cells
                ],
            }
            for release in self.releases
        ]

    @classmethod
    def from_json(cls, entries: Sequence[Mapping[str, Any]]) -> PublicationLedger:
        """Read a ledger back from plain values."""
        return cls(
            [
                Release(
                    entry["code"],
                    tuple(
                        ReleasedCell(
                            frozenset(tuple(atom) for atom in cell["atoms"]),
                            cell["count"],
                            cell.get("name", ""),
                        )
                        for cell in entry["cells"]
                    ),
                )
                for entry in entries
            ]
        )


def atoms(
    areas: Iterable[str], months: Iterable[str], filters: Iterable[str] = ("all",)
) -> frozenset[Atom]:
    """The atoms of a cell: each of its smallest areas in each month under each filter."""
    return frozenset(product(areas, months, filters))


def _touching(new: Sequence[ReleasedCell], earlier: Sequence[ReleasedCell]) -> list[ReleasedCell]:
    """The new cells and every earlier one that shares an atom with them, or with one that does."""
    reached = set[Atom]().union(*(cell.atoms for cell in new))
    found, waiting, grew = list(new), list(earlier), True
    while grew:
        near = [cell for cell in waiting if not cell.atoms.isdisjoint(reached)]
        waiting = [cell for cell in waiting if cell.atoms.isdisjoint(reached)]
        reached = reached.union(*(cell.atoms for cell in near))
        found += near
        grew = bool(near)
    return found


def _slivers(cells: Sequence[ReleasedCell], criterion: Criterion) -> list[Sliver]:
    """The slivers whose count anybody could bound below the floor, and not at nought."""
    pattern: dict[Atom, int] = {}
    for number, cell in enumerate(cells):
        for atom in cell.atoms:
            pattern[atom] = pattern.get(atom, 0) | 1 << number
    sizes: dict[int, int] = {}
    for bits in pattern.values():
        sizes[bits] = sizes.get(bits, 0) + 1
    regions = sorted(sizes)
    table = _as_equations(regions, cells)
    attacker = Attacker(table, np.ones(table.n, dtype=bool))
    given_away = []
    for place, bits in enumerate(regions):
        low, high = attacker.range_of(place)
        # The true count may be anything in the range. Nought known to be nought is shown as it is.
        safe = low >= criterion.reach - SLACK or high <= SLACK
        if not safe and not criterion.met(np.array(low), np.array(high)):
            names = [cell.name or str(number) for number, cell in enumerate(cells)]
            inside = tuple(name for number, name in enumerate(names) if bits >> number & 1)
            outside = tuple(name for number, name in enumerate(names) if not bits >> number & 1)
            given_away.append(Sliver(inside, outside, sizes[bits], low, high))
    return given_away


def _as_equations(regions: Sequence[int], cells: Sequence[ReleasedCell]) -> Equations:
    """One equation a cell over the regions, with values that satisfy all of them.

    The true counts of regions are not known to the ledger, and none is needed: any table that
    fits will do to start from. Raises ReleasesDisagree where there is none.
    """
    from scipy.optimize import nnls

    sums = [
        ([place for place, bits in enumerate(regions) if bits >> number & 1], None)
        for number in range(len(cells))
    ]
    matrix = np.zeros((len(cells), len(regions)))
    for number, (places, _) in enumerate(sums):
        matrix[number, places] = 1.0
    counts = np.array([cell.count for cell in cells], dtype=float)
    start, left = nnls(matrix, counts) if counts.size else (np.zeros(len(regions)), 0.0)
    if left > 1e-6 * max(1.0, float(counts.sum())):
        raise ReleasesDisagree(
            "The releases cannot all be true of the same data: a correction was published."
            " Begin a new ledger entry for the corrected data, and audit it by hand."
        )
    return equations(start.tolist(), sums)


class ReleasesDisagree(Exception):
    """Counts of overlapping releases contradict one another."""
