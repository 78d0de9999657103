"""Sentences of what followed: outcomes as published, stops and searches by group, and the harm score refused."""

from __future__ import annotations

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.places import ratio_direction
from headrow.analysis.present.sentences.spans import (
    events_of,
    missing,
    number,
    said,
    shown_count,
    there_and_then,
)
from headrow.documents.model import Spans

NOT_KNOWN = "Unknown"
RESIDENTS_WARNING = "Residents are not the people available to be stopped: the ratio describes, it does not explain."
NOT_A_RATE = "Newer crimes are more often still open, so this is not a charge rate."


def outcomes(finding: Finding, *, place: str, shown: int = 2) -> Spans:
    """The commonest outcomes as they stood when published; never a charge rate."""
    if finding.refused:
        return missing(finding)
    held = [
        cell for cell in finding.cells if shown_count(cell) and cell.denominator and cell.key[-1]
    ]
    if not held:
        return missing(finding, reason="no outcome was published")
    largest = sorted(held, key=lambda cell: (-(cell.numerator or 0), cell.key))[:shown]
    parts: list[Spans] = []
    for cell in largest:
        parts.append(_outcome(finding, cell, place, first=not parts))
    return said(*(span for part in parts for span in (part, " ")), NOT_A_RATE)


def _outcome(finding: Finding, cell: Cell, place: str, *, first: bool) -> Spans:
    events = f" {events_of(finding.question)}{there_and_then(finding, place)}" if first else ""
    return said(
        number(numbers.count(cell.numerator or 0), finding), f" of {numbers.count(cell.denominator or 0)}{events} had ",
        f"the outcome “{cell.key[-1]}” when published (",
        number(numbers.percent(cell.value or 0, base=cell.denominator or 0), finding), ").",
    )  # fmt: skip


def searches(finding: Finding, *, place: str) -> Spans:
    """Each group's rate of searches over the reference group's, with the warning of what it is not."""
    if finding.refused:
        return missing(finding)
    reference = str(finding.question.options.get("reference", "White"))
    total = sum(cell.numerator or 0 for cell in finding.cells if shown_count(cell))
    beside = sorted(
        (cell for cell in finding.cells if cell.more.get("ratio") is not None),
        key=lambda cell: cell.key,
    )
    sentences = [
        said(
            "Police searched people ",
            number(numbers.count(total), finding),
            f" times{there_and_then(finding, place)}.",
        )
    ]
    sentences += [_ratio(finding, cell, reference) for cell in beside]
    unknown = finding.cell(NOT_KNOWN)
    if unknown and shown_count(unknown):
        sentences.append(
            said(
                number(numbers.count(unknown.numerator or 0), finding),
                " searches have no ethnicity written down and are in no ratio.",
            )
        )
    return said(*(span for part in sentences for span in (part, " ")), RESIDENTS_WARNING)


def _ratio(finding: Finding, cell: Cell, reference: str) -> Spans:
    words = f"The rate for people recorded as {cell.key[-1]} was "
    word = ratio_direction(cell)
    if not word:
        return said(
            words,
            number("not clearly different", finding),
            f" from that for people recorded as {reference}.",
        )
    times, low, high = cell.more["ratio"], cell.more["low"], cell.more["high"]
    return said(
        words, f"{word} than for people recorded as {reference} (", number(numbers.ratio(times), finding),
        f" times, {numbers.interval(low, high, numbers.ratio)}).",
    )  # fmt: skip


def harm_refused(covered: float, finding: Finding | None = None) -> Spans:
    """Why no harm score is given (F16). covered: the share of recorded offences with a weight, as a percentage."""
    return missing(finding, reason=f"weights cover {numbers.percent(covered, base=1)}")
