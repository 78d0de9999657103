"""Section 9: the files that the figures stand on, what was counted, and what worked it out."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings import catalogue, trails
from headrow.documents.model import Block, Column, Paragraph, Table, plain
from headrow.documents.model import Cell as Printed
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Item


def sources(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Each file that a figure stands on, with its publisher, licence and checksum."""
    rows = []
    for entry in desk.used_entries:
        source = desk.opened.sources.get(entry.source)
        rows.append(
            (
                Printed(entry.file),
                Printed(source.name if source else entry.source),
                Printed(source.publisher if source else ""),
                Printed(source.licence if source else ""),
                Printed(entry.digest[:16]),
            )
        )
    yield Table(
        code="sources",
        title="Files that the figures stand on",
        columns=(
            Column("File", "file"),
            Column("What it is", "source"),
            Column("Publisher", "publisher"),
            Column("Licence", "licence"),
            Column("sha256, first 16 digits", "digest"),
        ),
        rows=tuple(rows),
        csv="data/sources.csv",
        folded=True,
        notes=(
            "Contains public sector information licensed under the Open Government Licence v3.0.",
        ),
    )


def methods(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """The measures and methods used, the disclosure policies, and the versions that worked the figures out."""
    used = sorted({finding.trail.measure for finding in desk.findings.values()})
    rows = [
        (
            Printed(catalogue.measure(code.partition("@")[0]).name),
            Printed(code),
            Printed(" ".join(catalogue.measure(code.partition("@")[0]).caveats)),
        )
        for code in used
    ]
    yield Table(
        code="methods",
        title="What was counted",
        columns=(
            Column("Measure", "measure"),
            Column("Code and version", "code"),
            Column("What it does not show", "caveats"),
        ),
        rows=tuple(rows),
        csv="data/methods.csv",
        folded=True,
    )
    policies = sorted(
        {finding.trail.protection for finding in desk.findings.values() if finding.trail.protection}
    )
    yield Paragraph(
        plain(
            f"Disclosure policies: {', '.join(policies)}. Published police counts are shown exactly."
        )
    )
    versions = ", ".join(f"{part} {number}" for part, number in trails.versions().items())
    yield Paragraph(plain(f"Worked out with {versions}."), "small")
