"""A Chromium for the tests that look at a page.

`HEADROW_CHROMIUM` names one; else the first on the path is taken; else the one Playwright
installed. `make test` finds or installs it beforehand (tools/chromium.sh).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.not_run import cannot_run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Quiet: a test must not depend on, or be slowed by, what the browser asks of the network.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


def find_chromium() -> Path | None:
    """The browser to use, or nothing when none is at hand."""
    named = os.environ.get("HEADROW_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The path of a Chromium; without one the test is not run, loudly, and fails in CI."""
    found = find_chromium()
    if found is None:
        cannot_run(
            "no Chromium on this machine",
            "install the package chromium, or name one in HEADROW_CHROMIUM",
            needed_in_ci=True,
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator:
    """One headless browser for the session; make pages with `browser.new_page(viewport=...)`."""
    from playwright.sync_api import sync_playwright

    # Chromium refuses its sandbox to root, and containers run as root.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium_path), args=[*ARGUMENTS, *sandbox]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator:
    """A page of its own, 1280 pixels wide, closed after the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()
