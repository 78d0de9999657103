"""What surely finds room on a page of A4, judged by counting, so that nothing is set twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from headrow.documents.drawings import size
from headrow.documents.model import Table
from headrow.documents.tables import cell_text, is_folded

_SHORT_TEXT: Final = 1500  # characters of a record that surely stand on one page
_SHORT_ROW: Final = 120  # characters of a row that make two lines of it at most
_TALLEST: Final = 1.1  # height over width of a drawing at full width: 170 mm by 187 mm
_NARROWEST, _WIDEST = 6, 28  # letters that a column asks for at least and at most
_ONE_LINE: Final = 42  # characters of a title on one line
_SMALL_WORDS: Final = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "to", "with"})


def balanced(title: str) -> str:
    """A long title in two lines, broken near its middle and rather before a small word."""
    spaces = [at for at, letter in enumerate(title) if letter == " "]
    if not _ONE_LINE < len(title) <= 2 * _ONE_LINE or not spaces:
        return title

    def cost(at: int) -> int:
        follower = title[at + 1 :].split(" ", 1)[0]
        return abs(len(title) - 2 * at) + (0 if follower in _SMALL_WORDS else 12)

    best = min(spaces, key=cost)
    return f"{title[:best]}\n{title[best + 1 :]}"


def fits(table: Table) -> bool:
    """Whether a table surely stands on one page, so that it may be kept whole."""
    return not is_folded(table) and all(
        sum(len(cell.text) for cell in row) <= _SHORT_ROW for row in table.rows
    )


def weights(table: Table) -> tuple[int, ...]:
    """The share of the width that each column asks for: its longest text in letters, within reason.

    A heading may break between words, and asks for its longest one.
    """
    asked = []
    for at, column in enumerate(table.columns):
        longest = max((len(cell_text(row[at])) for row in table.rows if at < len(row)), default=0)
        word = max(map(len, column.title.split()), default=0) + 1
        asked.append(max(_NARROWEST, min(_WIDEST, max(longest, word))))
    return tuple(asked)


def short(rows: Iterable[tuple[str, str]]) -> bool:
    """Whether label and value rows surely stand on one page; each line end counts as a line of text."""
    return sum(len(value) + 80 * value.count("\n") for _, value in rows) <= _SHORT_TEXT


def share(svg: str) -> float:
    """The percentage of the column's width at which a drawing stands, less where it would be too tall."""
    width, height = size(svg)
    return round(100 * min(1.0, _TALLEST * width / height), 2)
