"""The pages that explain the site itself: accessibility, privacy, cookies, figures, algorithms."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.partnership.publications.queries.pages import Edition, Page, Part

STATEMENTS = ("accessibility", "privacy", "cookies", "about-figures", "algorithms")


def statements(edition: Edition) -> Iterator[Part]:
    """One page each."""
    for name in STATEMENTS:
        yield Page(f"/{name}/", name.replace("-", "_"))
