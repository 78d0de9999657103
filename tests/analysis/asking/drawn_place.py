"""A place drawn by hand: two districts, six small areas, three middle areas; files as publishers write them."""

from __future__ import annotations

from pathlib import Path

from analysis.sources.street_files import rows, write
from headrow.analysis.findings.opening import Opened, open_place
from headrow.analysis.sources.gathering import gather
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.periods import Period

MINE, OTHER = "E07990001", "E07990002"
# Small area: (middle area, district, residents, decile)
AREAS = {
    "E01990001": ("E02990001", MINE, 1000, 1),
    "E01990002": ("E02990001", MINE, 2000, 1),
    "E01990003": ("E02990002", MINE, 1500, 5),
    "E01990004": ("E02990002", MINE, 1500, 10),
    "E01990005": ("E02990003", OTHER, 4000, 3),
    "E01990006": ("E02990003", OTHER, 6000, 7),
}
NAMES = {MINE: "Hither", OTHER: "Yonder"}


def crimes(area: str, month: str, **kinds: int) -> list[dict[str, str]]:
    """So many rows of each kind (`burglary=3`) in one small area and month."""
    made = []
    for kind, count in kinds.items():
        named = {"asb": "Anti-social behaviour", "burglary": "Burglary", "drugs": "Drugs"}[kind]
        for number in range(count):
            made += rows(1, month, first=number * 4 + 1, **{
                "Crime type": named, "LSOA code": area, "LSOA name": f"{NAMES[AREAS[area][1]]} 001A",
                "Crime ID": "" if kind == "asb" else f"{area}{month}{kind}{number}".encode().hex().ljust(64, "0")[:64],
                "Last outcome category": "" if kind == "asb" else "Under investigation",
            })  # fmt: skip
    return made


def base_files(folder: Path) -> None:
    """Look-ups of the 2011 areas, their residents and their deprivation."""
    lookup = ["lsoa11_code,lsoa11_name,msoa11_code,msoa11_name,ltla21_code,ltla21_name"]
    people, tenths = ["lsoa11_code,total_population"], ["lsoa11_code,IMD_decile,IMD_rank"]
    for place, (area, (middle, district, residents, decile)) in enumerate(AREAS.items(), 1):
        named = NAMES[district]
        lookup.append(f"{area},{named} 001{place},{middle},{named} 001,{district},{named}")
        people.append(f"{area},{residents}")
        tenths.append(f"{area},{decile},{place * 100}")
    write(folder, "lookup.csv", "\n".join(lookup) + "\n")
    write(folder, "population29_lsoa11.csv", "\n".join(people) + "\n")
    write(folder, "imd2019.csv", "\n".join(tenths) + "\n")


def opened(folder: Path, warehouse: Warehouse, period: str) -> Opened:
    """The folder opened for the first district."""
    return open_place(
        gather(folder, warehouse=warehouse), warehouse, district=MINE, name=NAMES[MINE], force="Mereshire Police",
        period=Period.parse(period), others={OTHER: NAMES[OTHER]},
    )  # fmt: skip
