"""Journeys through the demonstration in a real browser, each page looked at by axe."""

import re

import pytest

from plugins.demonstration import sign_in

pytestmark = pytest.mark.browser
# Best practice and no rule of WCAG: a link back stands before the main part, as in the GOV.UK page template.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def axe_script():
    from pathlib import Path

    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture
def looked_at(page, axe_script):
    """Call it on each page: the page holds no violation of WCAG 2.2 A and AA."""

    def look() -> None:
        # Evaluated by the test and not by the page, whose policy admits no script but the site's own.
        page.evaluate(axe_script)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        told = [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
        assert told == [], (page.url, told)

    return look


def test_an_executive_sees_an_escalation_and_decides(demonstration_site, page, looked_at):
    """What needs us? An escalation; the meeting of the day decides; the escalation is closed by that decision."""
    sign_in(page, demonstration_site, "gold-chair")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="What needs us?").click()
    looked_at()
    page.locator("main h2:has-text('Escalations') + ul a").first.click()
    looked_at()
    escalation = page.url
    words = page.locator("main .lead").inner_text()
    number = decide(page, demonstration_site, looked_at, words)
    page.goto(escalation)
    page.get_by_role("link", name=re.compile("Close it")).click()
    page.get_by_label("Direct action").check()
    page.get_by_label("Number of the decision").fill(number)
    looked_at()
    page.get_by_role("button", name="Close it").click()
    page.wait_for_url(escalation)
    assert "Closed" in page.inner_text("main")
    page.get_by_role("link", name=number).click()
    looked_at()
    assert words[:40] in page.inner_text("main"), "the decision keeps the escalation as it stood"


def decide(page, site, looked_at, words) -> str:
    """Hold the executive's meeting of the day and record a decision about the escalation; its number."""
    page.goto(f"{site.staff}/meetings/")
    page.get_by_role("link", name=re.compile("14 October 2026")).first.click()
    page.get_by_role("button", name="Open the meeting").click()
    looked_at()
    for _ in range(3):
        forms = page.locator("ul.attendance form:has(input[value=present]:not(:checked))")
        forms.first.locator("input[value=present]").check()
        forms_of = page.locator("ul.attendance form:has(input[value=present]:checked)")
        forms_of.last.get_by_role("button").click()
    attend_all(page)
    page.locator("ol.agenda a:has-text('Record this item')").first.click()
    page.get_by_role("link", name="A decision").click()
    page.fill("#id_wording", "A second team works there for three months.")
    page.fill("#id_proposer", "The vice-chair")
    page.fill("#id_reasons", "Two periods off track, and people are waiting.")
    page.locator(f"label:has-text({words[:30]!r})").first.click()
    for name, day in (("effective", "14"), ("review", "15")):
        page.fill(f"[name={name}_day]", day)
        page.fill(f"[name={name}_month]", "12" if name == "review" else "10")
        page.fill(f"[name={name}_year]", "2026")
    looked_at()
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_selector(".govuk-notification-banner")
    return re.search(r"[A-Z]+-2026-\d{3}", page.inner_text("main"))[0]


def attend_all(page) -> None:
    """Everybody who is expected is there."""
    count = page.locator("ul.attendance form").count()
    for at in range(count):
        form = page.locator("ul.attendance form").nth(at)
        if not form.locator("input[value=present]").is_checked():
            form.locator("input[value=present]").check()
            form.get_by_role("button").click()
            page.wait_for_load_state()


