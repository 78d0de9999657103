"""Sentences of place: concentration, gradient, districts, limits for size, areas that stand out; never a rank."""

from __future__ import annotations

from collections.abc import Iterable

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.spans import (
    areas_word,
    base_words,
    events_of,
    in_place,
    missing,
    number,
    said,
    shown_count,
    there_and_then,
    when,
)
from headrow.documents.model import Spans
from headrow.vocabulary.periods import in_words

STANDS_OUT = "after allowing for the number of areas tested"
# More names than this are left to the table.
NAMED = 6


def concentration(finding: Finding, *, place: str) -> Spans:
    """The share in 5% of areas beside what chance alone would give."""
    held = finding.judgement
    if finding.refused or held.get("top_share") is None:
        return missing(finding)
    if held["wording"] != "higher" or held["top_share"] <= held["chance_high"]:
        return said(
            number(events_of(finding.question, capital=True), finding),
            f"{there_and_then(finding, place)} were no more concentrated than chance.",
        )
    return said(
        number(numbers.percent(100 * held["top_share"], base=held["total"]), finding),
        f" of {events_of(finding.question)}{there_and_then(finding, place)}",
        f" were in 5% of {areas_word(finding.question)} (",
        f"{numbers.count(held['top_k'])} of {numbers.count(held['units'])}); chance alone would give about ",
        number(numbers.percent(100 * held["chance_share"], base=held["total"]), finding), ".",
    )  # fmt: skip


def gradient(finding: Finding, *, place: str) -> Spans:
    """The rate in the most and least deprived group of areas; of areas, never of people (F10)."""
    held = finding.judgement
    if finding.refused or held.get("sii") is None:
        return missing(finding)
    ends = sorted(
        (cell for cell in finding.cells if cell.value is not None),
        key=lambda cell: int(cell.key[-1]),
    )
    clear = held["wording"] in ("higher", "lower") and (
        held["sii_lower"] > 0 or held["sii_upper"] < 0
    )
    if len(ends) < 2 or not clear:
        return said(
            events_of(finding.question, capital=True),
            there_and_then(finding, place),
            ": ",
            number("no clear gradient", finding),
            ".",
        )
    part = "tenth" if int(ends[-1].key[-1]) > 5 else "fifth"
    per = f"for every {numbers.count(finding.question.per)} residents"
    return said(
        f"{events_of(finding.question, capital=True)}{there_and_then(finding, place)} {per}: ",
        number(numbers.rate(ends[0].value or 0), finding), f" in the most deprived {part} of areas and ",
        number(numbers.rate(ends[-1].value or 0), finding), " in the least (", _gap(finding),
        "). This describes areas, not people.",
    )  # fmt: skip


def _gap(finding: Finding) -> Spans:
    """The difference of the two ends with its interval or, where only the slope has one, that across all areas."""
    held = finding.judgement
    words, d, low, high = "difference ", "difference", "difference_lower", "difference_upper"
    if held.get(low) is None:
        words, d, low, high = "difference across all areas ", "sii", "sii_lower", "sii_upper"
    return said(
        words,
        number(numbers.rate(held[d]), finding),
        f", {numbers.interval(held[low], held[high])}",
    )


def other_districts(finding: Finding, *, place: str) -> Spans:
    """The place's rate beside each other district of the force, A to Z within higher, lower and neither."""
    if finding.refused:
        return missing(finding)
    beside = sorted(
        (cell for cell in finding.cells if "ratio" in cell.more), key=lambda cell: cell.label
    )
    if not beside:
        return missing(finding, reason="no other district is held")
    clauses = [
        clause
        for word in ("higher", "lower")
        if (
            clause := _clear(
                finding, word, [cell for cell in beside if ratio_direction(cell) == word]
            )
        )
    ]
    rest = [cell.label for cell in beside if not ratio_direction(cell)]
    if rest:
        clauses.append(said(number("not clearly different", finding), f" from {in_words(rest)}"))
    per = f"for every {numbers.count(finding.question.per)} {base_words(finding.question)}"
    events = events_of(finding.question, capital=True)
    start = f"{events} {per}{there_and_then(finding, place)} were "
    return said(start, *_joined(clauses), ".")


def _clear(finding: Finding, word: str, cells: list[Cell]) -> Spans:
    """ "higher than in A (1.21 times, 1.18 to 1.25) and in B (...)", or nothing."""
    if not cells:
        return ()
    parts: list[Spans] = []
    for cell in cells:
        low, high = cell.more["low"], cell.more["high"]
        times = number(numbers.ratio(cell.more["ratio"]), finding)
        parts.append(
            said(
                f"in {cell.label} (",
                times,
                f" times, {numbers.interval(low, high, numbers.ratio)})",
            )
        )
    return said(f"{word} than ", *_joined(parts))


