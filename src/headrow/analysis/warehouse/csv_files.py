"""Reading a CSV file in blocks of bounded size: gzip, plain or a workbook's sheet, quoted line ends, broken ends."""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from headrow.analysis.warehouse.sheets import WORKBOOK, sheet_as_csv

if TYPE_CHECKING:
    import numpy as np

BLOCK = 16 * 2**20  # bytes of text read and parsed at a time: keeps a run within bounds on any file
CHUNK = 2**20
WHOLE = (
    8 * 2**20
)  # a compressed file up to this is inflated at once, when it says that it is no larger than a block
GZIP = b"\x1f\x8b"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
LONE_RETURN = re.compile(rb"\r(?!\n)")


class CsvFault(Exception):
    """A file that cannot be read to its end. `reason` is a stable code, the text says what and what to do."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


TRUNCATED = (
    "The compressed file breaks off: it was cut short or damaged on the way, so none of it is used. "
    "Fetch it again."
)
ENCODING = (
    "The file is not UTF-8 text, so letters in it would have to be guessed: none of it is used. "
    "Save it again as CSV UTF-8."
)
QUOTES = (
    "A quotation mark is opened and never closed, so rows cannot be told apart: none of the file is used. "
    "Mend it in the file or fetch it again."
)


@dataclass(frozen=True)
class Block:
    """Whole rows of a file: their text, the line that it begins on, and whether it begins with the header."""

    text: bytes
    first_line: int
    header: bool

    @cached_property
    def line_ends(self) -> int:
        """How many lines end in it."""
        return self.text.count(b"\n")

    @property
    def body(self) -> bytes:
        """Its text without the header."""
        return self.text.partition(b"\n")[2] if self.header else self.text

    def lines_of(self, rows: list[int]) -> list[int]:
        """The lines that rows stand on, by their places in the block (blank lines counted, the header not)."""
        first = self.first_line + self.header
        if b'"' not in self.text:
            return [first + row for row in rows]
        starts, ends = self._row_starts()
        import numpy as np

        return [
            int(self.first_line + np.searchsorted(ends, starts[row + self.header])) for row in rows
        ]

    def blank_rows(self) -> list[int]:
        """Places of lines with nothing on them, which are no rows."""
        import numpy as np

        starts, _ = self._row_starts()
        ends = np.append(starts[1:], len(self.text)) - 1
        empty = [row for row in np.flatnonzero(ends - starts <= 1) if row >= self.header]
        return [
            int(row) - self.header
            for row in empty
            if self.text[starts[row] : ends[row]] in (b"", b"\r")
        ]

    def _row_starts(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Where rows begin, and where lines end, quoted line ends among the latter only."""
        import numpy as np

        ends, outside = _line_ends(self.text)
        starts = np.concatenate([[0], ends[outside] + 1])
        return (starts[:-1] if starts[-1] == len(self.text) else starts), ends


def header_of(path: Path) -> tuple[str, ...]:
    """The names in the first row, without byte-order mark and surrounding blanks; () for an empty file."""
    text = _first_bytes(path)
    encoding = "utf-16" if text[:2] in WIDE_MARKS else "utf-8-sig"
    words = text[: len(text) // 2 * 2 if encoding == "utf-16" else None].decode(
        encoding, errors="replace"
    )
    lines = re.split(r"\r\n|\n|\r", words, maxsplit=1)
    names = next(csv.reader([lines[0]]), [])
    return tuple(name.strip() for name in names)


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """The text of a file, in blocks that end at a line end outside quotes. Raises CsvFault."""
    held, line, header = b"", 1, True
    for chunk in _with_line_ends(path):
        if header and not held and chunk[:2] in WIDE_MARKS:
            raise CsvFault("wrong-encoding", ENCODING)
        held = held + chunk if held else chunk
        if len(held) >= size:
            cut = _last_line_end(held)
            if cut:
                block = _block(held[:cut], line, header)
                line, header = line + block.line_ends, False
                yield block
                held = held[cut:]
            elif len(held) > 4 * size:
                raise CsvFault("unbalanced-quotes", QUOTES)
    if held:
        if held.count(b'"') % 2:
            raise CsvFault("unbalanced-quotes", QUOTES)
        yield _block(held, line, header)


