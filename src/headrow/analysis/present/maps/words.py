"""What a map says in words: alternative text, how to read it, and the table of the same numbers."""

from __future__ import annotations

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.maps.areas import MapArea, MapData, counted_by_standing, value_words
from headrow.documents.model import Cell, Column, Table

ROWS_TO_TABLE_OPEN = 24


def alt_text(data: MapData, finding: str) -> str:
    """What the map shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    shown = sorted(
        (area for area in data.areas if area.shown is not None),
        key=lambda area: (-(area.shown or 0.0), area.name),
    )
    counts = counted_by_standing(data.areas)
    flagged = sum(area.flag == "high" for area in data.areas)
    called = data.areas_called
    needed = (
        f"Map of {data.counted} in {len(data.areas):,} {called}",
        finding,
        alt_words.numbered(counts["withheld"], "is withheld", "are withheld"),
    )
    more = (
        _extremes(shown, data),
        f"{flagged} {called} are outlined: {data.flag_words}" if flagged else "",
        alt_words.numbered(counts["none"], "has none recorded", "have none recorded"),
        alt_words.numbered(counts["missing"], "has no data", "have no data"),
        alt_words.numbered(counts["unsuitable"], "is not suitable", "are not suitable"),
        "Darker means more, and the number of areas in each class is given",
        "The table under the map holds the same values by name",
    )
    return alt_words.fitted(needed, more)


def _extremes(shown: list[MapArea], data: MapData) -> str:
    if not shown:
        return "No value can be shown"
    most, least = shown[0], shown[-1]
    return (
        f"The highest is {most.name} with {value_words(most, data)} and the lowest "
        f"{least.name} with {value_words(least, data)}"
    )


def how_to_read(data: MapData) -> str:
    """The fills in words, for the line under the drawing."""
    counts = counted_by_standing(data.areas)
    words = ["Darker means more. The number of areas in each class is in brackets."]
    if counts["none"]:
        words.append("White: none recorded.")
    if counts["withheld"]:
        words.append("Dots: withheld, to protect people.")
    if counts["missing"]:
        words.append("Diagonal lines: no data.")
    if counts["unsuitable"]:
        words.append("Crosses: the measure does not suit the place.")
    if any(area.flag == "high" for area in data.areas):
        words.append(f"Thick outline: {data.flag_words}.")
    return " ".join(words)


def table(data: MapData, *, title: str, value_title: str, source: str = "") -> Table:
    """The areas from A to Z with their values; flags in a column of their own where there are any."""
    with_flags = any(area.flag for area in data.areas)
    columns: tuple[Column, ...] = (Column("Area", "name"), Column(value_title, "value", "number"))
    if with_flags:
        columns += (Column("With its neighbours", "flag"),)
    ordered = sorted(data.areas, key=lambda area: (area.name, area.code))
    rows = tuple(_row(area, data)[: len(columns)] for area in ordered)
    folded = len(rows) > ROWS_TO_TABLE_OPEN
    return Table(f"{data.code}-table", title, columns, rows, source=source, folded=folded)


def _row(area: MapArea, data: MapData) -> tuple[Cell, ...]:
    flag = Cell({"high": data.flag_words, "low": data.low_flag_words}.get(area.flag, ""))
    if area.standing == "withheld":
        return Cell(area.name), Cell("[c]", state="withheld"), flag
    if area.standing == "unsuitable":
        return Cell(area.name), Cell("not suitable", state="not-applicable"), flag
    if area.standing == "missing":
        return Cell(area.name), Cell("No data", state="missing"), flag
    return Cell(area.name), Cell(value_words(area, data)), flag