def test_an_analyst_turns_a_finding_into_a_priority_that_reaches_the_plan(
    demonstration_site, page, looked_at
):
    """A draft is begun, a finding is cited, the priority stands in the draft and opens to its figure."""
    site = demonstration_site
    sign_in(page, site, "partnership")
    page.goto(f"{site.staff}/plan/new/")
    looked_at()
    fill_draft(page)
    draft = page.url
    sign_in(page, site, "analyst")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Assessment").click()
    looked_at()
    page.get_by_role("link", name=re.compile("Strategic assessment 2026")).click()
    looked_at()
    page.locator("main a:has-text('propose')").first.click()
    page.locator("[name=kind][value=priority]").check()
    page.fill("[name=name]", "Made-up priority from a finding")
    if page.locator("[name=why]").count():
        page.fill("[name=why]", "It is the largest share, and it grew.")
    looked_at()
    page.get_by_role("button", name="Propose it").click()
    page.wait_for_url(draft)
    page.goto(draft)
    looked_at()
    page.get_by_role("link", name="Made-up priority from a finding").first.click()
    page.locator("main a[href^='/figures/']").first.click()
    looked_at()
    assert "How it was worked out" in page.inner_text("main")


def fill_draft(page) -> None:
    """Begin a draft strategy."""
    for name, value in (("title", "Made-up strategy 2027-30"), ("short_title", "Made-up strategy"),
                        ("code", "made-up-2027"), ("place", "Here"), ("from_year", "2027"),
                        ("to_year", "2030")):  # fmt: skip
        if page.locator(f"[name={name}]").count():
            page.fill(f"[name={name}]", value)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_a_scrutiny_officer_opens_a_figure_of_the_review_to_its_source(
    demonstration_site, page, looked_at
):
    """The annual review is received; a number opens to its figure, and that to its file and hash."""
    sign_in(page, demonstration_site, "scrutiny")
    page.goto(f"{demonstration_site.staff}/scrutiny/")
    looked_at()
    page.locator("main a[href^='/reviews/']").first.click()
    looked_at()
    assert "Frozen on" in page.inner_text("main")
    figures = page.locator("main a[href^='/figures/']")
    if figures.count():
        figures.first.click()
        looked_at()
        assert "Hash sha256:" in page.inner_text("main") or "Hash" in page.inner_text("main")
        page.go_back()
    page.locator("main a[href^='/deliverables/']").first.click()
    looked_at()
    page.goto(f"{demonstration_site.staff}/scrutiny/recommend/")
    page.fill("[name=text]", "Made-up: say when the second centre opens.")
    looked_at()
    page.get_by_role("button", name="Record it").click()
    page.wait_for_selector(".govuk-notification-banner--success")
    assert "11 November 2026" in page.inner_text("main"), "the answer is owed in 28 days"


def test_an_administrator_handles_a_leaver(demonstration_site, page, looked_at, browser):
    """What they own is counted and handed over; their open session ends with its next page."""
    leaver = browser.new_page()
    sign_in(leaver, demonstration_site, "leaver")
    assert "Your work" in leaver.inner_text("h1")
    sign_in(page, demonstration_site, "manager")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    looked_at()
    page.get_by_role("link", name="Demo leaver").click()
    looked_at()
    page.get_by_role("link", name="They are leaving").click()
    looked_at()
    assert re.search(r"[1-9] deliverable", page.inner_text("main"))
    page.select_option("[name=to]", label="Demo deliverable lead")
    page.fill("[name=reason]", "Made-up: a new job.")
    page.check("[name=sure]")
    page.get_by_role("button", name="They leave now").click()
    page.wait_for_selector(".govuk-panel")
    looked_at()
    assert "went to Demo deliverable lead" in page.inner_text("main")
    leaver.goto(f"{demonstration_site.staff}/plan/")
    assert "/sign-in/" in leaver.url
    leaver.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_main_page_scrolls_sideways(demonstration_site, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, demonstration_site, "partnership")
    for path in ("/", "/plan/", "/boards/", "/executive/", "/tasks/", "/indicators/", "/risks/",
                 "/assessments/", "/consultations/", "/reviews/", "/scrutiny/", "/me/", "/can/",
                 "/escalations/", "/decisions/", "/meetings/", "/figures/", "/sources/"):  # fmt: skip
        answer = page.goto(f"{demonstration_site.staff}{path}")
        assert answer.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
