"""Attacks on published tables of partner counts: they succeed on a naive release, not on ours.

The attacker here is written apart from the product's audit: he reads what was published, writes
one linear programme for each withheld cell, and subtracts whatever overlaps.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from scipy.optimize import linprog

from headrow.analysis.disclosure.ledger import PublicationLedger, Release, ReleasedCell, atoms
from headrow.analysis.disclosure.small_counts import CountedCell, Margin, protect_table
from headrow.vocabulary.protection import policy

FLOOR, WIDTH = 5, 5
Key = tuple[str, ...]
WITHHOLDING = ["partnership-only", "published", "published-sensitive"]


def partner_table(seed: int, areas: int = 9, kinds: int = 4) -> dict[Key, int]:
    """Generated callouts by area and kind: a few busy areas, many small counts, some noughts."""
    random = np.random.default_rng(seed)
    busy = random.gamma(1.5, 14, areas)[:, None] * random.gamma(2, 0.4, kinds)
    counts = random.poisson(busy)
    return {
        (f"Area {row}", f"Kind {column}"): int(counts[row, column])
        for row in range(areas)
        for column in range(kinds)
    }


def margins_of(table: Mapping[Key, int]) -> list[Margin]:
    """Row totals, column totals and the grand total."""
    keys = list(table)
    sums = [tuple(keys)]
    for at in (0, 1):
        for value in dict.fromkeys(key[at] for key in keys):
            sums.append(tuple(key for key in keys if key[at] == value))
    return [Margin(part) for part in sums]


def attack(
    shown: Mapping[Key, int | None], totals: Sequence[tuple[tuple[Key, ...], int]]
) -> dict[Key, tuple[float, float]]:
    """The range of each withheld cell, from shown cells and totals alone."""
    hidden = [key for key, count in shown.items() if count is None]
    rows, sums = [], []
    for keys, total in totals:
        if any(key in keys for key in hidden):
            rows.append([float(key in keys) for key in hidden])
            sums.append(total - sum(shown[key] or 0 for key in keys))
    found = {}
    for place, key in enumerate(hidden):
        goal = np.eye(len(hidden))[place]
        ends = [
            linprog(s * goal, A_eq=rows or None, b_eq=sums or None, bounds=(0, 10_000)).fun * s
            for s in (1, -1)
        ]
        found[key] = (ends[0], ends[1])
    return found


def naive_release(table: Mapping[Key, int], floor: int = FLOOR) -> dict[Key, int | None]:
    """Small cells withheld and nothing else: what an office does on a busy day."""
    return {key: None if 0 < count < floor else count for key, count in table.items()}


def recovered(ranges: Mapping[Key, tuple[float, float]], table: Mapping[Key, int]) -> list[Key]:
    """Small cells whose very count the attacker knows."""
    return [key for key, (low, high) in ranges.items() if 0 < table[key] < FLOOR and high - low < 1]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("code", WITHHOLDING)
def test_margins_give_away_a_naive_table_and_not_ours(seed, code):
    table, rules = partner_table(seed), policy(code)
    margins = margins_of(table)
    exact = [(margin.keys, sum(table[key] for key in margin.keys)) for margin in margins]
    assert recovered(attack(naive_release(table), exact), table)

    ours = protect_table([CountedCell(key, count) for key, count in table.items()], rules, margins)
    # The attacker is given every exact total that the policy lets out, and every shown count
    # exactly, which is more than a rounded table tells him.
    shown = {cell.key: None if cell.state == "withheld" else table[cell.key] for cell in ours.cells}
    let_out = [
        (margin.keys, total)
        for margin, (_, total) in zip(margins, exact, strict=True)
        if margin not in ours.withheld_margins and not 0 < total < rules.hide_below
    ]
    for key, (low, high) in attack(shown, let_out).items():
        if 0 < table[key] < rules.hide_below:
            assert high - low >= WIDTH - 1e-6
            assert high >= rules.hide_below - 1e-6
    small = {key for key, count in table.items() if 0 < count < rules.hide_below}
    assert all(shown[key] is None for key in small)


def test_one_withheld_cell_beside_its_total_is_no_secret_and_ours_are_two():
    table = {("Area 1",): 3, ("Area 2",): 12, ("Area 3",): 25, ("Area 4",): 60}
    whole = (tuple(table), sum(table.values()))
    assert attack(naive_release(table), [whole]) == {("Area 1",): (3, 3)}
    ours = protect_table(
        [CountedCell(key, count) for key, count in table.items()],
        policy("partnership-only"),
        [Margin(tuple(table))],
    )
    shown = {cell.key: cell.numerator for cell in ours.cells}
    assert [key for key, count in shown.items() if count is None] == [("Area 1",), ("Area 2",)]
    low, high = attack(shown, [whole])["Area 1",]
    assert (low, high) == (0, 15)


@pytest.mark.parametrize("code", WITHHOLDING)
def test_a_partner_total_less_a_public_count_is_no_way_in(code):
    # All incidents of a place are police records, which anybody can download, and a partner's own.
    police = {("Area 1",): 31, ("Area 2",): 40, ("Area 3",): 22}
    partner = {("Area 1",): 3, ("Area 2",): 28, ("Area 3",): 0}
    together = {key: police[key] + partner[key] for key in police}
    naive = naive_release(together)
    assert naive["Area 1",] - police["Area 1",] == partner["Area 1",]

    cells = [CountedCell(key, count) for key, count in together.items()]
    total = [Margin(tuple(together))]
    without = protect_table(cells, policy(code), total).cells
    assert without[0].state == "shown", "the public part must be named for it to be taken away"
    ours = protect_table(cells, policy(code), total, police).cells
    assert ours[0].state == "withheld"
    shown = {cell.key: None if cell.state == "withheld" else together[cell.key] for cell in ours}
    ranges = attack(shown, [(tuple(together), sum(together.values()))])
    low, high = ranges["Area 1",]
    rest = max(low - police["Area 1",], 0), high - police["Area 1",]
    assert rest[1] - rest[0] >= WIDTH
    assert rest[1] >= FLOOR


MONTHS = [f"2024-{month:02d}" for month in range(4, 13)] + ["2025-01"]


def test_two_releases_of_one_area_are_not_allowed_to_differ_by_a_small_month():
    ward = [f"LSOA {n}" for n in range(4)]
    to_december, to_january = 41, 44
    naive = to_january - to_december
    assert 0 < naive < FLOOR

    rules, ledger = policy("published"), PublicationLedger()
    first = Release("december", (ReleasedCell(atoms(ward, MONTHS[:9]), to_december, "April on"),))
    second = Release("january", (ReleasedCell(atoms(ward, MONTHS), to_january, "to January"),))
    assert ledger.record(first, rules).allowed
    verdict = ledger.record(second, rules)
    assert not verdict.allowed
    assert verdict.slivers[0].atoms == len(ward)
    assert len(ledger.releases) == 1, "what was refused must not count as published"
    quarter = Release("quarter", (ReleasedCell(atoms(ward, MONTHS), 51, "to January"),))
    assert ledger.record(quarter, rules).allowed


def test_a_ward_is_not_published_over_areas_that_leave_a_sliver_of_it():
    inside = [
        ReleasedCell(atoms([f"LSOA {n}"], MONTHS), count, f"LSOA {n}")
        for n, count in enumerate((12, 9, 13))
    ]
    ward = ReleasedCell(atoms([*(f"LSOA {n}" for n in range(3)), "sliver"], MONTHS), 37, "ward")
    naive = ward.count - sum(cell.count for cell in inside)
    assert naive == 3

    rules, ledger = policy("partnership-only"), PublicationLedger()
    assert ledger.record(Release("lsoas", tuple(inside)), rules).allowed
    assert not ledger.test(Release("wards", (ward,)), rules).allowed
    assert ledger.test(Release("wards", (ward,)), policy("already-public")).allowed
    # Withheld in the second geography, the ward gives nothing away.
    hidden = ReleasedCell(ward.atoms, None, "ward")
    assert ledger.test(Release("wards", (hidden,)), rules).allowed


def test_two_earlier_releases_together_do_not_open_a_third():
    rules, ledger = policy("published"), PublicationLedger()
    parts = {"a": 8, "b": 3, "c": 9, "d": 30}

    def cell(names):
        return ReleasedCell(atoms(names, MONTHS), sum(parts[name] for name in names), names)

    assert ledger.record(Release("one", (cell("ab"),)), rules).allowed
    assert ledger.record(Release("two", (cell("bc"),)), rules).allowed
    # a+b, b+c and a+b+c: the union less the first is c, the union less the second is a, so b is 3.
    verdict = ledger.test(Release("three", (cell("abc"),)), rules)
    assert not verdict.allowed
    assert any((sliver.low, sliver.high) == pytest.approx((3, 3)) for sliver in verdict.slivers)
    assert ledger.test(Release("three", (cell("abcd"),)), rules).allowed


def test_no_pair_of_allowed_releases_can_be_subtracted_to_a_small_count():
    random = np.random.default_rng(12)
    areas, rules, ledger = (
        [f"LSOA {n}" for n in range(12)],
        policy("published"),
        PublicationLedger(),
    )
    truth = {(area, month): int(random.poisson(2.5)) for area in areas for month in MONTHS}
    released: list[tuple[frozenset, int]] = []
    refused = 0
    for number in range(40):
        start, stop = sorted(random.integers(0, 13, 2))
        first, last = sorted(random.integers(0, 11, 2))
        if start == stop or first == last:
            continue
        chosen = atoms(areas[start:stop], MONTHS[first:last])
        count = sum(truth[area, month] for area, month, _ in chosen)
        one = Release(str(number), (ReleasedCell(chosen, count, str(number)),))
        if ledger.record(one, rules).allowed:
            released.append((chosen, count))
        else:
            refused += 1
    assert len(released) > 3
    assert refused >= 3, "the naive course, publishing all, would have been subtracted"
    for (a, count_a), (b, count_b) in itertools.permutations(released, 2):
        if a < b:
            assert not 0 < count_b - count_a < FLOOR
    for (a, ca), (b, cb), (c, cc) in itertools.permutations(released, 3):
        if not a & b and a | b < c:
            assert not 0 < cc - ca - cb < FLOOR


def test_a_ledger_survives_being_written_down():
    rules, ledger = policy("published"), PublicationLedger()
    ledger.record(Release("one", (ReleasedCell(atoms("ab", MONTHS), 41, "ab"),)), rules)
    again = PublicationLedger.from_json(ledger.as_json())
    assert again.releases == ledger.releases
    later = Release("two", (ReleasedCell(atoms("abc", MONTHS), 44, "abc"),))
    assert not again.test(later, rules).allowed
