"""Making a question whole before it is asked, and refusing one whose answer would mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from headrow.analysis.findings.catalogue import measure
from headrow.analysis.findings.judging.judges import JUDGES
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES

BASES = ("residents", "households", "workday")
SOURCES = ("street", "series")


class WrongQuestion(Exception):
    """A question that cannot be meant: what is wrong with it, and what it may say."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a question of a measure may be split by, what it always is, and what it cannot do without."""

    by: tuple[str, ...]
    always: tuple[str, ...] = ()  # the only split that has a meaning
    base: bool = False
    earlier: bool = False
    level: str = ""


# Measures that others add are not held to anything here.
TAKEN: Mapping[str, Takes] = {
    "recorded-crime-count": Takes(("category", "month", "area", "district")),
    "recorded-crime-rate": Takes(("category", "month", "area", "district"), base=True),
    "recorded-crime-share": Takes(("category", "month", "area")),
    "recorded-crime-change": Takes(("category", "area"), earlier=True),
    "recorded-crime-by-deprivation": Takes(("decile",), always=("decile",)),
    "recorded-crime-in-hexagons": Takes(("area",), always=("area",), level="hexagon"),
    "outcome-mix": Takes(("outcome",), always=("outcome",)),
    "stop-search-rate": Takes(("group",), always=("group",)),
    "partner-count": Takes(("area", "month", "group")),
    "harm-coverage": Takes(()),
}
SPLIT_FOR_METHOD = {
    "xmr": "month",
    "season": "month",
    "gini": "area",
    "gi-star": "area",
    "funnel": "area",
    "lq": "area",
    "sii": "decile",
    "rate-ratio": "district",
    "stop-search-ratio": "group",
}


def completed(question: Question, opened: Opened) -> Question:
    """The question with what its measure always is, checked. Raises WrongQuestion, and UnknownName for the measure."""
    measure(question.measure)
    takes = TAKEN.get(question.measure)
    if takes is None:
        return question
    if takes.always and not question.by:
        question = replace(question, by=takes.always)
    if takes.level:
        question = replace(question, level=takes.level)
    if "decile" in question.by and not question.level:
        question = replace(question, level=_finest(opened))
    _check_words(question, takes)
    _check_level(question, opened)
    _check_method(question)
    if question.measure == "partner-count":
        _check_partner(question, opened)
    return question


def _check_words(question: Question, takes: Takes) -> None:
    for name in question.by:
        _one_of(name, takes.by, f"{question.measure} cannot be split by")
    if len(set(question.by)) < len(question.by):
        raise WrongQuestion("A question is split by the same thing only once.")
    kinds = (question.category,) if isinstance(question.category, str) else question.category
    for kind in kinds:
        _one_of(kind, (ALL, CRIMES, *BY_CODE), "There is no category")
    if question.out_of or takes.base:
        _one_of(question.out_of, BASES, f"{question.measure} cannot be out of")
    if question.source:
        _one_of(question.source, SOURCES, "There is no source")
    if takes.earlier and question.compared_with is None:
        raise WrongQuestion(
            f"{question.measure} needs the months to compare with, as 2023-01..2023-12."
        )


def _check_level(question: Question, opened: Opened) -> None:
    if "area" not in question.by:
        return
    levels = sorted({level for units in opened.units.values() for level in units.levels})
    held = tuple(level for level in levels if level != "district")
    _one_of(question.level, (*held, "hexagon"), "Areas are of a level that is held, not of")


def _check_method(question: Question) -> None:
    if not question.method:
        return
    _one_of(question.method, tuple(JUDGES), "No question can be judged by")
    needed = SPLIT_FOR_METHOD.get(question.method)
    if needed and needed not in question.by:
        raise WrongQuestion(
            f"The method '{question.method}' judges a question that is split by {needed}."
        )
    if question.method == "year-difference" and question.compared_with is None:
        raise WrongQuestion(
            "The method 'year-difference' needs the months to compare with, as 2023-01..2023-12."
        )


def _check_partner(question: Question, opened: Opened) -> None:
    held = topics(opened)
    asked = {name: question.options.get(name) for name in ("partner", "topic")}
    if asked not in held:
        may = (
            "; ".join(f"partner={pair['partner']}, topic={pair['topic']}" for pair in held)
            or "none"
        )
        raise WrongQuestion(
            f"partner-count needs a partner and a topic that are held. Held are: {may}."
        )


def topics(opened: Opened) -> list[dict[str, str]]:
    """The partners and topics of which counts are held, each once."""
    if not opened.feeds:
        return []
    rows = opened.tables[opened.feeds[0].name].partner
    found: list[dict[str, str]] = (
        rows.select("partner", "topic")
        .distinct()
        .order_by("partner", "topic")
        .to_pyarrow()
        .to_pylist()
    )
    return found


def _finest(opened: Opened) -> str:
    feed = opened.covering(opened.period)
    return feed.area_kind if feed else ""


def _one_of(word: Any, words: Iterable[str], wrong: str) -> None:
    options = tuple(words)
    if word not in options:
        raise WrongQuestion(f"{wrong} '{word}'. It may be: {', '.join(options)}.")
