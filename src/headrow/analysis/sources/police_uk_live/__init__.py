"""police.uk live: months of a force out of the monthly archive, and the public API.

It brings files and reads none: what it brings is what the publisher writes, and the sources of street-level crime,
outcomes and stops read it as they read any other copy. The archive is what an assessment stands on, since only its
files name the small area (LSOA) of a crime. What the API gives of an area has none, so its rows are read, counted
and set aside for that reason; placing their points, which are snapped to streets, by outlines would put one row in ten
or more into the wrong area.
"""

from __future__ import annotations

from pathlib import Path

from headrow.analysis.sources.police_uk_live.api import (
    crimes_in_area,
    forces,
    latest_month,
    months_published,
)
from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.sources.police_uk_live.fetching import fetch, fetch_from
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source, SourceError
from headrow.analysis.tables.shapes import RECORDED_CRIME

__all__ = [
    "SOURCE",
    "Door",
    "crimes_in_area",
    "fetch",
    "fetch_from",
    "forces",
    "latest_month",
    "months_published",
]


def _recognise(candidate: Candidate) -> None:
    """Nothing: the sources of the shapes know their files."""


def _conform(candidate: Candidate, folder: Path) -> Conformed:
    raise SourceError(
        f"{candidate.name} is read by another source: police-uk-live only brings files."
    )


SOURCE = Source(
    code="police-uk-live",
    name="police.uk live: monthly archive and API",
    publisher="police.uk",
    licence="Open Government Licence v3.0",
    gives=RECORDED_CRIME,
    every="month",
    personal=False,
    caveats=(
        "A later archive holds corrected months: the latest that still holds a month is used.",
        "The API names no small area, so its rows are in no figure of a place.",
    ),
    recognise=_recognise,
    conform=_conform,
    fetch=fetch,
)
