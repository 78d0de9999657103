"""The shape every judge takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.tables.opened import Feed


@dataclass(frozen=True, slots=True)
class Counted:
    """One cell before protection: its key by the question's `by`; numerator None where the data do not cover it."""

    key: tuple[str, ...]
    numerator: int | None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Whole-answer results, and results of single cells by key; `refused` says in words why there are none."""

    whole: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[tuple[str, ...], Mapping[str, Any]] = field(default_factory=dict)
    refused: str = ""


Judge: TypeAlias = Callable[[Question, list[Counted], Opened, Feed], Judged]


def position(question: Question, name: str) -> int:
    """Where a column of `by` stands in a cell's key. Raises ValueError when the question is not split by it."""
    return question.by.index(name)


def without(key: tuple[str, ...], at: int) -> tuple[str, ...]:
    """A key less one of its parts."""
    return key[:at] + key[at + 1 :]
