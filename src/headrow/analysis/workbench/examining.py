"""Is this machine ready: the interpreter, packages, fonts, browser, disk, sample pack and declared files."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LEAST_FREE = 2 * 2**30  # bytes; an archive of one force and year unpacks to about half of it
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at: `needed` is false for what the main job can do without."""

    what: str
    ok: bool
    found: str
    remedy: str = ""
    needed: bool = True


def examine() -> tuple[Examined, ...]:
    """Everything that the commands stand on, in the order in which it is needed."""
    parts: tuple[Callable[[], Iterator[Examined]], ...] = (
        _python, _packages, _warehouse, _fonts, _browser, _sample_pack, _localities, _declared,
    )  # fmt: skip
    return tuple(line for part in parts for line in part())


def _python() -> Iterator[Examined]:
    yield Examined(
        "Python",
        sys.version_info >= (3, 11),
        platform.python_version(),
        "Install Python 3.11 or later, then `make install`.",
    )


def _packages() -> Iterator[Examined]:
    """Each package that the installed program asks for, with the versions it can work with."""
    from packaging.requirements import Requirement

    wrong = []
    wanted = [Requirement(line) for line in requires("headrow") or () if "extra ==" not in line]
    for requirement in wanted:
        try:
            held = version(requirement.name)
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(held, prereleases=True):
            wrong.append(f"{requirement.name} is {held}, not {requirement.specifier}")
    yield Examined(
        "packages",
        not wrong,
        "; ".join(wrong) or f"{len(wanted)} as required",
        "Run `make install`, which installs the locked versions.",
    )


def _warehouse() -> Iterator[Examined]:
    from headrow.analysis.warehouse.folder import default_folder

    folder = default_folder()
    remedy = "Name a folder that you may write to in HEADROW_HOME, or give rights to this one."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as wrong:
        yield Examined("warehouse", False, f"{folder} cannot be written ({wrong.strerror})", remedy)
        return
    yield Examined("warehouse", True, f"{folder} can be written")
    free = shutil.disk_usage(folder).free
    yield Examined(
        "disk",
        free >= LEAST_FREE,
        f"{free / 2**30:.1f} GiB free",
        "Make room, or name a folder on another disk in HEADROW_HOME.",
    )


def _fonts() -> Iterator[Examined]:
    found = find_spec("font_source_sans_pro")
    files = sorted(Path(found.origin).parent.rglob("*.ttf")) if found and found.origin else []
    yield Examined(
        "fonts",
        bool(files),
        f"{len(files)} of Source Sans Pro" if files else "none",
        "Run `make install`; without them the PDF has another face.",
    )


def _browser() -> Iterator[Examined]:
    named = os.environ.get("HEADROW_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    yield Examined(
        "Chromium",
        bool(named),
        named or "none on the path",
        "Only the browser tests want it: install chromium.",
        needed=False,
    )


def _sample_pack() -> Iterator[Examined]:
    from headrow.analysis.sources.sample_pack import SHA256
    from headrow.analysis.warehouse.folder import Warehouse

    held = Warehouse().knows("snapshots", SHA256) is not None
    yield Examined(
        "sample pack", held, "here" if held else "not fetched yet",
        "`headrow fetch sample-pack` fetches it (7 MB); with data of your own it is not needed.", needed=False,
    )  # fmt: skip


def _localities() -> Iterator[Examined]:
    from headrow.vocabulary.localities import load_locality, names_of_localities
    from headrow.vocabulary.toml_files import DeclaredFileError

    try:
        names = names_of_localities()
    except DeclaredFileError as wrong:
        yield Examined("localities", False, str(wrong), "Set HEADROW_LOCALITIES to the folder.")
        return
    for name in names:
        try:
            held = load_locality(name)
        except DeclaredFileError as wrong:
            yield Examined(f"locality {name}", False, str(wrong), "Mend the file and key named.")
        else:
            yield Examined(
                f"locality {name}", True, f"{held.name}, {len(held.strategies)} strategies"
            )


def _declared() -> Iterator[Examined]:
    """Every declared file, by the loader that the program reads it with; those without one here, as TOML."""
    from headrow.analysis.tables import partner_mappings
    from headrow.analysis.workbench import demonstration
    from headrow.vocabulary import (
        bases,
        chapters,
        dated_values,
        duties,
        indicators,
        localities,
        outlines,
        protection,
        risk_scales,
        section_17a,
        working_days,
    )
    from headrow.vocabulary.toml_files import DeclaredFileError, folder, read

    loaders: dict[str, Callable[[Path], Any]] = {
        "bases.toml": lambda path: bases.default_bases(),
        "crime_groups.toml": lambda path: chapters.crime_group_chapters(),
        "recording_changes.toml": lambda path: localities.national_recording_changes(),
        "protection.toml": protection.load,
        "demonstration.toml": lambda path: demonstration.declared(),
        "bank_holidays_england.toml": lambda path: working_days.working_calendar(),
        "dated_values.toml": lambda path: dated_values.dated_values(),
        "duties.toml": lambda path: duties.declared_duties(),
        "risk_scales.toml": lambda path: risk_scales.risk_scales(),
        "section_17a.toml": lambda path: section_17a.section_17a(),
    }
    by_folder: dict[str, Callable[[Path], Any]] = {
        "outlines": lambda path: outlines.load_outline(path.stem.replace("_", "-")),
        "partner_files": partner_mappings.load,
        "indicators": indicators.load_indicator,
    }
    try:
        files = sorted(folder("declared").rglob("*.toml"))
        for path in files:
            load = loaders.get(path.name) or by_folder.get(path.parent.name) or read
            load(path)
    except DeclaredFileError as wrong:
        yield Examined("declared files", False, str(wrong), "Mend the file and key named.")
    else:
        yield Examined("declared files", True, f"{len(files)} load")
