"""Colours keep their contrast, and no style sheet, template or drawing brings a colour of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from headrow.documents import html, tokens

FOLDER = Path(tokens.__file__).parent


@pytest.mark.parametrize(("name", "first", "second", "least"), tokens.CONTRAST_PAIRS)
def test_contrast(name: str, first: str, second: str, least: float) -> None:
    assert tokens.contrast(first, second) >= least, name


def test_contrast_agrees_with_known_values() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert tokens.contrast(tokens.INK, tokens.PAGE) == pytest.approx(16.52, abs=0.01)


def test_no_colour_outside_the_tokens() -> None:
    sources = [*FOLDER.glob("*.py"), *(FOLDER / "templates").iterdir()]
    for source in sources:
        if source.name in ("tokens.py", "model.py"):
            continue
        text = source.read_text(encoding="utf-8")
        assert not re.findall(r"#[0-9a-fA-F]{6}\b|rgba?\(\d", text), source.name


def test_each_pattern_has_its_own_id() -> None:
    assert re.findall(r'id="([^"]+)"', tokens.pattern_defs("figure-1")) == [
        "figure-1-withheld",
        "figure-1-missing",
        "figure-1-unsuitable",
    ]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("#3a2a5c", "#3a2a5c"),
        ("#ffd700", tokens.BAND),  # white words on it would be at 1.4 to 1
        ("red", tokens.BAND),
        ("#000;} body{display:none", tokens.BAND),
    ],
)
def test_a_band_that_white_cannot_be_read_on_is_refused(given: str, used: str) -> None:
    assert html.band_colour(given) == used
