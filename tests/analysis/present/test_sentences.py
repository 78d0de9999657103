"""Each sentence has its fixed words, each number its finding's address, and none claims more than its interval."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.present.findings_made import PLACE, YEAR, change_cell, finding
from headrow.analysis.findings.model import Cell
from headrow.analysis.present.sentences import changes, levels, places, responses, series
from headrow.analysis.present.sentences.spans import missing
from headrow.analysis.present.sentences.words import check_words
from headrow.documents.model import text_of
from headrow.vocabulary.localities import RecordingChange
from headrow.vocabulary.periods import Period

BEFORE = YEAR.a_year_earlier()
RECORDING = RecordingChange(
    "rules", "2023-05", "Rules changed", "fewer", "a source", categories=("all",)
)


def said(spans) -> str:
    """The words, after they are held to what may be written and each number to its address."""
    words = text_of(spans)
    assert check_words(words) == []
    assert all(span.finding for span in spans if re.fullmatch(r"\d[\d,.]*%?", span.text))
    return words


def test_the_headline_tells_crimes_from_incidents():
    parts = [finding(Cell((), count), address=f"F-{count}") for count in (111791, 102819, 8972)]
    spans = levels.recorded_crime_total(*parts, place=PLACE)
    assert said(spans) == (
        "Police recorded 111,791 crimes and incidents in Nidd Vale in 2024: 102,819"
        " crimes and 8,972 incidents of"
        " anti-social behaviour."
    )
    assert [span.finding for span in spans if span.finding] == ["F-111791", "F-102819", "F-8972"]


def test_a_rate_has_its_count_period_base_and_interval():
    made = finding(
        Cell((), 6262, 341500, 18.33674963, 17.88536363, 18.79664708),
        category="burglary",
        out_of="households",
    )
    assert said(levels.rate(made, place="")) == (
        "6,262 burglaries were recorded in 2024, 18.3 for every 1,000 households (95%"
        " interval 17.9 to 18.8)."
    )


def test_too_few_for_a_rate_and_too_few_to_show():
    public = finding(Cell((), 3, 5000), category="robbery", out_of="residents")
    assert said(levels.rate(public, place="")) == "3 robberies were recorded, too few for a rate."
    hidden = finding(Cell((), None, state="withheld"), category="robbery", protection="published@1")
    assert said(levels.rate(hidden, place="")) == "Fewer than 5 robberies were recorded."
    sensitive = replace(hidden, trail=replace(hidden.trail, protection="published-sensitive@1"))
    assert said(levels.volume(sensitive, place="")) == "Fewer than 10 robberies were recorded."


def test_a_cell_withheld_among_others_claims_no_size_since_it_may_be_large():
    hidden = finding(
        Cell(("A",), None, state="withheld"), by=("area",), level="ward", protection="published@1"
    )
    assert "Fewer than" not in said(levels.volume(hidden, place=""))


def test_missing_months_are_named_and_no_year_is_claimed():
    gaps = tuple(f"2024-{month:02}" for month in (3, 4, 5, 7, 12))
    parts = [finding(Cell((), count), missing=gaps) for count in (46919, 33893, 13026)]
    words = said(levels.recorded_crime_total(*parts, place=PLACE))
    assert "in the 7 months held of 2024." in said(levels.volume(parts[0], place=""))
    assert (
        "in the 7 months held of 2024 (January, February, June, August, September,"
        " October and November 2024)" in words
    )


def test_a_base_that_is_not_held_gives_no_rate_and_never_nought():
    made = finding(
        Cell((), 90, None, wording="not assessed", flags=("no_denominator",)), out_of="workday"
    )
    words = said(levels.rate(made, place=""))
    assert words.endswith(
        "no rate is given, because no count of people there on a working day is held."
    )
    assert " 0 " not in words


def test_a_busy_place_has_both_bases_beside_its_count():
    one = finding(Cell((), 13200, 9527, 1385.5, 1362.0, 1409.4), out_of="residents")
    other = finding(Cell((), 13200, 43740, 301.8, 296.7, 307.0), out_of="workday", address="F-2")
    assert said(levels.two_rates(one, other, place="the centre")) == (
        "13,200 crimes and incidents in the centre were recorded in 2024: 1,385.5 for"
        " every 1,000 residents,"
        " 301.8 for every 1,000 people there on a working day."
    )


def changed(cell, **asked):
    return finding(
        cell,
        measure="recorded-crime-change",
        method="year-difference",
        compared_with=BEFORE,
        **asked,
    )


def test_a_clear_change_rose_or_fell_with_its_interval():
    rose = changed(change_cell(700, 1004, 30.1, 58.4, "higher"), category="shoplifting")
    assert (
        said(changes.change(rose, place=""))
        == "2024 compared with 2023: shoplifting offences rose from 700 to 1,004 (by 43%, interval 30% to 58%)."
    )
    fell = changed(change_cell(119432, 111791, -7.2, -5.6, "lower"))
    assert said(changes.change(fell, place="")) == (
        "2024 compared with 2023: crimes and incidents fell from 119,432 to 111,791 (by"
        " 6.4%, interval 5.6% to 7.2%)."
    )


def test_a_change_within_chance_says_so():
    made = changed(change_cell(70, 48, -53.5, 0.4, "no clear difference"), category="robbery")
    assert said(changes.change(made, place="")) == (
        "2024 compared with 2023: robberies went from 70 to 48; a difference of this"
        " size is within what chance alone gives."
    )


def test_a_small_base_has_both_counts_and_no_percentage():
    words = said(
        changes.change(
            changed(change_cell(12, 19, 5.0, 90.0, "higher"), category="robbery"), place=""
        )
    )
    assert words == "2024 compared with 2023: robberies went from 12 to 19."


def test_the_headline_of_a_change_names_the_break_in_recording_between():
    made = changed(change_cell(119432, 111791, -7.2, -5.6, "lower"))
    assert said(changes.change_headline(made, place="", breaks=[RECORDING])) == (
        "That is 6.4% fewer than in 2023 (119,432 to 111,791); recording practice"
        " changed in 2023, so part of the fall"
        " may not be real."
    )
    assert "recording" not in said(changes.change_headline(made, place=""))


def test_a_break_before_both_periods_or_of_other_categories_is_not_said():
    made = changed(change_cell(700, 900, 16.0, 42.0, "higher"), category="burglary")
    assert "Recording" not in said(changes.change(made, place="", breaks=[RECORDING]))
    early = replace(RECORDING, starts="2023-01", categories=("burglary",))
    assert "Recording" not in said(changes.change(made, place="", breaks=[early]))


@given(
    then=st.integers(50, 20_000), now=st.integers(0, 20_000), low=st.floats(-99, 300), width=st.floats(0, 200),
    wording=st.sampled_from(["higher", "lower", "no clear difference", "not assessed", ""]),
)  # fmt: skip
def test_no_sentence_claims_a_change_whose_interval_holds_none(then, now, low, width, wording):
    made = changed(change_cell(then, now, low, low + width, wording))
    for words in (
        text_of(changes.change(made, place="")),
        text_of(changes.change_headline(made, place="")),
    ):
        claims = re.search(r"\b(rose|fell|more|fewer)\b", words)
        if low <= 0 <= low + width or wording not in ("higher", "lower"):
            assert not claims, words


def test_two_single_months_are_never_a_trend():
    july, before = (Period.parse(text) for text in ("2018-07", "2017-07"))
    words = said(
        changes.single_months(
            finding(Cell((), 10726), period=july),
            finding(Cell((), 9671), period=before),
            place=PLACE,
        )
    )
    assert (
        words == "Nidd Vale: 10,726 in July 2018, 9,671 in July 2017. Two months are not a trend."
    )


def test_kinds_that_changed_are_counted_by_their_intervals():
    cells = [change_cell(700, 1004, 30, 58, "higher", ("shoplifting",)),
             change_cell(465, 373, -30, -8, "lower", ("burglary",)),
             change_cell(126, 122, -25, 25, "no clear difference", ("robbery",)),
             change_cell(10, 40, 100, 700, "higher", ("drugs",))]  # fmt: skip
    words = said(changes.kinds_that_changed(changed(cells[0], by=("category",)), place=""))
    assert words.startswith("One of 1 kinds clearly rose")
    made = replace(changed(cells[0], by=("category",)), cells=tuple(cells))
    assert said(changes.kinds_that_changed(made, place=PLACE)) == (
        "One of 4 kinds clearly rose (shoplifting), one clearly fell (burglary) and two"
        " did not clearly change in Nidd Vale."
    )


MONTHS = [str(month) for month in Period.parse("2023-01..2024-12").months]


def charted(signals, adjusted=None, refused=""):
    cells = [
        Cell((month,), 50, more={"adjusted": (adjusted or {}).get(month, 50.0)}) for month in MONTHS
    ]
    chart = {"mean": 50.0, "lower": 37.7, "upper": 64.3, "signals": signals, "refused": refused}
    return finding(*cells, by=("month",), period=Period.parse("2023-01..2024-12"), method="xmr", category="robbery",
                   judgement={"": chart})  # fmt: skip


def test_a_chart_without_signals_is_within_the_range_expected():
    assert (
        said(series.control_chart(charted({}), place=""))
        == "Robberies were within the range expected (38 to 64 a month)."
    )


@pytest.mark.parametrize(
    ("rule", "months", "values", "words"),
    [
        ("shift", MONTHS[-8:], 60, "eight months in a row above the average since May 2024"),
        (
            "shift",
            MONTHS[3:11],
            40,
            "eight months in a row below the average from April 2023 to November 2023",
        ),
        ("astronomical", ["2024-03"], 70, "above the limits in March 2024"),
        ("astronomical", ["2023-02", "2024-05"], 20, "below the limits in May 2024"),
    ],
)
def test_a_signal_has_its_rule_and_its_month(rule, months, values, words):
    made = charted({rule: tuple(months)}, dict.fromkeys(months, float(values)))
    assert (
        said(series.control_chart(made, place=""))
        == f"Robberies: {words}: a change that needs explaining."
    )


def test_a_signal_outside_the_period_asked_for_is_not_news():
    made = charted({"astronomical": ("2023-02",)}, {"2023-02": 70.0})
    assert "within the range expected" in said(series.control_chart(made, place="", within=YEAR))
    assert "February 2023" in said(series.control_chart(made, place="", within=BEFORE))


def test_too_few_months_give_the_reason():
    assert said(
        series.control_chart(
            charted({}, refused="7 months are held; limits need at least 12 in a row"), place=""
        )
    ) == ("Not available: 7 months are held; limits need at least 12 in a row.")


def test_the_time_of_year_is_not_told_from_small_counts():
    held = {"indices": {5: 1.065, 1: 0.881}, "highest": 5, "lowest": 1}
    many = finding(*[Cell((month,), 9000) for month in MONTHS], by=("month",), judgement=held)
    assert said(series.season(many, place="")) == (
        "Crimes and incidents were highest in May (6.5% above the average month) and"
        " lowest in January (11.9% below)."
    )
    few = replace(many, cells=tuple(Cell((month,), 30) for month in MONTHS))
    assert said(series.season(few, place="")).startswith("Not available:")


def concentrated(share, chance, high, wording):
    held = {"top_share": share, "chance_share": chance, "chance_high": high, "total": 498, "top_k": 25, "units": 488,
            "wording": wording}  # fmt: skip
    return finding(
        Cell(("a",), 9),
        category="burglary",
        by=("area",),
        level="lsoa21",
        method="gini",
        judgement=held,
    )


def test_concentration_stands_beside_chance():
    assert said(places.concentration(concentrated(0.255, 0.1747, 0.187, "higher"), place="")) == (
        "26% of burglaries in 2024 were in 5% of neighbourhoods (25 of 488); chance alone would"
        " give about 17%."
    )


@pytest.mark.parametrize(("share", "wording"), [(0.18, "no clear difference"), (0.18, "higher")])
def test_concentration_within_chance_is_not_claimed(share, wording):
    words = said(places.concentration(concentrated(share, 0.175, 0.187, wording), place=""))
    assert words == "Burglaries in 2024 were no more concentrated than chance."


def graded(lower, upper, wording):
    cells = [Cell((str(tenth),), 50, 7000, 8.0 - tenth * 0.6, 1, 9) for tenth in range(1, 11)]
    held = {
        "sii": 7.47,
        "sii_lower": lower,
        "sii_upper": upper,
        "wording": wording,
        "difference": 5.4,
    }
    return finding(*cells, by=("decile",), level="lsoa21", out_of="residents", judgement=held)


def test_a_gradient_is_of_areas_not_people():
    assert said(places.gradient(graded(6.0, 8.9, "higher"), place="")) == (
        "Crimes and incidents in 2024 for every 1,000 residents: 7.4 in the most deprived tenth"
        " of areas and 2.0 in the least"
        " (difference across all areas 7.5, 6.0 to 8.9). This describes areas, not people."
    )


def test_a_gradient_whose_interval_holds_none_is_not_clear():
    for wording in ("higher", "no clear difference"):
        assert (
            said(places.gradient(graded(-1.0, 8.9, wording), place=""))
            == "Crimes and incidents in 2024: no clear gradient."
        )


def district(name, ratio, low, high, wording):
    return Cell(
        (name,),
        10,
        100,
        1,
        1,
        1,
        label=name,
        more={"ratio": ratio, "low": low, "high": high, "wording": wording},
    )


def test_districts_stand_beside_each_other_in_no_order_of_size():
    cells = [district("Wath", 1.9, 1.8, 2.0, "higher"), district("Ash", 1.2, 1.1, 1.3, "higher"),
             district("Moor", 0.8, 0.7, 0.9, "lower"), district("Dale", 1.0, 0.9, 1.1, "no clear difference"),
             district("Beck", 1.1, 0.95, 1.3, "higher"), Cell(("own",), 10, 100, 1, 1, 1)]  # fmt: skip
    words = said(
        places.other_districts(finding(*cells, by=("district",), out_of="residents"), place=PLACE)
    )
    assert words == (
        "Crimes and incidents for every 1,000 residents in Nidd Vale in 2024 were higher than in"
        " Ash (1.20 times, 1.10 to 1.30) and"
        " in Wath (1.90 times, 1.80 to 2.00), lower than in Moor (0.80 times, 0.70 to"
        " 0.90) and not clearly different from"
        " Beck and Dale."
    )


def funnelled(above, below, named):
    cells = [Cell((name,), 5, 50, label=name, more={"class": kind}) for name, kind in named]
    held = {"above": above, "below": below, "within": 33 - above - below, "areas": 33}
    return finding(
        *cells, by=("area",), level="ward", out_of="residents", method="funnel", judgement=held
    )


def test_a_funnel_counts_and_names_a_to_z_and_ranks_nobody():
    made = funnelled(
        2,
        1,
        [("Wells", "above-998"), ("Abbey", "above-998"), ("Moss", "below-998"), ("Fen", "within")],
    )
    assert said(places.funnel(made, place=PLACE)) == (
        "Crimes and incidents in Nidd Vale in 2024: two of 33 wards lie above the 99.8% limits"
        " for their size (Abbey and Wells) and"
        " one of 33 wards lies below the 99.8% limits for its size (Moss); the other 30"
        " are within the range expected and"
        " are not ranked."
    )
    assert (
        said(places.funnel(funnelled(0, 0, []), place=""))
        == "Crimes and incidents in 2024: all 33 wards are within the range expected for their size."
    )
    assert (
        said(places.one_area_in_funnel(made, "Moss"))
        == "Moss is below the 99.8% limits for its size."
    )
    assert (
        said(places.one_area_in_funnel(made, "Fen"))
        == "Fen is within the range expected for its size."
    )


def test_areas_that_stand_out_are_named_only_where_their_own_cell_is_shown():
    cells = [Cell(("a",), 5, label="Abbey", more={"class": "hot"}), Cell(("b",), None, state="withheld", label="Beck"),
             Cell(("c",), 5, label="Carr", more={"class": "none"})]  # fmt: skip
    made = finding(*cells, by=("area",), level="lsoa21", category="drugs", judgement={"hot": 1})
    assert said(places.areas_that_stand_out(made, place="")) == (
        "One neighbourhood stands out for drug offences in 2024 after allowing for the number of"
        " areas tested (Abbey); this says"
        " where, not why."
    )
    assert places.areas_that_stand_out(replace(made, judgement={"hot": 0}), place="") == ()
    hidden = replace(cells[1], more={"class": "hot"})
    two = replace(made, cells=(cells[0], hidden), judgement={"hot": 2})
    assert said(places.areas_that_stand_out(two, place="")) == (
        "Two neighbourhoods stand out for drug offences in 2024 after allowing for the"
        " number of areas tested; this says where,"
        " not why."
    )


def test_outcomes_are_as_published_and_never_a_charge_rate():
    cells = [Cell(("Under investigation",), 4076, 8782, 46.4), Cell(("Unable to prosecute suspect",), 2500, 8782, 28.5),
             Cell(("Local resolution",), 90, 8782, 1.0)]  # fmt: skip
    words = said(
        responses.outcomes(finding(*cells, category="crimes", by=("outcome",)), place=PLACE)
    )
    assert words.startswith(
        "4,076 of 8,782 crimes in Nidd Vale in 2024 had the outcome “Under investigation” when"
        " published (46.4%)."
    )
    assert words.endswith("so this is not a charge rate.")


def test_searches_have_their_warning_and_the_unknown_in_no_ratio():
    ratio = {"ratio": 2.4, "low": 2.1, "high": 2.8, "wording": "higher"}
    cells = [Cell(("Asian",), 300, more={"ratio": 1.02, "low": 0.9, "high": 1.2, "wording": "no clear difference"}),
             Cell(("Black",), 900, more=ratio), Cell(("Unknown",), 40), Cell(("White",), 2000)]  # fmt: skip
    made = finding(
        *cells, measure="stop-search-rate", by=("group",), options={"reference": "White"}
    )
    words = said(responses.searches(made, place=PLACE))
    assert "Police searched people 3,240 times in Nidd Vale in 2024." in words
    assert (
        "recorded as Black was higher than for people recorded as White (2.40 times, 2.10 to 2.80)."
        in words
    )
    assert (
        "recorded as Asian was not clearly different from that for people recorded as White."
        in words
    )
    assert "40 searches have no ethnicity written down and are in no ratio." in words
    assert words.endswith("the ratio describes, it does not explain.")


@given(
    ratio=st.floats(0.1, 5),
    low=st.floats(0.05, 5),
    width=st.floats(0, 3),
    wording=st.sampled_from(["higher", "lower", "no clear difference"]),
)
def test_no_ratio_is_called_higher_or_lower_whose_interval_holds_one(ratio, low, width, wording):
    made = finding(
        district("Ash", ratio, low, low + width, wording), by=("district",), out_of="residents"
    )
    words = text_of(places.other_districts(made, place=PLACE))
    if low <= 1 <= low + width:
        assert "higher" not in words
        assert "lower" not in words


def test_a_harm_score_is_refused_with_what_the_weights_cover():
    assert said(responses.harm_refused(22.36)) == "Not available: weights cover 22%."


SENTENCES_OF_ONE = (levels.volume, levels.rate, levels.share, changes.change, changes.change_headline,
                    series.control_chart,
                    series.season, places.concentration, places.gradient, places.other_districts, places.funnel,
                    places.areas_that_stand_out, responses.outcomes, responses.searches)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES_OF_ONE, ids=lambda sentence: sentence.__name__)
def test_every_sentence_says_why_there_is_no_figure_and_never_a_nought(sentence):
    made = finding(
        refused="no street level file of the period is held", by=("month",), level="lsoa21"
    )
    assert (
        said(sentence(made, place=PLACE))
        == "Not available: no street level file of the period is held."
    )
    assert said(missing(made)) == "Not available: no street level file of the period is held."


def test_headlines_are_short():
    total = [finding(Cell((), count)) for count in (111791, 102819, 8972)]
    fell = changed(change_cell(119432, 111791, -7.2, -5.6, "lower"))
    for spans in (
        levels.recorded_crime_total(*total, place=PLACE),
        changes.change_headline(fell, place=PLACE, breaks=[RECORDING]),
        series.control_chart(charted({}), place=PLACE),
        places.concentration(concentrated(0.255, 0.1747, 0.187, "higher"), place=PLACE),
    ):
        assert len(text_of(spans).split()) < 26
