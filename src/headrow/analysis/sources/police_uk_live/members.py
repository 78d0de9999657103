"""Taking single files out of an archive that lies elsewhere: its list of contents, then each file by Range.

The whole archive holds three years of every force (some 1.5 GB); one force's months are a few per cent of it.
Format: PKWARE APPNOTE.TXT, sections 4.3.7 (local header) and 4.3.12 (list of contents).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from headrow.analysis.sources.police_uk_live.asking import (
    MayPass,
    client,
    patiently,
    refuse_failures,
)
from headrow.analysis.sources.police_uk_live.door import Door

RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
END = (
    2**16
)  # bytes at the end that are asked for first: they hold the place of the list of contents
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
SLACK = 512  # the local header's extra field may be longer than that of the list


class NoParts(Exception):
    """The publisher gives no parts of this file: it must be fetched whole."""


@dataclass(frozen=True, slots=True)
class Remote:
    """An archive elsewhere, as it was when its contents were listed: the tag makes sure that parts fit together."""

    url: str
    size: int
    tag: str
    members: tuple[zipfile.ZipInfo, ...]


def contents(url: str, *, door: Door, what: str, missing: str) -> Remote:
    """The list of contents. Raises NoParts, or SourceError."""
    tail, size, tag = _part(url, f"bytes=-{END}", "", door=door, what=what, missing=missing)
    while True:
        sparse = _Sparse(size, tail)
        try:
            with zipfile.ZipFile(sparse) as archive:
                return Remote(url, size, tag, tuple(archive.infolist()))
        except _NotHeld as more:
            wanted = size - more.start
            if wanted <= len(tail) or wanted > size:
                raise NoParts from None
            tail, _, _ = _part(url, f"bytes=-{wanted}", tag, door=door, what=what, missing=missing)
        except zipfile.BadZipFile:
            raise NoParts from None


def member(remote: Remote, info: zipfile.ZipInfo, *, door: Door, what: str) -> bytes:
    """The bytes of one file, unpacked and checked against its CRC. Raises NoParts, or SourceError."""
    start = info.header_offset
    length = (
        LOCAL_HEADER.size
        + len(info.orig_filename.encode())
        + len(info.extra)
        + SLACK
        + info.compress_size
    )
    end = min(start + length, remote.size) - 1

    def attempt() -> bytes:
        held, _, _ = _asked(
            remote.url,
            f"bytes={start}-{end}",
            remote.tag,
            door=door,
            what=what,
            missing=f"{what} is not there any more. Fetch it again.",
        )
        _, *_, names, extra = LOCAL_HEADER.unpack_from(held)
        begin = LOCAL_HEADER.size + names + extra
        packed = held[begin : begin + info.compress_size]
        return _unpacked(packed, info, what)

    return patiently(door, what, attempt)


def _unpacked(packed: bytes, info: zipfile.ZipInfo, what: str) -> bytes:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NoParts
    try:
        stored = info.compress_type == zipfile.ZIP_STORED
        text = packed if stored else zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
    except zlib.error:
        text = b""
    if zlib.crc32(text) != info.CRC:
        raise MayPass(f"{what} arrived damaged")
    return text


def _part(
    url: str, wanted: str, tag: str, *, door: Door, what: str, missing: str
) -> tuple[bytes, int, str]:
    return patiently(
        door, what, lambda: _asked(url, wanted, tag, door=door, what=what, missing=missing)
    )


def _asked(
    url: str, wanted: str, tag: str, *, door: Door, what: str, missing: str
) -> tuple[bytes, int, str]:
    """One part: its bytes, the size of the whole and its tag. Raises NoParts when the whole is sent instead."""
    headers = {"Range": wanted} | ({"If-Range": tag} if tag else {})
    with client(door) as asked, asked.stream("GET", url, headers=headers) as response:
        refuse_failures(response, door, what, missing=missing)
        found = RANGE.fullmatch(response.headers.get("content-range", ""))
        if response.status_code != 206 or not found:
            raise NoParts
        held = response.read()
        first, last, size = (int(number) for number in found.groups())
        now = response.headers.get("etag", "")
        if len(held) != last - first + 1:
            raise MayPass(
                f"{door.host} sent {len(held):,} bytes where it announced {last - first + 1:,}"
            )
        return held, size, "" if now.startswith("W/") else now


class _NotHeld(Exception):
    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class _Sparse(io.RawIOBase):
    """A file of which only the end is held; reading before it says from where more is wanted."""

    def __init__(self, size: int, tail: bytes) -> None:
        super().__init__()
        self.size, self.tail, self.place = size, tail, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.place = (
            offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        )
        if self.place < 0:
            raise OSError("before the beginning")
        return self.place

    def read(self, length: int = -1) -> bytes:
        begin = self.size - len(self.tail)
        if self.place < begin and length:
            raise _NotHeld(self.place)
        at = self.place - begin
        piece = self.tail[at:] if length < 0 else self.tail[at : at + length]
        self.place += len(piece)
        return piece
