"""The annex: how each figure was worked out, a record a finding."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings import catalogue
from headrow.analysis.findings.model import FileUsed, Finding
from headrow.documents.model import Record
from headrow.vocabulary import crime
from headrow.vocabulary.periods import Month, in_words, listed

# A title names its kinds where they are no more than these.
NAMED_KINDS = 2


def records_of(findings: Mapping[str, Finding]) -> tuple[Record, ...]:
    """A record for each finding, in order of address."""
    return tuple(_record(findings[address]) for address in sorted(findings))


def _record(finding: Finding) -> Record:
    question, trail = finding.question, finding.trail
    measure = catalogue.measure(question.measure)
    rows = [
        ("No answer", finding.refused),
        ("Counted", measure.counts + (f", out of {measure.out_of}" if measure.out_of else "")),
        ("Period", _period(finding)),
        ("Split by", in_words(question.by)),
        ("Numerator and denominator", _counts(finding)),
        ("Method", question.method or "count and interval only"),
        ("Disclosure rule", trail.protection or "not needed: there is no answer"),
        ("Does not show", " ".join(trail.caveats)),
    ]
    more = [
        ("Files", "\n".join(_file(file) for file in trail.files)),
        ("Query", trail.query),
        ("Versions", ", ".join(f"{part} {number}" for part, number in trail.versions.items())),
    ]
    return Record(finding.address, _title(finding, measure.name), _held(rows), _held(more))


def _held(rows: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in rows if value)


def _title(finding: Finding, measured: str) -> str:
    """The measure with the kinds, the split and the period, so that no two records look alike."""
    question = finding.question
    kinds = (question.category,) if isinstance(question.category, str) else question.category
    named = in_words(crime.name_of(kind) for kind in kinds[:NAMED_KINDS])
    if len(kinds) > NAMED_KINDS:
        named = f"{len(kinds)} kinds"
    split = f", by {in_words(question.by)}" if question.by else ""
    return f"{measured}: {named}{split}, {question.period.words}"


def _period(finding: Finding) -> str:
    words = finding.question.period.words
    if finding.question.compared_with:
        words += f", compared with {finding.question.compared_with.words}"
    missing = [Month.parse(month) for month in finding.trail.missing_months]
    return f"{words}; not held: {listed(missing)}" if missing else words


def _counts(finding: Finding) -> str:
    if len(finding.cells) != 1:
        cells = f"{len(finding.cells):,} cells, each with its own, in findings.json"
        return f"{finding.trail.rows_used:,} records in {cells}"
    cell = finding.cells[0]
    if cell.state != "shown" or cell.numerator is None:
        return cell.state
    return f"{cell.numerator:,}" + (f" over {cell.denominator:,.0f}" if cell.denominator else "")


def _file(file: FileUsed) -> str:
    kept = f"{file.rows_in:,} rows in, {file.rows_kept:,} kept, {file.rows_set_aside:,} set aside"
    return f"{file.name}: {kept}; sha256 {file.digest}"
