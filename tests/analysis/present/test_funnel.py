"""Funnel: only areas outside the limits stand out, and none within is named or ranked."""

from __future__ import annotations

import dataclasses
import re

import pytest

from analysis.present.drawn import funnel_of_areas
from headrow.analysis.present.charts import funnel
from headrow.documents import tokens


def test_only_areas_outside_are_named():
    drawn = funnel.draw(funnel_of_areas()).wide
    named = set(re.findall(r">(Area \d+|Ravenby Market Place)</text>", drawn))
    assert named == {"Area 11", "Area 12", "Area 30", "Ravenby Market Place"}


def test_many_outside_are_counted_instead_of_named():
    data = funnel_of_areas()
    areas = tuple(
        dataclasses.replace(area, rate=3.0, standing="below") if place < 20 else area
        for place, area in enumerate(data.areas)
    )
    below = sum(area.standing == "below" for area in areas)
    drawn = funnel.draw(dataclasses.replace(data, areas=areas))
    assert f">{below} areas below the limits</text>" in drawn.wide
    assert f">{below} areas below</text>" in drawn.narrow
    assert ">Area 11</text>" not in drawn.wide


def test_one_area_may_stand_off_the_scale_with_its_number():
    drawn = funnel.draw(funnel_of_areas()).wide
    assert ">118.4, off the scale</text>" in drawn
    assert max(int(n) for n in re.findall(r">(\d+)</text>", drawn)) < 118


def test_areas_within_are_rings():
    drawn = funnel.draw(funnel_of_areas()).wide
    rings = re.findall(rf'<circle [^>]*fill="{tokens.PAGE}" stroke="{tokens.CONTEXT}"', drawn)
    assert len(rings) == sum(area.standing == "within" for area in funnel_of_areas().areas)


def test_fewer_than_ten_areas_are_refused():
    data = funnel_of_areas()
    with pytest.raises(ValueError, match="10 areas or more"):
        funnel.draw(dataclasses.replace(data, areas=data.areas[:9]))


def test_the_table_is_from_a_to_z_and_not_by_rate():
    rows = funnel.table(funnel_of_areas(), title="T").rows
    names = [row[0].text for row in rows]
    assert names == sorted(names)
