"""Whatever the data, no label meets another or leaves the drawing, even set a tenth wider."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.present.drawn import FIRST, TYPES
from headrow.analysis.present.charts import (
    bars,
    change,
    funnel,
    gradient,
    multiples,
    rank_ranges,
    season,
    trend,
)
from headrow.analysis.present.charts.canvas import Spot, label_box
from headrow.documents.model import Drawing
from headrow.vocabulary.periods import Period

SEEDS = st.integers(0, 10_000)
LONG = "A very long name of a kind of record that somebody wrote without thinking of us"
OFTEN = settings(max_examples=25, deadline=None, derandomize=True)


def labels_fit(drawing: Drawing) -> None:
    for svg in (drawing.wide, drawing.narrow):
        root = ElementTree.fromstring(svg)
        width, height = float(root.get("width")), float(root.get("height"))
        boxes = []
        for text in root.iter("{http://www.w3.org/2000/svg}text"):
            if text.get("aria-hidden") is None:
                at = Spot(
                    float(text.get("x")), float(text.get("y")), text.get("text-anchor", "start")
                )
                boxes.append(
                    (label_box((text.text,), at, bold=text.get("font-weight") == "700"), text.text)
                )
        for place, (box, words) in enumerate(boxes):
            assert box.left >= -1 and box.top >= -1, words
            assert box.right <= width + 1 and box.bottom <= height + 1, words
            met = [
                other
                for near, other in boxes[place + 1 :]
                if box.grown(-0.6).meets(near.grown(-0.6))
            ]
            assert met == [], words


def some_value(dice: random.Random, scale: float) -> float:
    return dice.choice([0.0, dice.random() * scale, float(dice.randint(0, int(scale) + 1))])


def some_names(dice: random.Random) -> list[str]:
    if dice.random() < 0.3:
        return [f"{LONG} {number}" for number in range(dice.randint(1, 6))]
    return dice.sample(TYPES, dice.randint(1, len(TYPES)))


@given(SEEDS)
@OFTEN
def test_of_a_trend(seed):
    dice = random.Random(seed)
    many, scale = dice.choice([1, 2, 5, 12, 13, 24, 36, 60, 120]), 10 ** dice.uniform(0, 6)
    signals = ["common"] * 6 + ["concern", "improvement", "not-judged"]
    points = [
        trend.MonthValue(
            FIRST.plus(step), None if step and dice.random() < 0.1 else some_value(dice, scale),
            dice.choice(signals),
        )
        for step in range(many)
    ]  # fmt: skip
    average = scale * dice.uniform(0.2, 0.8)
    high = average * dice.uniform(1.05, 2)
    half = FIRST.plus(many // 2)
    stretches = (
        trend.Limits(FIRST, half, average, 2 * average - high, high),
        trend.Limits(half.plus(1), FIRST.plus(many), average * 0.8, average * 0.4, high * 0.8),
    )
    uprights = [trend.Upright(half, "The rules of recording changed here")] * (many > 3)
    data = trend.Trend(
        "t", tuple(points), stretches[: dice.randint(0, 2)] if many >= 12 else (),
        Period(FIRST.plus(many // 3), FIRST.plus(many - 1)), tuple(uprights),
        dice.choice(["", "7 months in a row above the average"]), decimals=dice.choice([0, 1]),
    )  # fmt: skip
    labels_fit(trend.draw(data))


@given(SEEDS)
@OFTEN
def test_of_bars_and_changes_and_ranks(seed):
    dice = random.Random(seed)
    names, scale = some_names(dice), 10 ** dice.uniform(-1, 6)
    held = [
        bars.Bar(name, some_value(dice, scale), 0, scale, withheld=dice.random() < 0.1)
        for name in names
    ]
    labels_fit(
        bars.draw(bars.Bars("b", tuple(held), "records", decimals=dice.choice([0, 1]), unit="%"))
    )
    rows = []
    for name in names:
        share, reach = dice.uniform(-1, dice.choice([0.2, 1, 5])), dice.choice([0.1, 1, 10])
        known = dice.random() > 0.15
        rows.append(
            change.Change(
                name, 9, 9, share if known else None, max(-1, share - reach), share + reach, True
            )
        )
    labels_fit(change.draw(change.Changes("c", tuple(rows), "2023", "2024")))
    ranks = (sorted(dice.choices(range(1, len(names) + 1), k=2)) for _ in names)
    themes = (rank_ranges.Ranked(n, *r, dice.random()) for n, r in zip(names, ranks, strict=True))
    labels_fit(rank_ranges.draw(rank_ranges.RankRanges("r", tuple(themes), 3, 20_000)))


@given(SEEDS)
@OFTEN
def test_of_multiples(seed):
    dice = random.Random(seed)
    tiles = [
        multiples.Tile(
            name, tuple(trend.MonthValue(FIRST.plus(s), some_value(dice, 200)) for s in range(36)),
            dice.uniform(1, 300), 10, 300,
        )
        for name in some_names(dice)
    ]  # fmt: skip
    labels_fit(multiples.draw(multiples.Multiples("m", tuple(tiles))))


@given(SEEDS)
@OFTEN
def test_of_seasons_gradients_and_funnels(seed):
    dice = random.Random(seed)
    scale = 10 ** dice.uniform(0, 5)
    months = ((FIRST.plus(step), some_value(dice, scale)) for step in range(dice.choice([36, 60])))
    labels_fit(season.draw(season.Season("s", tuple(months), "records a month")))
    groups = (
        gradient.Group(
            number, some_value(dice, scale), 0, scale, note=dice.choice(["", "", "Has the centre"])
        )
        for number in range(1, dice.choice([5, 10]) + 1)
    )
    place = dice.choice(["Ravenby", "Ravenby and the Northern Dales"])
    labels_fit(gradient.draw(gradient.Gradient("g", tuple(groups), scale / 2, place, "rates")))
    standings = ["within"] * 9 + ["above", "below"]
    areas = (
        funnel.Area(f"Area of somewhere {n}", dice.uniform(1000, 9000),
                    some_value(dice, scale) * dice.choice([1, 1, 5]), 3, dice.choice(standings))
        for n in range(dice.choice([10, 33, 107]))
    )  # fmt: skip
    centre = scale / 2
    limits = tuple(
        funnel.LimitsAt(size, centre * 0.7, centre * 1.3, centre * 0.5, centre * 1.6)
        for size in range(1000, 10_001, 300)
    )
    labels_fit(funnel.draw(funnel.Funnel("f", tuple(areas), limits, centre, "Ravenby", "rates")))
