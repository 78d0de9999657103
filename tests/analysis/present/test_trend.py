"""Trend with limits: gaps are gaps, signals have a shape, limits start afresh after a break."""

from __future__ import annotations

import dataclasses
import re

import pytest

from analysis.present.drawn import FIRST, trend_with_limits, trend_without_limits
from headrow.analysis.present.charts import trend
from headrow.documents import tokens
from headrow.vocabulary.periods import Month


def lines_of(svg: str) -> list[str]:
    return re.findall(rf'<path d="([^"]+)" fill="none" stroke="{tokens.CONTEXT}"', svg)


def simple(*points: trend.MonthValue, **more) -> trend.Trend:
    return trend.Trend("t", points, **more)


def test_a_missing_month_is_never_bridged():
    values = [trend.MonthValue(FIRST.plus(step), 10) for step in range(12) if step != 5]
    whole = [*values, trend.MonthValue(FIRST.plus(5), 10)]
    assert len(lines_of(trend.draw(simple(*whole)).wide)) == 1
    drawn = trend.draw(simple(*values)).wide
    assert [line.count("L") for line in lines_of(drawn)] == [4, 5]
    assert "No data" in drawn
    assert 'fill="url(#t-wide-missing)"' in drawn


def test_nought_is_drawn_and_is_not_a_gap():
    points = [trend.MonthValue(FIRST.plus(step), step % 2 * 10) for step in range(12)]
    drawn = trend.draw(simple(*points)).wide
    assert "No data" not in drawn
    assert drawn.count("<circle") == 12


def test_a_withheld_month_is_a_gap_with_its_own_pattern_and_word():
    points = [trend.MonthValue(FIRST.plus(step), 10, withheld=step == 4) for step in range(12)]
    drawn = trend.draw(simple(*points)).wide
    assert "Withheld" in drawn and "No data" not in drawn
    assert "t-wide-withheld" in drawn
    assert drawn.count("<circle cx") - drawn.count('<circle cx="3" cy="3"') == 11


@pytest.mark.parametrize(
    ("signal", "colour", "corners"),
    [
        ("concern", tokens.SIGNAL_CONCERN, 3),
        ("improvement", tokens.SIGNAL_IMPROVEMENT, 4),
        ("not-judged", tokens.SIGNAL_NOT_JUDGED, 4),
    ],
)
def test_each_signal_has_a_colour_and_a_shape(signal, colour, corners):
    points = [
        trend.MonthValue(FIRST.plus(s), 10, signal if s == 3 else "common") for s in range(12)
    ]
    drawn = trend.draw(simple(*points)).wide
    (mark,) = re.findall(rf'<path d="M([^"]+)Z" fill="{colour}"', drawn)
    assert len(mark.split("L")) == corners


def test_a_concern_points_the_way_the_value_went():
    limits = (trend.Limits(FIRST, FIRST.plus(11), 10, 5, 15),)

    def heights(value: float) -> list[float]:
        points = [
            trend.MonthValue(
                FIRST.plus(s), value if s == 3 else 10, "concern" if s == 3 else "common"
            )
            for s in range(12)
        ]
        drawn = trend.draw(simple(*points, limits=limits)).wide
        (mark,) = re.findall(rf'<path d="M([^"]+)Z" fill="{tokens.SIGNAL_CONCERN}"', drawn)
        return [float(corner.split()[1]) for corner in mark.split("L")]

    tip, *foot = heights(14)
    assert all(tip < corner for corner in foot)  # y grows downwards
    tip, *foot = heights(6)
    assert all(tip > corner for corner in foot)


def test_limits_are_named_by_their_values_and_no_line_crosses_a_break():
    drawn = trend.draw(trend_with_limits()).wide
    for words in ("Upper limit 140", "Upper limit 142", "Lower limit 66", "Average 104"):
        assert f">{words}</text>" in drawn
    ends = re.findall(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+) \2" fill="none" stroke="currentColor" stroke-width="1.25"',
                      drawn)  # fmt: skip
    (first, second) = [(float(left), float(right)) for left, _, right in ends]
    assert first[1] == pytest.approx(second[0], abs=0.2)


def test_months_after_the_period_are_fainter_and_the_period_is_marked():
    drawn = trend.draw(trend_with_limits()).wide
    assert f'stroke="{tokens.CONTEXT}" stroke-width="1.75"' in drawn
    assert f'stroke="{tokens.CONTEXT}" stroke-width="1"' in drawn
    assert f'fill="{tokens.TINT}"' in drawn
    plain = trend.draw(dataclasses.replace(trend_with_limits(), period=None)).wide
    assert f'fill="{tokens.TINT}"' not in plain


def test_few_months_carry_their_values_and_each_months_name():
    drawn = trend.draw(trend_without_limits()).wide
    for words in ("8,100", "9,900", "Jan", "2014", "Nov"):
        assert f">{words}</text>" in drawn


def test_a_limit_below_nought_is_drawn_and_printed_as_nought():
    limits = (trend.Limits(FIRST, FIRST.plus(11), 5, -4, 14),)
    points = [trend.MonthValue(FIRST.plus(step), 5) for step in range(12)]
    data = simple(*points, limits=limits)
    assert "Lower limit 0" in trend.draw(data).wide
    assert trend.table(data, title="T").rows[0][3].text == "0"


def test_the_table_tells_nought_missing_and_withheld_apart():
    data = simple(
        trend.MonthValue(Month(2024, 1), 0),
        trend.MonthValue(Month(2024, 3), 7, withheld=True),
        trend.MonthValue(Month(2024, 4), 5),
    )
    cells = [row[1] for row in trend.table(data, title="T").rows]
    assert [(cell.text, cell.state) for cell in cells] == [
        ("0", "shown"), ("No data", "missing"), ("[c]", "withheld"), ("5", "shown"),
    ]  # fmt: skip


def test_nothing_to_draw_is_said():
    with pytest.raises(ValueError, match="t: no month has a value"):
        trend.draw(simple(trend.MonthValue(FIRST, None)))
