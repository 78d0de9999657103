"""A lead's phone, 360 pixels wide: the network is cut in the middle, and nothing is lost."""

import re

import pytest

from plugins.demonstration import sign_in

pytestmark = pytest.mark.browser
WORDS = "Two streets are surveyed; the rest follow next week."


@pytest.fixture
def phone(browser, demonstration_site):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, demonstration_site, "lead")
    page.goto(f"{demonstration_site.staff}/updates/")
    page.locator("section", has_text="D24-ASB-2").get_by_role(
        "button", name="Send an update"
    ).click()
    page.wait_for_url("**/update/what/")
    yield page
    context.close()


def test_the_network_is_cut_and_nothing_is_lost(phone):
    phone.fill("textarea[name=what]", WORDS)
    phone.get_by_role("button", name="Continue").click()
    phone.wait_for_url("**/update/status/")
    phone.check("input[value=Green]")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_text("Lost connection").wait_for()
    assert phone.is_checked("input[value=Green]")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send again").click()
    phone.wait_for_url("**/update/why/")
    phone.fill("textarea[name=reason]", "Seen today.")
    # The phone is switched off here: what was typed is on it, the steps before on the server.
    phone.wait_for_timeout(100)
    phone.reload()
    assert phone.input_value("textarea[name=reason]") == "Seen today."
    phone.get_by_role("button", name="Continue").click()
    phone.wait_for_url("**/update/evidence/")
    phone.get_by_role("button", name="Continue").click()
    phone.wait_for_url("**/update/check/")
    assert WORDS in phone.inner_text("main")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send the update").click()
    phone.get_by_text("Lost connection").wait_for()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send again").click()
    phone.wait_for_url("**/update/sent/")
    assert "Update sent" in phone.inner_text("main")
    phone.get_by_role("link", name="See the deliverable").click()
    assert phone.inner_text("main").count(WORDS) == 1
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


def test_every_step_fits_the_phone_and_its_buttons_fill_it(phone):
    for button in phone.locator("main .govuk-button").all():
        box = button.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_plan_prints_on_one_side(browser, demonstration_site):
    page = browser.new_page()
    sign_in(page, demonstration_site, "scrutiny")
    for on in ("2019-01-01", "2026-10-14"):
        page.goto(f"{demonstration_site.staff}/plan/?on={on}")
        page.get_by_role("link", name="Plan on a page").click()
        page.wait_for_url("**/page/")
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
    page.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, demonstration_site):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    sign_in(page, demonstration_site, "partnership")
    wrong = []
    for address in PAGES:
        page.goto(f"{demonstration_site.staff}{address}")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        wrong += [(address, each["id"]) for each in found.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wrong.append((address, "scrolls sideways"))
    page.close()
    assert not wrong


PAGES = (
    "/plan/",
    "/plan/gaps/",
    "/plan/compare/",
    "/plan/crosswalk/",
    "/plan/new/",
    "/deliverables/",
    "/updates/",
    "/duties/",
    "/duties/scrutiny-response/",
    "/duties/scrutiny-response/done/",
    "/information-returns/",
    "/information-returns/enter/",
    "/funding/",
    "/funding/new/",
    "/learning/",
)
