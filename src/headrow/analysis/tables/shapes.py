"""The conformed table shapes: what every source of a kind gives, whoever published it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A table shape: its code, its columns with their types (Ibis names), and what one row is."""

    code: str
    row_is: str
    columns: dict[str, str]


RECORDED_CRIME = Shape(
    "recorded_crime",
    "one crime or incident, at street level",
    {
        "crime_id": "string",  # null for anti-social behaviour
        "month": "string",  # YYYY-MM
        "category": "string",
        "lsoa": "string",
        "lsoa_name": "string",
        "longitude": "float64",
        "latitude": "float64",
        "location": "string",
        "outcome": "string",
        "force": "string",  # the force in whose area it falls
        "snapshot": "string",  # first 12 digits of the file's digest
    },
)

RECORDED_CRIME_COUNTS = Shape(
    "recorded_crime_counts",
    "a published count of crimes for one area, month and category; cells of nought may be absent",
    {
        "area": "string",
        "area_kind": "string",
        "area_name": "string",
        "month": "string",
        "category": "string",
        "count": "int64",
        "snapshot": "string",
    },
)

OUTCOMES = Shape(
    "outcomes",
    "one outcome of one crime",
    {
        "crime_id": "string",
        "month": "string",
        "lsoa": "string",
        "outcome": "string",
        "force": "string",
        "snapshot": "string",
    },
)

STOP_SEARCHES = Shape(
    "stop_searches",
    "a count of stops and searches for one month, place and group (1 for a single search)",
    {
        "month": "string",
        "area": "string",
        "area_kind": "string",
        "ethnicity": "string",
        "object": "string",
        "outcome": "string",
        "force": "string",
        "count": "int64",
        "snapshot": "string",
    },
)

AREA_LOOKUP = Shape(
    "area_lookup",
    "one area and one area that holds it or follows it",
    {
        "area": "string",
        "area_kind": "string",
        "area_name": "string",
        "parent": "string",
        "parent_kind": "string",
        "parent_name": "string",
        "change": "string",  # U, S, M, X between editions; "" when the parent holds the area
        "snapshot": "string",
    },
)

POPULATION = Shape(
    "population",
    "people, households or workday people of one area",
    {
        "area": "string",
        "area_kind": "string",
        "base": "string",  # residents | households | workday
        "group": "string",  # "all", or an ethnic group
        "year": "int64",
        "persons": "float64",
        "snapshot": "string",
    },
)

DEPRIVATION = Shape(
    "deprivation",
    "the deprivation of one area; decile 1 is the most deprived tenth of the country",
    {
        "area": "string",
        "area_kind": "string",
        "edition": "int64",
        "decile": "int64",
        "rank": "int64",
        "score": "float64",
        "income_decile": "int64",
        "snapshot": "string",
    },
)

BOUNDARIES = Shape(
    "boundaries",
    "the outline of one area, in longitude and latitude",
    {
        "area": "string",
        "area_kind": "string",
        "area_name": "string",
        "vertices": "int64",
        "wkb": "binary",
        "snapshot": "string",
    },
)

HARM_WEIGHTS = Shape(
    "harm_weights",
    "the weight of one category or offence",
    {
        "category": "string",
        "offence": "string",
        "weight": "float64",
        "edition": "string",
        "snapshot": "string",
    },
)

PARTNER_COUNTS = Shape(
    "partner_counts",
    "a partner's count for one area, month and group",
    {
        "partner": "string",
        "topic": "string",
        "area": "string",
        "area_kind": "string",
        "month": "string",
        "group": "string",
        "count": "int64",
        "protection": "string",
        "contains": "string",  # the police category whose published records are among those counted; "" for none
        "snapshot": "string",
    },
)

SHAPES: dict[str, Shape] = {
    shape.code: shape
    for shape in (
        RECORDED_CRIME,
        RECORDED_CRIME_COUNTS,
        OUTCOMES,
        STOP_SEARCHES,
        AREA_LOOKUP,
        POPULATION,
        DEPRIVATION,
        BOUNDARIES,
        HARM_WEIGHTS,
        PARTNER_COUNTS,
    )
}
