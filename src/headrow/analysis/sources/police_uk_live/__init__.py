"""police.uk live: months of a force out of the monthly archive, and the public API.

The archive is what an assessment stands on, since only its files name the small area (LSOA) of a crime. What the API
gives of an area has none: its rows are read, counted and set aside, with that reason.
"""

from __future__ import annotations

from headrow.analysis.sources.police_uk_live.api import (
    crimes_in_area,
    forces,
    latest_month,
    months_published,
)
from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.sources.police_uk_live.fetching import fetch, fetch_from
from headrow.analysis.sources.police_uk_live.reading import CODE, conform, recognise
from headrow.analysis.tables.plug_ins import Source
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

SOURCE = Source(
    code=CODE,
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
    recognise=recognise,
    conform=conform,
    fetch=fetch,
)
