"""What every printed table owes its reader: words in each cell, and a note where something is withheld."""

from __future__ import annotations

from typing import Final

from headrow.documents import words
from headrow.documents.model import Cell, Table

LONG_TABLE: Final = 24  # rows; a longer one is closed on screen and moves to the back on paper


def cell_text(cell: Cell) -> str:
    """The words of a cell; one without text says its state, never nothing."""
    return cell.text or words.CELL[cell.state]


def is_folded(table: Table) -> bool:
    """Whether a table is too long to stand between paragraphs."""
    return table.folded or len(table.rows) > LONG_TABLE


def notes_of(table: Table) -> tuple[str, ...]:
    """The table's notes, and what [c] and the shades mean where no note says it."""
    cells = [cell for row in table.rows for cell in row]
    notes = list(table.notes)
    withheld = any(cell.state == "withheld" for cell in cells)
    if withheld and not any("[c]" in note for note in notes):
        notes.append(words.WITHHELD_NOTE)
    return tuple(notes)


def is_heat_table(table: Table) -> bool:
    """Whether cells carry steps of the ramp."""
    return any(cell.shade for row in table.rows for cell in row)
