"""Areas: a code, a name, a kind and the edition (vintage) of the geography it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

# Kinds carry their edition where editions differ: an LSOA of 2011 is not an LSOA of 2021.
AreaKind: TypeAlias = Literal[
    "lsoa11", "lsoa21", "msoa11", "msoa21", "ward", "district", "csp", "force", "hexagon"
]

KIND_WORDS: dict[str, tuple[str, str]] = {
    "lsoa11": ("neighbourhood", "neighbourhoods (lower super output areas of 2011)"),
    "lsoa21": ("neighbourhood", "neighbourhoods (lower super output areas of 2021)"),
    "msoa11": ("area", "areas (middle super output areas of 2011)"),
    "msoa21": ("area", "areas (middle super output areas of 2021)"),
    "ward": ("ward", "wards"),
    "district": ("district", "districts"),
    "csp": ("partnership", "partnerships"),
    "force": ("police force area", "police force areas"),
    "hexagon": ("hexagon", "hexagons of one square kilometre"),
}


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A coded area."""

    code: str
    name: str
    kind: AreaKind


def small_area_of(edition: int) -> AreaKind:
    """The kind of small area (LSOA) of a census edition, 2011 or 2021."""
    return "lsoa11" if edition == 2011 else "lsoa21"


def middle_area_of(edition: int) -> AreaKind:
    """The kind of middle area (MSOA) of a census edition, 2011 or 2021."""
    return "msoa11" if edition == 2011 else "msoa21"
