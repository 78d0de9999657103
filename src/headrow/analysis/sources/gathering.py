"""Walking a folder, a file or an archive: each file is shown to every source, read once, and accounted for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from headrow.analysis.tables.ledger import Entry, Ledger, SetAside
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source, SourceError
from headrow.analysis.tables.shapes import SHAPES
from headrow.analysis.warehouse.archives import ArchiveRefused, unpack
from headrow.analysis.warehouse.csv_files import header_of
from headrow.analysis.warehouse.digests import digest_of, digest_of_text
from headrow.analysis.warehouse.folder import Warehouse

GROUP = "headrow.sources"
KINDS = (".csv", ".csv.gz", ".xlsx", ".geojson", ".geojson.gz", ".topojson", ".gpkg", ".toml")
ARCHIVES = (".zip",)
Wanted = Callable[[str, tuple[str, ...]], bool]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """What was found: Parquet parts by code of the shape, the account of every file, and the sources used."""

    parts: dict[str, tuple[Path, ...]]
    ledger: Ledger
    sources: tuple[Source, ...]

    def table(self, warehouse: Warehouse, code: str) -> Any:
        """The Ibis table of a shape, empty where nothing of it was found."""
        return warehouse.table(code, SHAPES[code].columns, self.parts.get(code, ()))

    def months(self, code: str) -> tuple[str, ...]:
        """The months held of a shape, over all files."""
        return tuple(sorted({m for entry in self.ledger.entries if entry.shape == code for m in entry.months}))


@cache
def registered() -> tuple[Source, ...]:
    """Every source that is installed, ours and others', in order of their codes."""
    found = {point.load() for point in entry_points(group=GROUP)}
    return tuple(sorted(found, key=lambda source: source.code))


def gather(
    folder: Path,
    *,
    warehouse: Warehouse,
    wanted: Wanted | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Holding:
    """Read what is in a folder, a file or an archive into the warehouse.

    wanted: told the code of a shape and the months of a file (empty when they are known only by reading it);
        a file that is not wanted is not read, and the ledger says so.
    progress: told the name of the file at hand, how many are done and of how many.
    Raises SourceError when there is no such folder or file.
    """
    if not folder.exists():
        raise SourceError(f"There is no folder or file {folder}. Check the name.")
    ignored: list[tuple[str, str]] = []
    candidates = list(_candidates(folder, warehouse, ignored))
    read: list[tuple[Source, Conformed]] = []
    for done, candidate in enumerate(candidates):
        progress(candidate.name, done, len(candidates))
        source, why = recognised(candidate)
        if source is None:
            ignored.append((candidate.name, why))
        elif wanted is not None and not wanted(source.gives.code, months_by_name(candidate.name)):
            ignored.append((candidate.name, f"{source.name}: not needed for what was asked, so not read."))
        else:
            read.append((source, conformed(source, candidate, warehouse)))
    progress("", len(candidates), len(candidates))
    parts: dict[str, tuple[Path, ...]] = {}
    for source, made in read:
        parts[source.gives.code] = parts.get(source.gives.code, ()) + made.parts
    ledger = Ledger(tuple(made.entry for _, made in read), tuple(ignored))
    used = {source.code: source for source, _ in read}
    return Holding(parts, ledger, tuple(used[code] for code in sorted(used)))


def recognised(candidate: Candidate) -> tuple[Source | None, str]:
    """The source that claims a file, and its reason; or nothing, and why none does."""
    for source in registered():
        reason = source.recognise(candidate)
        if reason is not None:
            return source, reason
    if not candidate.bytes:
        return None, "The file is empty. Fetch it again, or remove it."
    held = ", ".join(candidate.columns[:6])
    return None, f"No source knows this kind of file{f' (it begins with the columns {held})' if held else ''}."


def conformed(source: Source, candidate: Candidate, warehouse: Warehouse) -> Conformed:
    """What the source makes of a file: read once for the same bytes, name and version of the source."""
    key = f"{candidate.digest[:32]}-{digest_of_text(Path(candidate.name).name)[:8]}"

    def make(folder: Path) -> dict[str, Any]:
        made = source.conform(candidate, folder)
        return {"entry": asdict(made.entry), "parts": [part.name for part in made.parts]}

    folder, held = warehouse.once("conformed", f"{source.code}@{source.version}", key, make=make)
    entry = replace(_entry_of(held["entry"]), file=candidate.name)
    return Conformed(tuple(folder / name for name in held["parts"]), entry)


def _entry_of(held: dict[str, Any]) -> Entry:
    aside = tuple(
        SetAside(
            part["reason"], part["words"], part["rows"], tuple(part["examples"]),
            tuple((month, rows) for month, rows in part["by_month"]),
        )
        for part in held["set_aside"]
    )  # fmt: skip
    lists = {name: tuple(held[name]) for name in ("months", "notes")}
    return Entry(**{**held, **lists, "set_aside": aside})


def months_by_name(name: str) -> tuple[str, ...]:
    """The month that police.uk writes at the front of a file's name, where it does."""
    found = re.match(r"(\d{4}-(?:0[1-9]|1[0-2]))-.*-(?:street|outcomes|stop-and-search)\.", Path(name).name)
    return (found[1],) if found else ()


def _candidates(folder: Path, warehouse: Warehouse, ignored: list[tuple[str, str]]) -> Iterator[Candidate]:
    top = folder if folder.is_dir() else folder.parent
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
    for path in paths:
        name = path.relative_to(top).as_posix()
        if any(part.startswith(".") for part in Path(name).parts):
            continue
        kind = path.name.lower()
        if kind.endswith(ARCHIVES):
            try:
                members = unpack(path, digest_of(path), KINDS, warehouse)
            except ArchiveRefused as refused:
                ignored.append((name, str(refused)))
                continue
            for member, place in members.items():
                yield _candidate(f"{name}!{member}", place, released_by(name, member))
        elif kind.endswith(KINDS):
            yield _candidate(name, path, released_by("", name))
        else:
            ignored.append((name, "Not a kind of file that is read."))


def released_by(archive: str, name: str) -> str:
    """The publisher's release (YYYY-MM): of the archive's name, else of a folder that holds other months."""
    said = re.search(r"(\d{4}-(?:0[1-9]|1[0-2]))\.zip$", archive)
    if said:
        return said[1]
    folders = [part for part in Path(name).parts[:-1] if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", part)]
    month = months_by_name(name)
    return folders[0] if len(folders) > 1 or (folders and month and folders[0] != month[0]) else ""


def _candidate(name: str, path: Path, released: str) -> Candidate:
    columns = header_of(path) if path.name.lower().endswith((".csv", ".csv.gz")) else ()
    return Candidate(name, path, digest_of(path), path.stat().st_size, columns, released)
