"""Opening a place for an analyst: gather the files, find the period, and be ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headrow.analysis.findings.opening import Opened, open_place
from headrow.analysis.sources.gathering import Holding, gather
from headrow.analysis.tables.ledger import Ledger
from headrow.analysis.warehouse.folder import Warehouse
from headrow.analysis.workbench.questions import completed
from headrow.analysis.workbench.showing import ShownFinding
from headrow.vocabulary.localities import Locality, load_locality
from headrow.vocabulary.periods import Month, Period

Progress = Callable[[str, int, int], None]
RECORDED = ("recorded_crime", "recorded_crime_counts")


class NothingHeld(Exception):
    """The files hold nothing that can be asked about: what is lacking, and what to do."""


@dataclass(frozen=True, slots=True, repr=False)
class Workbench:
    """One place, the data held for it, and the period that questions are about unless they name another."""

    locality: Locality
    period: Period
    holding: Holding
    opened: Opened
    warehouse: Warehouse
    folder: Path | None  # None for the sample pack

    @property
    def ledger(self) -> Ledger:
        """The account of every row read: kept, or set aside with a reason."""
        return self.holding.ledger

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that are held for the place."""
        return self.opened.months

    def __repr__(self) -> str:
        held = f"{len(self.months)} months held, {self.ledger.rows_in:,} rows in"
        return f"{self.locality.name}, {self.period.words}: {held}"

    def ask(
        self,
        measure: str,
        *,
        category: str | Iterable[str] = "all",
        by: str | Iterable[str] = (),
        level: str = "",
        out_of: str = "",
        per: int = 1000,
        period: str | Period | None = None,
        compared_with: str | Period | None = None,
        method: str = "",
        source: str = "",
        **options: Any,
    ) -> ShownFinding:
        """Ask one question of the place; the answer is protected and carries its trail.

        measure: a code of `headrow.measures()`. by: category, month, area (with a level), outcome, group, decile
            or district. period, compared_with: text like 2024-01..2024-12. The rest is as in `Question`.
        Raises UnknownName for a measure that does not exist, WrongQuestion for words that cannot be meant, PeriodError
        for a period that cannot be read.
        """
        from headrow.analysis.findings.asking import ask
        from headrow.analysis.findings.model import Question

        question = Question(
            measure=measure,
            place=self.locality.district.code,
            period=_period(period) or self.period,
            category=category if isinstance(category, str) else tuple(category),
            by=(by,) if isinstance(by, str) else tuple(by),
            level=level,
            out_of=out_of,
            per=per,
            compared_with=_period(compared_with),
            method=method,
            source=source,
            options=options,
        )
        return ShownFinding(ask(completed(question, self.opened), self.opened), self.opened)

    def rows(self, shape: str) -> Any:
        """The conformed rows of a shape as an Arrow table, where each of its sources is published whole.

        Raises NothingHeld for a shape that is not held, or that holds what is not published.
        """
        mine = [source for source in self.holding.sources if source.gives.code == shape]
        if not mine:
            held = ", ".join(sorted(self.holding.parts)) or "nothing"
            raise NothingHeld(f"No rows of '{shape}' are held. Held are: {held}.")
        closed = [source.name for source in mine if source.policy != "already-public"]
        if closed:
            raise NothingHeld(
                f"The rows of '{shape}' are not public ({', '.join(closed)}). Ask a measure of them."
            )
        return self.holding.table(self.warehouse, shape).to_pyarrow()

    def assess(
        self,
        out: str | Path,
        *,
        outline: str = "",
        strategy: str = "",
        commentary: str | Path | None = None,
    ) -> Any:
        """Build the whole assessment into a folder; what came of it, as `Assessed`."""
        from headrow.analysis.assessment.running import assess

        return assess(
            locality=str(self.locality.folder),
            folder=self.folder,
            period=str(self.period),
            out=Path(out),
            outline=outline,
            strategy=strategy,
            commentary=Path(commentary) if commentary else None,
            warehouse=self.warehouse,
        )


def open_workbench(
    locality: str,
    folder: str | Path | None = None,
    period: str | Period | None = None,
    *,
    warehouse: Warehouse | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Workbench:
    """Open a place with the data of a folder, a file or an archive; without one, with the sample pack.

    locality: the name of a folder in localities/, or a path to one. period: text like 2024-01..2024-12; without it
        every month held or, of the sample pack, the latest.
    Raises DeclaredFileError, SourceError, PeriodError, and NothingHeld where no month of recorded crime is found.
    """
    declared = load_locality(str(locality))
    store = warehouse or Warehouse()
    place = _data(folder, store, progress)
    holding = gather(place, warehouse=store, progress=progress)
    asked = _period(period) or _held(holding, place, latest=folder is None)
    opened = _opened(declared, holding, store, asked)
    if not opened.months:
        raise NothingHeld(
            f"{place} holds no month of recorded crime in {declared.place}. "
            f"`headrow check {place} --locality {declared.code}` says what is there and what is lacking."
        )
    own = Period.covering(opened.months)
    if period is None and not (own.first <= asked.first and asked.last <= own.last):
        # Other places' months are in the files too: the bases must fit the months of this one.
        asked, opened = own, _opened(declared, holding, store, own)
    return Workbench(
        declared, asked, holding, opened, store, None if folder is None else Path(folder)
    )


def _opened(declared: Locality, holding: Holding, warehouse: Warehouse, period: Period) -> Opened:
    district = declared.district
    return open_place(
        holding,
        warehouse,
        district=district.code,
        name=district.name,
        force=declared.force,
        period=period,
    )


def _data(folder: str | Path | None, warehouse: Warehouse, progress: Progress) -> Path:
    if folder is not None:
        return Path(folder)
    from headrow.analysis.sources.sample_pack import pack_folder

    progress("the sample pack", 0, 0)
    return pack_folder(warehouse)


def _held(holding: Holding, place: Path, *, latest: bool) -> Period:
    months = [Month.parse(month) for shape in RECORDED for month in holding.months(shape)]
    if not months:
        raise NothingHeld(
            f"{place} holds no recorded crime. `headrow check {place}` says what is there."
        )
    return Period(max(months), max(months)) if latest else Period.covering(months)


def _period(given: str | Period | None) -> Period | None:
    return Period.parse(given) if isinstance(given, str) else given
