"""How to report and where to get help: the emergency line first, then what the locality declares."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.partnership.publications.queries.pages import DataTable, Edition, Field, Page, Part
from headrow.vocabulary.localities import national_contacts


def ways_to_report(edition: Edition) -> Iterator[Part]:
    """The page of contacts, and the same contacts as open data."""
    contacts = edition.locality.contacts if edition.locality else national_contacts()
    known = {
        "emergencies": [each for each in contacts if each.emergency],
        "others": [each for each in contacts if not each.emergency],
    }
    yield Page("/help/", "help", known)
    yield DataTable(
        address="/data/contacts",
        title="Ways to report and get help",
        says="Every contact of the page about reporting.",
        fields=(
            Field("name", "What it is called"),
            Field("says", "What it is for"),
            Field("phone", "Telephone number"),
            Field("email", "E-mail address"),
            Field("hours", "When it answers"),
            Field("emergency", "Whether it is for emergencies", "yes-no"),
        ),
        rows=[(c.name, c.says, c.phone, c.email, c.hours, c.emergency) for c in contacts],
        source=f"{edition.name}: its declared contacts",
    )
