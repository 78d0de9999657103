"""Values for the statistics fixtures whose inputs name files: each read from the shared data."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

CITY_CENTRE = "E02006875"
SERIES = "leeds_aggregates/leeds_msoa_month_crime_2022-08_2025-07.csv.gz"
STREET = "police_uk/leeds_months/leeds_2024-03_street.csv.gz"
Inputs = tuple[dict[str, Any], dict[str, Any]]


def rows(data: Path, name: str) -> list[dict[str, str]]:
    path = data / name
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_year(row: dict[str, str]) -> bool:
    return "2024-08" <= row["month"] <= "2025-07"


def rate_leeds_city_centre(data: Path) -> Inputs:
    found = [
        row for row in rows(data, SERIES) if in_year(row) and row["msoa21_code"] == CITY_CENTRE
    ]
    bases = {
        "resident": int(found[0]["census_population"]),
        "workday": int(found[0]["workday_population"]),
    }
    return {"numerator": sum(int(row["crime_count"]) for row in found), "denominators": bases}, {}


def rate_leeds_burglary_household(data: Path) -> Inputs:
    burglaries = sum(
        int(row["crime_count"])
        for row in rows(data, SERIES)
        if in_year(row) and row["crime_type"] == "Burglary"
    )
    homes = {
        row["ltla21_code"]: int(row["households"])
        for row in rows(data, "population/households21_ltla21.csv.gz")
    }
    return {"numerator": burglaries, "denominator": homes["E08000035"]}, {}


def attendances(data: Path, hospital: str) -> list[int]:
    found = [
        row
        for row in rows(data, "time_series/nhs_ae_attendances.csv.gz")
        if row["org_code"] == hospital and row["type"] == "1"
    ]
    return [int(row["attendances"]) for row in sorted(found, key=lambda row: row["period"])]


def monthly_total(data: Path) -> list[int]:
    totals: Counter[str] = Counter()
    for row in rows(data, SERIES):
        totals[row["month"]] += int(row["crime_count"])
    return [totals[month] for month in sorted(totals)]


def lsoa_counts(data: Path, crime_type: str | None) -> list[int]:
    leeds = [
        row["lsoa21_code"]
        for row in rows(data, "lookups/lsoa21_ward24_ltla24.csv.gz")
        if row["ltla24_name"] == "Leeds"
    ]
    seen = Counter(
        row["LSOA code"] for row in rows(data, STREET) if crime_type in (None, row["Crime type"])
    )
    return [seen[code] for code in leeds]


def lq_city_centre(data: Path) -> Inputs:
    totals: Counter[tuple[bool, bool]] = Counter()
    for row in filter(in_year, rows(data, SERIES)):
        key = (row["msoa21_code"] == CITY_CENTRE, row["crime_type"] == "Shoplifting")
        totals[key] += int(row["crime_count"])
    area, kind = totals[True, True] + totals[True, False], totals[True, True] + totals[False, True]
    return {
        "area_type": totals[True, True],
        "area_all": area,
        "region_type": kind,
        "region_all": totals.total(),
    }, {}


def columbus(data: Path) -> dict[str, Any]:
    """Crime by neighbourhood, and neighbours by position from the GAL file (1-based numbers)."""
    values = [float(row["CRIME"]) for row in rows(data, "spatial_benchmarks/columbus.csv")]
    lines = (data / "spatial_benchmarks/columbus.gal").read_text().split("\n")[1:]
    lists: list[list[int]] = [[] for _ in values]
    for head, links in zip(lines[::2], lines[1::2], strict=False):
        lists[int(head.split()[0]) - 1] = [int(link) - 1 for link in links.split()]
    return {"values": values, "neighbours": lists}


def harm_trafford(data: Path) -> Inputs:
    found = {
        row["group"]: float(row["value"])
        for row in rows(data, "harm/trafford_gm_england_crime_severity.csv")
        if row["area_name"] == "Trafford" and row["period"] == "2008/09"
    }
    total = found.pop("Total recorded crime")
    return {"groups": list(found.values()), "total": total}, {}


def harm_leeds(data: Path) -> Inputs:
    counts = Counter(row["Crime type"] for row in rows(data, STREET))
    weights = {
        row["policeuk_category"]: float(row["weight"])
        for row in rows(data, "harm/ons_css_weights_partial.csv")
        if row["label_status"] == "single weight for the category"
        and row["edition"] == "ONS CSS first edition"
    }
    counts.pop("Anti-social behaviour")
    return {"counts": dict(counts), "weights": weights, "recorded_crime": counts.total()}, {}


def chicago(data: Path) -> list[list[Any]]:
    with open(data / "points/near_repeat/chicago_be_month1.csv", newline="") as file:
        return [[float(x), float(y), day] for x, y, day in csv.reader(file)]


def knox_bands(data: Path) -> Inputs:
    bands = {"distance_bands": [0, 100, 200], "day_bands": [[0, 7]]}
    return {"points": chicago(data), **bands}, {"permutations": 0}


def knox_calculator(data: Path) -> Inputs:
    bands = {
        "distance_bands": [0, 100, 200, 300, None],
        "day_bands": [[0, 6], [7, 13], [14, 20], [21, None]],
    }
    return {"points": chicago(data), **bands}, {"permutations": 0, "metric": "manhattan"}


def sicily(data: Path) -> Inputs:
    found = rows(data, "time_series/sicily_smoking_ban_its.csv")
    return {
        "counts": [int(row["aces"]) for row in found],
        "exposure": [float(row["stdpop"]) for row in found],
        "step": [int(row["smokban"]) for row in found],
        "time": [int(row["time"]) for row in found],
    }, {}


def seatbelts(data: Path) -> Inputs:
    found = rows(data, "time_series/uk_seatbelts_1969_1984.csv")
    return {
        "counts": [int(row["drivers"]) for row in found],
        "first_month": "1969-01",
        "step_from": next(i for i, row in enumerate(found) if row["law"] == "1"),
    }, {}


def nile(data: Path) -> Inputs:
    found = rows(data, "time_series/nile_annual_flow.csv")
    return {
        "values": [float(row["flow"]) for row in found],
        "years": [int(row["year"]) for row in found],
    }, {}


def rake_apiclus1(data: Path) -> Inputs:
    sample, everyone = (rows(data, f"survey/{name}.csv.gz") for name in ("apiclus1", "apipop"))
    names = ("stype", "sch.wide")
    return {
        "weights": [float(row["pw"]) for row in sample],
        "values": [float(row["api00"]) for row in sample],
        "categories": {name: [row[name] for row in sample] for name in names},
        "margins": {name: Counter(row[name] for row in everyone) for name in names},
    }, {}


def survey_apistrat(data: Path) -> Inputs:
    found = rows(data, "survey/apistrat.csv.gz")
    return {
        "values": [float(row["api00"]) for row in found],
        "weights": [float(row["pw"]) for row in found],
        "strata": [row["stype"] for row in found],
        "stratum_sizes": {row["stype"]: float(row["fpc"]) for row in found},
    }, {}


def survey_nhanes(data: Path) -> Inputs:
    found = rows(data, "survey/nhanes_hi_cholesterol.csv.gz")
    return {
        "values": [
            float(row["HI_CHOL"]) if row["HI_CHOL"] not in ("", "NA") else None for row in found
        ],
        "weights": [float(row["WTMEC2YR"]) for row in found],
        "strata": [row["SDMVSTRA"] for row in found],
        "clusters": [row["SDMVPSU"] for row in found],
        "domain": [row["race"] == "2" and row["RIAGENDR"] == "2" for row in found],
    }, {}


def network(name: str):
    def read(data: Path) -> Inputs:
        edges = [[row["source"], row["target"]] for row in rows(data, f"networks/{name}_edges.csv")]
        nodes = [row["name"] for row in rows(data, f"networks/{name}_nodes.csv")]
        return {"edges": edges, "nodes": nodes}, {}

    return read


def forecast(data: Path) -> Inputs:
    counts = monthly_total(data)
    return {"train": counts[:24], "test": counts[24:]}, {}


def sii_leeds(data: Path) -> Inputs:
    leeds = {
        row["lsoa21_code"]
        for row in rows(data, "lookups/lsoa21_ward24_ltla24.csv.gz")
        if row["ltla24_name"] == "Leeds"
    }
    decile = {
        row["lsoa21_code"]: int(row["IMD_decile"])
        for row in rows(data, "deprivation/imd2025_england_lsoa21.csv.gz")
        if row["lsoa21_code"] in leeds
    }
    counts, people = [0] * 10, [0] * 10
    for row in rows(data, STREET):
        if row["Crime type"] == "Violence and sexual offences":
            counts[decile[row["LSOA code"]] - 1] += 1
    for row in rows(data, "population/residents21_lsoa21.csv.gz"):
        if row["lsoa21_code"] in leeds:
            people[decile[row["lsoa21_code"]] - 1] += int(row["total_residents"])
    return {"counts": counts, "population": people}, {}


def lsoa_changes(data: Path) -> Inputs:
    found = rows(data, "lookups/lsoa11_lsoa21_ltla22.csv.gz")
    return {
        "rows": [
            [row["lsoa11_code"], row["lsoa21_code"], row["change_code"], row["ltla22_name"]]
            for row in found
        ],
        "district": "Leeds",
    }, {}


def lsoa_apportion(data: Path) -> Inputs:
    parts = sorted(
        row["lsoa21_code"]
        for row in rows(data, "lookups/lsoa11_lsoa21_ltla22.csv.gz")
        if row["lsoa11_code"] == "E01032945"
    )
    people = {
        row["lsoa21_code"]: int(row["total_residents"])
        for row in rows(data, "population/residents21_lsoa21.csv.gz")
    }
    return {
        "lsoa11": "E01032945",
        "count": 120,
        "lsoa21": parts,
        "residents": [people[code] for code in parts],
    }, {}


def linkage(data: Path) -> Inputs:
    records = rows(data, "entity_resolution/fake_1000.csv")
    labels = rows(data, "entity_resolution/fake_1000_labels.csv.gz")
    matched = [
        [row["unique_id_l"], row["unique_id_r"]]
        for row in labels
        if float(row["clerical_match_score"]) >= 0.5
    ]
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in records:
        if row["dob"] and row["email"]:
            same[row["dob"], row["email"]].append(row["unique_id"])
    predicted = [
        [a, b] for group in same.values() for i, a in enumerate(group) for b in group[i + 1 :]
    ]
    return {"predicted": predicted, "true": matched}, {}


def quality(data: Path) -> Inputs:
    names = {
        "Crime ID": "crime_id",
        "Longitude": "longitude",
        "Latitude": "latitude",
        "Location": "location",
        "LSOA code": "lsoa",
        "Crime type": "crime_type",
        "Last outcome category": "outcome",
    }
    found = rows(data, STREET)
    return {new: [row[old] for row in found] for old, new in names.items()}, {}


BUILT = {
    "rate.leeds_city_centre": rate_leeds_city_centre,
    "rate.leeds_burglary_household": rate_leeds_burglary_household,
    "xmr.nhs_RQM": lambda data: ({"values": attendances(data, "RQM")}, {}),
    "xmr.nhs_RRK": lambda data: ({"values": attendances(data, "RRK")}, {}),
    "xmr.nhs_RRK_screened": lambda data: ({"values": attendances(data, "RRK")}, {}),
    "season.leeds_indices": lambda data: (
        {"counts": monthly_total(data), "first_month": "2022-08"},
        {},
    ),
    "css.trafford_additive": harm_trafford,
    "css.leeds_partial": harm_leeds,
    "gini.leeds_burglary_2024_03": lambda data: ({"counts": lsoa_counts(data, "Burglary")}, {}),
    "gini.leeds_all_2024_03": lambda data: ({"counts": lsoa_counts(data, None)}, {}),
    "lq.leeds_city_centre_shoplifting": lq_city_centre,
    "moran.columbus": lambda data: (columbus(data), {}),
    "gi_star.columbus": lambda data: (columbus(data), {}),
    "gi_star.columbus_fdr": lambda data: (columbus(data), {}),
    "local_moran.columbus": lambda data: (columbus(data), {}),
    "knox.chicago_observed": knox_bands,
    "knox.chicago_mc": lambda data: (
        {"points": chicago(data)},
        {"distance": 100, "beyond": 0, "days": 7},
    ),
    "knox.near_repeat_calculator": knox_calculator,
    "its.sicily": sicily,
    "its.seatbelts_newey_west": seatbelts,
    "changepoint.nile": nile,
    "rake.apiclus1": rake_apiclus1,
    "survey.apistrat_mean": survey_apistrat,
    "survey.nhanes_domain": survey_nhanes,
    "network.london_gang": network("london_gang"),
    "network.natarajan_cocaine": network("natarajan_cocaine"),
    "network.montreal_street_gangs": network("montreal_street_gangs"),
    "forecast.leeds_snaive": forecast,
    "sii.leeds_violence_2024_03": sii_leeds,
    "lsoa.leeds_changes": lsoa_changes,
    "lsoa.apportion_split": lsoa_apportion,
    "linkage.fake1000_exact": linkage,
    "quality.leeds_2024_03": quality,
}
"""Fixture id to the function that reads its values; the fixture's own parameters still apply."""
