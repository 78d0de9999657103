"""Where releases lie, what a release's folder holds, and which release the public host serves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from headrow.vocabulary.clock import now

# Beside the releases: which are published, from when. Written whole whenever that changes, so that the
# public host needs no database.
POINTER = "served.json"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Served:
    """A release as the public host knows it."""

    number: int
    starts: datetime
    state: str
    reason: str = ""
    says: str = ""
    held_until: datetime | None = None

    def is_out(self, moment: datetime) -> bool:
        """Whether it may be read; the clock is asked only where an embargo was set, since clocks jump."""
        return self.held_until is None or self.held_until <= moment


def releases_folder() -> Path:
    """The folder of all releases."""
    return Path(settings.HEADROW_VAR) / "releases"


def folder_of(number: int) -> Path:
    """The folder of one release."""
    return releases_folder() / str(number)


def manifest_of(folder: Path) -> dict[str, dict[str, Any]]:
    """For each address of a release: its file, type, bytes and hash. Raises FileNotFoundError without one."""
    file = folder / MANIFEST
    return _manifest(str(file), file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _manifest(file: str, changed: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(Path(file).read_text(encoding="utf-8"))
    return found


def digest_of(folder: Path) -> str:
    """One hash over every file of a release as it lies there now."""
    whole = hashlib.sha256()
    for address, held in sorted(manifest_of(folder).items()):
        content = hashlib.sha256((folder / held["file"]).read_bytes()).hexdigest()
        whole.update(f"{address} {held['type']} {content}\n".encode())
    return whole.hexdigest()


def is_whole(number: int, digest: str) -> bool:
    """Whether a release's files are still those that were built."""
    try:
        return digest_of(folder_of(number)) == digest
    except (FileNotFoundError, ValueError, KeyError):
        return False


def texts_of(folder: Path) -> Mapping[str, str]:
    """Every file of a release that is text, by address."""
    return {
        address: (folder / held["file"]).read_text(encoding="utf-8")
        for address, held in manifest_of(folder).items()
        if held["type"].startswith(("text/html", "text/csv", "application/json", "application/xml"))
    }


def served() -> tuple[Served, ...]:
    """Every release that was ever published and whose moment has come, newest first."""
    file = releases_folder() / POINTER
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return ()
    moment = now()
    return tuple(row for row in _pointer(str(file), changed) if row.is_out(moment))


def current() -> Served | None:
    """The release that the public host serves, or nothing before the first; one whose files are gone is none."""
    out = (row for row in served() if row.state == "published")
    return next((row for row in out if (folder_of(row.number) / MANIFEST).is_file()), None)


@lru_cache(maxsize=4)
def _pointer(file: str, changed: int) -> tuple[Served, ...]:
    rows = json.loads(Path(file).read_text(encoding="utf-8"))["releases"]
    found = [
        Served(
            number=row["number"],
            starts=datetime.fromisoformat(row["starts"]),
            state=row["state"],
            reason=row["reason"],
            says=row["says"],
            held_until=datetime.fromisoformat(row["held_until"]) if row["held_until"] else None,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: -row.number))
