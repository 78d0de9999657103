"""A file of a release, for the public host: found by its address in the manifest, never by a path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from headrow.partnership.publications.queries.folders import Served, folder_of, manifest_of


@dataclass(frozen=True, slots=True)
class ServedFile:
    """What is answered: content (packed where the browser takes it), type and hash of the plain content."""

    content: bytes
    kind: str
    hash: str
    packed: bool = False


def file_of(release: Served, address: str, *, packed: bool) -> ServedFile | None:
    """The file of a release at an address, or nothing where it has none."""
    return file_of_number(release.number, address, packed=packed)


def file_of_number(number: int, address: str, *, packed: bool = False) -> ServedFile | None:
    """The file of a release by its number, published or not; who may see it is asked before."""
    folder: Path = folder_of(number)
    try:
        held = manifest_of(folder).get(address)
    except FileNotFoundError:
        return None
    if held is None:
        return None
    as_packed = packed and "packed" in held
    content = (folder / held["packed" if as_packed else "file"]).read_bytes()
    return ServedFile(content, held["type"], held["hash"], as_packed)


def has(release: Served, address: str) -> bool:
    """Whether a release has a page at an address."""
    try:
        return address in manifest_of(folder_of(release.number))
    except FileNotFoundError:
        return False
