"""The journey of a new partnership in a real browser, from an empty database to its own first page."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BEGIN = """
import django
django.setup()
from django.db import transaction
from headrow.partnership.audit import queries as audit
from headrow.partnership.directory import changes as directory
from headrow.vocabulary.actors import THE_CLOCK
with transaction.atomic():
    audit.act_as(clock=True)
    host = directory.add_agency(code="host", name="Demo Host", kind="council", by=THE_CLOCK)
    for key, role in (("administrator", "AD"), ("analyst", "AN"), ("partnership", "PO")):
        member = directory.add_member(
            email=f"{key}@demo.test", name=f"Demo {key}", agency=host, by=THE_CLOCK)
        directory.give_post(member=member, role=role, confirmed_by=THE_CLOCK, by=THE_CLOCK)
"""


@pytest.fixture
def new_site(postgres, template, tmp_path):
    """A site on an empty database, with three people and no partnership chosen."""
    from headrow.partnership.web.database import roles
    from plugins.demonstration import Served, demonstration_settings, free_port

    name, port = "headrow_tests_new_partnership", free_port()
    roles.drop_database(postgres, name)
    roles.create_database(postgres, name, template)
    settings = demonstration_settings() | {
        "DATABASE_URL": postgres.url("app", name),
        "HEADROW_VAR": str(tmp_path),
        "HEADROW_LOCALITY": "",
        "HEADROW_BIND": f"127.0.0.1:{port}",
    }
    subprocess.run([sys.executable, "-c", BEGIN], env={**os.environ, **settings}, check=True)
    served = Served(port, settings)
    served.start()
    yield served
    served.stop()
    roles.drop_database(postgres, name)


def looked_at(page):
    """Nothing that axe finds on the page as it stands, and no sideways scroll."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page, options={"runOnly": WCAG})
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_new_partnership_is_set_up_and_shows_its_own_name_words_and_boards(
    new_site, browser, width, tmp_path
):
    from plugins.demonstration import sign_in

    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    sign_in(page, new_site, "administrator")
    page.goto(f"{new_site.staff}/admin/setup/")
    looked_at(page)
    page.get_by_role("button", name="Continue").click()
    for fields in (
        {"Code of the district": "E08999009", "Name of the district": "Nidd Vale"},
        {"Police force": "Dale Police"},
    ):
        looked_at(page)
        fill(page, fields)
    page.get_by_role("button", name="Save and continue").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    looked_at(page)
    page.get_by_label("Unitary authority").check()
    fill(page, {})
    fill(
        page,
        {
            "Name of the partnership": "Safer Nidd Vale",
            "Short code": "nidd-vale",
            "Colour of the band at the top": "#4a2545",
        },
    )
    for name, letters, kind in (
        ("Vale Steering Group", "VSG", "Executive"),
        ("Streets Action Group", "STR", "Delivery board"),
    ):
        page.get_by_label("Name of the board").fill(name)
        page.get_by_label("Letters of its decision numbers").fill(letters)
        page.get_by_label(kind, exact=True).check()
        page.get_by_role("button", name="Add this board").click()
    looked_at(page)
    page.get_by_role("button", name="Save and continue").click()
    fill(page, {"Your word for “Executive”": "Steering group"})
    page.get_by_label("Name of the contact").fill("Nidd Vale Council")
    page.get_by_label("What it is for").fill("Noise and litter.")
    page.get_by_label("Telephone number").fill("01234 567890")
    page.get_by_role("button", name="Add this contact").click()
    page.get_by_role("button", name="Save and continue").click()
    fill(page, {"E-mail domains of the agencies": "nidd.test"})
    looked_at(page)
    assert not (tmp_path / "locality").exists()
    page.get_by_role("button", name="Make this partnership").click()
    looked_at(page)
    words = page.locator("body").inner_text()
    assert "Safer Nidd Vale is set up" in words
    assert "Steering group" in words
    assert "Streets Action Group" in words
    band = page.evaluate("getComputedStyle(document.querySelector('header.band')).backgroundColor")
    assert band == "rgb(74, 37, 69)"
    published(page, new_site)
    page.close()


def published(page, new_site):
    """The new partnership's public pages name it, and no other."""
    from headrow.vocabulary.localities import load_locality
    from plugins.demonstration import sign_in

    sign_in(page, new_site, "analyst")
    page.goto(f"{new_site.staff}/releases/")
    page.get_by_label("What has changed since the last edition?").fill("The first edition.")
    page.get_by_role("button", name="Build the edition").click()
    looked_at(page)
    sign_in(page, new_site, "partnership")
    page.goto(f"{new_site.staff}/releases/1/")
    page.get_by_role("button", name="Agree this edition").click()
    page.get_by_role("button", name="Publish this edition").click()
    page.goto(new_site.public)
    assert "Community safety in Nidd Vale" in page.locator("h1").inner_text()
    page.goto(f"{new_site.public}/help/")
    assert "01234 567890" in page.locator("main").inner_text()
    others = [load_locality(name) for name in ("leeds", "sheffield", "example")]
    for address in ("/", "/help/", "/who-we-are/", "/data/", "/plan/", "/map/"):
        page.goto(new_site.public + address)
        for other in others:
            assert other.name not in page.content()
            assert other.district.name not in page.content()


def fill(page, fields):
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Save and continue").click()
