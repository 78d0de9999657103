"""Finding files: below a folder, alone, or in an archive, each with its digest, its columns and its release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from headrow.analysis.tables.plug_ins import Candidate
from headrow.analysis.warehouse.archives import ArchiveRefused, unpack
from headrow.analysis.warehouse.csv_files import header_of
from headrow.analysis.warehouse.digests import digest_of
from headrow.analysis.warehouse.folder import Warehouse

TABLES = (".csv", ".csv.gz", ".xlsx")
KINDS = (*TABLES, ".geojson", ".geojson.gz", ".topojson", ".topojson.gz", ".gpkg")
ARCHIVES = (".zip",)
MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
NOT_READ = f"Not a kind of file that is read ({', '.join((*KINDS, *ARCHIVES))})."

EMPTY = "The file is empty. Fetch it again, or remove it."


@dataclass(frozen=True, slots=True)
class Found:
    """Files that a source may know, and files that none will, each with the reason."""

    candidates: tuple[Candidate, ...]
    ignored: tuple[tuple[str, str], ...]


def find_files(folder: Path, warehouse: Warehouse) -> Found:
    """Every file below a folder, in order of name; members of archives are unpacked into the warehouse.

    Hidden files and folders are passed over, and the warehouse where it lies below the folder.
    """
    candidates: list[Candidate] = []
    ignored: list[tuple[str, str]] = []
    for name, path in _paths(folder, warehouse):
        try:
            candidates += _at(name, path, warehouse, ignored)
        except OSError as wrong:
            ignored.append(
                (
                    name,
                    f"The file cannot be opened ({wrong.strerror or wrong}). Check who may read it.",
                )
            )
    return Found(tuple(candidates), tuple(ignored))


def _paths(folder: Path, warehouse: Warehouse) -> list[tuple[str, Path]]:
    """Names below the folder and paths, sorted by name."""
    if folder.is_file():
        return [(folder.name, folder)]
    found = [(path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file()]
    if folder.resolve() in warehouse.folder.parents:
        found = [
            (below, path) for below, path in found if warehouse.folder not in path.resolve().parents
        ]
    shown = (
        (below, path)
        for below, path in found
        if not any(part.startswith(".") for part in below.parts)
    )
    return sorted((below.as_posix(), path) for below, path in shown)


def _at(
    name: str, path: Path, warehouse: Warehouse, ignored: list[tuple[str, str]]
) -> list[Candidate]:
    """The candidates that a file gives, several when it is an archive; what is none is added to `ignored`."""
    kind = path.name.lower()
    if kind.endswith(ARCHIVES):
        return _members(name, path, warehouse, ignored)
    if kind.endswith(".toml"):
        ignored.append((name, "Not data: it says how another file is to be read."))
    elif not kind.endswith(KINDS):
        ignored.append((name, NOT_READ))
    elif not path.stat().st_size:
        ignored.append((name, EMPTY))
    else:
        return [_candidate(name, path, released_by("", name), warehouse)]
    return []


def _members(
    name: str, path: Path, warehouse: Warehouse, ignored: list[tuple[str, str]]
) -> list[Candidate]:
    """The members of an archive that may be data; what is refused is added to `ignored`."""
    try:
        members = unpack(path, digest_of(path), KINDS, warehouse)
    except ArchiveRefused as refused:
        ignored.append((name, str(refused)))
        return []
    if not members:
        ignored.append(
            (name, f"The archive holds no file of a kind that is read ({', '.join(KINDS)}).")
        )
    ignored += [
        (f"{name}!{member}", EMPTY) for member, place in members.items() if not place.stat().st_size
    ]
    return [
        _candidate(f"{name}!{member}", place, released_by(name, member), warehouse)
        for member, place in members.items()
        if place.stat().st_size
    ]


def months_by_name(name: str) -> tuple[str, ...]:
    """The month that police.uk writes at the front of a file's name, where it does."""
    found = re.match(
        rf"({MONTH})-.*-(?:street|outcomes|stop-and-search)\.", PurePosixPath(name).name
    )
    return (found[1],) if found else ()


def released_by(archive: str, name: str) -> str:
    """The publisher's release (YYYY-MM): of the archive's name, else of a folder of other months."""
    said = re.search(rf"({MONTH})\.zip$", archive)
    if said:
        return said[1]
    folders = [part for part in PurePosixPath(name).parts[:-1] if re.fullmatch(MONTH, part)]
    month = months_by_name(name)
    return folders[0] if len(folders) > 1 or (folders and month and folders[0] != month[0]) else ""


def _candidate(name: str, path: Path, released: str, warehouse: Warehouse) -> Candidate:
    digest = digest_of(path)
    columns: tuple[str, ...] = ()
    if path.name.lower().endswith(".xlsx"):  # opening a workbook is slow, so its header is kept
        _, held = warehouse.once("headers", digest, make=lambda folder: header_of(path))
        columns = tuple(held)
    elif path.name.lower().endswith(TABLES):
        columns = header_of(path)
    return Candidate(name, path, digest, path.stat().st_size, columns, released)
