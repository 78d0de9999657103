"""Scores that people typed for the issues of a strategy, and progress that they reported on its deliverables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from headrow.vocabulary.records import record, records
from headrow.vocabulary.strategies import Strategy
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    must_resolve,
    read,
    refuse_unknown,
    shown,
)

STATES = ("done", "on track", "at risk", "off track", "not started", "stopped")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion on which every issue is scored, with the weight that the group agreed."""

    code: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """One issue's scores by criterion, and why."""

    issue: str
    scores: dict[str, float]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scoring round: who scored, when, on what scale; `top` is how many issues may be priorities."""

    strategy: str
    year: int
    scored_by: str
    dated: str
    lowest: int
    highest: int
    criterion: tuple[Criterion, ...]
    score: tuple[Score, ...]
    top: int = 3
    steps_agreed_equal: bool = False


def load_scoring(folder: Path, strategy: Strategy, year: int) -> Scoring | None:
    """The scores of a year for a strategy, or nothing when none were entered. Raises DeclaredFileError."""
    path = folder / f"scores_{year}.toml"
    if not path.is_file():
        return None
    where = shown(path)
    scoring = record(read(path), Scoring, where=where)
    if scoring.strategy != strategy.head.id:
        return None
    subjects = {subject.id for subject in strategy.subjects}
    criteria = {criterion.code for criterion in scoring.criterion}
    for row in scoring.score:
        must_resolve(
            row.issue, among=subjects, where=f"{where}: score", what="issue of the strategy"
        )
        for code, given in row.scores.items():
            must_resolve(
                code, among=criteria, where=f"{where}: score '{row.issue}'", what="criterion"
            )
            if not scoring.lowest <= given <= scoring.highest:
                raise DeclaredFileError(
                    f"{where}: score '{row.issue}' gives {code} = {given:g}; the scale runs from {scoring.lowest} to"
                    f" {scoring.highest}."
                )
        if lacking := criteria - set(row.scores):
            raise DeclaredFileError(
                f"{where}: score '{row.issue}' lacks {', '.join(sorted(lacking))}. Score it, or drop it."
            )
    if lacking := subjects - {row.issue for row in scoring.score}:
        raise DeclaredFileError(
            f"{where}: no score for {', '.join(sorted(lacking))}. Every issue is scored, or none is."
        )
    return scoring


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reported on one deliverable: the state in words, the evidence, and as of when."""

    deliverable: str
    state: str
    evidence: str = ""
    as_at: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"'state' holds '{self.state}'. It may be: {', '.join(STATES)}.")
        if self.state in ("done", "on track") and not self.evidence:
            raise ValueError(
                f"'{self.deliverable}' is said to be {self.state} without 'evidence'. Add what shows it."
            )


def load_progress(folder: Path, strategy: Strategy) -> dict[str, Progress]:
    """Progress by deliverable from progress.toml, none where the file is absent. Raises DeclaredFileError."""
    path = folder / "progress.toml"
    if not path.is_file():
        return {}
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("strategy", "progress"), where=where)
    if found.get("strategy") != strategy.head.id:
        return {}
    rows = records(found, "progress", Progress, where=where)
    ids = {row.id for row in strategy.deliverables}
    for row in rows:
        must_resolve(row.deliverable, among=ids, where=where, what="deliverable of the strategy")
    return {row.deliverable: row for row in rows}
