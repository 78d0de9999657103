"""The executive's meeting of the day in a real browser: a cut line loses nothing, and two scribes meet."""

import re

import pytest

from plugins.demonstration import sign_in

pytestmark = pytest.mark.browser
NOTE = "The second year was talked through."


@pytest.fixture
def phone(browser, demonstration_site):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, demonstration_site, "gold-chair")
    page.goto(f"{demonstration_site.staff}/meetings/")
    page.get_by_role("link", name=re.compile("14 October 2026")).first.click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]+/$"))
    yield page
    context.close()


def themed(page):
    """To the page of the themed item, from anywhere in the meeting."""
    page.goto(re.search(r"^.*/meetings/[0-9a-f-]+/", page.url)[0] + "live/")
    row = page.locator("li", has=page.locator("strong", has_text="One themed item"))
    row.get_by_role("link", name=re.compile("Record this item")).click()
    page.wait_for_url(re.compile(r"/live/[0-9a-f-]+/$"))


def second_scribe(browser, site, address):
    """The partnership officer, who has the same item open."""
    page = browser.new_context().new_page()
    sign_in(page, site, "partnership")
    page.goto(address)
    return page


def test_a_meeting_on_a_phone_from_its_opening_to_its_minutes(phone, browser, demonstration_site):
    meeting = phone.url
    phone.get_by_role("button", name="Open the meeting").click()
    phone.get_by_text("The meeting is open").wait_for()
    assert "There is a quorum" in phone.inner_text("main")
    themed(phone)
    phone.fill("textarea[name=note]", NOTE)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Keep this item").click()
    phone.get_by_text("Lost connection").wait_for()
    assert phone.input_value("textarea[name=note]") == NOTE
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send again").click()
    phone.wait_for_url("**/live/")
    assert phone.inner_text("main").count(NOTE) == 1
    themed(phone)
    other = second_scribe(browser, demonstration_site, phone.url)
    phone.check("input[name=closed]")
    phone.get_by_role("button", name="Keep this item").click()
    phone.wait_for_url(re.compile("/live/(#.*)?$"))
    other.fill("textarea[name=note]", "Another scribe's words.")
    other.get_by_role("button", name="Keep this item").click()
    other.get_by_text("Another scribe's words.").first.wait_for()
    assert NOTE in other.inner_text("main"), "both versions stand side by side"
    other.context.close()
    themed(phone)
    assert phone.input_value("textarea[name=note]") == NOTE
    phone.get_by_role("link", name="A decision").click()
    phone.get_by_role("button", name="Record the decision").click()
    phone.locator(".govuk-error-summary").wait_for()
    phone.fill("textarea[name=wording]", "The second year is funded.")
    phone.fill("textarea[name=reasons]", "The first year worked.")
    phone.fill("input[name=proposer]", "Demo health board member")
    for name, value in (("day", "1"), ("month", "4"), ("year", "2027")):
        phone.fill(f"input[name=review_{name}]", value)
    phone.get_by_role("button", name="Record the decision").click()
    phone.get_by_text("Decision GOLD-2026-004 is recorded").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.goto(f"{meeting}live/")
    phone.get_by_role("button", name="Close the meeting and draft the minutes").click()
    phone.get_by_role("heading", name="What the public reads").wait_for()
    board, public = phone.locator(".columns section").all_inner_texts()
    for words in (NOTE, "GOLD-2026-004", "quorate"):
        assert words in board
    assert "Demo Gold chair" in board and "Demo Gold chair" not in public
    assert "Demo item about one person" in board
    assert "Demo item about one person" not in public


def test_a_meeting_is_not_opened_before_its_day(browser, demonstration_site):
    page = browser.new_context().new_page()
    sign_in(page, demonstration_site, "partnership")
    page.goto(f"{demonstration_site.staff}/meetings/")
    page.get_by_role("link", name=re.compile("^Anti-Social Behaviour Board, 11 Dec")).click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]+/$"))
    address = page.url
    page.goto(f"{address}agenda/")
    page.get_by_role("button", name="Add what is due").click()
    page.get_by_role("button", name="Publish the agenda").click()
    page.get_by_text("The agenda is published to the board").wait_for()
    page.goto(address)
    page.get_by_role("button", name="The papers are out").click()
    page.get_by_role("button", name="Open the meeting").click()
    page.get_by_text("A meeting is not opened before its day").wait_for()
    page.goto(f"{address}live/")
    assert "Papers published" in page.inner_text("main")
    page.context.close()
