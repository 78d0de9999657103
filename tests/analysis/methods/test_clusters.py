"""Local statistics against loops over the areas, and permutation against every draw in turn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headrow.analysis.methods import autocorrelation, clusters, multiple_tests, permuted_clusters
from headrow.analysis.methods.neighbours import from_lists, from_pairs


@st.composite
def maps(draw, least=6, most=30):
    """Areas in a ring with extra links, and a value for each; some areas may be islands."""
    n = draw(st.integers(least, most))
    ends = st.integers(0, n - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=n, max_size=3 * n))
    whole = draw(st.booleans())
    value = st.integers(0, 30) if whole else st.integers(0, 300).map(lambda tenths: tenths / 10)
    values = draw(st.lists(value, min_size=n, max_size=n).filter(lambda v: np.std(v) > 1e-3))
    return np.array(values, dtype=float), from_pairs(n, pairs)


def lists_of(neighbours):
    return [
        neighbours.links[a:b].tolist()
        for a, b in zip(neighbours.starts, neighbours.starts[1:], strict=False)
    ]


@given(maps())
def test_gi_star_is_its_formula_taken_area_by_area(case):
    y, neighbours = case
    n, mean, s = y.size, y.mean(), y.std()
    found = clusters.gi_star_z(y, neighbours)
    for i, near in enumerate(lists_of(neighbours)):
        w = len(near) + 1
        spread = s * np.sqrt(max(0, n * w - w * w) / (n - 1))
        if not near or spread == 0:
            assert np.isnan(found[i])
        else:
            assert found[i] == pytest.approx((y[near].sum() + y[i] - mean * w) / spread, abs=1e-8)


@given(maps())
def test_local_morans_add_up_to_morans_i(case):
    y, neighbours = case
    local = clusters.local_moran_values(y, neighbours)
    whole = autocorrelation.moran(y, neighbours)
    linked = neighbours.degrees > 0
    if whole.I is not None:
        total = np.nansum(local) * y.size / (y.size - 1) / linked.sum()
        assert pytest.approx(total, abs=1e-8) == whole.I
    assert np.isnan(local[~linked]).all()


@settings(max_examples=60)
@given(maps(), st.integers(0, 9), st.integers(1, 40))
def test_a_sweep_counts_exactly_the_draws_that_a_loop_counts(case, seed, draws):
    y, neighbours = case
    k = max(1, int(neighbours.degrees.max()))
    drawn = permuted_clusters.draw_positions(y.size - 1, k, draws, seed)
    found = permuted_clusters.gi_star_permuted(y, neighbours, positions=drawn).p
    for i, near in enumerate(lists_of(neighbours)):
        if not near:
            assert np.isnan(found[i])
            continue
        others = np.delete(y, i)
        sums = np.array([others[row[: len(near)]].sum() for row in drawn])
        seen, near_enough = y[near].sum(), 1e-9
        tails = [(sums >= seen - near_enough).sum(), (sums <= seen + near_enough).sum()]
        assert found[i] == (1 + min(tails)) / (1 + draws)


@given(st.integers(3, 30), st.integers(0, 99), st.data())
def test_positions_are_distinct_and_every_position_comes_up(n, seed, data):
    k = data.draw(st.integers(1, n))
    drawn = permuted_clusters.draw_positions(n, k, 200, seed)
    assert drawn.shape == (200, k)
    assert all(len(set(row)) == k for row in drawn.tolist())
    assert set(drawn[:, 0].tolist()) == set(range(n)) or n > 20


def test_an_area_at_the_mean_tells_nothing_by_permutation():
    y = np.array([3.0, 1, 5, 2, 4, 3])
    ring = from_pairs(6, [(i, (i + 1) % 6) for i in range(6)])
    assert permuted_clusters.local_moran_permuted(y, ring, draws=99).p[0] == 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_is_the_least_scaled_p_of_those_as_large(values):
    ordered = sorted(values)
    found = multiple_tests.false_discovery(values)
    for p, adjusted in zip(values, found, strict=True):
        scaled = [q * len(values) / (rank + 1) for rank, q in enumerate(ordered) if q >= p]
        # Of equal values the last one's rank decides, so those before it do not count.
        least = min(
            q * len(values) / (len(ordered) - ordered[::-1].index(q)) for q in ordered if q >= p
        )
        assert adjusted == pytest.approx(min(1, least))
        assert adjusted <= min(1, max(scaled)) + 1e-12


def test_a_missing_p_is_no_test():
    found = multiple_tests.false_discovery([0.01, np.nan, 0.04])
    assert found[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(found[1])


def grid(side):
    return from_pairs(
        side * side,
        [
            (r * side + c, (r + dr) * side + c + dc)
            for r in range(side)
            for c in range(side)
            for dr, dc in ((0, 1), (1, 0), (1, 1), (1, -1))
            if r + dr < side and 0 <= c + dc < side
        ],
    )


def test_a_planted_hot_corner_is_found_and_chance_is_not():
    random = np.random.default_rng(11)
    y = random.poisson(10, (12, 12)).astype(float)
    y[:3, :3] += 25
    found = clusters.hot_areas(y.ravel(), grid(12))
    hot = {divmod(i, 12) for i, name in enumerate(found.classes) if name == "hot"}
    assert {(r, c) for r in range(3) for c in range(3)} <= hot
    assert all(r < 5 and c < 5 for r, c in hot)
    local = clusters.local_moran(y.ravel(), grid(12))
    assert local.classes[13] == "high-high"
    quiet = clusters.hot_areas(random.poisson(10, 144).astype(float), grid(12))
    assert quiet.classes.count("hot") == 0


@pytest.mark.parametrize(
    ("values", "flag"),
    [
        (np.ones(20) * 9, "under_30_areas"),
        (np.arange(36) % 2, "under_100_events"),
        (np.r_[np.nan, np.ones(35) * 9], "missing_values"),
        (np.ones(36) * 9, "no_variation"),
    ],
)
def test_a_map_that_cannot_carry_it_is_refused_whole(values, flag):
    ring = from_pairs(len(values), [(i, (i + 1) % len(values)) for i in range(len(values))])
    for method in (clusters.hot_areas, clusters.local_moran):
        found = method(values, ring)
        assert found.flags == (flag,)
        assert set(found.classes) == {"not-assessed"}
        assert np.isnan(found.p).all()


def test_islands_are_listed_and_not_assessed():
    y = np.random.default_rng(2).poisson(9, 40)
    found = clusters.hot_areas(y, from_pairs(40, [(i, i + 1) for i in range(38)]))
    assert found.islands == (39,)
    assert found.classes[39] == "not-assessed"


def test_pairs_and_lists_build_the_same_neighbours():
    pairs = from_pairs(4, [(0, 1), (1, 0), (2, 1), (3, 3)])
    lists = from_lists([[1], [0, 2], [1], [3]])
    assert pairs.starts.tolist() == lists.starts.tolist() == [0, 1, 3, 4, 4]
    assert pairs.links.tolist() == lists.links.tolist()


def test_analytic_gi_star_agrees_with_esda():
    esda = pytest.importorskip("esda")
    weights = pytest.importorskip("libpysal").weights
    y = np.random.default_rng(3).gamma(2, 5, 100)
    lattice = weights.lat2W(10, 10, rook=False)
    peer = esda.getisord.G_Local(y, lattice, transform="B", star=True, permutations=0)
    ours = clusters.gi_star_z(y, from_lists([lattice.neighbors[i] for i in range(100)]))
    assert ours == pytest.approx(peer.Zs, abs=1e-10)
