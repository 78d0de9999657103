"""Build a release: every page and file of the public site, as it stands now, in a folder of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from headrow.partnership.audit import queries as audit
from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.changes.checking import checked, keep_figures
from headrow.partnership.publications.changes.drawing import NOT_FOUND, assets, drawn, heading_of
from headrow.partnership.publications.changes.folder import write_release
from headrow.partnership.publications.models import Release
from headrow.partnership.publications.queries.folders import (
    current,
    digest_of,
    folder_of,
    manifest_of,
)
from headrow.partnership.publications.queries.open_data import files_of, openapi
from headrow.partnership.publications.queries.pages import (
    DataTable,
    Edition,
    Figure,
    Made,
    Page,
    Part,
)
from headrow.partnership.publications.queries.releases import next_number
from headrow.partnership.publications.queries.sections import parts_of
from headrow.partnership.publications.queries.whole_site import MAP, frame_of
from headrow.partnership.publications.rules.releases import may_hold_back
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import refuse_if

_ONE_BUILD_AT_A_TIME = 7_403_116


@transaction.atomic
def build_release(*, by: Actor, says: str = "", embargo_until: datetime | None = None) -> Release:
    """Build the public site as it stands now; it waits for a second person.

    says: what changed since the last release, for the public. embargo_until: before that moment it is not
    served, even when published. Raises Refused for members who may not publish.
    """
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "publish-release"))
    refuse_if(may_hold_back(embargo_until, now=now()))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_ONE_BUILD_AT_A_TIME])
    edition = Edition(
        number=next_number(),
        at=now(),
        day=today(),
        locality=directory.locality(),
        demonstration=settings.HEADROW_DEMO,
    )
    with _everything_seen():
        parts = parts_of(edition)
        folder = write_release(edition.number, _files(parts, edition))
        figures = [part for part in parts if isinstance(part, Figure)]
        keep_figures(folder, figures)
        found = checked(folder, figures, twice=_twice(parts))
    release = Release.objects.create(
        number=edition.number,
        made_at=edition.at,
        made_by=None if isinstance(by, StandingActor) else by,
        embargo_until=embargo_until,
        folder=str(edition.number),
        digest=digest_of(folder),
        contents=_contents(edition.number, says),
        checks=found,
    )
    record("release-built", subject=release, by=by, codes={"number": release.number})
    return release


@contextmanager
def _everything_seen() -> Iterator[None]:
    """Read as the clock: what is public does not depend on who builds, and the checks must know what is not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('headrow.member', true), current_setting('headrow.actor', true)"
        )
        member, actor = cursor.fetchone()
    audit.act_as(clock=True)
    yield
    audit.act_as(member=member or "", clock=actor == "clock")


def _files(parts: Sequence[Part], edition: Edition) -> Iterator[Made]:
    """Every file of the release: pages drawn last, when all addresses are known."""
    tables = [part for part in parts if isinstance(part, DataTable)]
    frame = list(frame_of(parts, edition))
    made: list[Made] = [
        *(part for part in (*parts, *frame) if isinstance(part, Made)),
        *(file for table in tables for file in files_of(table, edition)),
        openapi(tables, edition),
        *assets(edition.locality.band if edition.locality else "#0b4a53"),
    ]
    pages = [part for part in (*parts, *frame) if isinstance(part, Page)]
    addresses = {*(page.address for page in pages), *(each.address for each in made)}
    yield from made
    titles: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: page.address == MAP):
        known = (
            {**page.known, "titles": sorted(titles.items())} if page.address == MAP else page.known
        )
        html = drawn(replace(page, known=known), edition, addresses - {NOT_FOUND})
        if page.listed:
            titles[page.address] = heading_of(html)
        yield Made(page.address, html.encode(), "text/html; charset=utf-8")


def _twice(parts: Sequence[Part]) -> list[str]:
    """Addresses that two parts lay claim to: one of them would be lost."""
    counted = Counter(part.address for part in parts if not isinstance(part, Figure))
    return sorted(address for address, number in counted.items() if number > 1)


def _contents(number: int, says: str) -> dict[str, Any]:
    """What a release holds, and how it differs from the one that is served."""
    held = manifest_of(folder_of(number))
    before = current()
    earlier = manifest_of(folder_of(before.number)) if before else {}
    return {
        "says": says,
        "pages": sum(row["type"].startswith("text/html") for row in held.values()),
        "files": len(held),
        "bytes": sum(row["bytes"] for row in held.values()),
        "compared_with": before.number if before else None,
        "added": sorted(held.keys() - earlier.keys()),
        "removed": sorted(earlier.keys() - held.keys()),
        "changed": sorted(
            at for at in held.keys() & earlier.keys() if held[at]["hash"] != earlier[at]["hash"]
        ),
    }
