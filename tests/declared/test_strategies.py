"""Both strategies are loaded complete: every count that they assert, row by row, and every reference."""

from collections import Counter

import pytest

from headrow.vocabulary.localities import load_locality

LEEDS = load_locality("leeds")
THEN, NOW = LEEDS.strategies


def test_the_strategy_of_2018_is_whole():
    assert THEN.head.id == "leeds-2018"
    assert (len(THEN.duties), len(THEN.commitments), len(THEN.deliverables)) == (7, 22, 30)
    assert Counter(row.kind for row in THEN.bodies) == {
        "responsible_authority": 5,
        "co_operating_body": 7,
    }
    assert [sum(row.priority == p.id for row in THEN.commitments) for p in THEN.priorities] == [
        7,
        8,
        7,
    ]
    assert list(Counter(row.heading for row in THEN.deliverables).values()) == [6, 4, 5, 4, 3, 8]
    assert len({row.lead_as_printed for row in THEN.deliverables}) == 16
    assert (len(THEN.critical_themes), sum(len(row.issues) for row in THEN.critical_themes)) == (
        9,
        39,
    )
    assert (len(THEN.indicators), sum(row.tbc for row in THEN.indicators)) == (10, 3)
    assert (len(THEN.focus_areas), len(THEN.supporting_issues), len(THEN.opportunities)) == (
        5,
        4,
        5,
    )
    assert len(THEN.expect) == 19, "each count of the file's own table was asserted by the loader"


def test_the_strategy_of_2024_is_whole():
    assert NOW.head.id == "leeds-2024"
    assert (len(NOW.themes), len(NOW.subthemes), len(NOW.issues), len(NOW.boards)) == (4, 9, 7, 11)
    assert [len(row.key_issues) for row in NOW.issues] == [4, 3, 4, 4, 5, 4, 4]
    assert [sum(row.board == board.id for row in NOW.deliverables) for board in NOW.boards] == [
        2,
        3,
        4,
        5,
        3,
        3,
        3,
        4,
        3,
        2,
        4,
    ]
    assert len(NOW.deliverables) == 36
    assert NOW.indicators == ()
    assert not any(row.leads for row in NOW.deliverables)


def test_the_repaired_boards_hold_the_right_texts():
    words = {row.id: row.text for row in NOW.deliverables}
    assert words["D24-VAWG-2"].startswith(
        "Develop and support interventions such as Women's Night Safe Space"
    )
    assert "Target Priority Group" in words["D24-STR-2"]


def test_what_the_document_leaves_out_is_not_stated_and_never_guessed():
    your_view, your_voice = THEN.surveys[0], NOW.surveys[0]
    assert (your_view.result, your_view.sample_size, your_view.field_period) == (
        85,
        "not stated",
        "not stated",
    )
    assert (your_voice.result, your_voice.respondents, your_voice.respondents_qualifier) == (
        "not stated",
        1350,
        "over",
    )
    assert all(row.board == "" for row in THEN.deliverables)


def test_a_suggestion_of_ours_stays_apart_from_what_is_stated():
    row = next(row for row in NOW.deliverables if row.id == "D24-ASB-2")
    assert (row.inferred_issue, row.board, row.lead_as_printed) == ("I24-4", "asb", "")


def test_every_id_leads_to_its_words():
    assert NOW.named("I24-4") == "Neighbour nuisance and ASB"
    assert THEN.named("C18-2-4").startswith("Commission a flexible")
    with pytest.raises(KeyError):
        NOW.named("I24-99")


def test_chapters_carry_each_key_issue_as_printed_with_a_figure_or_words():
    for strategy in LEEDS.strategies:
        for chapter, subject in zip(strategy.chapters(), strategy.subjects, strict=True):
            printed = getattr(subject, "key_issues", None) or subject.issues
            assert [row.key_issue for row in chapter.key_issues] == list(printed)
            assert all(row.categories or row.says for row in chapter.key_issues)
