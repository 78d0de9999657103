"""Reading back what the API gave of an area: every row is set aside, since none names a small area.

A row has a point, but one snapped to the middle of a street, which may lie in the next small area; placing it by
outlines would put it wrongly for one row in ten or more. So it is counted here, and in no figure of a place.
"""

from __future__ import annotations

from pathlib import Path

from headrow.analysis.tables.area_columns import plain
from headrow.analysis.tables.parts import refused_whole
from headrow.analysis.tables.plug_ins import Candidate, Conformed
from headrow.analysis.tables.shapes import RECORDED_CRIME
from headrow.analysis.tables.text_tables import read

CODE = "police-uk-live"
OF_THE_API = {
    "category",
    "month",
    "persistentid",
    "locationlatitude",
    "locationlongitude",
    "locationstreetname",
}


def recognise(candidate: Candidate) -> str | None:
    """A table under the API's own names, without a column of small areas."""
    columns = {plain(column) for column in candidate.columns}
    if columns >= OF_THE_API and not any("lsoa" in column for column in columns):
        return "street-level crime as the police.uk API gives it"
    return None


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """No row is kept; all are accounted for."""
    table = read(candidate.path, candidate.name)
    words = (
        f"{candidate.name}: the police.uk API names no small area (LSOA), and its points are snapped to streets, so no"
        f" row can be counted for a place. Fetch the months from the archive: headrow fetch {CODE}."
    )
    return refused_whole(
        table, "no-small-area", words, source=CODE, shape=RECORDED_CRIME, candidate=candidate
    )
