"""The first sheet of a workbook as the text of a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

WORKBOOK = b"PK\x03\x04"
ROWS = 10_000  # rows turned into text at a time


def sheet_as_csv(path: Path, most: int | None = None) -> Iterator[bytes]:
    """The rows of the first sheet as CSV in UTF-8, some thousand at a time; nothing when it is no workbook.

    most: how many rows are wanted.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # openpyxl lets zipfile's, XML's and its own errors through
        return
    try:
        text = io.StringIO()
        write = csv.writer(text, lineterminator="\n").writerow
        for number, row in enumerate(
            book.worksheets[0].iter_rows(max_row=most, values_only=True), start=1
        ):
            write([_as_text(cell) for cell in row])
            if not number % ROWS:
                yield text.getvalue().encode()
                text.seek(0)
                text.truncate()
        yield text.getvalue().encode()
    finally:
        book.close()


def _as_text(cell: Any) -> str:
    """A cell as a publisher's CSV would write it: days as 2024-03-01, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
