"""What offences are counted against, and the words that are not written, are declared and complete."""

import pytest

from headrow.analysis.present.sentences.words import check_words
from headrow.vocabulary.bases import default_bases
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES


def test_every_category_has_a_base_with_its_reason():
    bases = default_bases()
    assert set(bases) == {ALL, CRIMES, *BY_CODE}
    assert bases["burglary"].base == "households"
    assert bases["robbery"].beside == "workday"
    assert all(base.why for base in bases.values())


FORBIDDEN = {
    "F1": "Area 3 is the worst of the five districts.",
    "F2": "Extra patrols led to a fall.",
    "F6": "A hotspot on Mill Street.",
    "F7": "The survey is representative.",
    "F8": "Shop theft reached a record high.",
    "F10": "Deprived communities commit more.",
    "F11": "There were 1,204 victims of violence.",
    "F14": "The forecast for next year is lower.",
    "F15": "A significant rise.",
    "F16": "The harm index rose.",
    "colour": "Theft surged in May.",
    "label": "Gang members are known.",
    "empty": "A robust answer, going forward.",
    "page": "The file is invalid.",
    "short": "Theft, e.g. of bicycles.",
    "percent": "It fell by 12 per cent.",
    "range": "Between 12–15 in 2018.",
    "number": "12345 offences",
}


@pytest.mark.parametrize(("code", "text"), FORBIDDEN.items())
def test_each_forbidden_claim_is_found_with_what_to_say_instead(code, text):
    found = check_words(text)
    assert any(f"({code})" in line and "Say instead:" in line for line in found), found


ALLOWED = (
    "Two months are not a trend.",
    "A trend needs at least twelve months in a row.",
    "That is 6.4% fewer than in 2023 (119,432 to 111,791); recording practice changed in 2023.",
    "One of 33 wards lies above the 99.8% limits for its size; the other 32 are not ranked.",
    "How was this worked out? From 2024-03 to 2024-12, area E02006875 by −8%.",
)


@pytest.mark.parametrize("text", ALLOWED)
def test_words_that_may_be_said_are_let_through(text):
    assert check_words(text) == []


def test_words_of_a_printed_strategy_are_the_strategys_own():
    promise = "Identify and pursue perpetrators, the best city, due to be done."
    assert check_words(f"Promised: {promise}")
    assert check_words(f"Promised: {promise}", quoted=(promise,)) == []
