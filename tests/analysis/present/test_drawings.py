"""Promises that hold of every drawing: two widths, own ids, the design's colours, nothing withheld, same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from analysis.present.drawn import (
    FINDING,
    NAMES,
    SECRET,
    alt_texts,
    drawings,
    tables,
    trend_with_limits,
)
from headrow.analysis.present.charts import trend
from headrow.analysis.present.charts.rendering import packed
from headrow.documents import tokens

SECRET_FORMS = (f"{SECRET}", f"{SECRET:,}", f"{SECRET:,}.0", f"{SECRET / 8300 * 100:.1f}")


def _colours(value) -> set[str]:
    if isinstance(value, str):
        return set(re.findall(r"#[0-9a-f]{6}\b", value))
    if isinstance(value, dict):
        return set().union(*map(_colours, value.values()))
    if isinstance(value, tuple):
        return set().union(*map(_colours, value)) if value else set()
    return set()


ALLOWED = set().union(*(_colours(value) for name, value in vars(tokens).items() if name.isupper()))


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_drawn_680_and_328_wide(name):
    drawing = drawings()[name]
    wide, narrow = (ElementTree.fromstring(svg) for svg in (drawing.wide, drawing.narrow))
    assert (wide.get("width"), narrow.get("width")) == ("680", "328")
    assert wide.get("viewBox").split()[2] == "680"
    assert {wide.get("role"), narrow.get("role")} == {"img"}
    assert drawing.png == b""


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_the_designs_own(name):
    for svg in (drawings()[name].wide, drawings()[name].narrow):
        assert _colours(svg) - ALLOWED == set()
        paints = set(re.findall(r'(?:fill|stroke|color)="([^"]*)"', svg))
        others = {p for p in paints if not p.startswith(("#", "url(#"))}
        assert others <= {"none", "currentColor"}


def test_no_id_is_used_twice_in_a_document():
    svgs = [svg for drawing in drawings().values() for svg in (drawing.wide, drawing.narrow)]
    ids = [found for svg in svgs for found in re.findall(r'\sid="([^"]+)"', svg)]
    assert ids and len(ids) == len(set(ids))
    for svg in svgs:
        used = set(re.findall(r"url\(#([^)]+)\)", svg))
        assert used == set(re.findall(r'\sid="([^"]+)"', svg))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_withheld_is_in_the_drawing_the_words_or_the_table(name):
    table = tables()[name]
    cells = [cell.text for row in table.rows for cell in row]
    printed = [drawings()[name].wide, drawings()[name].narrow, alt_texts()[name], *cells]
    for text in printed:
        # Coordinates are numbers too: only words, titles and data are what a reader can take out.
        words = re.sub(r'\s(d|x|y|cx|cy|r|width|height|viewBox|transform)="[^"]*"', "", text)
        assert not any(form in words for form in SECRET_FORMS)


@pytest.mark.parametrize("name", NAMES)
def test_a_withheld_value_moves_nothing(name):
    """Had the scale been set by the value, its height would give it away."""
    numbers = re.findall(r">([\d,]+)(?:%|\.\d+)?</text>", drawings()[name].wide)
    assert all(int(number.replace(",", "")) < 60_000 for number in numbers)


@pytest.mark.parametrize("name", NAMES)
def test_alternative_text_has_30_to_60_words_and_the_finding(name):
    words = alt_texts()[name]
    assert 30 <= len(words.split()) <= 60
    assert FINDING in words
    assert words.endswith(".") and ".." not in words
    assert not re.search(r"\b(image|picture|graphic) of\b", words, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_a_cell_for_every_column(name):
    table = tables()[name]
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_same_data_give_the_same_bytes_in_another_process():
    script = (
        "import hashlib; from analysis.present.drawn import drawings;"
        "print(hashlib.sha256(repr(drawings()).encode()).hexdigest())"
    )
    here = hashlib.sha256(repr(drawings()).encode()).hexdigest()
    path = str(Path(__file__).parents[2])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == here


def test_a_picture_is_twice_the_drawings_size_and_the_same_each_time():
    first, second = (trend.draw(trend_with_limits(), png=True).png for _ in range(2))
    assert first == second
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", first[16:24]) == (1360, 680)


def test_a_picture_packed_again_has_the_same_pixels_in_fewer_bytes(page):
    import base64

    import vl_convert

    loose = bytes(vl_convert.svg_to_png(drawings()["season"].wide, scale=1))
    tight = packed(loose)
    assert len(tight) < len(loose) / 2
    pixels = """(data) => new Promise(done => { const i = new Image(); i.onload = () => {
        const c = document.createElement('canvas'); c.width = i.width; c.height = i.height;
        const g = c.getContext('2d'); g.drawImage(i, 0, 0);
        done([i.width, i.height, [...g.getImageData(0, 0, i.width, i.height).data].join()]) };
        i.src = 'data:image/png;base64,' + data })"""
    seen = [page.evaluate(pixels, base64.b64encode(png).decode()) for png in (loose, tight)]
    assert seen[0][0] == 680
    assert seen[0] == seen[1]


def test_thirty_charts_at_both_widths_take_less_than_3_seconds_of_cpu():
    data = trend_with_limits()
    began = time.process_time()
    for _ in range(30):
        trend.draw(data)
    assert time.process_time() - began < 3
