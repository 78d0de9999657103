"""The words that the press adds of itself: the same in HTML, PDF and DOCX, so that a reader meets one voice.

Everything else a document says comes from its own nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SUMMARY: Final = "the summary"
CONTENTS: Final = "Contents"
ANNEX: Final = "How each figure was worked out"
ANNEX_LEAD: Final = (
    "Each number in the text leads here: to what was counted, from which files, by which rule, "
    "and to the places where it is used."
)
WORKED_OUT: Final = "How was this worked out?"
MORE: Final = "The query and every file"
ON_PAPER: Final = "The query behind each and the checksum of every file stand in findings.json, under the same address."
EVERYTHING: Final = "Everything about this figure"
TABLE_FROM: Final = "How these figures were worked out"
USED_IN: Final = "Used in"
ADDRESS: Final = "Address"
SHOW_TABLE: Final = "Show the table"
DATA_CSV: Final = "Data (CSV)"
IMAGE_SVG: Final = "Image (SVG)"
IMAGE_PNG: Final = "Image for slides (PNG)"
LINK_HERE: Final = "Link to this figure"
LINK_COPIED: Final = "Link copied"
SKIP: Final = "Skip to the text"
SHOW: Final = "Show"
DRAWN_HERE: Final = "Drawn here"
ALSO_DRAWN: Final = "Also drawn"
FIGURE: Final = "Figure"
PAGE: Final = "Page"
OF: Final = "of"
DRAWER: Final = "Method, limits and file"
DRAWERS: Final = "Method of each figure in the text"
TABLE: Final = "Table of these numbers"
LONG_TABLES: Final = "Longer tables"
BEHIND: Final = "The numbers behind"
MADE_WITH: Final = "Made with Headrow"
MAP_HINT: Final = "Point at an area, or use the arrow keys, to read its name and value."

# A notice says its kind in a word, so that no meaning hangs on a colour.
NOTICE: Final = {
    "gap": "Not supplied",
    "box": "To be completed",
    "caveat": "Read with care",
    "draft": "Draft",
    "commentary": "Commentary",
}

# What a cell says when it has no text of its own.
CELL: Final = {
    "shown": "",
    "withheld": "[c]",
    "missing": "No data",
    "not-applicable": "Not applicable",
}
WITHHELD_NOTE: Final = "[c]: withheld, so that nobody can be recognised."


def figure(number: int) -> str:
    """The printed name of a figure."""
    return f"{FIGURE} {number}"


def drawn(labels: Sequence[str]) -> str:
    """Which of several drawings paper holds, and which stand on the page; "" where there is one only."""
    if len(labels) < 2:
        return ""
    return f"{DRAWN_HERE}: {labels[0]}. {ALSO_DRAWN}: {', '.join(labels[1:])}."


def section(number: str) -> str:
    """The printed name of a section inside a sentence."""
    return f"section {number}"
