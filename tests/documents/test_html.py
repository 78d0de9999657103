"""The page: self-contained, without a stray id or a dead link, whole without scripts, and easy with them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from documents import sample
from documents.reading import Page
from headrow.documents import html, words
from headrow.documents.citations import how
from headrow.documents.model import Document

WIDTHS = (320, 360, 768, 1280)
# Of WCAG 2.2 A and AA, and axe's good practice.
DOCUMENTS = {"sample": sample.sample, "hostile": sample.hostile}


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]()


@pytest.fixture(scope="module")
def read(document: Document) -> Page:
    return Page(html.render(document))


def test_no_id_is_given_twice(read: Page) -> None:
    assert len(read.ids) > 40
    assert sorted(set(read.ids)) == sorted(read.ids)


def test_a_figure_printed_twice_has_two_addresses() -> None:
    document = sample.sample()
    twice = replace(document, front=(*document.front, sample.trend_figure()))
    ids = Page(html.render(twice)).ids
    assert "robbery-trend" in ids and "robbery-trend-2" in ids
    assert sorted(set(ids)) == sorted(ids)


def test_every_inner_link_leads_somewhere(read: Page) -> None:
    inner = [link[1:] for link in read.links if link.startswith("#")]
    assert len(inner) > 20
    assert not [anchor for anchor in inner if anchor not in read.ids]


def test_numbers_and_records_are_linked_both_ways() -> None:
    markup = html.render(sample.sample())
    assert f'<a class="shown" href="#{how("total")}">12,345</a>' in markup
    record = markup[markup.index(f'id="{how("total")}"') :]
    used = record[record.index(words.USED_IN) :].split("</p>")[0]
    assert 'href="#front"' in used and 'href="#robbery"' in used


def test_one_finding_behind_many_cells_is_linked_once() -> None:
    markup = html.render(sample.sample())
    assert markup.count(f'href="#{how("heat.all")}"') == 1


def test_nothing_is_fetched_and_no_script_but_ours_runs(read: Page, document: Document) -> None:
    fetching = [tag for tag, _ in read.tags if tag in ("link", "img", "iframe", "object", "video")]
    assert not fetching
    assert len([tag for tag, _ in read.tags if tag == "script"]) == 1
    assert not [name for _, named in read.tags for name in named if name.startswith("on")]
    assert not [link for link in read.links if link.startswith("javascript:")]
    markup = html.render(document)
    assert "eval(" not in markup and "&#39;" not in markup.split("</style>")[0].split("<style>")[1]


def test_headings_never_skip_a_level(read: Page) -> None:
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_are_headed_and_scroll_with_focus(read: Page) -> None:
    for tag, named in read.tags:
        if named.get("class") == "scroll":
            assert named["tabindex"] == "0" and named["aria-labelledby"] in read.ids
        if tag == "th":
            assert named["scope"] in ("col", "row")


def test_both_drawings_say_what_they_show(read: Page) -> None:
    drawings = [named for _, named in read.tags if (named.get("class") or "").startswith("drawing")]
    assert drawings and all(named["role"] == "img" and named["aria-label"] for named in drawings)


@pytest.fixture(scope="module")
def saved(document: Document, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("page")) / "assessment.html"
    path.write_text(html.render(document), encoding="utf-8")
    return path.as_uri()


def open_all(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser, saved: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(saved)
    open_all(page)
    results = Axe().run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_sideways_scroll(browser, saved: str, width: int, scripts: bool) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(saved)
    widest = page.locator("html").evaluate("e => e.scrollWidth")
    context.close()
    assert widest <= width


@pytest.mark.browser
def test_the_page_asks_for_nothing_and_says_no_error(browser, saved: str) -> None:
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(saved)
    page.close()
    assert asked == [saved]
    assert said == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = Path(tmp_path_factory.mktemp("page")) / "assessment.html"
    path.write_text(html.render(sample.sample()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "shown"), [(759, "narrow"), (760, "wide")])
def test_one_drawing_is_shown(browser, plain: str, width: int, shown: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(plain)
    first = page.locator("#robbery-trend")
    assert first.locator(".drawing.wide").is_visible() is (shown == "wide")
    assert first.locator(".drawing.narrow").is_visible() is (shown == "narrow")
    page.close()


@pytest.mark.browser
def test_a_map_says_the_area_pointed_at_or_reached_by_keys(page, plain: str) -> None:
    page.goto(plain)
    drawing = page.locator("#robbery-map .drawing.wide:visible")
    readout = page.locator("#robbery-map .choice:visible .readout")
    assert readout.inner_text() == words.MAP_HINT
    drawing.locator(".area").nth(1).hover()
    assert readout.inner_text() == "Brinkwell: 2.0 per 1,000"
    drawing.locator(".area").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert readout.inner_text() == "Cold Harbour: 3.0 per 1,000"
    assert drawing.locator('.area[tabindex="0"]').count() == 1


@pytest.mark.browser
def test_a_figure_switches_between_its_drawings(page, plain: str) -> None:
    page.goto(plain)
    choices = page.locator("#robbery-map .choice")
    assert [choices.nth(i).is_visible() for i in (0, 1)] == [True, False]
    page.get_by_label("2022", exact=True).check()
    assert [choices.nth(i).is_visible() for i in (0, 1)] == [False, True]


@pytest.mark.browser
def test_without_scripts_the_other_drawings_stand_in_a_details(browser, plain: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(plain)
    assert page.locator("#robbery-map .choice").first.is_visible()
    assert not page.locator("#robbery-map .choice").nth(1).is_visible()
    page.locator("#robbery-map .others > summary").click()
    assert page.locator("#robbery-map .choice").nth(1).is_visible()
    context.close()


@pytest.mark.browser
def test_the_part_being_read_is_marked_in_the_contents(page, plain: str) -> None:
    page.goto(plain)
    page.evaluate("document.getElementById('unknown').scrollIntoView()")
    page.wait_for_selector('#contents a[aria-current="true"]')
    assert page.locator("#contents a[aria-current]").all_inner_texts() == ["3 What we do not know"]


@pytest.mark.browser
def test_contents_are_open_where_there_is_room(browser, plain: str) -> None:
    for width, opened in ((1280, True), (360, False)):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(plain)
        assert page.locator("details.contents").evaluate("e => e.open") is opened
        page.close()


@pytest.mark.browser
def test_controls_can_be_touched(browser, plain: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(plain)
    for control in page.locator("summary:visible, .links a:visible, .choices label:visible").all():
        assert control.bounding_box()["height"] >= 44
    page.close()


@pytest.mark.browser
def test_print_drops_what_paper_cannot_use(page, plain: str) -> None:
    page.goto(plain)
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    assert page.locator("#robbery-trend .drawing.wide").is_visible()
    assert not page.locator("#robbery-trend .drawing.narrow").is_visible()
    colour = "e => getComputedStyle(e).printColorAdjust"  # else white figures stand on white paper
    assert page.locator(".heat td").first.evaluate(colour) == "exact"
    for gone in ("header.band", "#contents", "#robbery-trend .links", ".skip"):
        assert not page.locator(gone).first.is_visible()


@pytest.mark.browser
def test_forced_colours_keep_the_words(browser, plain: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(plain)
    assert page.locator("h1").is_visible()
    assert page.locator("#robbery-trend svg:visible").count() == 1
    context.close()
