"""One drawing of every kind, of a made-up place, with something withheld and something missing in each that can."""

from __future__ import annotations

import math
from functools import cache

import shapely

from headrow.analysis.methods import hexagons
from headrow.analysis.present.charts import (
    bars,
    change,
    concentration,
    funnel,
    gradient,
    multiples,
    outcome_mix,
    rank_ranges,
    season,
    trend,
)
from headrow.analysis.present.charts.classes import rounded_breaks
from headrow.analysis.present.maps import choropleth, density, words
from headrow.analysis.present.maps.areas import MapArea, MapData, Place
from headrow.documents.model import Drawing, Table
from headrow.vocabulary.periods import Month, Period

SECRET = 98765  # the value behind everything withheld: it may be printed nowhere
FINDING = "Recorded burglary fell by a sixth, and no other kind clearly rose"
TYPES = (
    "Violence and sexual offences", "Public order", "Shoplifting", "Anti-social behaviour",
    "Criminal damage and arson", "Other theft", "Vehicle crime", "Burglary", "Drugs", "Other crime",
    "Theft from the person", "Robbery", "Bicycle theft", "Possession of weapons",
)  # fmt: skip
SHORT = {
    TYPES[0]: "Violence and sexual",
    TYPES[10]: "Theft from person",
    TYPES[13]: "Weapons",
}
FIRST = Month(2022, 8)


def wave(step: int, level: float = 100.0) -> int:
    """A whole number that goes up and down and never repeats in a simple way."""
    return round(level * (1 + 0.2 * math.sin(step * 1.7) + 0.1 * math.cos(step * 0.61)))


def trend_with_limits() -> trend.Trend:
    points = []
    for step in range(36):
        month = FIRST.plus(step)
        if month in (Month(2023, 3), Month(2023, 4)):
            continue
        if month == Month(2023, 9):
            points.append(trend.MonthValue(month, SECRET, withheld=True))
            continue
        signal = "concern" if step > 29 else "common"
        points.append(trend.MonthValue(month, wave(step) + 40 * (step > 29), signal))
    return trend.Trend(
        "trend",
        tuple(points),
        (
            trend.Limits(FIRST, Month(2023, 12), 101.2, 62, 140),
            trend.Limits(Month(2024, 1), FIRST.plus(35), 104.0, 66, 142),
        ),
        Period(Month(2024, 1), Month(2024, 12)),
        (trend.Upright(Month(2024, 1), "The rules of recording changed"),),
        "6 months in a row above the average",
        counted="recorded burglaries a month",
    )


def trend_without_limits() -> trend.Trend:
    held = {1: 8100, 2: 7900, 6: 9240, 8: 9900, 9: 9100, 10: 9600, 11: 8800}
    points = (trend.MonthValue(Month(2014, month), value) for month, value in held.items())
    return trend.Trend("months", tuple(points), counted="records a month")


def changes() -> change.Changes:
    rows = []
    for step, name in enumerate(TYPES):
        share = -0.27 + step * 0.025
        clear = abs(share) > 0.08
        rows.append(change.Change(name, 1000, 900, share, share - 0.07, share + 0.07, clear))
    rows.append(change.Change("Slavery", 3, 5, None, why_not="the earlier count is below 50"))
    rows.append(change.Change("Arson in a barn", 50, 90, 0.8, 0.2, 2.4, True))
    return change.Changes("change", tuple(rows), "2023", "2024")


def bars_by_type() -> bars.Bars:
    held = [
        bars.Bar(name, 30 - 2 * step, 29 - 2 * step, 31.5 - 2 * step, context=step == 3)
        for step, name in enumerate(TYPES)
    ]
    hidden = bars.Bar("Trafficking", SECRET, SECRET - 1, SECRET + 1, withheld=True)
    return bars.Bars(
        "bars", (*held, hidden, bars.Bar("Fraud", None)), "records per 1,000 residents, by type",
        decimals=1,
    )  # fmt: skip


def gradient_of_tenths() -> gradient.Gradient:
    rates = (97, 73, 68, 53, 50, 78, 38, 34, 24, 18)
    groups = [
        gradient.Group(number, rate, rate - 3, rate + 3, rate * 100, 100_000)
        for number, rate in enumerate(rates, 1)
    ]
    groups[5] = gradient.Group(6, 78, 75, 81, 7800, 100_000, note="Includes the city centre")
    groups[8] = gradient.Group(9, SECRET, SECRET, SECRET, SECRET, 100_000, withheld=True)
    return gradient.Gradient(
        "gradient", tuple(groups), 53, "Ravenby", "recorded violence per 1,000 residents, 2024"
    )


