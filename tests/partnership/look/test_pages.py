"""Every component and failure page: readable by all, at every width, under the policy, on paper."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from headrow.partnership import web
from plugins.not_run import cannot_run

pytestmark = pytest.mark.browser

FAILURES = ("400", "403", "403_csrf", "404", "410", "429", "500", "503")
PAGES = [
    "/",
    "/?calm",
    "/?status=red&board=gold",
    "/update/",
    "/received/",
    "/public/",
    "/public/?sensitive",
    *(f"/failure/{code}/" for code in FAILURES),
]
# Controls a finger must hit; links within a sentence are exempt (WCAG 2.5.8), and ours say so by being in one.
SMALL = """() => [...document.querySelectorAll(
    'button, .govuk-button, input:not([type=hidden]), select, textarea, summary, nav a, footer a, .band a')]
    .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44
                 && !(e.closest('.govuk-breadcrumbs, .govuk-pagination')
                      && e.getBoundingClientRect().height + 18 >= 44)
                 && !(e.type === 'file'))
    .map(e => e.outerHTML.slice(0, 90) + ' ' + e.getBoundingClientRect().height)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def told(page) -> Iterator[list[str]]:
    """What the browser complained about: the policy, scripts, missing files."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said


@pytest.fixture
def govuk_scripts(site) -> None:
    """The scripts that npm brings; where it cannot be reached the pages do without, and so do we."""
    static = Path(web.__file__).parent / "static" / "headrow"
    if not (static / "govuk" / "error-summary.bundle.mjs").is_file():
        cannot_run(
            "the site is built without the scripts from npm",
            "run tools/static_files.py where npm can be reached",
            needed_in_ci=False,
        )


def opened(page, address):
    page.goto(address)
    page.wait_for_selector("html[data-begun]")
    return page


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("at", PAGES)
def test_a_page_has_no_fault_that_axe_can_find(at, width, page, site, axe):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, site + at).evaluate(axe)
    found = page.evaluate("axe.run()")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 10


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways_and_every_control_can_be_hit(width, page, site):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, f"{site}/")
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(SMALL) == []


def test_every_page_runs_under_the_policy_and_asks_nobody_else(page, site, told):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for at in PAGES:
        opened(page, site + at)
    assert [words for words in told if "status of" not in words] == []
    assert [address for address in asked if not address.startswith(site)] == []


def test_no_page_has_a_style_or_a_script_of_its_own(page, site):
    for at in PAGES:
        response = page.request.get(site + at)
        source = response.text()
        assert " style=" not in source and "<style" not in source, at
        assert "<script>" not in source and " onclick=" not in source, at


def test_in_forced_colours_axe_finds_nothing_and_each_status_keeps_shape_and_word(
    browser, site, axe
):
    page = browser.new_page(forced_colors="active", viewport={"width": 1280, "height": 800})
    opened(page, f"{site}/").evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []
    for status in page.locator(".status").all():
        assert status.inner_text().strip()
        assert status.locator("svg").is_visible()
    page.close()


def test_on_paper_navigation_and_buttons_are_gone_and_the_facts_stay(page, site):
    opened(page, f"{site}/")
    page.emulate_media(media="print")
    for gone in (".strip", ".sub-navigation", "form .govuk-button", ".govuk-breadcrumbs"):
        assert not page.locator(gone).first.is_visible(), gone
    for stays in ("h1", "table", ".identity", ".timeline", ".band"):
        assert page.locator(stays).first.is_visible(), stays


def test_the_title_says_error_then_h1_then_service_then_place(page, site):
    opened(page, f"{site}/")
    rest = "Board on 9 December 2026 – Partnership workspace – Exampleshire community safety"
    assert page.title() == f"Error: {rest}"
    opened(page, f"{site}/?calm")
    assert page.title() == rest


def test_a_sensitive_page_names_neither_the_place_nor_the_service(page, site):
    opened(page, f"{site}/public/?sensitive")
    assert "Exampleshire" not in page.title() and "safety" not in page.title()
    assert "icon_neutral" in page.locator("link[rel=icon]").get_attribute("href")


def test_the_band_has_the_colour_of_the_place(page, site):
    opened(page, f"{site}/?calm")
    shown = page.locator(".band").evaluate("e => getComputedStyle(e).backgroundColor")
    assert shown == "rgb(61, 53, 128)"


def test_an_error_link_puts_the_reader_in_the_field(page, site):
    opened(page, f"{site}/")
    for link in page.locator(".govuk-error-summary a").all():
        target = link.get_attribute("href")
        link.click()
        focused = page.evaluate("document.activeElement.id")
        assert f"#{focused}" == target


def test_the_summary_takes_the_focus_when_the_page_opens(page, site, govuk_scripts):
    opened(page, f"{site}/")
    assert page.locator(".govuk-error-summary").evaluate("e => e === document.activeElement")


def test_the_skip_link_is_first_and_leads_past_the_navigation(page, site):
    opened(page, f"{site}/?calm")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_row_is_a_block_with_labels_on_a_phone(page, site):
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, f"{site}/?calm")
    cell = page.locator("table.stack td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Status"'
    assert cell.bounding_box()["width"] > 300


def test_the_characters_left_are_counted(page, site, govuk_scripts):
    opened(page, f"{site}/update/")
    page.fill("#id_what", "x" * 10)
    page.wait_for_timeout(100)
    assert "390 characters remaining" in page.locator("#id_what-info + div").inner_text()


def test_a_page_without_scripts_holds_the_same(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/update/")
    page.check("#id_colour_1")
    page.fill("#id_what", "Sent without scripts")
    page.click("text=Send the update")
    assert page.url == f"{site}/received/"
    assert "Sent without scripts" in page.inner_text("main")
    page.close()


def test_the_reader_is_told_before_the_sign_in_ends_and_can_stay(page, site):
    opened(page, f"{site}/update/?seconds=1")
    box = page.locator(".kept--fixed")
    box.wait_for()
    assert "signed out in 1 minute" in box.inner_text()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    box.locator("button").click()
    page.wait_for_timeout(300)
    assert f"{site}/stay/" in asked


def test_the_first_page_is_light(page, site):
    """Style sheet, our scripts and both faces: what a cheap phone fetches before it has anything kept."""
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    opened(page, f"{site}/public/")
    page.wait_for_timeout(300)
    assert sum(weights.values()) < 75_000, weights


def test_every_answer_carries_the_headers(site):
    from headrow.partnership.web.headers import ALWAYS

    for at in ("/", "/theme.css", "/stay/"):
        with urlopen(site + at) as answer:
            for name, value in ALWAYS.items():
                assert answer.headers[name] == value
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
    with urlopen(f"{site}/") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
