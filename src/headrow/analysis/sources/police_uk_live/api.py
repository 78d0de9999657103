"""The public API of police.uk: its forces, the months it has published, and the crimes in an area and month."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from headrow.analysis.sources.police_uk_live.asking import json_of
from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.tables.plug_ins import SourceError

LONGEST_GET = 4094  # letters of a request; longer ones are answered 400 (data.police.uk/docs/method/crime-street)
COLUMNS = (
    "category", "location_type", "location.latitude", "location.longitude", "location.street.id",
    "location.street.name", "context", "outcome_status.category", "outcome_status.date", "persistent_id", "id",
    "location_subtype", "month",
)  # fmt: skip


def forces(door: Door) -> dict[str, str]:
    """The forces that publish, by their code (west-midlands) and with their names."""
    found = _listed(json_of(door, "forces", what="The list of forces"), "forces", door)
    return {str(force["id"]): str(force["name"]) for force in found}


def months_published(door: Door) -> dict[str, tuple[str, ...]]:
    """The months that are published, and for each the forces that give stops and searches."""
    found = _listed(
        json_of(door, "crimes-street-dates", what="The list of months"), "crimes-street-dates", door
    )
    return {str(month["date"]): tuple(month.get("stop-and-search", ())) for month in found}


def latest_month(door: Door) -> str:
    """The month of the latest publication, as YYYY-MM."""
    found = json_of(door, "crime-last-updated", what="The date of the latest publication")
    if not isinstance(found, dict) or "date" not in found:
        raise _unexpected("crime-last-updated", door)
    return str(found["date"])[:7]


def crimes_in_area(outline: str, month: str, folder: Path, *, door: Door) -> Path:
    """The crimes and incidents in an area and month, as a CSV under the API's own names.

    outline: "latitude,longitude:latitude,longitude:..."; the first and last corner are joined. An area may hold
    10,000 crimes at most: above that the API answers 503. No row names a small area.
    """
    form = {"poly": outline, "date": month}
    query = f"crimes-street/all-crime?{urlencode(form)}"
    what = f"Crimes of {month} in the area"
    fits = len(f"{door.address}/api/{query}") <= LONGEST_GET
    try:
        found = (
            json_of(door, query, what=what)
            if fits
            else json_of(door, query.split("?")[0], what=what, form=form)
        )
    except SourceError as wrong:
        if "answered 503" in str(wrong):
            more = "The API refuses areas of more than 10,000 crimes: give a smaller area, or fetch the archive."
            raise SourceError(
                f"{what} could not be fetched: {door.host} answered 503. {more}"
            ) from None
        raise
    rows = _listed(found, "crimes-street", door)
    path = folder / f"{month}-area-api.csv"
    _write(path, rows)
    return path


def _listed(found: Any, method: str, door: Door) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _unexpected(method, door)
    return found


def _unexpected(method: str, door: Door) -> SourceError:
    return SourceError(
        f"{door.host} answered '{method}' in a form that is not known. Report it; use the archive."
    )


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    with half.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_value(row, column) for column in COLUMNS] for row in rows)
    os.replace(half, path)


def _value(row: dict[str, Any], column: str) -> Any:
    """A value by its path; anything missing on the way is blank."""
    value: Any = row
    for step in column.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return "" if value is None else value
