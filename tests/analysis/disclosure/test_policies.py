"""Policies as declared, what a ratio must rest on, and places that are too small."""

import pytest

from headrow.analysis.disclosure.places import area_too_small, why_no_points
from headrow.analysis.disclosure.reliability import (
    may_show_mean,
    may_show_percentage,
    may_show_percentage_change,
    may_show_rate,
    may_show_sum,
)
from headrow.vocabulary import protection
from headrow.vocabulary.toml_files import DeclaredFileError, folder

PUBLIC, BOARD, PUBLISHED, SENSITIVE = protection.policies().values()


def test_policies_stand_from_the_laxest_to_the_strictest():
    assert [p.code for p in (PUBLIC, BOARD, PUBLISHED, SENSITIVE)] == [
        "already-public",
        "partnership-only",
        "published",
        "published-sensitive",
    ]
    assert [(p.hide_below, p.round_to) for p in protection.policies().values()] == [
        (0, 0),
        (5, 0),
        (5, 5),
        (10, 5),
    ]
    assert protection.strictest(["published", "already-public", "partnership-only"]) == PUBLISHED


def test_a_sensitive_theme_is_never_under_a_laxer_policy():
    assert protection.policy_for_theme("hate-crime", "partnership-only") == SENSITIVE
    assert protection.policy_for_theme("burglary", "partnership-only") == BOARD


def test_public_counts_name_their_publication_and_lose_their_freedom_when_joined():
    assert PUBLIC.needs == ("publication", "published_on", "finest_cell")
    assert PUBLIC.lost_when_joined
    assert PUBLIC.exact
    assert not BOARD.exact


def test_the_counts_a_law_wants_exact_are_named():
    assert len(protection.protection().exempt) == 4


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("secondary = true", "secondary = false", "totals would give them away"),
        ("audit_width = 5", "", "audit_width"),
        ("hide_below = 5", "hide_below = -5", "not of the kind"),
        ('smallest_area = "msoa"', 'smallest_area = "street"', "size of area"),
        ("round_to = 5", "rounds = 5", "not a key here"),
        ("mean_of_at_least = 10", "", "mean_of_at_least"),
    ],
)
def test_a_policy_that_would_protect_nothing_is_refused_with_the_remedy(tmp_path, old, new, words):
    text = (folder("declared") / "protection.toml").read_text(encoding="utf-8")
    (tmp_path / "protection.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclaredFileError, match=words):
        protection.load(tmp_path / "protection.toml")


def test_an_unknown_policy_is_refused_with_those_there_are():
    with pytest.raises(DeclaredFileError, match="already-public, partnership-only"):
        protection.policy("public")


def test_a_rate_rests_on_five_of_ten_and_a_percentage_on_five_of_thirty():
    assert may_show_rate(5, 10, PUBLISHED)
    assert may_show_rate(0, 10, PUBLISHED)
    assert not may_show_rate(4, 900, PUBLISHED)
    assert not may_show_rate(7, 9, PUBLISHED)
    assert may_show_percentage(5, 30, BOARD)
    assert not may_show_percentage(20, 29, BOARD)
    assert may_show_percentage(1, 3, PUBLIC)
    assert not may_show_rate(None, 10, PUBLIC)
    assert not may_show_rate(3, 0, PUBLIC)


def test_no_percentage_change_on_a_base_below_fifty_under_any_policy():
    assert may_show_percentage_change(50)
    assert not may_show_percentage_change(49)
    assert not may_show_percentage_change(None)


def test_a_mean_needs_ten_and_a_sum_must_not_be_one_or_two_contributors():
    assert may_show_mean(10, PUBLISHED)
    assert not may_show_mean(9, PUBLISHED)
    assert may_show_sum([30, 30, 20, 20], PUBLISHED)
    assert not may_show_sum([51, 20, 20, 9], PUBLISHED)
    assert not may_show_sum([45, 41, 14], PUBLISHED)


def test_areas_below_the_smallest_are_known_by_their_code():
    assert area_too_small("E01000001", SENSITIVE)
    assert not area_too_small("E02000001", SENSITIVE)
    assert not area_too_small("E05000001", SENSITIVE)
    assert not area_too_small("E01000001", PUBLISHED)
    assert area_too_small("E00000001", PUBLISHED)
    assert not area_too_small("burglary", SENSITIVE)


def test_no_policy_allows_a_dot_map_and_each_says_why():
    for rules in protection.policies().values():
        assert "larger" in why_no_points(rules, theme="hate crime")
    assert "MSOA" in why_no_points(SENSITIVE)
    assert "snapped" in why_no_points(PUBLIC)
