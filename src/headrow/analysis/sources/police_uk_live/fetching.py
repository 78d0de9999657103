"""Fetching months of a force: which archives hold them, and what is brought of each."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from headrow.analysis.sources.police_uk_live.api import crimes_in_area, latest_month
from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.sources.police_uk_live.downloading import download
from headrow.analysis.sources.police_uk_live.members import NoParts, Remote, contents, member
from headrow.analysis.tables.plug_ins import FetchRequest, SourceError
from headrow.vocabulary.periods import Month

HELD = 36  # months in an archive, its own the last
KINDS = ("street", "outcomes", "stop-and-search")
EVERYWHERE = "all"


def fetch(request: FetchRequest) -> tuple[Path, ...]:
    """Bring the months asked for to the folder, from police.uk or from where HEADROW_POLICE_UK says.

    place: a force as police.uk spells it ("west-midlands", or its name), "all" for whole archives, or an outline
    "latitude,longitude:latitude,longitude:..." for the API. Raises SourceError in one sentence.
    """
    return fetch_from(Door(), request)


def fetch_from(door: Door, request: FetchRequest) -> tuple[Path, ...]:
    """The same, with the settings of the network given."""
    if ":" in request.place:
        return tuple(_area_month(request, month, door) for month in request.months)
    latest = latest_month(door)
    late = [month for month in request.months if month > latest]
    if late:
        raise SourceError(
            f"police.uk has not published {late[0]} yet: the latest month is {latest}. Ask up to {latest}."
        )
    found: list[Path] = []
    for archive, months in archives_for(request.months, latest).items():
        found += _from_archive(archive, months, request, door)
    return tuple(found)


def archives_for(months: Iterable[str], latest: str) -> dict[str, tuple[str, ...]]:
    """Which archives to use, the fewest and the latest that hold the months: a later one holds corrected figures."""
    left = sorted({Month.parse(month) for month in months})
    found: dict[str, tuple[str, ...]] = {}
    while left:
        archive = min(Month.parse(latest), left[0].plus(HELD - 1))
        found[str(archive)] = tuple(str(month) for month in left if month <= archive)
        left = [month for month in left if month > archive]
    return found


def force_code(place: str) -> str:
    """A force as police.uk spells it in file names: West Midlands Police is west-midlands."""
    words = (
        place.strip()
        .casefold()
        .replace("&", "and")
        .removesuffix(" police")
        .removesuffix(" constabulary")
    )
    return "-".join(words.replace("-", " ").split())


def _area_month(request: FetchRequest, month: str, door: Door) -> Path:
    request.progress(
        f"crimes of {month} in the area", request.months.index(month), len(request.months)
    )
    return crimes_in_area(request.place, month, request.folder, door=door)


def _from_archive(
    archive: str, months: tuple[str, ...], request: FetchRequest, door: Door
) -> list[Path]:
    url = f"{door.address}/data/archive/{archive}.zip"
    what = f"The archive of {archive}"
    missing = f"{door.host} has no archive of {archive}. Ask for other months; it may not be published yet, or no more."
    target = request.folder / f"{archive}.zip"
    if request.place.strip().casefold() != EVERYWHERE and not target.exists():
        try:
            remote = contents(url, door=door, what=what, missing=missing)
            return _members(remote, archive, months, request, door)
        except NoParts:
            pass  # the publisher sends whole files only
    return [download(url, target, door=door, what=what, missing=missing, progress=request.progress)]


def _members(
    remote: Remote, archive: str, months: tuple[str, ...], request: FetchRequest, door: Door
) -> list[Path]:
    """The files of the force and months, each written whole or not at all; those here already are left."""
    wanted = _wanted(remote, months, request.place, archive)
    folder = (
        request.folder / archive
    )  # named for the archive: it tells an earlier release from a later one
    record = folder / ".fetched.json"
    known: dict[str, str] = _known(record)
    found = []
    for done, info in enumerate(wanted):
        path = folder / info.filename
        request.progress(path.name, done, len(wanted))
        if not _is_here(path, known.get(info.filename)):
            text = member(remote, info, door=door, what=path.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f".{path.name}.part")
            half.write_bytes(text)
            os.replace(half, path)
            known[info.filename] = hashlib.sha256(text).hexdigest()
            _note(record, remote, known)
        found.append(path)
    request.progress("", len(wanted), len(wanted))
    return found


def _wanted(
    remote: Remote, months: tuple[str, ...], place: str, archive: str
) -> list[zipfile.ZipInfo]:
    """The members of a force and months. Raises SourceError naming the nearest forces when there is none."""
    force = force_code(place)
    names = {f"{month}/{month}-{force}-{kind}.csv" for month in months for kind in KINDS}
    wanted = [info for info in remote.members if info.filename in names]
    if wanted:
        return sorted(wanted, key=lambda info: info.filename)
    held = {
        info.filename[16:].removesuffix("-street.csv")
        for info in remote.members
        if "-street" in info.filename
    }
    near = ", ".join(difflib.get_close_matches(force, sorted(held), n=3, cutoff=0.4)) or ", ".join(
        sorted(held)[:5]
    )
    why = (
        f"holds no file of {force} for these months"
        if force in held
        else f"knows no force '{force}'"
    )
    raise SourceError(f"The archive of {archive} {why}. Forces in it are for instance: {near}.")


def _is_here(path: Path, sha256: str | None) -> bool:
    return (
        sha256 is not None
        and path.is_file()
        and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    )


def _known(record: Path) -> dict[str, str]:
    try:
        return dict(json.loads(record.read_text(encoding="utf-8"))["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _note(record: Path, remote: Remote, known: dict[str, str]) -> None:
    said = {"url": remote.url, "tag": remote.tag, "size": remote.size, "sha256": known}
    record.write_text(json.dumps(said, indent=1, sort_keys=True), encoding="utf-8")
