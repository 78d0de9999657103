"""Reading a published table as text, whole and in memory: CSV, compressed CSV or a workbook's first sheet.

For files of up to some hundred thousand rows (look-ups, population, deprivation). Nothing is guessed: every
value stays text until a source says what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.ledger import SetAside
from headrow.analysis.tables.plug_ins import SourceError
from headrow.analysis.warehouse.csv_files import CsvFault, blocks, count_rows, header_of

if TYPE_CHECKING:
    import polars as pl


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


def read(path: Path, name: str) -> TextTable:
    """A CSV (plain or gzip) or the first sheet of an XLSX as text.

    name: what the reader calls the file, for messages. Raises SourceError when no row can be counted.
    """
    columns = _unlike(list(header_of(path)))
    try:
        text = b"".join(block.text for block in blocks(path))
    except CsvFault as fault:
        rows = count_rows(path)
        aside = (SetAside(fault.reason, f"{name}: {fault}", rows),) if rows else ()
        return TextTable(_numbered(_frame(columns, b"", name)), aside)
    _, _, body = text.partition(b"\n")
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
        # What polars says may quote the file, and a partner's file may hold what must not be repeated.
        said = f"{name} cannot be read as a CSV ({type(wrong).__name__}). Save it again as CSV."
        raise SourceError(said) from None


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the line of each row, and without blank lines."""
    import polars as pl

    columns = [column for column in frame.columns if column != "line"]
    blank = pl.all_horizontal(pl.col(columns).is_null())
    return frame.select(columns).with_row_index("line", offset=2).filter(~blank)
