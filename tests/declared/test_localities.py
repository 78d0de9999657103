"""Every locality loads whole, a broken one is explained, and a new partnership is a folder."""

import shutil
from pathlib import Path

import pytest

from headrow.vocabulary.chapters import crime_group_chapters
from headrow.vocabulary.contrast import contrast_on_white
from headrow.vocabulary.crime import BY_CODE
from headrow.vocabulary.localities import OUR_BAND, load_locality, names_of_localities
from headrow.vocabulary.periods import Month
from headrow.vocabulary.toml_files import DeclaredFileError, folder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the example locality that a test may break."""
    return Path(shutil.copytree(folder("localities") / "example", tmp_path / "example"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer holds {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", names_of_localities())
def test_every_locality_loads_with_its_strategies_and_chapters(name):
    locality = load_locality(name)
    assert locality.remarks == ()
    for strategy in locality.strategies or (None,):
        chapters = locality.chapters(strategy)
        assert chapters
        assert all(chapter.title and chapter.row.victim.says for chapter in chapters)


def test_leeds_has_two_strategies_and_the_years_choose_between_them():
    leeds = load_locality("leeds")
    chosen = {
        year: leeds.strategy_for(Month(year, 7))
        for year in (2014, 2016, 2018, 2020, 2021, 2024, 2025, 2031)
    }
    ids = {year: strategy.head.id for year, strategy in chosen.items()}
    assert [ids[year] for year in (2014, 2016, 2018, 2020)] == ["leeds-2018"] * 4
    assert [ids[year] for year in (2021, 2024, 2025, 2031)] == ["leeds-2024"] * 4
    assert len(leeds.chapters(chosen[2018])) == 9
    assert len(leeds.chapters(chosen[2024])) == 7


def test_a_partnership_without_a_strategy_has_a_chapter_for_each_group_of_crimes():
    sheffield = load_locality("sheffield")
    assert sheffield.strategy_for(Month(2014, 11)) is None
    chapters = sheffield.chapters(None)
    assert [chapter.key_issues for chapter in chapters] == [()] * 4
    counted = [code for chapter in crime_group_chapters() for code in chapter.categories]
    assert sorted(counted) == sorted(BY_CODE), (
        "each recorded category stands in one group, and once"
    )


def test_categories_that_answer_no_issue_are_those_the_blueprint_names():
    leeds = load_locality("leeds")
    chapters = leeds.chapters(leeds.strategy("2024"))
    named = {
        code
        for chapter in chapters
        if not chapter.row.all_categories
        for code in chapter.categories
    }
    assert set(BY_CODE) - named == {"public-order", "other-crime"}
    counted = [
        code
        for chapter in chapters
        if not chapter.row.all_categories
        for code in chapter.categories
        if code not in chapter.row.counted_with
    ]
    assert len(counted) == len(set(counted)), "robbery stands in two chapters and is counted in one"


def test_no_open_category_stands_in_for_domestic_abuse_or_hate_crime():
    leeds = load_locality("leeds")
    by_code = {
        chapter.code: chapter
        for strategy in leeds.strategies
        for chapter in leeds.chapters(strategy)
    }
    for code in ("I24-1", "I24-2", "T18-3"):
        assert by_code[code].categories == ()
        assert any(
            "no figure here stands in for it" in words for words in by_code[code].row.always_said
        )


def test_recording_changes_of_the_country_and_of_the_place_stand_in_order_with_their_sources():
    changes = load_locality("example").recording_changes
    assert [change.code for change in changes] == [
        "data-integrity-2014",
        "counting-rules-2023",
        "example-shop-reports",
    ]
    assert all(change.source for change in changes)


def test_a_band_on_which_white_cannot_be_read_is_refused_with_its_ratio(copied):
    edit(copied / "locality.toml", 'band = "#3b3a6b"', 'band = "#9cc8c8"')
    locality = load_locality(str(copied))
    assert locality.band == OUR_BAND
    assert "contrast of 1.8 to 1" in locality.remarks[0]
    assert "4.5" in locality.remarks[0]


def test_contrast_agrees_with_the_design_values():
    # look.md gives 9.9 for the band and 1.35 for the rule colour.
    assert contrast_on_white("#0b4a53") == pytest.approx(9.9, abs=0.05)
    assert contrast_on_white("#d9dfe2") == pytest.approx(1.35, abs=0.01)
    assert contrast_on_white("#000000") == pytest.approx(21)


PLACE, PLAN = "locality.toml", "strategy_2023_26.toml"
BREAKS = [
    (PLACE, 'force = "Exampleshire Police"', "", "'force' is missing. Add it."),
    (PLACE, "two_tier = false", 'two_tier = "no"', "'two_tier' holds 'no'; it must be true or false"),
    (PLACE, "two_tier = false", "two_teer = false", "'two_teer' is not a key here. Keys are:"),
    (PLACE, 'band = "#3b3a6b"', 'band = "plum"', "A colour is written # and six digits"),
    (PLACE, '"strategy_2023_26.toml"', '"strategy_2099.toml"', "strategy_2099.toml is not there"),
    (PLACE, 'from = "2024-02"', 'from = "Feb 2024"', "'Feb 2024' is not a month. Write it like 2024-03."),
    (PLACE, '"shoplifting", "all"', '"shop theft"', "'shop theft' is not a crime category. It may be: anti"),
    (PLACE, 'code = "example"', 'code = "elsewhere"', "'code' says 'elsewhere', and the folder is 'example'"),
    (PLAN, 'board = "homes"', 'board = "home"', "'home', which is not a board. It may be: homes"),
    (PLAN, 'id = "D23-2"', 'id = "D23-1"', "the id 'D23-1' stands 2 times"),
    (PLAN, "deliverables = 5", "deliverables = 6", "expect says deliverables = 6, and the file holds 5"),
    (PLAN, "issues = 4", "isues = 4", "expect names 'isues', which is not a count that can be asserted"),
    (PLAN, 'answers = "I23-4"', 'answers = "I23-9"', "names 'I23-9', which is not a theme or issue"),
    (PLAN, '"possession-of-weapons", "robbery"]', '"weapons"]', "'weapons' is not a crime category"),
    (PLAN, 'counted_with = { robbery = "I23-1" }', "", "'robbery' stands in chapters 'I23-1' and 'I23-4'"),
    (PLAN, 'key_issue = "weapons"', 'key_issue = "guns"', "names 'guns', which is not a key issue as"),
    (PLAN, 'text = "Open an online way', 'txt = "Open an online way', "deliverable 'D23-1': 'txt' is not a key here"),
    (PLAN, "from_year = 2023", 'from_year = "2023"', "'from_year' holds '2023'; it must be a whole"),
    (PLAN, "[strategy]", "[strategy", "Mend that line"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), BREAKS)
def test_a_broken_file_is_explained_by_file_key_and_remedy(copied, file, old, new, says):
    edit(copied / file, old, new)
    with pytest.raises(DeclaredFileError) as refused:
        load_locality(str(copied))
    assert says in str(refused.value)
    assert file.split(".")[0] in str(refused.value) or "strategy_2099" in str(refused.value)


def test_a_chapter_that_is_left_out_is_named(copied):
    file = copied / "strategy_2023_26.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index('[[chapter]]\nanswers = "I23-3"')
    file.write_text(text[:start] + text[text.index("[[chapter]]", start + 5) :], encoding="utf-8")
    with pytest.raises(DeclaredFileError, match=r"no \[\[chapter\]\] answers I23-3\. Add it\."):
        load_locality(str(copied))


def test_a_name_that_is_no_locality_lists_those_there_are():
    with pytest.raises(
        DeclaredFileError,
        match=r"There is no locality 'ledes'\. There are: example, leeds, sheffield",
    ):
        load_locality("ledes")


def test_a_locality_elsewhere_is_loaded_by_its_path(copied):
    assert load_locality(str(copied)).place == "Exampleford"


def test_declared_words_are_replaced_by_the_partnerships_own():
    leeds = load_locality("leeds")
    assert leeds.says("delivery board") == "Delivery Board (Silver)"
    assert leeds.says("community trigger") == "community trigger"
