"""The file of a backup: one tar, sealed; what is in it is in `manifest.json` at its head.

manifest.json          what the database held, which Headrow and which migrations
database/000000.part   the dump of pg_dump, custom format, in parts of 8 MiB
files/...              the folder of uploaded files
contents.json          last: the SHA-256 of every member before it
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from headrow.partnership.web.database.census import Held
from headrow.partnership.web.database.sealed_stream import CannotBeOpened, Opening, Sealing

FORMAT = 1
MANIFEST, CONTENTS, DATABASE, FILES = "manifest.json", "contents.json", "database/", "files/"
PART = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; times in UTC, server is PostgreSQL's major version."""

    format: int
    made_at: str
    headrow: str
    server: int
    migrations: list[str]
    tables: dict[str, Held]


class Writing:
    """A backup being written, one member after the other."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar, self._contents = tar, dict[str, str]()

    def manifest(self, manifest: Manifest) -> None:
        """Write what the backup says of itself; first."""
        self._add(MANIFEST, json.dumps(asdict(manifest), indent=1).encode())

    def dump(self, dump: BinaryIO) -> None:
        """Write a dump of unknown length, in parts."""
        number = 0
        while part := dump.read(PART):
            self._add(f"{DATABASE}{number:06}.part", part)
            number += 1

    def files(self, folder: Path) -> None:
        """Write every regular file of a folder; links are left out, since they may lead out of it."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                with open(path, "rb") as file:
                    self._stream(FILES + path.relative_to(folder).as_posix(), file)

    def contents(self) -> None:
        """Write the digests of what was written; last."""
        self._add(CONTENTS, json.dumps(self._contents, indent=1).encode())

    def _add(self, name: str, data: bytes) -> None:
        self._contents[name] = hashlib.sha256(data).hexdigest()
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(data), 0o600
        self._tar.addfile(entry, io.BytesIO(data))

    def _stream(self, name: str, file: BinaryIO) -> None:
        # The size is taken once: a file that grows meanwhile is kept as it was when it was reached.
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
        hashed = _Hashed(file)
        self._tar.addfile(entry, cast(BinaryIO, hashed))
        self._contents[name] = hashed.digest.hexdigest()


class _Hashed:
    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def writing(to: Path, recipient: str) -> Iterator[Writing]:
    """A backup to write to, which is at `to` only when it is whole and on the disk."""
    half = to.with_name(to.name + ".half")
    half.unlink(missing_ok=True)
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            sealing = Sealing(file, recipient)
            with tarfile.open(fileobj=sealing, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                yield (written := Writing(tar))
                written.contents()
            sealing.close()
            file.flush()
            os.fsync(file.fileno())
        half.rename(to)
    finally:
        half.unlink(missing_ok=True)


def members(sealed: Path, identity: str) -> Iterator[tuple[str, BinaryIO]]:
    """The members of a backup in order, each to be read before the next is asked for.

    Raises CannotBeOpened when the file is damaged, cut short or no backup; so only after the last
    member is it certain that the file is whole.
    """
    with open(sealed, "rb") as file:
        opened = io.BufferedReader(Opening(file, identity), PART)  # type: ignore[type-var]
        try:
            with tarfile.open(fileobj=opened, mode="r|") as tar:
                for entry in tar:
                    content = tar.extractfile(entry) if entry.isreg() else None
                    if content is None or not _tame(entry.name):
                        raise CannotBeOpened(
                            f"The backup has a member that none should have: {entry.name!r}"
                        )
                    yield entry.name, cast(BinaryIO, content)
        except tarfile.TarError as wrong:
            raise CannotBeOpened(f"The file holds no backup of Headrow: {wrong}") from None
        while opened.read(PART):  # to the end, which is where a cut shows
            pass


def check(sealed: Path, identity: str) -> Manifest:
    """Read a backup from end to end and compare every digest. Raises CannotBeOpened."""
    found, manifest, listed = dict[str, str](), None, None
    for name, content in members(sealed, identity):
        if name == MANIFEST:
            data = content.read()
            manifest, found[name] = _manifest(data), hashlib.sha256(data).hexdigest()
        elif name == CONTENTS:
            listed = json.loads(content.read())
        else:
            found[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    if manifest is None or listed is None:
        raise CannotBeOpened(
            "The file holds no backup of Headrow: its manifest or its contents is missing."
        )
    wrong = sorted(
        name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name)
    )
    if wrong:
        raise CannotBeOpened(
            f"The backup is not whole: {', '.join(wrong[:5])} is missing or changed."
        )
    return manifest


def _manifest(data: bytes) -> Manifest:
    read = json.loads(data)
    if read.get("format") != FORMAT:
        raise CannotBeOpened(
            f"The backup is of format {read.get('format')}, and this Headrow reads format {FORMAT}."
        )
    return Manifest(
        **{**read, "tables": {name: Held(**held) for name, held in read["tables"].items()}}
    )


def _tame(name: str) -> bool:
    """Whether a member's name stays inside the folder it is meant for."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name
