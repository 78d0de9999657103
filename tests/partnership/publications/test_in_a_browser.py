"""The public pages in a real browser: no script, no cookie, no stranger, nothing that axe finds, on a phone too."""

import re

import pytest

PAGES = (
    "/",
    "/who-we-are/",
    "/plan/",
    "/plan/page/",
    "/help/",
    "/meetings/",
    "/decisions/",
    "/indicators/",
    "/assessment/",
    "/how-safe/",
    "/reviews/",
    "/told-us/",
    "/data/",
    "/map/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/about-figures/",
    "/algorithms/",
    "/releases/",
    "/not-here/",
)
# What a cheap phone on a slow line loads for the first page, packed: page, style sheet, two fonts, icon.
HEAVIEST_FIRST_VIEW = 60_000

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser):
    """A context without scripts, as wide as a phone; what it asked for is kept."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.asked, page.weight = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfinished", lambda request: page.weight.append(request.sizes()))
    yield page
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser, demonstration_site, address, width
):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(demonstration_site.public + address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    results = Axe().run(page)
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert results.violations_count == 0, results.generate_report()
    assert widest <= width


@pytest.mark.mission("M069")
def test_from_an_outcome_to_the_last_report_in_four_steps_without_a_script(
    demonstration_site, reader
):
    reader.goto(demonstration_site.public + "/plan/")
    assert "Everyone in" in reader.locator(".lead").inner_text()
    reader.get_by_role("link", name="Anti-Social Behaviour Board").click()
    reader.locator("main .pairs a").first.click()
    words = reader.locator("main").inner_text()
    assert "Anti-Social Behaviour Board" in words
    assert "Led by" in words
    assert "What the lead says" in words
    assert reader.context.cookies() == []


@pytest.mark.mission("M236")
def test_no_stranger_is_asked_for_anything(demonstration_site, reader):
    for address in PAGES:
        reader.goto(demonstration_site.public + address)
    strangers = {url for url in reader.asked if not url.startswith(demonstration_site.public)}
    assert strangers == set()
    reader.goto(demonstration_site.public + "/plan/")
    card = reader.locator('meta[property="og:title"]').get_attribute("content")
    assert "Strategy" in card
    assert reader.context.cookies() == []


def test_the_first_page_is_light_enough_for_a_cheap_phone(demonstration_site, reader):
    reader.goto(demonstration_site.public + "/plan/")
    reader.wait_for_load_state("networkidle")
    loaded = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in reader.weight)
    assert 0 < loaded < HEAVIEST_FIRST_VIEW, loaded
    assert not any(url.endswith(".js") for url in reader.asked)


def test_the_whole_site_is_reached_from_its_first_page(demonstration_site, reader):
    to_read, read = {"/"}, set()
    while to_read:
        address = to_read.pop()
        read.add(address)
        answer = reader.request.get(demonstration_site.public + address)
        assert answer.status == 200, address
        if "html" not in answer.headers["content-type"]:
            continue
        for link in re.findall(r'href="([^"#?]+)', answer.text()):
            to = absolute(address, link)
            if to and to not in read:
                to_read.add(to)
    from_map = reader.request.get(demonstration_site.public + "/sitemap.xml").text()
    listed = {
        each.split("://", 1)[1].partition("/")[2]
        for each in re.findall(r"<loc>(.*?)</loc>", from_map)
    }
    assert {f"/{each}" for each in listed} <= read


def absolute(address, link):
    from urllib.parse import urljoin

    found = urljoin(f"http://here{address}", link)
    return found.removeprefix("http://here") if found.startswith("http://here") else ""
