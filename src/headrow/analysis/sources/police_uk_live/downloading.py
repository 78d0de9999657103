"""Downloading one file, resumably: into `.part`, by Range and If-Range, checked, then renamed in one step.

Beside the file a hidden note keeps its address, entity tag, size and sha256. A file whose bytes still agree with its
note is not fetched again; one that does not agree is.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from headrow.analysis.sources.police_uk_live.asking import (
    MayPass,
    client,
    in_words,
    patiently,
    refuse_failures,
)
from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.tables.plug_ins import SourceError

if TYPE_CHECKING:
    import httpx

Progress = Callable[[str, int, int], None]
MEGABYTE = 2**20
SPARE = 2**28  # bytes to leave on the disk
END_RECORD = 22  # bytes of a zip's last record, less its comment
RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a download. tag: what If-Range may name (a strong ETag, else Last-Modified), or ""."""

    url: str
    tag: str = ""
    size: int | None = None
    md5: str = ""  # Content-MD5, where the publisher gives one
    sha256: str = ""  # when it is whole


def download(
    url: str, target: Path, *, door: Door, what: str, missing: str, progress: Progress
) -> Path:
    """Fetch a zip archive to a path, going on where an earlier attempt ended. Raises SourceError in one sentence."""
    if is_here(target):
        return target
    part, record = (
        target.with_name(f"{target.name}.part"),
        _record(target.with_name(f"{target.name}.part")),
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(part, what) as file:
        run = _Download(url, file, record, door, what, missing, progress)
        note = patiently(door, what, run.attempt)
        digest = _checked(part, note, what, file)
        _write(_record(target), Note(url, note.tag, note.size, note.md5, digest))
        os.replace(part, target)
        record.unlink(missing_ok=True)
    return target


def is_here(target: Path) -> bool:
    """Whether a file is whole and as it was when it was fetched; a file put there by hand is left as it is."""
    if not target.is_file():
        return False
    note = _read(_record(target))
    if note is None:
        return zipfile.is_zipfile(target)
    return target.stat().st_size == note.size and _sha256(target) == note.sha256


@contextmanager
def _alone(part: Path, what: str) -> Iterator[IO[bytes]]:
    """The part opened for this run alone: two runs writing to one part would spoil it."""
    with part.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SourceError(
                f"{what} is being fetched by another run. Wait for that one to end."
            ) from None
        yield file


class _Download:
    """The state of one download over its attempts."""

    def __init__(
        self,
        url: str,
        file: IO[bytes],
        record: Path,
        door: Door,
        what: str,
        missing: str,
        progress: Progress,
    ) -> None:
        self.url, self.file, self.record, self.door = url, file, record, door
        self.what, self.missing, self.progress = what, missing, progress
        self.furthest = file.tell()
        self.told = -1

    def attempt(self) -> Note:
        """One request: the rest of the file, or all of it. Raises MayPass when it ends before its end."""
        import httpx

        note, start = self._begun()
        headers = {"Range": f"bytes={start}-", "If-Range": note.tag} if start and note else {}
        before = self.furthest
        try:
            with (
                client(self.door) as asked,
                asked.stream("GET", self.url, headers=headers) as response,
            ):
                note = self._answered(response, note, start)
                for chunk in response.iter_raw():
                    self.file.write(chunk)
                    self._tell(note)
        except httpx.TransportError as wrong:
            self.file.flush()
            self.furthest = max(before, self.file.tell())
            raise MayPass(in_words(wrong, self.door), further=self.furthest > before) from None
        self.file.flush()
        self._refuse_wrong_length(note)
        return note

    def _begun(self) -> tuple[Note | None, int]:
        """What an earlier attempt left: only what can be gone on with is kept."""
        note = _read(self.record)
        if note is None or note.url != self.url or not note.tag:
            self.file.truncate(0)
            return None, 0
        return note, self.file.seek(0, os.SEEK_END)

    def _answered(self, response: httpx.Response, note: Note | None, start: int) -> Note:
        """What the answer says of the file, with the part made ready for its bytes."""
        if response.status_code == 416:
            self.file.truncate(0)
            raise MayPass(f"{self.door.host} has no such part of the file")
        refuse_failures(response, self.door, self.what, missing=self.missing)
        if response.status_code == 206 and note:
            found = RANGE.fullmatch(response.headers.get("content-range", ""))
            if found and int(found[1]) == start and note.size in (None, int(found[3])):
                return note
            self.file.truncate(0)
            raise MayPass(f"{self.door.host} sent another part than was asked for")
        self.file.truncate(0)  # the whole file: it changed, or parts are not given
        new = _note_of(response, self.url)
        _refuse_full_disk(self.record.parent, new, self.what)
        _write(self.record, new)
        return new

    def _tell(self, note: Note) -> None:
        done, of = self.file.tell() // MEGABYTE, (note.size or 0) // MEGABYTE
        if done != self.told:
            self.told = done
            self.progress(f"{self.what} (MB)", done, of)

    def _refuse_wrong_length(self, note: Note) -> None:
        size = self.file.tell()
        if note.size is None or size == note.size:
            return
        further, self.furthest = size > self.furthest, max(self.furthest, size)
        if size > note.size:
            self.file.truncate(0)
            further = False
        raise MayPass(
            f"{self.door.host} sent {size:,} bytes where it announced {note.size:,}",
            further=further,
        )


def _note_of(response: httpx.Response, url: str) -> Note:
    tag = response.headers.get("etag", "")
    strong = tag if tag and not tag.startswith("W/") else response.headers.get("last-modified", "")
    length = response.headers.get("content-length", "")
    return Note(
        url,
        strong,
        int(length) if length.isdigit() else None,
        response.headers.get("content-md5", ""),
    )


def _refuse_full_disk(folder: Path, note: Note, what: str) -> None:
    free = shutil.disk_usage(folder).free
    if note.size and note.size + SPARE > free:
        raise SourceError(
            f"{what} needs {note.size / 2**30:.1f} GiB and the disk has {free / 2**30:.1f} GiB left. Make room."
        )


def _checked(part: Path, note: Note, what: str, file: IO[bytes]) -> str:
    """The sha256 of a part that is whole. Raises SourceError when what arrived is not what was sent."""
    os.fsync(file.fileno())
    with part.open("rb") as whole:
        wrong = (
            note.md5
            and base64.b64encode(hashlib.file_digest(whole, "md5").digest()).decode() != note.md5
        )
    if wrong or not _is_whole_archive(part):
        file.truncate(0)
        why = "its checksum differs from the publisher's" if wrong else "it is no zip archive"
        raise SourceError(f"{what} arrived damaged: {why}. Nothing was kept; fetch it again.")
    return _sha256(part)


def _is_whole_archive(path: Path) -> bool:
    """Whether a zip's end is the file's end, with nothing behind it."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        file.seek(-len(archive.comment) - END_RECORD, os.SEEK_END)
        return file.read(4) == zipfile.stringEndArchive  # type: ignore[attr-defined]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(path: Path) -> Path:
    return path.with_name(
        f".{path.name}.json"
    )  # hidden, so that a walk over the folder does not meet it


def _read(path: Path) -> Note | None:
    try:
        return Note(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, note: Note) -> None:
    path.write_text(json.dumps(asdict(note), indent=1), encoding="utf-8")
