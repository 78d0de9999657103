"""Every outline loads, every name in it leads somewhere, and the legal contents cannot be dropped unnoticed."""

from pathlib import Path

import pytest

from headrow.analysis.findings import catalogue
from headrow.analysis.findings.judging.judges import JUDGES
from headrow.analysis.present.sentences import SENTENCES
from headrow.vocabulary.outlines import load_outline, names_of_outlines
from headrow.vocabulary.toml_files import DeclaredFileError, folder

STANDARD = folder("declared") / "outlines" / "strategic_assessment.toml"


@pytest.mark.parametrize("name", names_of_outlines())
def test_every_name_in_an_outline_leads_somewhere(name):
    for where, item in load_outline(name).every_item():
        for ask in item.asks:
            assert ask.measure in catalogue.measures(), f"{where} asks {ask.measure}"
            assert ask.method in ("", *JUDGES), f"{where} judges by {ask.method}"
        if item.kind == "sentence":
            _, takes = SENTENCES[item.says]
            assert len(item.asks) == takes, f"{where}: {item.says} takes {takes} findings"


def test_the_seven_contents_of_the_regulations_stand_in_order_and_are_numbered():
    outline = load_outline()
    numbered = outline.numbered
    contents = {
        numbered[section.code]: section.content for section in outline.sections if section.content
    }
    assert list(contents) == ["1", "2", "3", "4", "5", "6", "7"]
    assert "substance misuse" in contents["1"]
    assert "why" in contents["3"]
    assert "county" in contents["7"]
    assert [numbered["not-known"], numbered["sources"]] == ["8", "9"]


def test_chapters_stand_between_the_second_and_the_third_content():
    codes = [section.code for section in load_outline().sections]
    assert codes[1:4] == ["changes", "chapter", "why"]
    chapter = load_outline().sections[2]
    assert chapter.repeat == "chapters"
    sides = [item.side for item in chapter.items if item.block == "side"]
    assert sides == ["victim", "offender", "location"]


def test_why_things_changed_holds_no_computed_sentence():
    why = next(section for section in load_outline().sections if section.code == "why")
    assert [item.kind for item in why.items] == ["said", "block", "author"]


def test_the_busy_readers_page_holds_six_sentences_at_most_one_map_and_one_chart():
    kinds = [item.kind for item in load_outline().front]
    assert kinds.count("sentence") <= 6
    assert (kinds.count("map"), kinds.count("chart")) == (1, 1)


BREAKS = [
    ('kind = "author"', 'kind = "poem"', "'kind' holds 'poem'. It may be: sentence"),
    ('block = "gaps"', 'block = "gap"', "'block' holds 'gap'"),
    ('compared_with = "a-year-earlier"', 'compared_with = "last-month"', "'compared_with' holds 'last-month'"),
    ('category = "drugs"', 'category = "drink"', "'category' holds 'drink'"),
    ('category = "drugs"', 'category = "{categories}"', "which only a chapter has"),
    ('code = "county"', 'code = "why"', "section 'why' stands twice"),
    ('says = "season"', 'season = "x"', "'season' is not a key here"),
    ('needs = ["two-tier"]', 'needs = ["two-tear"]', "'needs' holds 'two-tear'"),
    ("version = 1", "version = true", "'version' holds True; it must be a whole number"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), BREAKS)
def test_a_broken_outline_is_explained(tmp_path: Path, old, new, says):
    text = STANDARD.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclaredFileError) as refused:
        load_outline(str(broken))
    assert says in str(refused.value)
    assert "broken.toml" in str(refused.value)


def test_an_outline_that_is_not_there_lists_those_there_are():
    with pytest.raises(DeclaredFileError, match="There are: strategic-assessment"):
        load_outline("annual-review")
