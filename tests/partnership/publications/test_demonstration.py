"""The edition of the demonstration: both strategies are there whole, and its people are nowhere."""

import re
from pathlib import Path

import pytest

from partnership.publications.reading import faults_of, words_of


@pytest.fixture
def site(seeded):
    """The folder of the edition that the seeds published."""
    return Path(seeded["HEADROW_VAR"]) / "releases" / "1" / "site"


def read(site, address):
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_every_promise_of_both_strategies_has_its_page(site):
    from headrow.vocabulary.localities import load_locality

    counted = 0
    for strategy in load_locality("leeds").strategies:
        for promise in strategy.deliverables:
            page = words_of(read(site, f"deliverables/{strategy.head.id}-{promise.id.lower()}"))
            assert promise.id in page
            counted += 1
    assert counted == 66
    assert len(list((site / "deliverables").iterdir())) == counted


@pytest.mark.mission("M238")
def test_a_strategy_stands_on_one_page_as_it_is_printed(site):
    page = read(site, "plan/leeds-2018/page")
    main = page[page.index('<div class="columns">') :]
    columns = re.findall(r"<section>(.*?)</section>", main, re.DOTALL)
    items = [
        item for column in columns for item in re.findall(r"<li>(.*?)</li>", column, re.DOTALL)
    ]
    assert len(columns) == 3
    assert len(items) == 12
    assert sum("<a " in item for item in items) == 10, "deliverables lead to their page"
    assert sum("<a " not in item for item in items) == 2, "commitments stand in their words"
    indicators = main[main.index("How will we measure progress?") :].partition("</ul>")[0]
    assert indicators.count("<li>") == 10
    assert indicators.count("(not yet defined)") == 3


def test_what_the_plan_leaves_open_is_said_to_be_not_stated(site):
    plan = words_of(read(site, "plan"))
    assert "Theft and Neighbourhood Crime Not stated" in plan
    assert "No update yet" in plan


def test_every_page_is_whole_and_light(site):
    pages = [page for page in site.rglob("index.html")]
    assert len(pages) > 100
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert faults_of(html) == [], page
        assert len(html.encode()) < 30_000, page


def test_nobody_of_the_demonstration_is_named(site):
    from headrow.partnership.web.demonstration.people import PEOPLE

    for file in site.rglob("*"):
        if file.suffix in (".html", ".csv", ".json", ".xml"):
            text = file.read_text(encoding="utf-8").lower()
            for person in PEOPLE:
                assert not re.search(rf"\b{re.escape(person.name.lower())}\b", text), (
                    file,
                    person.name,
                )
