"""A release's folder: written whole beside its place, then put there in one step."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from headrow.partnership.publications.queries.folders import MANIFEST, POINTER, releases_folder
from headrow.partnership.publications.queries.pages import Made

_PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")
LEAST_PACKED = 600  # bytes; below that a packed file saves nothing on the line


def write_release(number: int, files: Iterable[Made]) -> Path:
    """Write every file of a release and its manifest; the folder of that number must be nobody's.

    Raises OSError where the disk is full: then nothing of it stays.
    """
    home = releases_folder()
    home.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".building-", dir=home))
    try:
        manifest = {made.address: _write(place, made) for made in files}
        (place / MANIFEST).write_text(
            json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
        place.chmod(0o755)
        final = home / str(number)
        # A folder without a row is what a build left that was undone.
        shutil.rmtree(final, ignore_errors=True)
        place.rename(final)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return final


def write_pointer(rows: Iterable[dict[str, Any]]) -> None:
    """Say which releases are served, in one step."""
    home = releases_folder()
    home.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".served-", dir=home)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"releases": list(rows)}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, 0o644)
    os.replace(name, home / POINTER)


def _write(place: Path, made: Made) -> dict[str, Any]:
    relative = (
        made.address.strip("/")
        if not made.address.endswith("/")
        else f"{made.address.strip('/')}/index.html"
    )
    file = place / "site" / relative.strip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made.content)
    held = {
        "file": str(file.relative_to(place)),
        "type": made.kind,
        "bytes": len(made.content),
        "hash": hashlib.sha256(made.content).hexdigest(),
    }
    if made.kind.startswith(_PACKED) and len(made.content) >= LEAST_PACKED:
        packed = file.with_name(file.name + ".gz")
        # Without a time in it, so that the same pages make the same file.
        packed.write_bytes(gzip.compress(made.content, compresslevel=9, mtime=0))
        held["packed"] = str(packed.relative_to(place))
    return held
