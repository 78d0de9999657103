"""What partners of the fictional place supply: fire, housing and domestic abuse counts, and stops; all generated."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator

from headrow.analysis.sources.example_place.geography import SmallArea
from headrow.vocabulary.periods import Month

FIRE = ("Incident month", "Ward code", "Ward", "Incident type", "Incidents")
HOUSING = ("month", "lsoa21_code", "kind", "cases")
DOMESTIC_ABUSE = ("Quarter begins", "MSOA code", "Risk", "Referrals")
STOPS = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
# Officer-defined group, share of residents, and searches for each resident beside the first group's.
GROUPS = (("White", 0.78, 1.0), ("Asian", 0.11, 1.3), ("Black", 0.06, 2.4), ("Other", 0.05, 1.1))
CENSUS_GROUPS = {
    "White": "White",
    "Asian": "Asian, Asian British or Asian Welsh",
    "Black": "Black, Black British, Black Welsh, Caribbean or African",
    "Other": "Other ethnic group",
}


def poisson(rng: random.Random, mean: float) -> int:
    """A Poisson number (Knuth's method; means here are small)."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def fire_rows(
    rng: random.Random, areas: Iterable[SmallArea], months: Iterable[Month]
) -> Iterator[tuple[str, ...]]:
    """Deliberate fires by ward and month; months without any are absent, as such files are."""
    wards = sorted({(area.ward, area.ward_name) for area in areas})
    for month in months:
        for code, name in wards:
            for kind, mean in (
                ("Deliberate fire, outdoor", 1.6),
                ("Deliberate fire, building", 0.3),
            ):
                if count := poisson(rng, mean):
                    yield month.words, code, name, kind, str(count)


def housing_rows(
    rng: random.Random, areas: Iterable[SmallArea], months: Iterable[Month]
) -> Iterator[tuple[str, ...]]:
    """Cases of anti-social behaviour opened by a landlord, by small area and month: most counts are small."""
    areas = [area for area in areas if area.decile <= 5]
    for month in months:
        for area in areas:
            for kind, mean in (("noise", 0.35), ("threats", 0.12)):
                if count := poisson(rng, mean):
                    yield str(month), area.code, kind, str(count)


def domestic_abuse_rows(
    rng: random.Random, areas: Iterable[SmallArea], months: Iterable[Month]
) -> Iterator[tuple[str, ...]]:
    """Referrals by middle area, quarter and risk: sensitive, and many cells under ten."""
    middles: dict[str, float] = {}
    for area in areas:
        middles[area.middle] = middles.get(area.middle, 0.0) + (11 - area.decile) / 6
    for month in months:
        if month.month % 3 == 1:
            for middle, weight in sorted(middles.items()):
                for risk, mean in (("high", 0.55), ("standard", 1.9)):
                    yield str(month), middle, risk, str(poisson(rng, mean * weight))


def stop_rows(
    rng: random.Random, areas: tuple[SmallArea, ...], month: Month
) -> Iterator[tuple[str, ...]]:
    """Stops and searches of one month in the publisher's columns, one row a search."""
    weights = [share * ratio for _, share, ratio in GROUPS]
    for _ in range(poisson(rng, 42)):
        area = rng.choices(areas, [site.residents * (6 if site.centre else 1) for site in areas])[0]
        longitude, latitude = area.middle_point
        group = (
            "" if rng.random() < 0.08 else rng.choices([name for name, _, _ in GROUPS], weights)[0]
        )
        found = rng.random() < 0.27
        yield (
            "Person search", f"{month}-{rng.randint(1, month.days):02d}T{rng.randint(0, 23):02d}:00:00+00:00", "", "",
            f"{latitude:.6f}", f"{longitude:.6f}", "Male", "18-24", "", group, "Misuse of Drugs Act 1971 (section 23)",
            rng.choice(("Controlled drugs", "Offensive weapons", "Stolen goods")),
            "Arrest" if found else "A no further action disposal", "", "False",
        )  # fmt: skip
