"""The annex: how each figure was worked out, a record a finding."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings import catalogue
from headrow.analysis.findings.model import Finding
from headrow.documents.model import Record
from headrow.vocabulary import crime
from headrow.vocabulary.periods import Month, in_words, listed


def records_of(findings: Mapping[str, Finding]) -> tuple[Record, ...]:
    """A record for each finding, in order of address."""
    return tuple(_record(findings[address]) for address in sorted(findings))


def _record(finding: Finding) -> Record:
    question, trail = finding.question, finding.trail
    measure = catalogue.measure(question.measure)
    kinds = (question.category,) if isinstance(question.category, str) else question.category
    rows = [
        ("Counted", measure.counts + (f", out of {measure.out_of}" if measure.out_of else "")),
        ("Kinds", in_words(crime.name_of(kind) for kind in kinds)),
        ("Period", _period(finding)),
        ("Split by", in_words(question.by) or "nothing"),
        ("Numerator and denominator", _counts(finding)),
        ("Method", question.method or "count and interval only"),
        ("Disclosure rule", trail.protection or "none was needed: there is no answer"),
        ("Files", _files(finding)),
        ("Query", trail.query or "none was run"),
        ("Does not show", " ".join(trail.caveats)),
    ]
    if finding.refused:
        rows.insert(0, ("No answer", finding.refused))
    return Record(
        finding.address, measure.name, tuple((label, value) for label, value in rows if value)
    )


def _period(finding: Finding) -> str:
    words = finding.question.period.words
    if finding.question.compared_with:
        words += f", compared with {finding.question.compared_with.words}"
    missing = [Month.parse(month) for month in finding.trail.missing_months]
    return f"{words}; not held: {listed(missing)}" if missing else words


def _counts(finding: Finding) -> str:
    if len(finding.cells) != 1:
        return f"{finding.trail.rows_used:,} records in {len(finding.cells):,} cells, each with its own, in findings.json"
    cell = finding.cells[0]
    if cell.state != "shown" or cell.numerator is None:
        return cell.state
    return f"{cell.numerator:,}" + (f" over {cell.denominator:,.0f}" if cell.denominator else "")


def _files(finding: Finding) -> str:
    return "; ".join(
        f"{file.name}, sha256 {file.digest}, {file.rows_in:,} rows in, {file.rows_kept:,} kept, {file.rows_set_aside:,} set aside"
        for file in finding.trail.files
    )
