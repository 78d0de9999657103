"""What every figure card says: its source, its drawer of six rows, and where its files lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headrow.analysis.findings.model import Finding
from headrow.documents.model import Drawing, Figure, Table
from headrow.vocabulary.periods import Month, Period, listed

FILES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Worked:
    """How a figure was worked out, in words, for its drawer."""

    counted: str
    adjusted: str = "Nothing. The counts are as published."
    interval: str = "Not needed: these are full counts."
    test: str = "No test was made."


def card(
    code: str,
    *,
    title: str,
    subtitle: str,
    drawing: Drawing,
    alt: str,
    how_to_read: str,
    table: Table,
    worked: Worked,
    findings: Sequence[Finding],
    publishers: Mapping[str, str],
    kind: str = "chart",
) -> Figure:
    """A figure card; its number is given when the document is whole.

    publishers: what a source's code is called in print, with its licence.
    """
    source = source_of(findings, publishers)
    return Figure(
        code=code,
        number=0,
        title=title,
        subtitle=subtitle,
        drawing=drawing,
        alt=alt,
        how_to_read=how_to_read,
        source=source,
        table=table,
        drawer=drawer(worked, findings),
        findings=tuple(dict.fromkeys(finding.address for finding in findings)),
        kind="map" if kind == "map" else "chart",
        csv=f"data/{code}.csv",
        svg=f"data/{code}.svg",
        png_file=f"data/{code}.png",
    )


def source_of(findings: Sequence[Finding], publishers: Mapping[str, str]) -> str:
    """ "Source: police.uk, January 2024 to December 2024 (Open Government Licence v3.0)." """
    named = list(
        dict.fromkeys(
            publishers.get(file.source, file.source)
            for finding in findings
            for file in finding.trail.files
        )
    )
    months = sorted({Month.parse(month) for finding in findings for month in finding.trail.months})
    return f"Source: {'; '.join(named)}{f'. Months: {months_in_words(months)}' if months else ''}."


def months_in_words(months: Sequence[Month]) -> str:
    """Months as a period where none is missing between them, else listed."""
    held = sorted(months)
    span = Period(held[0], held[-1])
    return span.words if len(span) == len(held) else listed(held)


def drawer(worked: Worked, findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """The six rows of "How was this worked out?"."""
    caveats = dict.fromkeys(caveat for finding in findings for caveat in finding.trail.caveats)
    files = list(
        dict.fromkeys(
            f"{file.name} (sha256 {file.digest[:12]}, {file.rows_in:,} rows, {file.rows_set_aside:,} set aside)"
            for finding in findings
            for file in finding.trail.files
        )
    )
    more = (
        f" and {len(files) - FILES_NAMED} more, named on the figure's own entry"
        if len(files) > FILES_NAMED
        else ""
    )
    return (
        ("Counted", worked.counted),
        ("Adjusted", worked.adjusted),
        ("Average, limits or interval", worked.interval),
        ("Signal or test", worked.test),
        ("Does not show", " ".join(caveats) or "Nothing else is known against it."),
        ("File", "; ".join(files[:FILES_NAMED]) + more if files else "No file."),
    )


def shortened(title: str, *, otherwise: str, words: int = 15) -> str:
    """The title, or the shorter one where it passes 15 words."""
    return title if len(title.split()) <= words else otherwise
