"""Every indicator loads, every name in it leads somewhere, and the ten printed in 2018 are all answered."""

import shutil
from pathlib import Path

import pytest

from headrow.analysis.findings.catalogue import measures
from headrow.analysis.findings.judging.judges import JUDGES
from headrow.analysis.sources.example_place.writing import write_example
from headrow.analysis.warehouse.folder import Warehouse
from headrow.analysis.workbench.opening import Workbench, open_workbench
from headrow.partnership.indicators import rules
from headrow.vocabulary import indicators as declared
from headrow.vocabulary.indicators import Asked, Indicator, indicators, load_indicator
from headrow.vocabulary.local_indicators import baseline_value, local_indicators
from headrow.vocabulary.localities import load_locality, names_of_localities
from headrow.vocabulary.periods import Period
from headrow.vocabulary.protection import policies
from headrow.vocabulary.toml_files import DeclaredFileError, folder

FILES = sorted((folder("declared") / "indicators").glob("*.toml"))
PLACE = """
code = "exampleford"
name = "Exampleford partnership"
kind = "community-safety-partnership"
district = { code = "E08999001", name = "Exampleford" }
force = "Exampleshire Police"
"""


def asked_of(row: Indicator) -> dict[str, Asked]:
    """The questions an indicator puts to the analysis, by their key."""
    found = {"value": row.value, "series": row.series, "change": row.change}
    return {key: ask for key, ask in found.items() if ask is not None}


ASKS = [
    pytest.param(ask, key, id=f"{row.code}-{key}")
    for row in indicators().values()
    for key, ask in asked_of(row).items()
]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workbench:
    """Fourteen months of the fictional place."""
    top = tmp_path_factory.mktemp("indicators")
    write_example(top / "data", period=Period.parse("2023-11..2024-12"))
    (top / "exampleford").mkdir()
    (top / "exampleford" / "locality.toml").write_text(PLACE, encoding="utf-8")
    warehouse = Warehouse(Path(top / "warehouse"))
    return open_workbench(str(top / "exampleford"), top / "data", warehouse=warehouse)


def test_every_file_is_an_indicator():
    assert len(FILES) == len(indicators()) == 14


@pytest.mark.parametrize(("ask", "key"), ASKS)
def test_every_measure_and_method_exists(ask, key):
    assert ask.measure in measures()
    assert ask.method in ("", *JUDGES)


@pytest.mark.parametrize(("ask", "key"), ASKS)
def test_every_question_is_answered_by_the_analysis(place, ask, key):
    months = {"period": "2024-01..2024-12"}
    if key == "change":
        months = {"period": "2024-11..2024-12", "compared_with": "2023-11..2023-12"}
    found = place.ask(
        ask.measure,
        category=ask.category,
        by=ask.by,
        out_of=ask.out_of,
        per=ask.per,
        method=ask.method,
        **months,
    )
    assert not found.refused
    assert [cell.state for cell in found.cells] == ["shown"] * (12 if ask.by else 1)


def test_only_what_the_analysis_feeds_asks_it():
    for row in indicators().values():
        assert bool(asked_of(row)) is (row.fed_by in ("measure", "cases"))
        assert (row.returned is not None) is (row.fed_by == "return")
        if row.judged_by == "control-limits" and row.fed_by == "measure":
            assert row.series.method == "xmr"


def test_more_reports_are_never_coloured_without_a_stated_reading():
    reported = [row for row in indicators().values() if row.nature == "reported"]
    assert {"hate-incidents", "domestic-abuse-self-reported"} <= {row.code for row in reported}
    assert all(row.better == "neither" and row.monitor_only for row in reported if not row.reading)


def test_hate_and_domestic_abuse_are_never_read_alone_and_stand_under_the_sensitive_policy():
    for row in indicators().values():
        if row.theme in ("hate-crime", "domestic-abuse"):
            assert row.read_with and row.read_with_because
            assert row.public_policy == "published-sensitive"
        assert list(policies()).index(row.public_policy) >= list(policies()).index(row.protection)


def test_the_words_of_direction_are_those_the_rule_judges_by():
    assert set(declared.BETTER) == {better.value for better in rules.Better}


def test_no_declared_indicator_names_a_place():
    names = {load_locality(name).district.name for name in names_of_localities()}
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], file.name


def test_what_is_to_be_confirmed_says_why_offers_candidates_and_cannot_be_graded():
    (then,) = local_indicators("leeds")
    undefined = [row for row in then.rows if row.not_defined_since]
    assert [row.answers for row in undefined] == ["K18-08", "K18-09", "K18-10"]
    for row in undefined:
        (code,) = row.indicators
        indicator = indicators()[code]
        assert not indicator.defined and indicator.not_defined_because
        assert len(indicator.candidate) == 3
        assert all(found.owner and found.source for found in indicator.candidate)
        assert row.define_owner == "executive"


