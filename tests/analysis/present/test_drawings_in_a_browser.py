"""What a reader sees: words that overlap nothing, stand inside the frame and are large enough."""

from __future__ import annotations

import base64
from importlib.resources import files

import pytest

from analysis.present.drawn import NAMES, drawings

# Arial sets these words about a tenth wider; half a px a letter does the same to Source Sans Pro.
WIDER = "letter-spacing: 0.5px;"

MEASURE = """
() => [...document.querySelectorAll('svg')].map(svg => {
  const box = svg.viewBox.baseVal;
  const words = [...svg.querySelectorAll('text')].filter(t => !t.hasAttribute('aria-hidden')).map(t => {
    const b = t.getBBox(), m = t.getCTM(), o = svg.getCTM();
    return {words: t.textContent, left: b.x + m.e - o.e, top: b.y + m.f - o.f,
            right: b.x + b.width + m.e - o.e, bottom: b.y + b.height + m.f - o.f,
            size: parseFloat(getComputedStyle(t).fontSize), font: getComputedStyle(t).fontFamily};
  });
  const ink = svg.getBBox();
  return {width: box.width, height: box.height, words,
          ink: [ink.x, ink.y, ink.x + ink.width, ink.y + ink.height]};
})
"""


def _face(weight: int, name: str) -> str:
    data = base64.b64encode((files("font_source_sans_pro") / "files" / name).read_bytes()).decode()
    return (
        f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {weight};"
        f" src: url(data:font/ttf;base64,{data}) }}"
    )


@pytest.fixture(scope="module", params=["", WIDER], ids=["as-designed", "in-a-wider-font"])
def measured(request, browser):
    """Both drawings of each figure, measured by the browser: {(name, width): boxes}."""
    style = _face(400, "SourceSansPro-Regular.ttf") + _face(700, "SourceSansPro-Bold.ttf")
    held = drawings()
    keys = [(name, width) for name in held for width in ("wide", "narrow")]
    svgs = "".join(getattr(held[name], width) for name, width in keys)
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_content(f"<style>{style} text {{ {request.param} }}</style>{svgs}")
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate("() => document.fonts.check(\"14px 'Source Sans Pro'\")")
    found = dict(zip(keys, page.evaluate(MEASURE), strict=True))
    page.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_no_words_overlap_other_words(measured, name, width):
    words = measured[name, width]["words"]
    assert words, "a drawing without words"
    overlapping = [
        (one["words"], other["words"])
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if one["left"] < other["right"] - 0.5 and other["left"] < one["right"] - 0.5
        and one["top"] < other["bottom"] - 0.5 and other["top"] < one["bottom"] - 0.5
    ]  # fmt: skip
    assert overlapping == []


@pytest.mark.browser
@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_words_and_marks_stand_inside_the_frame(measured, name, width):
    held = measured[name, width]
    outside = [
        word["words"]
        for word in held["words"]
        if word["left"] < -0.5 or word["top"] < -0.5
        or word["right"] > held["width"] + 0.5 or word["bottom"] > held["height"] + 0.5
    ]  # fmt: skip
    assert outside == []
    left, top, right, bottom = held["ink"]
    assert left >= -0.5 and top >= -0.5
    assert right <= held["width"] + 0.5 and bottom <= held["height"] + 0.5


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_no_words_are_smaller_than_14_px(measured, name):
    for width in ("wide", "narrow"):
        assert {word["size"] for word in measured[name, width]["words"]} == {14}


@pytest.mark.browser
def test_words_follow_the_readers_own_ink(browser):
    """In forced colours ink is the page's, where the page lets drawings inherit it."""
    page = browser.new_page(forced_colors="active")
    page.set_content(f"<style>svg {{ color: inherit }}</style>{drawings()['trend'].wide}")
    inks = page.evaluate(
        """() => { const line = document.querySelector('path[stroke=currentColor]');
                   return [getComputedStyle(line).stroke, getComputedStyle(document.body).color]; }"""
    )
    page.close()
    assert inks[0] == inks[1]
