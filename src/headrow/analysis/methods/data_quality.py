"""Quality of a month of street-level crime, and months that are missing from a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headrow.analysis.methods.method import Method, Values, answer_of
from headrow.analysis.methods.seasons import months_from

ASB, NO_PLACE, OPEN = "Anti-social behaviour", "No Location", "Under investigation"
SUSPECT_BELOW = 0.5
"""A month under half the median of the twelve before it is suspect."""


def quality_flags(columns: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """Count what a reader must know of a month: places missing, identifiers, open outcomes.

    columns: crime_id, longitude, latitude, location, lsoa, crime_type, outcome; blank is missing.
    """
    ids = [value for value in columns["crime_id"] if value]
    points = list(zip(columns["longitude"], columns["latitude"], strict=True))
    located = [point for point in points if all(part not in (None, "") for part in point)]
    kinds = zip(columns["crime_type"], columns["crime_id"], strict=True)
    return {
        "rows": len(points),
        "missing_coordinates": len(points) - len(located),
        "no_location": sum(place == NO_PLACE for place in columns["location"]),
        "missing_lsoa": sum(not code for code in columns["lsoa"]),
        "asb_without_crime_id": sum(kind == ASB and not code for kind, code in kinds),
        "duplicate_crime_id": len(ids) - len(set(ids)),
        "distinct_points": len(set(located)),
        "under_investigation": sum(outcome == OPEN for outcome in columns["outcome"]),
    }


def missing_months(
    present: Sequence[str], first: str, last: str, counts: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Name the months of a window that are not held; with one missing there is no total."""
    (y0, m0), (y1, m1) = ((int(part) for part in month.split("-")) for month in (first, last))
    window = months_from(first, max(0, (y1 - y0) * 12 + m1 - m0 + 1))
    missing = [month for month in window if month not in set(present)]
    complete = not missing and bool(window)
    total = sum(counts[month] for month in window) if complete and counts else None
    return {
        "missing": missing,
        "complete": complete,
        "annual_total": total,
        "flags": () if complete else ("incomplete_period",),
    }


def suspect_months(counts: Sequence[float | None]) -> list[int]:
    """Positions of months under half the median of the twelve before them; missing ones left out."""
    from statistics import median

    found = []
    for position in range(12, len(counts)):
        before = [count for count in counts[position - 12 : position] if count is not None]
        count = counts[position]
        if count is not None and before and count < SUSPECT_BELOW * median(before):
            found.append(position)
    return found


def _answer_missing(inputs: Values, parameters: Values) -> dict[str, Any]:
    first, last = inputs["window"]
    return answer_of(missing_months(inputs["months_present"], first, last, inputs.get("counts")))


METHODS = (
    Method(
        "quality-flags",
        "Quality of a month of street-level crime",
        lambda i, p: quality_flags(i),
        "counts of what is blank, repeated or still open",
    ),
    Method(
        "missing-months",
        "Months missing from a period",
        _answer_missing,
        "a missing month makes the total null",
    ),
)
