"""What each of the other charts must get right beyond what holds of all."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ElementTree

import pytest

from analysis.present.drawn import (
    TYPES,
    bars_by_type,
    changes,
    concentration_of_types,
    gradient_of_tenths,
    multiples_of_types,
    outcomes,
    rank_ranges_of_issues,
    season_of_years,
)
from headrow.analysis.present.charts import (
    alt_words,
    bars,
    change,
    concentration,
    gradient,
    multiples,
    outcome_mix,
    rank_ranges,
    season,
)
from headrow.analysis.present.charts.axes import Frame, foot_label
from headrow.analysis.present.charts.canvas import Canvas
from headrow.analysis.present.charts.scales import (
    axis_words,
    printed,
    signed_percent,
    ticks_from_nought,
    ticks_within,
)
from headrow.documents import tokens

SVG = "{http://www.w3.org/2000/svg}"


def words_of(svg: str) -> list[str]:
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return [text.text for text in texts if text.get("aria-hidden") is None]


def test_changes_are_sorted_and_clear_ones_filled():
    drawn = change.draw(changes())
    for svg in (drawn.wide, drawn.narrow):
        values = [word for word in words_of(svg) if re.fullmatch(r"[+−]?\d+%", word)]
        column = [int(word.strip("%+").replace("−", "-")) for word in values][-15:]
        assert column == sorted(column)
        filled = re.findall(rf'<circle [^>]*fill="{tokens.FOCUS}"/>', svg)
        rings = re.findall(rf'<circle [^>]*fill="{tokens.PAGE}" stroke="{tokens.CONTEXT}"', svg)
        known = [row for row in changes().rows if row.change is not None]
        assert len(filled) == sum(row.clear for row in known)
        assert len(rings) == sum(not row.clear for row in known)


def test_a_change_not_assessed_has_words_a_reason_and_no_mark():
    table = change.table(changes(), title="T")
    assert "not assessed" in words_of(change.draw(changes()).wide)
    assert [row[5].text for row in table.rows if row[0].text == "Slavery"] == ["not assessed"]
    assert table.notes == ("Slavery: not assessed, because the earlier count is below 50.",)


def test_one_wide_interval_does_not_press_the_others_together():
    assert "An arrow means" in change.how_to_read(changes())
    ticks = [w for w in words_of(change.draw(changes()).wide) if w == "+100%" or w == "+200%"]
    assert ticks == ["+100%"]


def test_bars_are_sorted_and_those_without_a_value_come_last():
    words = words_of(bars.draw(bars_by_type()).wide)
    assert [word for word in words if word in TYPES] == list(TYPES)
    assert words.index("Fraud") > words.index(TYPES[-1])
    assert {"[c]", "no data"} <= set(words)


def test_bars_start_at_nought_and_are_as_long_as_their_values():
    root = ElementTree.fromstring(bars.draw(bars_by_type()).wide)
    rects = [r for r in root.iter(f"{SVG}rect") if r.get("fill") == tokens.FOCUS]
    assert len({rect.get("x") for rect in rects}) == 1
    assert float(rects[0].get("width")) / float(rects[-1].get("width")) == pytest.approx(
        30 / 4, rel=0.01
    )


def test_the_ends_of_a_gradient_stand_out_and_an_odd_bar_is_explained():
    drawn = gradient.draw(gradient_of_tenths()).wide
    focus = re.findall(rf'<rect [^>]*fill="{tokens.FOCUS}"', drawn)
    assert len(focus) == 2
    words = words_of(drawn)
    assert {"97", "18", "Includes the", "city centre", "Ravenby 53"} <= set(words)
    assert "73" not in words  # only the ends are labelled


def test_a_curve_of_concentration_is_exact_where_it_is_read():
    counts = [50, 20, 10, 5, 5, 4, 3, 2, 1, 0]
    curve = concentration.curve_of("C", counts)
    assert curve.at(0.1) == pytest.approx(0.5)
    assert curve.at(0.2) == pytest.approx(0.7)
    assert curve.at(1.0) == 1.0
    with pytest.raises(ValueError, match="no incidents"):
        concentration.curve_of("C", [0, 0])


def test_concentration_stands_beside_what_chance_would_give():
    words = words_of(concentration.draw(concentration_of_types()).wide)
    data = concentration_of_types()
    assert f"By chance {data.chance.at(0.2):.0%}" in words
    assert "Equal spread 20%" in words


def test_the_season_names_its_highest_and_lowest_month():
    words = words_of(season.draw(season_of_years()).wide)
    means = season_of_years().means
    top, low = max(means, key=means.get), min(means, key=means.get)
    assert (top, low) == (7, 1)
    assert any(word.startswith("Jul ") for word in words)
    assert any(word.startswith("Jan ") for word in words)


def test_a_season_tells_a_gap_from_a_month_outside_the_series():
    row = season.table(season_of_years(), title="T").rows[2]
    assert [cell.state for cell in row[1:5]] == ["not-applicable", "missing", "shown", "shown"]


def test_multiples_share_one_scale_and_put_the_largest_first():
    data = multiples_of_types()
    names = [tile.name for tile in data.sorted_tiles]
    assert names == list(TYPES)
    words = words_of(multiples.draw(data).wide)
    assert words.count("100") == 4  # once a row
    dark = re.findall(rf'stroke="{tokens.FOCUS}" stroke-width="1.75"', multiples.draw(data).wide)
    signalled = sum(tile.has_signal for tile in data.tiles)
    assert len(dark) >= signalled > 0


def test_a_kind_without_a_mean_is_refused_by_name():
    tile = dataclasses.replace(multiples_of_types().tiles[0], name="Piracy", mean=0)
    with pytest.raises(ValueError, match="Piracy has no mean"):
        multiples.draw(multiples.Multiples("m", (tile,)))


def test_ranges_of_rank_keep_the_order_given():
    data = rank_ranges_of_issues()
    words = words_of(rank_ranges.draw(data).wide)
    single = [theme.name for theme in data.themes if theme.name in words]
    assert single == [word for word in words if word in single]
    assert {"97%", "0%"} <= set(words)


def test_open_outcomes_are_fainter_and_small_shares_are_not_nought():
    drawn = outcome_mix.draw(outcomes()).wide
    assert drawn.count(f'fill="{tokens.CONTEXT_BAR}"') == 1
    assert "under 0.1%" in words_of(drawn)


@pytest.mark.parametrize(
    ("high", "ticks"),
    [(172, (0, 50, 100, 150, 200)), (1223, (0, 250, 500, 750, 1000, 1250)), (0.7, (0, 0.25, 0.5, 0.75)),
     (10, (0, 2, 4, 6, 8, 10)), (96, (0, 20, 40, 60, 80, 100))],
)  # fmt: skip
def test_ticks_are_round_and_few(high, ticks):
    found = ticks_from_nought(high)
    assert found[0] == 0 and found[-1] >= high and 3 <= len(found) - 1 <= 5
    assert found[-1] == ticks[-1]


def test_whole_ticks_stay_whole():
    assert ticks_from_nought(3, whole=True) == (0, 1, 2, 3)
    assert ticks_from_nought(1, whole=True)[-1] >= 1


def test_ticks_within_stay_within():
    assert ticks_within(-0.29, 0.16, 6) == (-0.2, -0.1, 0.0, 0.1)


@pytest.mark.parametrize(
    ("number", "words"), [(12345, "12,345"), (-8, "−8"), (0.5, "0.5"), (0, "0"), (-0.0, "0")]
)
def test_numbers_as_printed(number, words):
    assert printed(number) == words


@pytest.mark.parametrize(
    ("share", "words"), [(-0.16, "−16%"), (0.07, "+7%"), (0.0, "0%"), (-0.001, "0%")]
)
def test_changes_as_printed(share, words):
    assert signed_percent(share) == words


def test_an_axis_has_one_number_of_decimals():
    assert axis_words((0, 0.25, 0.5)) == ("0", "0.25", "0.50")


def test_a_label_at_the_rim_of_the_axis_is_moved_inwards():
    canvas = Canvas(200, 100, "c")
    frame = Frame(30, 10, 198, 70)
    foot_label(canvas, 198, frame, "10,000")
    assert canvas.labels[0].right <= 200


def test_alternative_text_leaves_out_what_does_not_fit():
    long = " ".join(["word"] * 25)
    words = alt_words.fitted((long, "The finding"), (long, long, "Short end"))
    assert len(words.split()) == 54
    assert words.endswith("Short end.")