def test_the_ten_of_2018_are_answered_and_the_other_seven_are_monitored_only():
    (then,) = local_indicators("leeds")
    strategy = load_locality("leeds").strategies[0]
    assert [row.answers for row in then.rows] == [row.id for row in strategy.indicators]
    to_be_confirmed = {row.id for row in strategy.indicators if row.tbc}
    assert {row.answers for row in then.rows if row.not_defined_since} == to_be_confirmed
    assert all(row.monitor_only and row.target is None for row in then.rows)
    assert {row.answers: len(row.indicators) for row in then.rows}["K18-02"] == 2


def test_a_printed_figure_stands_as_a_baseline_and_is_not_typed_again():
    (then,) = local_indicators("leeds")
    strategy = load_locality("leeds").strategies[0]
    values = {row.answers: baseline_value(row, strategy) for row in then.rows}
    assert {key: value for key, value in values.items() if value} == {"K18-01": 85, "K18-03": 95011}


SPOILT = [
    ("hate_incidents", 'better = "neither"', 'better = "lower"', "more reports can be good news"),
    ("hate_incidents", 'theme = "hate-crime"', 'theme = "hate"', "not a sensitive theme"),
    ("hate_incidents", 'split_by = ["strand"', 'split_by = ["hue"', "column 'hue' is not one of"),
    ("hate_incidents", 'code = "taken_out"', 'code = "crimes"', "a column stands twice"),
    ("hate_incidents", 'kind = "choice"', 'kind = "text"', "choices belong to the kind"),
    ("hate_incidents", 'fed_by = "return"', 'fed_by = "measure"', "needs [value]"),
    ("asb_recorded", 'code = "asb-recorded"', 'code = "asb"', "the file is named asb.toml"),
    ("asb_recorded", 'code = "asb-recorded"', 'code = "ASB recorded"', "small letters and hyphens"),
    ("asb_recorded", "per = 1000\ndecimals", "decimals", "a rate needs 'per'"),
    ("asb_recorded", 'judged_by = "control-limits"', 'judged_by = "target"', "not judged by a target"),
    ("asb_recorded", 'owner = "AN"', 'owner = "Demo"', "owner 'Demo' is not one of"),
    ("asb_recorded", "max_age_days = 184", "max_age_days = 0", "a number of days from 1"),
    ("asb_recorded", 'category = "anti-social-behaviour"', 'category = "noise"', "category 'noise' is not one of"),
    ("asb_recorded", 'protection = "already-public"', 'protection = "open"', "not a disclosure policy"),
    ("asb_recorded", "[value]", "monitor_only = false\n[value]", "needs a direction in 'better'"),
    ("reoffending", "[[candidate]]", "[[measure]]", "'measure' is not a key here"),
    ("reoffending", 'nature = "not-defined"', 'nature = "outcome"', "stand together"),
    ("public_confidence", "read_with_because", "caveat", "'caveat' is not a key here"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "words"), SPOILT)
def test_a_spoilt_indicator_is_refused_with_file_key_and_remedy(tmp_path, name, old, new, words):
    text = (folder("declared") / "indicators" / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "indicators" / f"{name}.toml"
    file.parent.mkdir()
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclaredFileError) as refused:
        load_indicator(file)
    assert words in str(refused.value) and f"indicators/{name}.toml" in str(refused.value)


LOCAL = [
    ('answers = "K18-01"', 'answers = "K18-11"', "not a printed indicator"),
    ('indicators = ["asb-recorded"]', 'indicators = ["asb"]', "not a declared indicator"),
    ('figure = "G18-07"', 'figure = "G18-99"', "not a printed figure"),
    ('figure = "G18-07", ', "", "either a 'value' or the 'figure'"),
    ('define_owner = "executive"\n', "", "names who must define it"),
    ('indicators = ["asb-recorded"]', 'indicators = ["asb-recorded"]\nmonitor_only = false', "the other way round"),
    ('strategy = "leeds-2018"', 'strategy = "leeds-1998"', "not a strategy of this locality"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), LOCAL)
def test_a_spoilt_local_file_is_refused(tmp_path, monkeypatch, old, new, words):
    shutil.copytree(folder("localities") / "leeds", tmp_path / "leeds")
    file = tmp_path / "leeds" / "indicators" / "strategy_2018_21.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("HEADROW_LOCALITIES", str(tmp_path))
    local_indicators.cache_clear()
    with pytest.raises(DeclaredFileError, match=words.replace("'", ".")):
        local_indicators("leeds")
    local_indicators.cache_clear()
