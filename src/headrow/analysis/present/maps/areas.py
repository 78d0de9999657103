"""What a map shows of each area, and how an area stands in the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

from headrow.analysis.present.charts.canvas import Canvas
from headrow.analysis.present.charts.classes import shade_of
from headrow.analysis.present.charts.scales import at_least
from headrow.documents import tokens

AreaState: TypeAlias = Literal["shown", "withheld", "missing", "unsuitable"]
STATE_WORDS: dict[str, str] = {
    "withheld": "withheld",
    "missing": "no data",
    "unsuitable": "not suitable",
}


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area: `value` is read only where it is shown; `flag` marks one high (or low) with its neighbours."""

    code: str
    name: str
    value: float | None
    state: AreaState = "shown"
    flag: Literal["", "high", "low"] = ""

    @property
    def shown(self) -> float | None:
        """The value, where it may be shown and is known."""
        return self.value if self.state == "shown" else None

    @property
    def standing(self) -> str:
        """`shown`, `none` (nought recorded), or what stands in place of a value."""
        if self.state != "shown":
            return self.state
        if self.value is None:
            return "missing"
        return "none" if self.value == 0 else "shown"


@dataclass(frozen=True, slots=True)
class Place:
    """A place name for a map, at a longitude and latitude."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class MapData:
    """What a map shows. Breaks are chosen once for a measure and kept (see `charts.classes`)."""

    code: str
    areas: tuple[MapArea, ...]
    breaks: tuple[float, ...]
    counted: str  # "recorded robberies per 1,000 residents", for the alternative text
    unit: str = ""  # "%" after each number
    decimals: int = 1
    whole: bool = False  # counts
    areas_called: str = "areas"
    flag_words: str = "high together with neighbours"
    low_flag_words: str = "low together with neighbours"
    withheld_words: str = "withheld"
    places: tuple[Place, ...] = ()  # five at most


def value_words(area: MapArea, data: MapData) -> str:
    """An area's value as it is printed, or what stands in its place."""
    if area.shown is None:
        return STATE_WORDS[area.standing]
    return at_least(area.shown, decimals=0 if data.whole else data.decimals) + data.unit


def fill_and_edge(canvas: Canvas, area: MapArea, data: MapData) -> tuple[str, str]:
    """The fill of an area and the colour of its border."""
    standing = area.standing
    if standing == "shown":
        return tokens.RAMP[shade_of(area.shown or 0.0, data.breaks) - 1], tokens.PAGE
    if standing == "none":
        return tokens.ZERO_FILL, tokens.ZERO_STROKE
    return canvas.fill_of(standing), tokens.ZERO_STROKE


def element(canvas: Canvas, area: MapArea, path: str, data: MapData) -> str:
    """The path of an area, with its name and value for a pointer, a script and a reader of titles."""
    fill, edge = fill_and_edge(canvas, area, data)
    name, words = escape(area.name), escape(value_words(area, data))
    # White is the edge of the group around all areas; only other edges are written out.
    own_edge = "" if edge == tokens.PAGE else f' stroke="{edge}"'
    return (
        f'<path class="area" data-name="{name}" data-value="{words}" fill="{fill}"{own_edge}'
        f' d="{path}"><title>{name}: {words}</title></path>'
    )


def drawn_in_order(areas: Sequence[MapArea]) -> list[MapArea]:
    """Areas with a white border first, so that the grey borders of the others are not cut by them."""
    return sorted(areas, key=lambda area: (area.standing != "shown", area.code))


def counted_by_standing(areas: Sequence[MapArea]) -> dict[str, int]:
    """How many areas are shown, none, withheld, missing and unsuitable."""
    counts = dict.fromkeys(("shown", "none", "withheld", "missing", "unsuitable"), 0)
    for area in areas:
        counts[area.standing] += 1
    return counts
