"""Reading an assessment from a disk: the analyst checks a number, the councillor reads on a phone, the keyboard alone.

The page is the one that the program wrote, opened in a real browser.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.browser

WIDTHS = [1280, 360]
SECTIONS = 9
IN_VIEW = """e => { const b = e.getBoundingClientRect();
                    return b.width > 0 && b.height > 0 && b.bottom > 0 && b.top < window.innerHeight; }"""


@pytest.fixture(scope="module", params=["example", "pack"])
def built(request):
    """A place with outlines, partners and commentary; and one with hexagons, from real open data."""
    return request.getfixturevalue(f"{request.param}_built")


@pytest.fixture(scope="module")
def address(built) -> str:
    return (built.out / "assessment.html").as_uri()


@pytest.fixture(params=WIDTHS)
def opened(request, browser, address) -> Iterator:
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.goto(address)
    yield page
    page.close()


def first_number(page):
    """The first number of the lead that leads to how it was worked out."""
    return page.locator("#front p.lead a[href^='#how-']").first


def test_a_number_leads_to_how_it_was_worked_out_and_back(opened, built):
    link = first_number(opened)
    words, target = link.inner_text(), link.get_attribute("href")[1:]
    link.click()
    record = opened.locator(f"[id='{target}']")
    assert record.evaluate(IN_VIEW)
    said = record.inner_text()
    finding = next(f for f in built.findings["findings"] if f"how-{f['address']}" == target)
    assert f"{finding['cells'][0]['numerator']:,}" == words
    for file in finding["trail"]["files"]:
        assert file["name"] in record.text_content()
        assert file["digest"][:12] in record.text_content()
    assert finding["trail"]["protection"].partition("@")[0] in record.text_content()
    assert "SELECT" in record.text_content()
    assert finding["address"] in said
    record.locator("a[href='#front']").first.click()
    assert opened.url.endswith("#front")
    assert opened.locator("#front").evaluate(IN_VIEW)


def test_a_drawer_opens_and_its_file_holds_the_same_numbers(opened, built):
    card = opened.locator("figure.card").filter(has=opened.locator("svg:visible")).last
    drawer = card.locator("details.drawer")
    assert not drawer.locator("dl").is_visible()
    drawer.locator("summary").click()
    assert drawer.locator("dt").all_inner_texts()[0] == "Counted"
    assert all(drawer.locator("dd").nth(i).inner_text() for i in range(6))
    table = card.locator("table").first
    if not table.is_visible():
        card.locator("details.folded > summary").first.click()
    printed = [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in table.locator("tbody tr").all()[:8]
    ]
    with opened.expect_download() as waiting:
        card.get_by_role("link", name="Data (CSV)").first.click()
    with open(waiting.value.path(), encoding="utf-8", newline="") as file:
        _, *held = csv.reader(file)
    assert printed
    for row, values in zip(printed, held, strict=False):
        assert row[0] == values[0]
        numbers = [re.sub(r"[,+%]", "", cell) for cell in row[1:]]
        assert numbers[0] == re.sub(r"[,+%]", "", values[1]), (row, values)


def test_a_councillor_reads_on_a_phone_without_scripts(browser, address, built):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    lead = page.locator("#front p.lead").first
    assert lead.is_visible() and built.desk.place in lead.inner_text()
    assert f"{built.count('all'):,}" in lead.inner_text()
    assert page.locator("html").evaluate("e => e.scrollWidth") <= 360
    card = page.locator("figure.card").first
    assert card.locator("svg:visible").count() == 1
    table = card.locator("table").first
    if not table.is_visible():
        card.locator("details.folded > summary").first.click()
    assert table.is_visible() and table.locator("tbody tr").count() >= 3
    gaps = page.locator("#table-gaps table")
    if not gaps.is_visible():
        page.locator("#table-gaps > summary").click()
    assert gaps.locator("tbody tr").first.is_visible()
    assert gaps.locator("tbody tr").count() == len(built.desk.gaps)
    first_number(page).click()
    assert page.locator(":target").evaluate(IN_VIEW)
    context.close()


def test_the_keyboard_alone_reaches_contents_a_figure_and_the_areas_of_a_map(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    for _ in range(12):
        page.keyboard.press("Tab")
        target = page.locator(":focus").get_attribute("href") or ""
        if page.locator("#contents ol a:focus").count():
            break
    assert page.locator("#contents ol a:focus").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(f"[id='{target[1:]}']").evaluate(IN_VIEW)
    drawing = page.locator(".drawing.mapped:visible").first
    areas = drawing.locator("svg .area[data-name]")
    assert drawing.locator(".area[tabindex='0']").count() == 1, "one stop for a whole map"
    # The stop before the map, found by going back one from it: Tab alone must get there.
    drawing.locator(".area[tabindex='0']").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert drawing.locator(".area:focus").count() == 1
    said = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        said.append(drawing.locator("xpath=..").locator(".readout:visible").first.inner_text())
    assert len(set(said)) == 3
    assert all(": " in words for words in said)
    assert areas.nth(3).get_attribute("data-name") in said[2]
    page.keyboard.press("Tab")
    assert drawing.locator(".area:focus").count() == 0, "and one Tab leaves it"
    page.close()


def test_nothing_is_fetched_but_the_page(browser, address, built):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.close()
    assert asked == [address]
    assert said == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("place", "everything"), [("example", False), ("pack", True)])
def test_axe_finds_nothing(browser, request, place, everything, width):
    """Folded, as a reader meets it; and with every table, drawer and record open."""
    from axe_playwright_python.sync_playwright import Axe

    built = request.getfixturevalue(f"{place}_built")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((built.out / "assessment.html").as_uri())
    if everything:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    results = Axe().run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()


def test_nothing_scrolls_sideways(opened):
    opened.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    width = opened.viewport_size["width"]
    assert opened.locator("html").evaluate("e => e.scrollWidth") <= width


def test_on_paper_every_section_and_drawing_stands(browser, address, built):
    page = browser.new_page(viewport={"width": 640, "height": 900})
    page.goto(address)
    page.emulate_media(media="print")
    for part in built.document.sections:
        heading = page.get_by_role("heading", level=2).filter(has_text=part.title).first
        assert heading.is_visible(), part.title
    for figure in built.figures:
        assert page.locator(f"[id='{figure.code}'] svg:visible").count() == 1, figure.code
    assert not page.locator("#contents").is_visible()
    page.close()


INKS = """() => [...document.querySelectorAll('figure.card .drawing svg text')]
  .filter(t => t.getClientRects().length && getComputedStyle(t).fill !== 'none')
  .map(t => [getComputedStyle(t).fill, getComputedStyle(t.ownerSVGElement).backgroundColor])"""


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2, of an opaque colour as a browser says it."""
    assert colour.startswith("rgb("), f"not opaque: {colour}"
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_readers_own_keep_figures_and_words(browser, address, built, scheme):
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    assert page.locator("figure.card .drawing svg:visible").count() >= len(built.figures)
    inks = {tuple(pair) for pair in page.evaluate(INKS)}
    ink, paper = page.locator("body").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    context.close()
    assert len(inks) >= 2
    for words, ground in {*inks, (ink, paper)}:
        dark, bright = sorted((brightness(words), brightness(ground)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (words, ground)


def test_every_section_is_in_the_contents_and_is_reached(opened, built):
    menu = opened.locator("details.contents")
    if not menu.evaluate("e => e.open"):
        menu.locator("summary").click()
    links = menu.locator("a[href^='#']")
    targets = [link.get_attribute("href")[1:] for link in links.all()]
    assert {part.code for part in built.document.sections} <= set(targets)
    assert sum(part.number in "123456789" for part in built.document.sections) == SECTIONS
    for target in targets:
        assert opened.locator(f"[id='{target}']").count() == 1, target
