"""The design's values: colours, type, space and chart sizes, named by role.

Charts, pages and paper read the same names, so that a line on the screen has the colour it has in print.
Units: colours are `#rrggbb`; `*_PX` are CSS pixels; `*_PT` are (size, line height) in points.
A colour that is not here has no place in a style sheet, a template or a drawing.
"""

from __future__ import annotations

from typing import Final

# Text and surfaces
INK: Final = "#14202b"
SOFT_INK: Final = "#4a5761"
INVERSE: Final = "#ffffff"
PAGE: Final = "#ffffff"
TINT: Final = "#f3f5f4"
BAND: Final = "#0b4a53"
RULE: Final = "#d9dfe2"  # decoration only: 1.35 on white carries no meaning
CONTROL: Final = "#66727b"

# Links, focus, states
LINK: Final = "#005c75"
LINK_HOVER: Final = "#0b2f3a"
LINK_VISITED: Final = "#5d3587"
FOCUS_RING: Final = INK
FOCUS_HALO: Final = "#ffc83d"
ERROR: Final = "#a8202c"

# Charts: one focus against context first, four categories at most
FOCUS: Final = BAND
CONTEXT: Final = "#7d8890"
CONTEXT_LABEL: Final = SOFT_INK
CONTEXT_BAR: Final = "#9fb4b6"
GRID: Final = RULE
AXIS: Final = INK
LIMITS_BAND: Final = "#e8eeee"
LIMIT_LINE: Final = SOFT_INK

CATEGORY: Final = ("#0b4a53", "#ce581d", "#923284", "#758ebd")
CATEGORY_DASH: Final = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3))
CATEGORY_SHAPE: Final = ("circle", "square", "triangle-up", "diamond")

RAMP: Final = ("#d3e5e4", "#9cc8c8", "#5ba3a8", "#24767f", "#083c45")
RAMP_INK: Final = (INK, INK, INK, INVERSE, INVERSE)  # the ink readable on each step
DIVERGING: Final = ("#8a3f08", "#d98a45", "#f2f2f0", "#5f9fcd", "#174f86")
DIVERGING_INK: Final = (INVERSE, INK, INK, INK, INVERSE)

# Signals of a control chart: a shape, a word, then a colour; never red, amber or green
SIGNAL_COMMON: Final = "#7d8890"  # stroke of a ring filled white
SIGNAL_CONCERN: Final = "#e95e15"
SIGNAL_IMPROVEMENT: Final = "#1293dc"
SIGNAL_NOT_JUDGED: Final = "#7d249a"
SIGNAL_SHAPE: Final = {
    "common": "circle",
    "concern": "triangle-up",  # triangle-down when the concern is a fall
    "improvement": "diamond",
    "not-judged": "square",
}
# Words in a signal's colour use a darker ink
SIGNAL_WORD: Final = {
    "concern": "#9a3a06",
    "improvement": "#0b6ca5",
    "not-judged": "#7d249a",
}

# Fills that are not values. vl-convert knows no patterns, so a chart paints the reserved fill
# and the pattern replaces it afterwards, under an id that carries the figure's own.
ZERO_FILL: Final = "#ffffff"
ZERO_STROKE: Final = CONTROL
FILL_WITHHELD: Final = "#010203"
FILL_MISSING: Final = "#010204"
FILL_UNSUITABLE: Final = "#010205"
RESERVED_FILL: Final = {
    "withheld": FILL_WITHHELD,
    "missing": FILL_MISSING,
    "unsuitable": FILL_UNSUITABLE,
}
FILL_PATTERN: Final = {
    "withheld": (
        '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{PAGE}"/>'
        f'<circle cx="3" cy="3" r="1" fill="{CONTEXT}"/></pattern>'
    ),
    "missing": (
        '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{PAGE}"/>'
        f'<rect width="1.6" height="6" fill="{CONTEXT}"/></pattern>'
    ),
    "unsuitable": (
        '<pattern id="{id}" width="7" height="7" patternUnits="userSpaceOnUse">'
        f'<rect width="7" height="7" fill="{PAGE}"/>'
        f'<path d="M0 0L7 7M7 0L0 7" stroke="{CONTEXT}" stroke-width="1"/></pattern>'
    ),
}

# Type. One family name everywhere; a name with a word that begins with a digit draws no text
# at all in vl-convert.
FONT_FAMILY: Final = "Source Sans Pro"
FONT_CSS: Final = "'Source Sans Pro', Arial, sans-serif"
FONT_CHART: Final = "Source Sans Pro, Arial, sans-serif"
CHART_LABEL_PX: Final = 14
HALO_PX: Final = 4

