"""Which declared indicators answer the printed ones of a strategy, with a partnership's own wording and baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from headrow.vocabulary.indicators import BETTER, indicators, one_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.printed_strategy import Strategy
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import must_resolve, needed, read, refuse_unknown, shown


@dataclass(frozen=True, slots=True)
class Baseline:
    """A value to start from. `figure` is the id of a printed figure, from which the value is then taken."""

    period: str
    source: str
    value: float | None = None
    figure: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) is not bool(self.figure):
            raise ValueError("a baseline has either a 'value' or the 'figure' that prints it.")


@dataclass(frozen=True, slots=True)
class LocalTarget:
    """A target with the decision that set it; `upper` and `absolute` as the rule of targets wants them (G-77)."""

    better: str
    value: float
    decision: str
    upper: float | None = None
    tolerance_percent: float = 10.0
    absolute: float | None = None

    def __post_init__(self) -> None:
        one_of(self.better, BETTER[:3], "better")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a survey asks: the question, the answers counted, and where it is asked. Blank means not stated."""

    survey: str = ""
    question: str = ""
    answers_counted: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class LocalIndicator:
    """A printed indicator of a strategy, and the declared one or ones that answer it."""

    answers: str
    indicators: tuple[str, ...]
    owner: str = ""
    monitor_only: bool = True
    baseline: Baseline | None = None
    target: LocalTarget | None = None
    wording: Wording | None = None
    not_defined_since: date | None = None
    define_owner: str = ""  # code of the body that must define it
    define_by: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.monitor_only is not (self.target is None):
            raise ValueError(
                "one that is not monitored only has a [indicator.target], and the other way round."
            )
        if self.not_defined_since and not self.define_owner:
            raise ValueError("one not yet defined names who must define it, in 'define_owner'.")


@dataclass(frozen=True, slots=True)
class LocalIndicators:
    """The indicators of one strategy."""

    strategy: str
    rows: tuple[LocalIndicator, ...]


@cache
def local_indicators(locality: str) -> tuple[LocalIndicators, ...]:
    """A locality's files, one a strategy. Raises DeclaredFileError with file, key and remedy."""
    held = load_locality(locality)
    strategies = {strategy.head.id: strategy for strategy in held.strategies}
    files = sorted((held.folder / "indicators").glob("*.toml"))
    return tuple(_load(path, strategies) for path in files)


def baseline_value(row: LocalIndicator, strategy: Strategy) -> float | None:
    """The value of a baseline: its own, or that of the printed figure it names; nothing where there is none."""
    if row.baseline is None or row.baseline.value is not None:
        return row.baseline.value if row.baseline else None
    return next(
        (float(figure.value) for figure in strategy.figures if figure.id == row.baseline.figure),
        None,
    )


def _load(path: Path, strategies: dict[str, Strategy]) -> LocalIndicators:
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("strategy", "indicator"), where=where)
    code = needed(found, "strategy", where=where)
    must_resolve(
        code, among=strategies, where=f"{where}: strategy", what="strategy of this locality"
    )
    rows = records(found, "indicator", LocalIndicator, where=where)
    printed = {row.id for row in strategies[code].indicators}
    figures = {row.id for row in strategies[code].figures}
    for row in rows:
        at = f"{where}: {row.answers}"
        must_resolve(row.answers, among=printed, where=at, what="printed indicator")
        for name in row.indicators:
            must_resolve(name, among=indicators(), where=at, what="declared indicator")
        if row.baseline and row.baseline.figure:
            must_resolve(row.baseline.figure, among=figures, where=at, what="printed figure")
    return LocalIndicators(code, rows)
