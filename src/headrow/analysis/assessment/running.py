"""The main job: a locality and a folder of data become an assessment."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from headrow.analysis.assessment import commentary, writing
from headrow.analysis.assessment.building import build
from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings import trails
from headrow.analysis.findings.opening import Opened, open_place
from headrow.analysis.sources import gathering, sample_pack
from headrow.analysis.sources.gathering import Holding
from headrow.analysis.tables.ledger import Ledger
from headrow.analysis.tables.plug_ins import SourceError
from headrow.analysis.warehouse.folder import Warehouse
from headrow.documents.model import Document
from headrow.vocabulary.localities import Locality, load_locality
from headrow.vocabulary.outlines import Outline, load_outline
from headrow.vocabulary.periods import Month, Period
from headrow.vocabulary.strategies import Strategy

Progress = Callable[[str, int, int], None]
OUTLINE = "strategic-assessment"


class NothingToAssess(SourceError):
    """The data hold no month of the place and period asked for: what they hold, and what to ask instead."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was made: the folder, its files, how many findings, the ledger, and messages for the reader."""

    out: Path
    files: tuple[Path, ...]
    findings: int
    ledger: Ledger
    messages: tuple[str, ...]


def _silent(what: str, done: int, of: int) -> None:
    """No progress is told."""


def assess(
    *,
    locality: str,
    folder: Path | None,
    period: str | None,
    out: Path,
    outline: str = "",
    strategy: str = "",
    commentary: Path | None = None,
    warehouse: Warehouse | None = None,
    progress: Progress = _silent,
) -> Assessed:
    """Build an assessment into a folder.

    folder: of data; None for the sample pack. period: "2024-01..2024-12"; None for the latest twelve months in a
    row that are held, or the latest month. strategy: its id or first year; "" for the one that fits the period.
    Raises SourceError or DeclaredFileError, each with one clear sentence.
    """
    held, place = warehouse or Warehouse(), load_locality(locality)
    opened, chosen = opened_for(place, folder, period, warehouse=held, progress=progress)
    plan = place.strategy(strategy) if strategy else place.strategy_for(chosen.last)
    declared = load_outline(outline or OUTLINE)
    progress("Writing the assessment", 0, 1)
    desk = desk_for(place, opened, chosen, plan, declared, words=commentary)
    document = build(desk, declared)
    progress("Printing", 0, 1)
    written = written_out(desk, document, declared, out)
    progress("", 1, 1)
    return Assessed(out, written, len(desk.findings), opened.ledger, tuple(_messages(desk)))


def opened_for(
    place: Locality,
    folder: Path | None,
    period: str | None,
    *,
    warehouse: Warehouse,
    progress: Progress = _silent,
) -> tuple[Opened, Period]:
    """The data gathered and opened for a place, and the period: the one asked for, or the latest held."""
    holding = gathering.gather(
        folder if folder is not None else sample_pack.pack_folder(warehouse),
        warehouse=warehouse,
        progress=progress,
    )
    progress("Opening the data", 0, 1)
    chosen = Period.parse(period) if period else latest(_months_of(holding))
    opened = _opened(place, holding, warehouse, chosen)
    if period is None and opened.months and latest(opened.months) != chosen:
        # Other places' months are in the files too: the latest of this one is meant.
        chosen = latest(opened.months)
        opened = _opened(place, holding, warehouse, chosen)
    if opened.covering(chosen) is None:
        raise NothingToAssess(_nothing(place, chosen, opened))
    return opened, chosen


def _opened(place: Locality, holding: Holding, warehouse: Warehouse, period: Period) -> Opened:
    return open_place(
        holding,
        warehouse,
        district=place.district.code,
        name=place.district.name,
        force=place.force,
        period=period,
        others={other.code: other.name for other in place.declared.compared_with},
    )


def _months_of(holding: Holding) -> set[Month]:
    """Every month of recorded crime in the files, of whatever place."""
    shapes = ("recorded_crime", "recorded_crime_counts")
    return {Month.parse(month) for shape in shapes for month in holding.months(shape)}


def _nothing(place: Locality, period: Period, opened: Opened) -> str:
    if not opened.months:
        return (
            f"No recorded crime of {place.place} was found in these files. `headrow check` says what is in them;"
            " give a folder with police.uk street files of the force."
        )
    held = f"{opened.months[0]} to {opened.months[-1]}"
    return f"No month of {period} is held for {place.place}: the files hold months from {held}. Give another --period."


def latest(months: Iterable[Month]) -> Period:
    """The latest twelve months in a row of those given, else the latest month. Raises NothingToAssess."""
    held = set(months)
    if not held:
        raise NothingToAssess(
            "No recorded crime was found in these files. `headrow check` says what is in them."
        )
    last = max(held)
    year = Period(last.plus(-11), last)
    return year if set(year.months) <= held else Period(last, last)


def desk_for(
    place: Locality,
    opened: Opened,
    period: Period,
    plan: Strategy | None,
    outline: Outline,
    *,
    words: Path | None = None,
    png: bool = True,
) -> Desk:
    """A desk with the commentary read; a file of commentary that leads nowhere is refused."""
    chapters = place.chapters(plan)
    written = commentary.read_commentaries(
        words or place.commentary_folder, codes=commentary.codes_for(outline, chapters)
    )
    publishers = {
        code: f"{source.publisher}: {source.name} ({source.licence})"
        for code, source in opened.sources.items()
    }
    return Desk(place, opened, period, plan, publishers, written, png=png)


def written_out(desk: Desk, document: Document, outline: Outline, out: Path) -> tuple[Path, ...]:
    """Write every file, and run.json, which alone knows when it ran.

    The files are made beside the folder and moved into it when all are whole: a full disk or Ctrl-C leaves
    what was there before.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        files = _made_in(work, desk, document, outline)
        return tuple(_moved(path, out / path.relative_to(work)) for path in files)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _made_in(work: Path, desk: Desk, document: Document, outline: Outline) -> tuple[Path, ...]:
    facts = facts_of(desk, outline)
    written = writing.write_all(
        document,
        findings=desk.findings,
        ledger=desk.opened.ledger,
        by_place=desk.opened.by_snapshot,
        facts=facts,
        out=work,
    )
    run = {**facts, "ran_at": datetime.now(UTC).isoformat(timespec="seconds")}
    path = work / "run.json"
    path.write_text(
        json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return (*written.files, path)


def _moved(made: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return made.replace(place)


def facts_of(desk: Desk, outline: Outline) -> dict[str, Any]:
    """What the assessment stood on: no clock, no path, no host."""
    return {
        "locality": desk.locality.code,
        "place": {"code": desk.opened.place.code, "name": desk.place},
        "period": str(desk.period),
        "outline": f"{outline.code}@{outline.version}",
        "strategy": desk.strategy.head.id if desk.strategy else None,
        "versions": trails.versions(),
        "months_held": [str(month) for month in desk.held],
        "months_missing": [str(month) for month in desk.missing],
    }


def _messages(desk: Desk) -> list[str]:
    words = [*desk.locality.remarks]
    if desk.missing:
        words.append(
            f"{len(desk.missing)} of {len(desk.period)} months are not held: {', '.join(map(str, desk.missing))}."
        )
    unwritten = sum(1 for _ in desk.gaps)
    words.append(f"{unwritten} gaps are listed in “What we do not know”.")
    return words
