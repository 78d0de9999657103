"""The parts of the public site, in the order in which they are built: each a function from an edition to its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from headrow.partnership.publications.queries import (
    consultation_pages,
    evidence,
    explaining,
    first_page,
    meeting_pages,
    plan_pages,
    reporting,
    review_pages,
    what_we_are,
)
from headrow.partnership.publications.queries.pages import Edition, Part

Section = Callable[[Edition], Iterator[Part]]

SECTIONS: tuple[Section, ...] = (
    first_page.first,
    what_we_are.who_we_are,
    plan_pages.the_plan,
    meeting_pages.meetings,
    meeting_pages.decisions,
    evidence.evidence,
    review_pages.reviews,
    consultation_pages.told_us,
    reporting.ways_to_report,
    explaining.statements,
)


def parts_of(edition: Edition) -> list[Part]:
    """Everything that the sections hand over, in order."""
    return [part for section in SECTIONS for part in section(edition)]
