"""Dated values, bank holidays, duties, section 17A sets and risk scales: they load, lead somewhere, and are refused."""

from datetime import date
from pathlib import Path

import pytest

from headrow.partnership.plan.rules.duties import Frequency
from headrow.vocabulary.clocks import Length, Unit
from headrow.vocabulary.dated_values import NotInForceError, dated_values
from headrow.vocabulary.duties import FREQUENCIES, declared_duties
from headrow.vocabulary.localities import names_of_localities
from headrow.vocabulary.risk_scales import risk_scales
from headrow.vocabulary.section_17a import HOLDERS, section_17a
from headrow.vocabulary.toml_files import DeclaredFileError, folder
from headrow.vocabulary.working_days import working_calendar

LOADERS = {
    "dated_values": dated_values,
    "bank_holidays_england": working_calendar,
    "duties": declared_duties,
    "section_17a": section_17a,
    "risk_scales": risk_scales,
}
NAMES = list(LOADERS)


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the declared files that a test may spoil, read in place of ours."""
    declared, localities = tmp_path / "declared", tmp_path / "localities"
    (localities / "ours").mkdir(parents=True)
    declared.mkdir()
    for name in NAMES:
        text = (folder("declared") / f"{name}.toml").read_text(encoding="utf-8")
        (declared / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("HEADROW_DECLARED", str(declared))
    monkeypatch.setenv("HEADROW_LOCALITIES", str(localities))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for load in LOADERS.values():
        load.cache_clear()


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_value_that_is_on_names_its_source_and_its_days():
    rows = dated_values().rows
    assert len(rows) > 90
    for row in rows:
        assert row.source and row.name and row.rule
        assert row.confidence != "local choice" or row.kind != "statutory", row.code


def test_a_number_of_the_law_that_was_not_seen_commenced_is_off():
    values, day = dated_values(), date(2026, 11, 25)
    off = {row.code for row in values.rows if values.off(row.code, on=day)}
    assert {"respect-order", "notice-penalty-raised", "death-review-renamed"} <= off
    with pytest.raises(NotInForceError, match="not in force; feature off"):
        values.in_force("respect-order", on=day)


def test_a_value_before_its_first_day_is_an_error_and_not_the_nearest():
    values = dated_values()
    assert values.number("case-review-complaints", on=date(2014, 10, 20)) == 3
    with pytest.raises(NotInForceError, match="not in force on 19 October 2014"):
        values.in_force("case-review-complaints", on=date(2014, 10, 19))
    with pytest.raises(KeyError, match="not declared"):
        values.of("nothing")


def test_a_value_gives_the_length_of_a_clock_or_a_day_of_a_year():
    values, day = dated_values(), date(2026, 4, 1)
    assert values.length("closure-hearing", on=day) == Length(48, Unit.HOURS_WITHOUT_CHRISTMAS)
    draft = values.in_force("annual-review-draft", on=day)
    assert draft.in_year(2027) == date(2027, 5, 31)
    with pytest.raises(TypeError, match="a day of the year"):
        _ = draft.number
    with pytest.raises(TypeError, match="a number"):
        values.in_force("papers", on=day).in_year(2027)
    with pytest.raises(ValueError, match="clear_working_days_before"):
        _ = values.in_force("papers", on=day).length


@pytest.mark.parametrize("locality", names_of_localities())
def test_the_values_duties_and_scales_of_every_locality_load(locality):
    assert len(dated_values(locality).rows) >= len(dated_values().rows)
    assert declared_duties(locality)
    assert risk_scales(locality).impact


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("dated_values", 'kind = "statutory"', 'kind = "law"', "kind 'law' is not one of"),
        ("dated_values", 'unit = "count"', 'unit = "moons"', "unit 'moons' is not one of"),
        ("dated_values", "from = 2007-08-01", 'from = "soon"', 'neither a date nor "unset"'),
        ("dated_values", 'value = "03-31"', "value = 31", "a value is a whole number, or a day"),
        ("dated_values", 'value = "03-31"', 'value = "31 March"', "not a day of the year"),
        ("dated_values", "from = 2007-08-01", "from = 2007-08-01\nto = 2007-07-31", "before it begins"),
        ("dated_values", 'code = "plan-revision-due"', 'code = "assessment-due"', "two values of 'assessment-due'"),
        ("bank_holidays_england", "day = 2026-12-28", "day = 2026-12-26", "is a weekend"),
        ("bank_holidays_england", "day = 2026-12-28", "day = 2026-12-25", "a day stands twice"),
        ("bank_holidays_england", "last_year = 2028", "last_year = 2029", "no [[holiday]] for 2029"),
        ("duties", 'frequency = "off"', 'frequency = "never"', "frequency 'never' is not one of"),
        ("duties", 'clock = "committee-meets"', 'clock = "committee"', "not a dated value"),
        ("duties", 'code = "partnership-plan"', 'code = "public-meeting"', "a code stands twice"),
        ("duties", 'event = "a case"\n', "", "needs its 'event'"),
        ("duties", 'off_because = "Piloted; a national start is not known."\n', "", "says why in 'off_because'"),
        ("section_17a", '"chief officer of police"\nh', '"the police"\nh', "names 'chief officer of police'"),
        ("section_17a", 'holder = "fire"', 'holder = "fires"', "'fires' holds no set"),
        ("section_17a", 'code = "police-crimes"', 'code = "police-incidents"', "a code stands twice"),
        ("risk_scales", "level = 5", "level = 6", "a level is a whole number from 1 to 5"),
        ("risk_scales", "level = 5", "level = 4", "a level of [[likelihood]] stands twice"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_refused_with_file_key_and_remedy(copied, name, old, new, words):
    spoil(copied / "declared" / f"{name}.toml", old, new)
    with pytest.raises(DeclaredFileError) as refused:
        LOADERS[name]()
    assert words in str(refused.value)
    assert f"declared/{name}.toml" in str(refused.value)


OWN_PAPERS = """
[[value]]
code = "papers"
name = "Papers before a meeting"
kind = "local"
rule = "G-61"
value = 7
unit = "clear_working_days_before"
from = 2026-04-01
source = "Terms of reference"
confidence = "local choice"
"""


def test_a_locality_may_choose_its_own_numbers_and_never_those_of_the_law(copied):
    own = copied / "localities" / "ours" / "dated_values.toml"
    own.write_text(OWN_PAPERS, encoding="utf-8")
    assert dated_values("ours").number("papers", on=date(2026, 4, 1)) == 7
    assert dated_values().number("papers", on=date(2026, 4, 1)) == 5
    with pytest.raises(NotInForceError):
        dated_values("ours").in_force("papers", on=date(2026, 3, 31))
    own.write_text(OWN_PAPERS.replace('"papers"', '"committee-response"'), encoding="utf-8")
    forget()
    with pytest.raises(DeclaredFileError, match="not a local choice"):
        dated_values("ours")


def test_a_locality_may_add_a_duty_or_put_its_own_in_place_of_ours(copied):
    text = '[[duty]]\ncode = "{}"\nrule = "G-44"\nname = "N"\ndoes = "D"\nsource = "S"\nholder = "council"\n'
    text += 'frequency = "each-year"\nconfidence = "local choice"\n'
    own = copied / "localities" / "ours" / "duties.toml"
    own.write_text(
        text.format("weapons-homicide-reviews") + text.format("our-own"), encoding="utf-8"
    )
    rows = {row.code: row for row in declared_duties("ours")}
    assert rows["weapons-homicide-reviews"].frequency == "each-year"
    assert len(rows) == len(declared_duties()) + 1


def test_a_locality_may_give_its_own_words_for_a_level(copied):
    own = copied / "localities" / "ours" / "risk_scales.toml"
    own.write_text(
        '[[impact]]\nlevel = 5\nword = "Catastrophic"\nmeans = "More than £1m."\n', encoding="utf-8"
    )
    assert [level.word for level in risk_scales("ours").impact][3:] == ["Major", "Catastrophic"]
    assert risk_scales("ours").likelihood == risk_scales().likelihood


def test_the_duties_are_those_of_the_rules_and_say_how_often_in_words_the_rule_knows():
    assert set(FREQUENCIES) == {frequency.value for frequency in Frequency}
    owed = {row.rule for row in declared_duties()}
    assert {
        f"G-{n}" for n in (10, 12, 14, 16, 17, 18, 20, 21, 25, 29, *range(35, 46), 51, 52)
    } <= owed


def test_a_duty_counted_since_it_was_last_done_has_a_length_that_a_clock_can_run():
    values, day = dated_values(), date(2026, 11, 25)
    for row in declared_duties():
        if row.frequency == "since-last":
            assert values.length(row.clock, on=day).number
        if row.frequency == "by-date":
            assert values.in_force(row.clock, on=day).in_year(2026)


def test_every_set_of_section_17a_has_a_holder_of_today_and_health_gives_outward_postcodes_only():
    declared = section_17a()
    assert {declared.holder_of(row).holder for row in declared.datasets} == set(HOLDERS)
    for row in declared.datasets:
        assert row.outward_postcode_only is ("outward postcode" in row.fields)


def test_the_bank_holidays_are_those_of_the_published_list_where_a_copy_is_at_hand():
    published = pytest.importorskip("govuk_bank_holidays.bank_holidays")
    held = working_calendar()
    rows = published.BankHolidays(use_cached_holidays=True).get_holidays("england-and-wales")
    days = {row["date"] for row in rows}
    first, last = max(min(days).year, held.first_year), min(max(days).year, held.last_year)
    within = {day for day in days if first <= day.year <= last}
    assert within == {day for day in held.holidays if first <= day.year <= last}
    assert len(within) >= 8 * (last - first)


def test_no_year_has_fewer_than_eight_bank_holidays_or_one_twice():
    held = working_calendar()
    for year in range(held.first_year, held.last_year + 1):
        assert sum(day.year == year for day in held.holidays) in (8, 9, 10)
    assert date(2026, 12, 28) in held.holidays and date(2026, 12, 26) not in held.holidays
