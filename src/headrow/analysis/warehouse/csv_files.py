"""Reading a CSV file in blocks of bounded size: gzip or plain, quoted line ends, byte-order marks, broken ends."""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 16 * 2**20  # bytes of text read and parsed at a time: keeps a run within bounds on any file
CHUNK = 2**20
MARK = b"\xef\xbb\xbf"
WIDE_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LINE_END = re.compile(rb"\r\n?")


class CsvFault(Exception):
    """A file that cannot be read to its end. `reason` is a stable code, the text says what and what to do."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


TRUNCATED = (
    "The compressed file ends before its end: it was cut short on the way, so none of it is used. Fetch it again."
)
ENCODING = (
    "The file is not UTF-8 text, so letters in it would be guessed. Save it again as CSV UTF-8; none of it is used."
)
QUOTES = (
    "A quotation mark is opened and never closed, so rows cannot be told apart. "
    "Mend it in the file or fetch it again; none of it is used."
)


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows of a file without its header: their bytes, and the number of the line that the first stands on."""

    body: bytes
    first_line: int


def header_of(path: Path) -> tuple[str, ...]:
    """The names in the first row, without byte-order mark and surrounding blanks; () for an empty file."""
    text = _first_bytes(path)
    encoding = WIDE_MARKS.get(text[:2], "utf-8-sig")
    words = text[: len(text) // 2 * 2].decode(encoding, errors="replace")
    lines = re.split(r"\r\n|\n|\r", words, maxsplit=1)
    names = next(csv.reader([lines[0]]), [])
    return tuple(name.strip() for name in names)


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """The rows of a file, in blocks that end at a line end outside quotes. Raises CsvFault."""
    held, line, header = bytearray(), 1, True
    for chunk in chunks(path):
        if not held and header and chunk[:2] in WIDE_MARKS:
            raise CsvFault("wrong-encoding", ENCODING)
        held += chunk
        if len(held) >= size:
            cut = _last_line_end(held)
            if cut:
                block = _block(bytes(held[:cut]), line, header)
                line, header = block.first_line + block.body.count(b"\n"), False
                yield block
                del held[:cut]
    if held:
        if held.count(b'"') % 2:
            raise CsvFault("unbalanced-quotes", QUOTES)
        yield _block(bytes(held), line, header)


def count_rows(path: Path) -> int:
    """Whole rows below the header that can be told apart, however the file ends and whatever its encoding."""
    ends, wide, last = 0, False, b""
    try:
        for chunk in chunks(path):
            wide = wide or (not last and chunk[:2] in WIDE_MARKS)
            ends += chunk.count(b"\n")
            last = chunk
    except CsvFault:
        return max(ends - 1, 0)
    unended = bool(last) and not last.rstrip(b"\0" if wide else b"").endswith(b"\n")
    return max(ends - 1 + unended, 0)


def chunks(path: Path) -> Iterator[bytes]:
    """The text of a plain or gzip file, a piece at a time. Raises CsvFault when the compression breaks off."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if packed:
            yield from _inflated(file)
        else:
            while piece := file.read(CHUNK):
                yield piece


def _inflated(file: BinaryIO) -> Iterator[bytes]:
    """What gzip packed, in pieces of bounded size, one member after another."""
    inflate = zlib.decompressobj(31)
    piece = file.read(CHUNK)
    while piece:
        try:
            text = inflate.decompress(piece, 4 * CHUNK)
        except zlib.error:
            raise CsvFault("truncated-file", TRUNCATED) from None
        if text:
            yield text
        if inflate.eof:
            piece = (inflate.unused_data or file.read(CHUNK)).lstrip(b"\0")  # padding after a member
            if piece:
                inflate = zlib.decompressobj(31)
        else:
            piece = inflate.unconsumed_tail or file.read(CHUNK)
    if not inflate.eof:
        yield inflate.flush()
    if not inflate.eof:
        raise CsvFault("truncated-file", TRUNCATED)


def _first_bytes(path: Path, wanted: int = 2**14) -> bytes:
    held = b""
    try:
        for chunk in chunks(path):
            held += chunk
            if len(held) >= wanted:
                break
    except CsvFault:
        pass
    return held[:wanted]


def _last_line_end(held: bytearray) -> int:
    """How many bytes reach to the last line end outside quotes; 0 when there is none."""
    cut = held.rfind(b"\n") + 1
    while cut and held.count(b'"', 0, cut) % 2:
        cut = held.rfind(b"\n", 0, cut - 1) + 1
    return cut


def _block(text: bytes, line: int, header: bool) -> Block:
    """A block with line ends of one kind, less the header where it holds one. Raises CsvFault."""
    if not text.isascii():
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            raise CsvFault("wrong-encoding", ENCODING) from None
    if b"\r" in text and text.count(b"\r") != text.count(b"\r\n"):
        text = LINE_END.sub(b"\n", text)
    if header:
        _, _, text = text.partition(b"\n")
        line += 1
    return Block(text, line)