def concentration_of_types() -> concentration.Concentration:
    def counts(power: float) -> list[int]:
        return [round(400 / (1 + place) ** power) for place in range(107)]

    return concentration.Concentration(
        "concentration",
        concentration.curve_of("Shoplifting", counts(1.2)),
        concentration.curve_of("Burglary", counts(0.4)),
        concentration.curve_of("By chance", counts(0.2)),
        107,
    )


def season_of_years() -> season.Season:
    values: list[tuple[Month, float | None]] = [
        (
            FIRST.plus(step),
            760 + 260 * math.sin((FIRST.plus(step).month - 4) / 1.91) + step % 5 * 15,
        )
        for step in range(36)
    ]
    values[7] = (values[7][0], None)
    return season.Season("season", tuple(values), "anti-social behaviour recorded a month")


def funnel_of_areas() -> funnel.Funnel:
    areas = []
    for step in range(60):
        size = 2300 + step * 47 + (step % 7) * 90
        standing = "below" if step in (11, 12, 30) else "within"
        rate = 3.0 if standing == "below" else 18.0 + 9 * math.sin(step * 2.1)
        areas.append(funnel.Area(f"Area {step}", size, rate, round(rate * 3), standing))
    areas.append(funnel.Area("Ravenby Market Place", 3700, 118.4, 438, "above"))
    areas.append(funnel.Area("Hidden Vale", 3000, SECRET, SECRET, "above", withheld=True))
    limits = tuple(
        funnel.LimitsAt(size, 9, 40 - size / 4000, 6, 66 - size / 1000)
        for size in range(2000, 7001, 250)
    )
    return funnel.Funnel(
        "funnel", tuple(areas), limits, 18.3, "Ravenby", "recorded burglary per 1,000 households",
        "Households in the area",
    )  # fmt: skip


def multiples_of_types() -> multiples.Multiples:
    tiles = []
    for kind, name in enumerate(TYPES):
        mean = 3600 / (kind + 1)
        points = [
            trend.MonthValue(
                FIRST.plus(step), wave(step + kind, mean),
                "improvement" if kind % 4 == 1 and step > 30 else "common",
            )
            for step in range(36) if step != 9
        ]  # fmt: skip
        points[4] = trend.MonthValue(points[4].month, SECRET, withheld=True)
        tiles.append(
            multiples.Tile(name, tuple(points), mean, mean * 0.7, mean * 1.3, SHORT.get(name, ""))
        )
    return multiples.Multiples("multiples", tuple(tiles))


def rank_ranges_of_issues() -> rank_ranges.RankRanges:
    names = (
        "Domestic violence and abuse", "Hate crime", "Illicit drugs and substance use",
        "Neighbour nuisance and anti-social behaviour", "Theft and neighbourhood crime",
        "Violent and sexual crimes", "Reducing offending behaviours",
    )  # fmt: skip
    best, worst = (1, 3, 2, 1, 4, 1, 6), (3, 7, 6, 4, 7, 2, 7)
    shares = (0.97, 0.1, 0.4, 0.86, 0.05, 1.0, 0.0)
    themes = zip(names, best, worst, shares, strict=True)
    return rank_ranges.RankRanges(
        "rank", tuple(rank_ranges.Ranked(n, b, w, s, s >= 0.8) for n, b, w, s in themes), 3, 20_000
    )


def outcomes() -> outcome_mix.OutcomeMix:
    held = (
        outcome_mix.Outcome("Under investigation", 4076, is_open=True),
        outcome_mix.Outcome("Investigation complete; no suspect identified", 3000),
        outcome_mix.Outcome("Unable to prosecute suspect", 1200),
        outcome_mix.Outcome("Offender given a caution", 1),
        outcome_mix.Outcome("Court result", SECRET, withheld=True),
    )
    return outcome_mix.OutcomeMix("outcomes", held, 8300, "outcomes of recorded crime, March 2024")


def tiles_of_a_place() -> dict[str, shapely.Geometry]:
    """A hundred quadrilaterals that share their borders, small in the middle, in longitude and latitude."""

    def edge(step: int) -> float:
        return math.copysign(abs(step - 5) ** 1.6, step - 5) / 60

    def corner(x: int, y: int) -> tuple[float, float]:
        lean = 0.004 * math.sin(3 * x + 5 * y) if 0 < x < 10 and 0 < y < 10 else 0.0
        return -1.6 + edge(x) * 1.6 + lean, 53.8 + edge(y) + lean

    return {
        f"A{x}{y}": shapely.Polygon(
            [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)]
        )
        for x in range(10)
        for y in range(10)
    }