def count_rows(path: Path) -> int:
    """Whole rows below the header that can be told apart, however the file ends and whatever its encoding."""
    ends, last, broken = 0, b"", False
    try:
        for chunk in _with_line_ends(path):
            ends += chunk.count(b"\n")
            last = chunk
    except CsvFault:
        broken = True
    unended = bool(last.rstrip(b"\0")) and not last.rstrip(b"\0").endswith(b"\n")
    return max(ends - 1 + (unended and not broken), 0)


def chunks(path: Path) -> Iterator[bytes]:
    """The text of a plain, gzip or XLSX file, a piece at a time. Raises CsvFault when it breaks off."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start[:2] == GZIP:
            yield from _inflated(file, path.stat().st_size)
        elif start == WORKBOOK:
            yield from sheet_as_csv(path)
        else:
            while piece := file.read(CHUNK):
                yield piece


def _with_line_ends(path: Path) -> Iterator[bytes]:
    """The text, where a file of old ends its lines by a carriage return alone with line ends in their place."""
    old = None
    for chunk in chunks(path):
        if old is None:
            old = b"\n" not in chunk and b"\r" in chunk
        yield chunk.replace(b"\r", b"\n") if old else chunk


def _inflated(file: BinaryIO, size: int) -> Iterator[bytes]:
    """What gzip packed, in pieces of bounded size, one member after another."""
    inflate = zlib.decompressobj(31)
    piece, most = file.read(WHOLE if size <= WHOLE else CHUNK), 4 * CHUNK
    if (
        len(piece) == size
    ):  # the last four bytes tell the size of the text, where there is one member
        most = min(int.from_bytes(piece[-4:], "little") + 1, BLOCK)
    while piece:
        try:
            text = inflate.decompress(piece, most)
        except zlib.error:
            raise CsvFault("truncated-file", TRUNCATED) from None
        if text:
            yield text
        if inflate.eof:
            piece = (inflate.unused_data or file.read(CHUNK)).lstrip(
                b"\0"
            )  # padding after a member
            if piece:
                inflate = zlib.decompressobj(31)
        else:
            piece = inflate.unconsumed_tail or file.read(CHUNK)
    if not inflate.eof:
        if text := inflate.flush():
            yield text
        raise CsvFault("truncated-file", TRUNCATED)


def _first_bytes(path: Path, wanted: int = 2**14) -> bytes:
    """The first bytes of the text, with as little work as they need."""
    with path.open("rb") as file:
        start = file.read(wanted)
    if start[:2] == GZIP:
        try:
            return zlib.decompressobj(31).decompress(start, wanted)
        except zlib.error:
            return b""
    return next(sheet_as_csv(path, most=1), b"") if start[:4] == WORKBOOK else start


def _last_line_end(held: bytes) -> int:
    """How many bytes reach to the last line end outside quotes; 0 when there is none."""
    cut = held.rfind(b"\n") + 1
    if not held.count(b'"', 0, cut) % 2:
        return cut
    ends, outside = _line_ends(held)
    return int(ends[outside][-1]) + 1 if outside.any() else 0


def _line_ends(text: bytes) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Where the lines of a text end, and which of these ends lie outside quotes."""
    import numpy as np

    letters = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero(letters == 10)
    quoted = np.cumsum(letters == 34, dtype=np.uint8) & 1
    return ends, quoted[ends] == 0


def _block(text: bytes, line: int, header: bool) -> Block:
    """A block with line ends of one kind. Raises CsvFault when it is not UTF-8."""
    if not text.isascii():
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            raise CsvFault("wrong-encoding", ENCODING) from None
    if b"\r" in text:
        text = LONE_RETURN.sub(b"\n", text)
    return Block(text, line, header)
