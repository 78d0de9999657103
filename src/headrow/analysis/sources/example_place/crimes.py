"""Recorded crime of the fictional place: seasons, a busy centre, a gradient, one rise, one fall; all generated."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from headrow.analysis.sources.example_place.geography import SmallArea, force_name
from headrow.vocabulary.crime import BY_CODE
from headrow.vocabulary.periods import Month

STREET = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
OUTCOME = (*STREET[:9], "Outcome type")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a category behaves: a month's usual number, how strongly it follows deprivation and the centre."""

    monthly: int
    gradient: float
    centre: float
    summer: float = 0.0


KINDS: dict[str, Kind] = {
    "violence-and-sexual-offences": Kind(330, 0.16, 6, 0.06),
    "anti-social-behaviour": Kind(140, 0.14, 5, 0.22),
    "shoplifting": Kind(95, 0.02, 22),
    "criminal-damage-and-arson": Kind(90, 0.13, 3, 0.05),
    "public-order": Kind(80, 0.12, 8, 0.08),
    "vehicle-crime": Kind(75, 0.05, 2),
    "burglary": Kind(68, 0.07, 2, -0.10),
    "other-theft": Kind(62, 0.05, 9),
    "drugs": Kind(36, 0.15, 6),
    "other-crime": Kind(26, 0.12, 3),
    "theft-from-the-person": Kind(18, 0.02, 30),
    "bicycle-theft": Kind(16, 0.02, 12, 0.15),
    "robbery": Kind(15, 0.16, 8),
    "possession-of-weapons": Kind(11, 0.15, 5),
}
RISES = {"shoplifting": (Month(2024, 2), 1.45), "burglary": (Month(2024, 1), 0.74)}
OUTCOMES = (
    ("Investigation complete; no suspect identified", 46), ("Unable to prosecute suspect", 33),
    ("Awaiting court outcome", 6), ("Local resolution", 5), ("Offender given a caution", 3),
    ("Action to be taken by another organisation", 4), ("Further investigation is not in the public interest", 3),
)  # fmt: skip
OPEN = "Under investigation"
NOT_PLACED = 0.012  # share of records without a small area
PLACES = (
    "Parking Area",
    "Supermarket",
    "School Lane",
    "Mill Street",
    "Station Road",
    "Park Row",
    "Chapel Lane",
)


def expected(code: str, month: Month) -> float:
    """How many of a category the whole force records in a month, before chance."""
    kind = KINDS[code]
    season = 1 + kind.summer * math.cos((month.month - 7) / 12 * 2 * math.pi)
    starts, factor = RISES.get(code, (Month(9999, 1), 1.0))
    return kind.monthly * season * month.days / 30.4 * (factor if month >= starts else 1.0)


def street_rows(
    rng: random.Random, areas: tuple[SmallArea, ...], month: Month, *, open_share: float
) -> Iterator[tuple[str, ...]]:
    """The rows of one month's street file, in the publisher's twelve columns."""
    force = force_name()
    for code, kind in KINDS.items():
        weights = [_weight(area, kind) for area in areas]
        mean = expected(code, month)
        total = max(0, round(rng.gauss(mean, math.sqrt(mean))))
        for area in rng.choices(areas, weights, k=total):
            yield _row(rng, area, code, (str(month), force, force), open_share)


def _weight(area: SmallArea, kind: Kind) -> float:
    return (
        area.residents
        * area.pull
        * math.exp(kind.gradient * (5.5 - area.decile))
        * (kind.centre if area.centre else 1.0)
    )


def _row(
    rng: random.Random, area: SmallArea, code: str, head: tuple[str, ...], open_share: float
) -> tuple[str, ...]:
    crime = BY_CODE[code].crime
    crime_id = f"{rng.getrandbits(256):064x}" if crime else ""
    outcome = _outcome(rng, open_share) if crime else ""
    if rng.random() < NOT_PLACED:
        return (crime_id, *head, "", "", "No Location", "", "", BY_CODE[code].name, outcome, "")
    longitude, latitude = area.middle_point
    # Snapped to one of six points of the area, as the publisher does.
    point = rng.randrange(6)
    return (
        crime_id, *head, f"{longitude + (point % 3 - 1) * 0.004:.6f}", f"{latitude + (point // 3 - 0.5) * 0.003:.6f}",
        f"On or near {PLACES[(area.row * 7 + area.column + point) % len(PLACES)]}", area.code, area.name,
        BY_CODE[code].name, outcome, "",
    )  # fmt: skip


def _outcome(rng: random.Random, open_share: float) -> str:
    if rng.random() < open_share:
        return OPEN
    return rng.choices([words for words, _ in OUTCOMES], [share for _, share in OUTCOMES])[0]


def outcome_rows(street: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The rows of the outcomes file: each crime that is no longer open, in the month of the crime."""
    for row in street:
        if row[0] and row[10] != OPEN:
            yield (*row[:9], row[10])
