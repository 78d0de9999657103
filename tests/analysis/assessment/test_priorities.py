"""Priorities are proposed as a group, never as an order, and only where people scored every issue."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from headrow.analysis.assessment import priorities
from headrow.analysis.findings.catalogue import method
from headrow.documents.model import Notice, Paragraph, Table, text_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.scoring import load_scoring
from headrow.vocabulary.toml_files import DeclaredFileError

EXAMPLE = load_locality("example")
PLAN = EXAMPLE.strategies[0]
RANK = method("priority").answers


def proposed(scoring):
    return priorities.proposed(
        PLAN, scoring, rank=RANK, evidence={"I23-1": ("2,904 recorded", "F-7")}
    )


def tables(blocks):
    return {block.code: block for block in blocks if isinstance(block, Table)}


def test_without_scores_the_evidence_is_listed_unranked():
    notice, table = proposed(None)
    assert isinstance(notice, Notice)
    assert notice.title == "No scoring has been entered; evidence per issue is listed, unranked."
    assert [row[0].text for row in table.rows] == [issue.name for issue in PLAN.issues]
    assert (table.rows[0][1].text, table.rows[0][1].finding) == ("2,904 recorded", "F-7")
    assert table.rows[1][1].text == "no recorded figure"


def test_a_year_without_a_file_or_of_another_strategy_has_no_scoring():
    assert load_scoring(EXAMPLE.folder, PLAN, 2019) is None
    other = replace(PLAN, head=replace(PLAN.head, id="another"))
    assert load_scoring(EXAMPLE.folder, other, 2024) is None


def test_the_group_stands_in_no_order_with_the_range_of_places_beside_it():
    blocks = proposed(load_scoring(EXAMPLE.folder, PLAN, 2024))
    assert isinstance(blocks[0], Paragraph)
    words = text_of(blocks[0].spans)
    assert words == (
        "Priority group, in no order: Violence. At least 80% of 20,000 weightings put it"
        " among the first two."
    )
    ranges = {
        row[0].text: [cell.text for cell in row[1:]] for row in tables(blocks)["rank-range"].rows
    }
    assert ranges["Violence"][2] == "priority"
    assert ranges["Shop theft and burglary"][0] == "1 to 3"
    assert (
        "total"
        not in " ".join(column.title for column in tables(blocks)["scores"].columns).casefold()
    )
    assert text_of(blocks[-1].spans).endswith("Proposed for people to decide.")


def test_no_group_is_put_forward_when_weights_decide_everything():
    scoring = load_scoring(EXAMPLE.folder, PLAN, 2024)
    apart = [dict.fromkeys(("harm", "volume", "direction", "concern"), 1) for _ in scoring.score]
    for place, code in enumerate(("harm", "volume", "direction", "concern")):
        apart[place][code] = 5
    rows = tuple(replace(row, scores=held) for row, held in zip(scoring.score, apart, strict=True))
    even = replace(scoring, top=1, score=rows)
    words = text_of(proposed(even)[0].spans)
    assert words.startswith("No issue stays among the first one in 80% of 20,000 weightings")


BREAKS = [
    ("harm = 2, volume = 4", "harm = 9, volume = 4", "gives harm = 9; the scale runs from 1 to 5"),
    ("harm = 2, volume = 4", "volume = 4", "'I23-1' lacks harm. Score it, or drop it."),
    ('issue = "I23-2"', 'issue = "I23-7"', "names 'I23-7', which is not a issue of the strategy"),
    ("volume = 4, direction", "size = 4, direction", "names 'size', which is not a criterion"),
    ('scored_by = "the partnership\'s scoring group"\n', "", "'scored_by' is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), BREAKS)
def test_scores_that_cannot_be_read_are_explained(tmp_path, old, new, says):
    folder = Path(shutil.copytree(EXAMPLE.folder, tmp_path / "example"))
    file = folder / "scores_2024.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclaredFileError) as refused:
        load_scoring(folder, PLAN, 2024)
    assert says in str(refused.value)


def test_every_issue_is_scored_or_none_is(tmp_path):
    file = tmp_path / "scores_2024.toml"
    lines = (EXAMPLE.folder / "scores_2024.toml").read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join(line for line in lines if 'issue = "I23-4"' not in line), encoding="utf-8"
    )
    with pytest.raises(DeclaredFileError, match="no score for I23-4"):
        load_scoring(tmp_path, PLAN, 2024)
