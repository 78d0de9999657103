"""What a chapter says beside its figures: the three sides, partners' counts, the strategy's own issues."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.assessment.questions import together
from headrow.analysis.findings.model import Finding
from headrow.analysis.present import numbers
from headrow.documents.model import Block, Column, Notice, Paragraph, Subheading, Table, plain
from headrow.documents.model import Cell as Printed
from headrow.vocabulary import crime
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Item
from headrow.vocabulary.periods import in_words

MARK = "[c]"
ABOUT = {"victim": "who was harmed", "offender": "who did it", "location": "where"}


def side(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """One side of the triangle: its heading, what open data say of it, and a gap where they cannot."""
    assert chapter is not None
    held = chapter.side(item.side)
    yield Subheading(item.side.capitalize(), f"{where}-{item.side}")
    yield Paragraph(plain(held.says))
    if held.filled_by:
        desk.gap(
            f"{chapter.title}: {ABOUT[item.side]}",
            held.says.rstrip("."),
            filled_by="; ".join(held.filled_by),
            section=where,
        )


def always_said(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """What every reader of the chapter must know, declared with it; first of all, that no open data answer it."""
    assert chapter is not None
    if not chapter.has_figures:
        yield Paragraph(plain("No open data answer this issue."), "lead")
    for words in chapter.row.always_said:
        yield Paragraph(plain(words))


def topic_words(topic: str) -> str:
    """A partner topic as it is printed."""
    return " ".join("ASB" if word == "asb" else word for word in topic.split("-"))


def partner_counts(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """A table for each partner topic of the chapter that was supplied; one notice for those that were not."""
    assert chapter is not None
    missing = []
    for topic in chapter.row.partner_topics:
        partners = [partner for partner, named in desk.partner_topics if named == topic]
        for partner in partners:
            finding = desk.ask(
                "partner-count", by=("group",), options={"partner": partner, "topic": topic}
            )
            yield partner_table(desk, finding, partner, topic, where)
        if not partners:
            missing.append(topic_words(topic))
    if missing:
        words = f"A partner's file would say more, on {in_words(missing)}."
        yield Notice("gap", "Partner data were not supplied", (Paragraph(plain(words)),))


def partner_table(desk: Desk, finding: Finding, partner: str, topic: str, where: str) -> Table:
    """The partner's counts by group, protected; one mark for every withheld cell, so that none tells which is small."""
    notes = [
        f"Counted by {partner}, in its own way. Protection: {finding.trail.protection.partition('@')[0]}."
    ]
    if any(cell.state == "withheld" for cell in finding.cells):
        notes.append(
            f"{MARK}: withheld to protect people. Other counts may be rounded, so parts may not add up."
        )
    rows = tuple(
        (
            Printed(cell.key[0]),
            Printed(MARK, "withheld", finding=finding.address)
            if cell.state == "withheld"
            else Printed(numbers.count(cell.numerator or 0), finding=finding.address),
        )
        for cell in finding.cells
    )
    code = "-".join(f"{where} {partner} {topic}".casefold().split())
    words = topic_words(topic)
    return Table(
        code=code,
        title=f"{words[0].upper()}{words[1:]}: {partner}, {desk.place}, {desk.period.words}",
        columns=(Column("Group", "group"), Column("Counted", "counted", "number")),
        rows=rows,
        notes=tuple(notes),
        source=f"Source: {partner}, under its sharing agreement. Months: {desk.period.words}.",
        csv=f"data/{code}.csv",
    )


def key_issues(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """The issues as the strategy prints them, each with a figure or "no data"."""
    assert chapter is not None
    rows = tuple(
        _issue_row(desk, row.key_issue, row.categories, row.says) for row in chapter.key_issues
    )
    yield Table(
        code=f"{where}-issues",
        title="The issues that the strategy names, and what the data say of each",
        columns=(
            Column("Issue, as the strategy names it", "issue"),
            Column("Recorded", "recorded", "number"),
            Column("What that is", "says"),
        ),
        rows=rows,
        csv=f"data/{where}-issues.csv",
    )


def _issue_row(
    desk: Desk, issue: str, categories: tuple[str, ...], says: str
) -> tuple[Printed, ...]:
    if not categories:
        reason = says.removeprefix("No data: ")
        return (
            Printed(issue),
            Printed("no data", "missing"),
            Printed(reason[:1].upper() + reason[1:]),
        )
    found = desk.ask("recorded-crime-count", category=together(categories))
    kinds = in_words(crime.name_of(code) for code in categories)
    return (
        Printed(issue),
        Printed(numbers.count(found.only.numerator or 0), finding=found.address),
        Printed(f"{kinds}, {desk.when(found)}. {says}".strip()),
    )


def quoted_figures(desk: Desk) -> dict[str, tuple[str, str]]:
    """For each subject of the strategy, the figure of its chapter and its address, so that others may quote it."""
    quoted = {}
    for chapter in desk.chapters:
        if chapter.has_figures:
            found = desk.ask("recorded-crime-count", category=together(chapter.categories))
            words = f"{numbers.count(found.only.numerator or 0)} recorded, {desk.when(found)}"
            quoted[chapter.code] = (words, found.address)
    return quoted
