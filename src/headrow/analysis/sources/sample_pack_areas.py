"""The small areas of England with their middle areas, districts and forces, as the sample pack lists them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import found_columns, small_area_of
from headrow.analysis.tables.row_rules import INVALID_LSOA
from headrow.analysis.tables.shapes import AREA_LOOKUP

if TYPE_CHECKING:
    import polars as pl

CODE = "sample-pack-areas"

SPELT = {
    "area": ("LSOA Code",),
    "area_name": ("LSOA Name",),
    "msoa": ("MSOA Code",),
    "msoa_name": ("MSOA Name",),
    "district": ("Local authority code",),
    "district_name": ("Local authority name",),
    "force": ("Police_force",),
}
RULES = (INVALID_LSOA,)


def recognise(candidate: Candidate) -> str | None:
    """Claim the look-up by its columns, the force among them."""
    return (
        "LSOA look-up with police forces"
        if found_columns(candidate.columns, SPELT).keys() == SPELT.keys()
        else None
    )


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """The codes read, the census edition of the codes being 2011 throughout."""
    import polars as pl

    area = mapped(frame["area"], small_area_of)
    return (
        frame.with_columns(pl.col("area").alias("_lsoa"))
        .with_columns(area)
        .with_columns(pl.col("area").is_null().alias("_bad_lsoa"))
    )


def spread(kept: pl.DataFrame) -> pl.DataFrame:
    """Four links of each row: LSOA to MSOA, to district and to force, and MSOA to district, each once.

    The look-up names forces without code, so a force's name stands for its code; blank forces give no link.
    """
    import polars as pl

    def link(kind: str, area: str, parent_kind: str, parent: str, parent_name: str) -> pl.DataFrame:
        return kept.select(
            pl.col(area).alias("area"),
            pl.lit(kind).alias("area_kind"),
            pl.col(f"{area}_name").alias("area_name"),
            pl.col(parent).alias("parent"),
            pl.lit(parent_kind).alias("parent_kind"),
            pl.col(parent_name).alias("parent_name"),
            pl.lit("").alias("change"),
        )

    links = (
        link("lsoa11", "area", "msoa11", "msoa", "msoa_name"),
        link("lsoa11", "area", "district", "district", "district_name"),
        link("msoa11", "msoa", "district", "district", "district_name").unique(maintain_order=True),
        link("lsoa11", "area", "force", "force", "force").filter(pl.col("parent").is_not_null()),
    )
    return pl.concat(links)


READING = Reading(CODE, AREA_LOOKUP, SPELT, prepare, RULES, spread=spread)


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give each small area its parents."""
    return conform_csv(candidate, folder, READING)


SOURCE = Source(
    code=CODE,
    name="Small areas of England, 2011, with districts and forces",
    publisher="Office for National Statistics, in the sample pack",
    licence="Open Government Licence v3.0",
    gives=AREA_LOOKUP,
    every="census",
    personal=False,
    recognise=recognise,
    conform=conform,
    caveats=("Forces are named, not coded, and some districts have no force in this look-up.",),
)
