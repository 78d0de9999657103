"""What is in some files: source by source, and what could be assessed with them for a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.catalogue import measures
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened, open_place
from headrow.analysis.sources.gathering import Holding, gather, registered
from headrow.analysis.tables.ledger import Entry, Ledger
from headrow.analysis.tables.plug_ins import Measure
from headrow.analysis.tables.shapes import SHAPES
from headrow.analysis.warehouse.folder import Warehouse
from headrow.analysis.workbench.opening import Progress
from headrow.analysis.workbench.questions import BASES, completed, topics
from headrow.vocabulary.localities import Locality, load_locality
from headrow.vocabulary.periods import Month, Period


@dataclass(frozen=True, slots=True)
class Reason:
    """Rows of one source set aside for one reason, over all its files; `words` are those of the first."""

    reason: str
    words: str
    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class SourceHeld:
    """What was found of one source: files, rows, reasons for rows set aside, months held and those between."""

    code: str
    name: str
    gives: str
    files: int
    rows_in: int
    rows_kept: int
    set_aside: tuple[Reason, ...]
    months: tuple[str, ...]
    months_between: tuple[str, ...]  # not held, between the first and the last held


@dataclass(frozen=True, slots=True)
class Answerable:
    """Whether a measure can be asked of the data for the place: `lacking` is empty, or says why not."""

    measure: str
    name: str
    of: str  # the base of a rate, or the partner and topic of a partner's count
    months: tuple[str, ...]
    lacking: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A kind of table of which nothing was found, and the sources that would give it."""

    shape: str
    row_is: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check. `place` and `answerable` are empty where no locality was named."""

    sources: tuple[SourceHeld, ...]
    unused: tuple[tuple[str, str], ...]  # files of which not a row was kept, and why
    ignored: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    place: str
    answerable: tuple[Answerable, ...]
    ledger: Ledger

    @property
    def sound(self) -> bool:
        """Whether some source was found and, for a place, something can be asked of it."""
        return bool(self.sources) and (
            not self.place or any(not row.lacking for row in self.answerable)
        )


def check(
    folder: Path,
    *,
    locality: str = "",
    warehouse: Warehouse | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Checked:
    """Read a folder, a file or an archive and say what is in it.

    Raises SourceError where there is no such folder, DeclaredFileError for a faulty locality.
    """
    store = warehouse or Warehouse()
    declared = load_locality(locality) if locality else None
    holding = gather(folder, warehouse=store, progress=progress)
    opened = _opened(holding, store, declared) if declared else None
    return Checked(
        sources=tuple(_sources(holding)),
        unused=tuple(_unused(holding)),
        ignored=holding.ledger.ignored,
        notes=holding.ledger.notes,
        lacking=tuple(_lacking(holding)),
        place=declared.place if declared else "",
        answerable=tuple(_answerable(opened)) if opened else (),
        ledger=holding.ledger,
    )


def _sources(holding: Holding) -> Iterable[SourceHeld]:
    names = {source.code: source for source in holding.sources}
    for code in names:
        entries = [entry for entry in holding.ledger.entries if entry.source == code]
        months = tuple(sorted({month for entry in entries for month in entry.months}))
        yield SourceHeld(
            code, names[code].name, names[code].gives.code, len(entries),
            sum(entry.rows_in for entry in entries), sum(entry.rows_kept for entry in entries),
            _reasons(entries), months, _between(months),
        )  # fmt: skip


def _unused(holding: Holding) -> Iterable[tuple[str, str]]:
    for entry in holding.ledger.entries:
        if not entry.rows_kept:
            yield entry.file, " ".join(part.words for part in entry.set_aside) or "It holds no row."


def _reasons(entries: Iterable[Entry]) -> tuple[Reason, ...]:
    found: dict[str, Reason] = {}
    for part in (part for entry in entries for part in entry.set_aside):
        held = found.get(part.reason, Reason(part.reason, part.words, 0, 0))
        found[part.reason] = replace(held, rows=held.rows + part.rows, files=held.files + 1)
    return tuple(found[code] for code in sorted(found))


def _between(months: tuple[str, ...]) -> tuple[str, ...]:
    if not months:
        return ()
    whole = Period.covering(Month.parse(month) for month in months)
    return tuple(str(month) for month in whole.months if str(month) not in months)


def _lacking(holding: Holding) -> Iterable[Lacking]:
    for code, shape in SHAPES.items():
        if not holding.parts.get(code):
            yield Lacking(
                code, shape.row_is, tuple(s.name for s in registered() if s.gives.code == code)
            )


def _opened(holding: Holding, warehouse: Warehouse, declared: Locality) -> Opened:
    months = [
        Month.parse(m)
        for code in ("recorded_crime", "recorded_crime_counts")
        for m in holding.months(code)
    ]
    # Where no month is held any period will do: every measure then says that none is.
    period = Period.covering(months) if months else Period.parse("2000-01")
    return open_place(
        holding,
        warehouse,
        district=declared.district.code,
        name=declared.district.name,
        force=declared.force,
        period=period,
    )


def _answerable(opened: Opened) -> Iterable[Answerable]:
    for measure in measures().values():
        for question in _questions(measure, opened):
            found = ask(completed(question, opened), opened)
            of = " ".join(
                str(part) for part in (question.out_of, *question.options.values()) if part
            )
            yield Answerable(measure.code, measure.name, of, found.trail.months, found.refused)


def _questions(measure: Measure, opened: Opened) -> Iterable[Question]:
    """The plainest question of a measure: of a rate one for each base, of partners' counts one for each topic."""
    plain = Question(measure.code, opened.place.code, opened.period)
    if measure.code == "recorded-crime-rate":
        yield from (replace(plain, out_of=base) for base in BASES)
    elif measure.code == "recorded-crime-change":
        latest = Period(opened.months[-1], opened.months[-1]) if opened.months else opened.period
        yield replace(plain, period=latest, compared_with=latest.a_year_earlier())
    elif measure.code == "partner-count":
        yield from (replace(plain, options=options) for options in topics(opened))
    else:
        yield plain
