"""Writing the fictional place's files: the shapes in which publishers and partners hand over real ones."""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from headrow.analysis.sources.example_place import crimes, partners
from headrow.analysis.sources.example_place.geography import (
    FORCE_CODE,
    SmallArea,
    districts,
    force_name,
    outline,
    small_areas,
)
from headrow.vocabulary.periods import Month, Period

SEED = 20240229
PERIOD = Period(Month(2022, 1), Month(2024, 12))


def write_example(folder: Path, *, period: Period = PERIOD, seed: int = SEED) -> None:
    """Write the fictional place's data into a folder, which is made: street, outcome and stop files for each month,
    boundaries, look-ups, population, deprivation, harm weights and three partners' files.

    The same seed and period give the same bytes. About 41,000 street rows in 36 months, in under two seconds.
    """
    areas = small_areas(random.Random(seed))
    _write_police(folder / "police_uk", areas, period, seed)
    _write_lookups(folder / "lookups", areas)
    _write_population(folder / "population", areas, random.Random(seed + 1))
    _write_deprivation(folder / "deprivation", areas)
    _write_harm(folder / "harm")
    _write_boundaries(folder / "boundaries", areas)
    _write_partners(folder / "partners", areas, period, seed)


def _force_area() -> str:
    return force_name().removesuffix(" Police")


def _write_csv(path: Path, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def _write_police(folder: Path, areas: tuple[SmallArea, ...], period: Period, seed: int) -> None:
    slug = _force_area().casefold()
    for month in period.months:
        rng = random.Random(f"{seed} {month}")
        # The later the month, the more of its crimes are still open.
        open_share = min(0.45, 0.04 + 0.09 * max(0, 4 - period.last.minus(month)))
        street = list(crimes.street_rows(rng, areas, month, open_share=open_share))
        stem = folder / str(month) / f"{month}-{slug}"
        _write_csv(stem.with_name(f"{stem.name}-street.csv"), crimes.STREET, street)
        _write_csv(
            stem.with_name(f"{stem.name}-outcomes.csv"), crimes.OUTCOME, crimes.outcome_rows(street)
        )
        _write_csv(
            stem.with_name(f"{stem.name}-stop-and-search.csv"),
            partners.STOPS,
            partners.stop_rows(rng, areas, month),
        )


def _write_lookups(folder: Path, areas: tuple[SmallArea, ...]) -> None:
    _write_csv(
        folder / "lsoa21_msoa21.csv",
        ("lsoa21_code", "lsoa21_name", "msoa21_code", "msoa21_name"),
        ((area.code, area.name, area.middle, area.middle_name) for area in areas),
    )
    _write_csv(
        folder / "lsoa21_ward24_ltla24.csv",
        ("lsoa21_name", "lsoa21_code", "ward24_name", "ward24_code", "ltla24_name", "ltla24_code"),
        (
            (area.name, area.code, area.ward_name, area.ward, area.district_name, area.district)
            for area in areas
        ),
    )
    _write_csv(
        folder / "ltla24_csp24_pfa24.csv",
        ("ltla24_code", "ltla24_name", "csp24_code", "csp24_name", "pfa24_code", "pfa24_name"),
        (
            (place.code, place.name, f"E22{place.code[3:]}", place.name, FORCE_CODE, _force_area())
            for place in districts()
        ),
    )


def _write_population(folder: Path, areas: tuple[SmallArea, ...], rng: random.Random) -> None:
    _write_csv(
        folder / "residents21_lsoa21.csv",
        ("lsoa21_code", "total_residents"),
        ((area.code, area.residents) for area in areas),
    )
    _write_csv(
        folder / "households21_lsoa21.csv",
        ("lsoa21_code", "total_households"),
        ((area.code, area.households) for area in areas),
    )
    _write_csv(
        folder / "ethnicity21_lsoa21.csv",
        ("lsoa21_code", "ethnic_group", "n"),
        (
            (
                area.code,
                partners.CENSUS_GROUPS[group],
                round(area.residents * share * rng.uniform(0.7, 1.3)),
            )
            for area in areas
            for group, share, _ in partners.GROUPS
        ),
    )
    workday: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for area in areas:
        held = workday[area.middle, area.middle_name]
        held[0] += area.residents
        held[1] += (
            area.residents * 7 if area.centre else round(area.residents * rng.uniform(0.75, 1.0))
        )
    _write_csv(
        folder / "msoa21_census_and_workday_population.csv",
        ("msoa21_code", "msoa21_name", "census_population", "workday_population"),
        ((code, name, *people) for (code, name), people in workday.items()),
    )


def _write_deprivation(folder: Path, areas: tuple[SmallArea, ...]) -> None:
    ranked = sorted(areas, key=lambda area: (area.decile, area.code))
    _write_csv(
        folder / "imd2025_lsoa21.csv",
        ("lsoa21_code", "IMD_decile", "Income_decile", "IMD_rank", "IMD_score"),
        (
            (area.code, area.decile, area.decile, rank, f"{60 - 0.2 * rank:.3f}")
            for rank, area in enumerate(ranked, 1)
        ),
    )


def _write_harm(folder: Path) -> None:
    """Weights that cover too little to be used: the refusal is what there is to show."""
    _write_csv(
        folder / "weights_partial.csv",
        (
            "edition",
            "policeuk_category",
            "order_in_source",
            "weight",
            "offence_label",
            "label_status",
        ),
        (
            ("example", name, number, weight, name, "single weight for the category")
            for number, (name, weight) in enumerate(
                (
                    ("Robbery", 700),
                    ("Theft from the person", 80),
                    ("Shoplifting", 12),
                    ("Bicycle theft", 9),
                ),
                1,
            )
        ),
    )


def _write_boundaries(folder: Path, areas: tuple[SmallArea, ...]) -> None:
    kinds: tuple[tuple[str, str, str, Callable[[SmallArea], tuple[str, str]]], ...] = (
        ("lsoa21", "lsoa21_code", "lsoa21_name", lambda area: (area.code, area.name)),
        ("msoa21", "msoa21_code", "msoa21_name", lambda area: (area.middle, area.middle_name)),
        ("ward24", "ward24_code", "ward24_name", lambda area: (area.ward, area.ward_name)),
        ("ltla24", "ltla24_code", "ltla24_name", lambda area: (area.district, area.district_name)),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for kind, code_key, name_key, of in kinds:
        cells: dict[tuple[str, str], list[SmallArea]] = defaultdict(list)
        for area in areas:
            cells[of(area)].append(area)
        features = [
            {
                "type": "Feature",
                "properties": {name_key: name, code_key: code},
                "geometry": {"type": "Polygon", "coordinates": [outline(held)]},
            }
            for (code, name), held in sorted(cells.items())
        ]
        text = json.dumps(
            {"type": "FeatureCollection", "name": f"example_{kind}", "features": features}
        )
        (folder / f"example_{kind}.geojson").write_text(text + "\n", encoding="utf-8")


def _write_partners(folder: Path, areas: tuple[SmallArea, ...], period: Period, seed: int) -> None:
    own = [area for area in areas if area.district == districts()[0].code]
    rng = random.Random(seed + 2)
    _write_csv(
        folder / "fire_incidents.csv", partners.FIRE, partners.fire_rows(rng, own, period.months)
    )
    _write_csv(
        folder / "housing_asb.csv", partners.HOUSING, partners.housing_rows(rng, own, period.months)
    )
    _write_csv(
        folder / "domestic_abuse_referrals.csv",
        partners.DOMESTIC_ABUSE,
        partners.domestic_abuse_rows(rng, own, period.months),
    )