TYPE_PX: Final = {  # role: (size, line height) from 640 px, (size, line height) below
    "h1": ((34, 40), (28, 34)),
    "h2": ((26, 32), (23, 29)),
    "h3": ((21, 28), (20, 26)),
    "lead": ((22, 31), (20, 29)),
    "body": ((19, 28), (18, 26)),
    "table": ((17, 24), (16, 22)),
    "small": ((16, 22), (16, 22)),
}
TYPE_PT: Final = {
    "h1": (22.0, 27.0),
    "h2": (15.0, 19.0),
    "h3": (11.5, 14.5),
    "lead": (12.5, 17.0),
    "body": (10.5, 15.0),
    "table": (9.5, 12.5),
    "small": (8.5, 11.5),
}

# Space and sizes
SPACE_PX: Final = (4, 8, 12, 16, 24, 32, 48, 64)
PAGE_MAX_PX: Final = 1100
TEXT_COLUMN_PX: Final = 680
CONTENTS_COLUMN_PX: Final = 260
TARGET_PX: Final = 44
WIDE_FROM_PX: Final = 760  # the narrow drawing is shown below this width
CHART_WIDE_PX: Final = (680, 340)
CHART_NARROW_PX: Final = (328, 260)
CHART_FULL_PX: Final = (1040, 420)
TILE_WIDE_PX: Final = (148, 84)
TILE_NARROW_PX: Final = (146, 72)
EXPORT_PNG_PX: Final = (1200, 675)
EXPORT_PNG_SCALE: Final = 2

# Pairs that carry text (4.5) or meaning (3.0): name, foreground, background, smallest ratio
CONTRAST_PAIRS: Final = (
    ("ink on page", INK, PAGE, 4.5),
    ("ink on tint", INK, TINT, 4.5),
    ("soft ink on page", SOFT_INK, PAGE, 4.5),
    ("soft ink on tint", SOFT_INK, TINT, 4.5),
    ("link on page", LINK, PAGE, 4.5),
    ("link on tint", LINK, TINT, 4.5),
    ("hover on page", LINK_HOVER, PAGE, 4.5),
    ("visited on page", LINK_VISITED, PAGE, 4.5),
    ("visited on tint", LINK_VISITED, TINT, 4.5),
    ("error on page", ERROR, PAGE, 4.5),
    ("white on band", INVERSE, BAND, 4.5),
    ("halo against ring", FOCUS_HALO, FOCUS_RING, 3.0),
    ("halo on band", FOCUS_HALO, BAND, 3.0),
    ("ring on page", FOCUS_RING, PAGE, 3.0),
    ("control border on page", CONTROL, PAGE, 3.0),
    ("control border on tint", CONTROL, TINT, 3.0),
    ("context on page", CONTEXT, PAGE, 3.0),
    ("concern on page", SIGNAL_CONCERN, PAGE, 3.0),
    ("improvement on page", SIGNAL_IMPROVEMENT, PAGE, 3.0),
    ("not judged on page", SIGNAL_NOT_JUDGED, PAGE, 3.0),
    ("common ring on page", SIGNAL_COMMON, PAGE, 3.0),
    *((f"category {i} on page", colour, PAGE, 3.0) for i, colour in enumerate(CATEGORY, 1)),
    *((f"word for {name} on page", ink, PAGE, 4.5) for name, ink in SIGNAL_WORD.items()),
    *(
        (f"label on ramp step {i}", ink, fill, 4.5)
        for i, (ink, fill) in enumerate(zip(RAMP_INK, RAMP, strict=True), 1)
    ),
    *(
        (f"label on diverging step {i}", ink, fill, 4.5)
        for i, (ink, fill) in enumerate(zip(DIVERGING_INK, DIVERGING, strict=True), 1)
    ),
)


def pattern_defs(prefix: str) -> str:
    """The `<defs>` of the three fills that are not values, each id beginning with `prefix`.

    Ids are `<prefix>-withheld`, `<prefix>-missing`, `<prefix>-unsuitable`: two inline drawings with one
    id would share a pattern, and lose it when the first is hidden.
    """
    return (
        "<defs>"
        + "".join(
            markup.replace("{id}", f"{prefix}-{name}") for name, markup in FILL_PATTERN.items()
        )
        + "</defs>"
    )


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