PLACES = (
    Place("Oxley", -1.75, 53.95), Place("Ravenby", -1.6, 53.8), Place("Thornham", -1.45, 53.7),
    Place("Ravenby Moor", -1.601, 53.801), Place("Eastmere", -1.13, 53.8),
)  # fmt: skip


def map_of_areas() -> MapData:
    areas = []
    for step, code in enumerate(sorted(tiles_of_a_place())):
        state = {7: "withheld", 21: "missing", 40: "unsuitable"}.get(step % 43, "shown")
        value = {"shown": 0 if step % 17 == 5 else wave(step) / 20}.get(state, SECRET)
        flag = "high" if step in (44, 45, 54) else "low" if step == 90 else ""
        areas.append(MapArea(code, f"Ward {code} & Vale", value, state, flag))
    breaks = rounded_breaks([area.shown for area in areas])
    return MapData(
        "map", tuple(areas), breaks, "recorded robberies per 1,000 residents", places=PLACES,
        withheld_words="withheld: 1 to 4",
    )  # fmt: skip


def map_of_hexagons() -> MapData:
    areas = [
        MapArea(hexagons.code_of(450 + q, 270 + r), f"near Lane {q} {r}", wave(q * 7 + r, 30),
                flag="high" if (q, r) == (4, 4) else "")
        for q in range(10) for r in range(12) if (q + 2 * r) % 9
    ]  # fmt: skip
    breaks = rounded_breaks([area.shown for area in areas], whole=True)
    return MapData(
        "hexagons", tuple(areas), breaks, "records, March 2024", whole=True, areas_called="hexagons",
        places=(Place("Ravenby", -1.55, 53.8),),
    )  # fmt: skip


@cache
def drawings() -> dict[str, Drawing]:
    """Every drawing by name."""
    return {
        "trend": trend.draw(trend_with_limits()),
        "months": trend.draw(trend_without_limits()),
        "change": change.draw(changes()),
        "bars": bars.draw(bars_by_type()),
        "gradient": gradient.draw(gradient_of_tenths()),
        "concentration": concentration.draw(concentration_of_types()),
        "season": season.draw(season_of_years()),
        "funnel": funnel.draw(funnel_of_areas()),
        "multiples": multiples.draw(multiples_of_types()),
        "rank": rank_ranges.draw(rank_ranges_of_issues()),
        "outcomes": outcome_mix.draw(outcomes()),
        "map": choropleth.draw(map_of_areas(), choropleth.prepared(tiles_of_a_place())),
        "hexagons": density.draw(map_of_hexagons()),
    }


def alt_texts() -> dict[str, str]:
    """The alternative text of each."""
    return {
        "trend": trend.alt_text(trend_with_limits(), FINDING),
        "months": trend.alt_text(trend_without_limits(), FINDING),
        "change": change.alt_text(changes(), FINDING),
        "bars": bars.alt_text(bars_by_type(), FINDING),
        "gradient": gradient.alt_text(gradient_of_tenths(), FINDING),
        "concentration": concentration.alt_text(concentration_of_types(), FINDING),
        "season": season.alt_text(season_of_years(), FINDING),
        "funnel": funnel.alt_text(funnel_of_areas(), FINDING),
        "multiples": multiples.alt_text(multiples_of_types(), FINDING),
        "rank": rank_ranges.alt_text(rank_ranges_of_issues(), FINDING),
        "outcomes": outcome_mix.alt_text(outcomes(), FINDING),
        "map": words.alt_text(map_of_areas(), FINDING),
        "hexagons": words.alt_text(map_of_hexagons(), FINDING),
    }


def tables() -> dict[str, Table]:
    """The table of each."""
    return {
        "trend": trend.table(trend_with_limits(), title="T"),
        "months": trend.table(trend_without_limits(), title="T"),
        "change": change.table(changes(), title="T"),
        "bars": bars.table(bars_by_type(), title="T", value_title="Rate"),
        "gradient": gradient.table(gradient_of_tenths(), title="T"),
        "concentration": concentration.table(concentration_of_types(), title="T"),
        "season": season.table(season_of_years(), title="T"),
        "funnel": funnel.table(funnel_of_areas(), title="T"),
        "multiples": multiples.table(multiples_of_types(), title="T"),
        "rank": rank_ranges.table(rank_ranges_of_issues(), title="T"),
        "outcomes": outcome_mix.table(outcomes(), title="T"),
        "map": words.table(map_of_areas(), title="T", value_title="Rate"),
        "hexagons": words.table(map_of_hexagons(), title="T", value_title="Records"),
    }


NAMES = tuple(alt_texts())
