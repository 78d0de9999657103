"""Which places may be shown at all: areas large enough, and never a point."""

from __future__ import annotations

import re

from headrow.vocabulary.protection import AREA_SIZES, Policy

_SIZES = {"00": -1, "01": 0, "02": 1, "05": 2}
_CODE = re.compile(r"[EWSN](\d\d)\d{6}")


def area_too_small(code: str, policy: Policy) -> bool:
    """Whether a code is that of an area below the policy's smallest: an LSOA where MSOAs are the floor.

    Codes that name no small census area or ward are never too small.
    """
    found = _CODE.fullmatch(code)
    size = _SIZES.get(found.group(1)) if found else None
    return size is not None and size < AREA_SIZES.index(policy.smallest_area)


def why_no_points(policy: Policy, *, theme: str = "") -> str:
    """Why places of single events may not be drawn: no policy allows a dot map, and each says why."""
    if policy.exact:
        return (
            "Points are snapped to a nearby anonymous place and stand for no address: no dot map,"
            " no finer density; LSOA or larger."
        )
    area = policy.smallest_area.upper()
    what = f"of {theme} " if theme else ""
    return f"Places {what}could point to a person's home: {area} or larger, never a dot."
