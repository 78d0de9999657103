"""Reading a published table as text: CSV, compressed CSV or a workbook's first sheet, whole and in memory.

For files of up to some hundred thousand rows (look-ups, population, deprivation). Nothing is guessed: every
value stays text until a source says what it is.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headrow.analysis.tables.ledger import SetAside
from headrow.analysis.tables.plug_ins import SourceError

if TYPE_CHECKING:
    import polars as pl

WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table whose columns are all text, with `line` (the line in the file) as its first column.

    `cut` accounts for a last row that the file breaks off in: one set-aside row, or nothing.
    """

    frame: pl.DataFrame
    notes: tuple[str, ...] = ()
    cut: tuple[SetAside, ...] = ()

    @property
    def rows_in(self) -> int:
        """Rows found, the cut one included."""
        return self.frame.height + sum(part.rows for part in self.cut)


def read(path: Path, name: str) -> TextTable:
    """A CSV (plain or gzip) or the first sheet of an XLSX as text.

    name: what the reader calls the file, for messages. Raises SourceError when no row can be read.
    """
    raw = path.read_bytes()
    if raw.startswith(WORKBOOK):
        return _sheet(path, name)
    body, whole = unpacked(raw)
    text, note = _utf8(body)
    cut: tuple[SetAside, ...] = ()
    if not whole:
        text, cut = _without_the_broken_line(text, name)
    return TextTable(_frame(text, name), (note,) if note else (), cut)


def header(path: Path) -> tuple[str, ...]:
    """The column names of a CSV (plain or gzip) or of an XLSX's first sheet; `()` when there is none."""
    with path.open("rb") as file:
        start = file.read(65536)
    if start.startswith(WORKBOOK):
        rows = _sheet_rows(path, most=1)
        return tuple(str(cell).strip() for cell in rows[0] if cell is not None) if rows else ()
    text, _ = _utf8(unpacked(start)[0])
    import csv

    first = next(csv.reader(io.StringIO(text.decode("utf-8", "replace"))), [])
    return tuple(cell.strip() for cell in first)


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


def unpacked(raw: bytes) -> tuple[bytes, bool]:
    """Bytes out of gzip where they are gzip, and whether the file was whole."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw, True
    out = bytearray()
    while raw:
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(raw)
        except zlib.error:
            return bytes(out), False
        if not stream.eof:
            return bytes(out), False
        raw = stream.unused_data.lstrip(b"\0")  # another member, or padding
    return bytes(out), True


def _utf8(body: bytes) -> tuple[bytes, str]:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").encode(), "Written as UTF-16; read as such."
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if (
            wrong.reason == "unexpected end of data"
        ):  # only the end of a piece was cut through a letter
            return body[: wrong.start], ""
        return body.decode("cp1252", "replace").encode(), "Not UTF-8; read as Windows-1252."
    return body, ""


def _without_the_broken_line(text: bytes, name: str) -> tuple[bytes, tuple[SetAside, ...]]:
    end = text.rfind(b"\n") + 1
    words = f"{name} breaks off here: the compressed file is cut short. Get it again from its publisher."
    return text[:end], (SetAside("truncated-file", words, 1, (text.count(b"\n") + 1,)),)


def _frame(text: bytes, name: str) -> pl.DataFrame:
    import polars as pl

    if not text.strip():
        raise SourceError(
            f"{name} is empty: not even a header was found. Get it again from its publisher."
        )
    try:
        frame = pl.read_csv(text, infer_schema=False, truncate_ragged_lines=True)
    except pl.exceptions.PolarsError as wrong:
        first = str(wrong).splitlines()[0]
        raise SourceError(
            f"{name} cannot be read as a CSV ({first}). Save it again as CSV."
        ) from None
    frame = frame.rename({column: column.strip() for column in frame.columns})
    return _numbered(frame)


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    columns = [column for column in frame.columns if column != "line"]
    blank = pl.all_horizontal(pl.col(columns).is_null())
    return frame.select(columns).with_row_index("line", offset=2).filter(~blank)


def _sheet_rows(path: Path, most: int | None = None) -> list[tuple[Any, ...]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return [tuple(row) for row in book.worksheets[0].iter_rows(max_row=most, values_only=True)]
    finally:
        book.close()


def _sheet(path: Path, name: str) -> TextTable:
    import polars as pl

    try:
        rows = _sheet_rows(path)
    except Exception as wrong:  # openpyxl lets zipfile's, XML's and its own errors through
        raise SourceError(
            f"{name} cannot be read as a workbook ({type(wrong).__name__}). Save it as CSV."
        ) from None
    if not rows:
        raise SourceError(
            f"{name}: the first sheet is empty. Put the table there, its header in the first row."
        )
    heads = [
        str(cell).strip() if cell is not None else f"column {at}"
        for at, cell in enumerate(rows[0], 1)
    ]
    columns = {head: [_as_text(row[at]) for row in rows[1:]] for at, head in enumerate(heads)}
    return TextTable(_numbered(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))))


def _as_text(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    if hasattr(cell, "strftime"):
        return cell.strftime("%Y-%m-%d")
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
