"""Reading a published table as text: CSV, compressed CSV or a workbook's first sheet, whole and in memory.

For files of up to some hundred thousand rows (look-ups, population, deprivation). Nothing is guessed: every
value stays text until a source says what it is.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headrow.analysis.tables.ledger import SetAside
from headrow.analysis.tables.plug_ins import Candidate, SourceError
from headrow.analysis.warehouse.csv_files import CsvFault, blocks, count_rows, header_of

if TYPE_CHECKING:
    import polars as pl

WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table whose columns are all text, with `line` (the line in the file) as its first column.

    `fault` accounts for all rows of a file that cannot be read to its end (cut short, not UTF-8, an open quotation
    mark); `frame` then has no row.
    """

    frame: pl.DataFrame
    fault: tuple[SetAside, ...] = ()

    @property
    def rows_in(self) -> int:
        """Rows found, those that could not be read included."""
        return self.frame.height + sum(part.rows for part in self.fault)


def columns_of(candidate: Candidate) -> tuple[str, ...]:
    """The header of a CSV, or of the first sheet of a workbook; `()` for a file that is no table."""
    if candidate.columns or not candidate.name.lower().endswith(".xlsx"):
        return candidate.columns
    return _workbook_header(candidate.path, candidate.digest)


@lru_cache(maxsize=64)  # every source asks
def _workbook_header(path: Path, digest: str) -> tuple[str, ...]:
    try:
        rows = _sheet_rows(path, most=1)
    except SourceError:
        return ()
    return _heads(rows[0]) if rows else ()


def read(path: Path, name: str) -> TextTable:
    """A CSV (plain or gzip) or the first sheet of an XLSX as text.

    name: what the reader calls the file, for messages. Raises SourceError when no row can be counted.
    """
    with path.open("rb") as file:
        workbook = file.read(4) == WORKBOOK
    if workbook:
        return TextTable(_sheet(path, name))
    columns = _unlike(list(header_of(path)))
    try:
        body = b"".join(block.body for block in blocks(path))
    except CsvFault as fault:
        rows = count_rows(path)
        aside = (SetAside(fault.reason, f"{name}: {fault}", rows),) if rows else ()
        return TextTable(_numbered(_frame(columns, b"", name)), aside)
    return TextTable(_numbered(_frame(columns, body, name)))


def _unlike(columns: list[str]) -> list[str]:
    """Names with a number where one stands twice or not at all."""
    return [
        column if column and column not in columns[:at] else f"{column or 'column'} {at + 1}"
        for at, column in enumerate(columns)
    ]


def number(column: str) -> pl.Expr:
    """A text column as numbers; thousands may have commas, and what is no number becomes null."""
    import polars as pl

    text = pl.col(column).str.strip_chars().str.replace_all(",", "", literal=True)
    return text.cast(pl.Float64, strict=False)


def whole_numbers(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Many text columns as whole numbers, the quick way where none has commas."""
    import polars as pl

    quick = frame.select(pl.col(columns).cast(pl.Int64, strict=False))
    lost = sum(quick[column].null_count() - frame[column].null_count() for column in columns)
    return (
        quick if not lost else frame.select([number(column).cast(pl.Int64) for column in columns])
    )


def _frame(columns: list[str], body: bytes, name: str) -> pl.DataFrame:
    import polars as pl

    empty = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    if not body.strip():
        return empty
    try:
        return pl.read_csv(
            body,
            has_header=False,
            new_columns=columns,
            schema=empty.schema,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError as wrong:
        first = str(wrong).splitlines()[0]
        raise SourceError(
            f"{name} cannot be read as a CSV ({first}). Save it again as CSV."
        ) from None


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the line of each row, and without blank lines."""
    import polars as pl

    columns = [column for column in frame.columns if column != "line"]
    blank = pl.all_horizontal(pl.col(columns).is_null())
    return frame.select(columns).with_row_index("line", offset=2).filter(~blank)


def _sheet_rows(path: Path, most: int | None = None) -> list[tuple[Any, ...]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=most, values_only=True)
        return [tuple(row) for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as wrong:
        raise SourceError(
            f"It cannot be read as a workbook ({type(wrong).__name__}). Save it as CSV."
        ) from None


def _heads(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(_unlike([str(cell).strip() if cell is not None else "" for cell in row]))


def _sheet(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    try:
        rows = _sheet_rows(path)
    except SourceError as wrong:
        raise SourceError(f"{name}: {wrong}") from None
    if not rows:
        raise SourceError(
            f"{name}: the first sheet is empty. Put the table there, its header in the first row."
        )
    columns = {
        head: [_as_text(row[at]) for row in rows[1:]] for at, head in enumerate(_heads(rows[0]))
    }
    return _numbered(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def _as_text(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    if hasattr(cell, "strftime"):
        return cell.strftime("%Y-%m-%d")
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
