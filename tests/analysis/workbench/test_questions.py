"""A question that cannot be meant is refused with what it may say; it is never answered by a nought."""

import pytest

from headrow.analysis.findings.catalogue import UnknownName, measures
from headrow.analysis.findings.judging.judges import JUDGES
from headrow.analysis.workbench.questions import SPLIT_FOR_METHOD, TAKEN, WrongQuestion

REFUSED = {
    "an unknown split": ({"measure": "recorded-crime-count", "by": "colour"}, "It may be: category, month, area,"),
    "a split of another measure": ({"measure": "recorded-crime-count", "by": "outcome"}, "split by 'outcome'"),
    "the same split twice": ({"measure": "recorded-crime-count", "by": ("month", "month")}, "only once"),
    "an unknown category": ({"measure": "recorded-crime-count", "category": "murder"}, "There is no category 'murder'"),
    "one of two unknown": ({"measure": "recorded-crime-count", "category": ("drugs", "tea")},  "no category 'tea'"),
    "areas without a level": ({"measure": "recorded-crime-count", "by": "area"}, "lsoa21, msoa21, ward, hexagon."),
    "an unknown level": ({"measure": "recorded-crime-count", "by": "area", "level": "moon"}, "not of 'moon'"),
    "a rate of nothing": ({"measure": "recorded-crime-rate"}, "It may be: residents, households, workday."),
    "a rate of cats": ({"measure": "recorded-crime-rate", "out_of": "cats"}, "cannot be out of 'cats'"),
    "an unknown method": ({"measure": "recorded-crime-count", "method": "luck"}, "No question can be judged by 'luck'"),
    "a chart of no months": ({"measure": "recorded-crime-count", "method": "xmr"}, "is split by month"),
    "a ratio of no districts": (
        {"measure": "recorded-crime-rate", "out_of": "residents", "method": "rate-ratio"}, "is split by district",
    ),
    "a change from nothing": ({"measure": "recorded-crime-change"}, "needs the months to compare with"),
    "months of a change": (
        {"measure": "recorded-crime-change", "by": "month", "compared_with": "2023-12"}, "cannot be split by 'month'",
    ),
    "an unknown source": ({"measure": "recorded-crime-count", "source": "moon"}, "It may be: street, series."),
    "no partner": ({"measure": "partner-count"}, "Held are: partner=Exampleford"),
    "an unknown topic": (
        {"measure": "partner-count", "partner": "Exampleshire Fire and Rescue", "topic": "tea"}, "topic=fire",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "words"), REFUSED.values(), ids=REFUSED)
def test_a_question_that_cannot_be_meant_is_refused(place, asked, words):
    with pytest.raises(WrongQuestion) as refused:
        place.ask(**asked)
    assert words in str(refused.value)


def test_an_unknown_measure_is_refused_with_those_that_exist(place):
    with pytest.raises(UnknownName, match="Measures are: harm-coverage, outcome-mix, "):
        place.ask("luck")


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("outcome-mix", ("outcome",)),
        ("recorded-crime-by-deprivation", ("decile",)),
        ("recorded-crime-in-hexagons", ("area",)),
    ],
)
def test_a_measure_that_is_always_split_is_split(place, measure, by):
    found = place.ask(measure)
    assert found.question.by == by
    assert len(found.cells) > 1
    assert sum(cell.numerator or 0 for cell in found.cells) > 1000


def test_every_measure_of_ours_and_every_method_is_known_here():
    assert set(TAKEN) == set(measures())
    assert set(SPLIT_FOR_METHOD) | {"year-difference"} == set(JUDGES)


@pytest.mark.parametrize("by", [(), ("group",), ("group", "month"), ("month",)])
def test_the_trail_of_a_partners_answer_adds_up_what_is_shown_and_no_exact_count(place, by):
    found = place.ask(
        "partner-count",
        partner="Exampleshire Fire and Rescue",
        topic="fire",
        by=by,
        period="2024-03..2024-05",
    )
    assert found.trail.protection.startswith("published@")
    assert found.trail.rows_used == sum(cell.numerator or 0 for cell in found.cells)
    assert found.trail.rows_used % 5 == 0