def ratio_direction(cell: Cell) -> str:
    """ "higher" or "lower" where the interval of the ratio leaves 1 out, else nothing."""
    word, low, high = cell.more.get("wording"), cell.more.get("low"), cell.more.get("high")
    if cell.wording:
        word = cell.wording
    if word == "higher" and low is not None and low > 1:
        return "higher"
    return "lower" if word == "lower" and high is not None and high < 1 else ""


def funnel(finding: Finding, *, place: str) -> Spans:
    """How many areas lie outside the limits for their size, named A to Z; the others are not ranked."""
    held = finding.judgement
    if finding.refused or "above" not in held:
        return missing(finding)
    areas, words = held["areas"], areas_word(finding.question, held["areas"])
    start = f"{events_of(finding.question, capital=True)}{there_and_then(finding, place)}: "
    if not held["above"] + held["below"]:
        inside = number("within the range expected", finding)
        return said(
            start,
            f"all {numbers.count(areas)} {words} are ",
            inside,
            " for their size.",
            _too_small(finding),
        )
    parts = [_outside(finding, side, words) for side in ("above", "below") if held[side]]
    return said(
        start, *_joined(parts), "; the other ", number(numbers.count(held["within"]), finding),
        " are within the range expected and are not ranked.", _too_small(finding),
    )  # fmt: skip


def _too_small(finding: Finding) -> str:
    """How many areas have too few for limits, where any has."""
    left = finding.judgement.get("not_assessed", 0)
    words = areas_word(finding.question, left)
    return f" In {numbers.count(left)} {words} too few are expected for limits." if left else ""


def _outside(finding: Finding, side: str, words: str) -> Spans:
    count, areas = finding.judgement[side], finding.judgement["areas"]
    verb, own = ("lies", "its") if count == 1 else ("lie", "their")
    return said(
        number(numbers.within(count), finding), f" of {numbers.count(areas)} {words} {verb} {side}",
        f" the 99.8% limits for {own} size", _names(finding, f"{side}-998", count),
    )  # fmt: skip


def one_area_in_funnel(finding: Finding, code: str) -> Spans:
    """Where one area lies for its size."""
    cell = finding.cell(code)
    kind = str(cell.more.get("class", "")) if cell else ""
    if cell is None or finding.refused or not shown_count(cell) or kind in ("", "not-assessed"):
        return missing(finding, reason=finding.refused or "this area cannot be compared")
    if kind in ("above-998", "below-998"):
        return said(
            cell.label, " is ", number(f"{kind[:5]} the 99.8% limits", finding), " for its size."
        )
    return said(cell.label, " is ", number("within the range expected", finding), " for its size.")


def areas_that_stand_out(finding: Finding, *, place: str) -> Spans:
    """Areas high together with their neighbours; where there are none, nothing is said."""
    count = finding.judgement.get("hot", 0)
    if finding.refused:
        return missing(finding)
    if not count:
        return ()
    words = areas_word(finding.question, count)
    verb = "stands out" if count == 1 else "stand out"
    return said(
        number(numbers.first(count), finding), f" {words}{in_place(place)} {verb}",
        f" for {events_of(finding.question)} in {when(finding)} {STANDS_OUT}",
        _names(finding, "hot", count), "; this says where, not why.",
    )  # fmt: skip


def quotient(finding: Finding, code: str, *, place: str) -> Spans:
    """How many times the place's share of a kind one area has: a mix, not a rate."""
    cell = finding.cell(code)
    lq = cell.more.get("lq") if cell else None
    if cell is None or lq is None or not shown_count(cell):
        return missing(finding, reason=finding.refused or "too few were recorded there for a share")
    return said(
        f"{events_of(finding.question, capital=True)} make up ", number(numbers.ratio(lq), finding),
        f" times as large a share of what was recorded in {cell.label} as in {place}; a share, not a rate.",
    )  # fmt: skip


def _names(finding: Finding, kind: str, count: int) -> str:
    """ " (A, B and C)" in order of name, or nothing where there are many or one of them may not be named."""
    names = sorted(
        cell.label
        for cell in finding.cells
        if cell.more.get("class") == kind and cell.state == "shown" and cell.label
    )
    return f" ({in_words(names)})" if 0 < len(names) <= NAMED and len(names) == count else ""


def _joined(parts: Iterable[Spans]) -> tuple[str | Spans, ...]:
    """Clauses as a list in a sentence: a, b and c."""
    held = list(parts)
    joined: list[str | Spans] = []
    for place, part in enumerate(held):
        joined.append("" if place == 0 else " and " if place == len(held) - 1 else ", ")
        joined.append(part)
    return tuple(joined)
