"""Building the document: an outline's sections in their order, chapters where they repeat, numbers last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.assessment.items import blocks_of
from headrow.analysis.assessment.records import records_of
from headrow.documents.model import Block, Document, Figure, Notice, Section
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Outline, SectionOutline

FRONT = "front"
FORMATS = (
    ("PDF", "assessment.pdf"),
    ("Word", "assessment.docx"),
    ("Findings (JSON)", "findings.json"),
    ("Ledger (JSON)", "ledger.json"),
)


def build(desk: Desk, outline: Outline, *, status: str = "Draft") -> Document:
    """The whole document. Sections that list gaps and files come last, so that they see all that was met before."""
    sections = tuple(_sections(desk, outline))
    front = tuple(_blocks(desk, outline.front, None, FRONT))
    document = Document(
        title=outline.title.replace("{period}", desk.period.words).replace("{place}", desk.place),
        subtitle=_subtitle(desk),
        partnership=desk.locality.name,
        service=desk.locality.declared.service,
        language=desk.locality.declared.language,
        marking=desk.locality.declared.marking,
        status=status,
        dated="",
        front=front,
        sections=sections,
        annex=records_of(desk.findings),
        band=desk.locality.band,
        downloads=FORMATS,
        colophon=(f"Outline: {outline.code}, version {outline.version}. {outline.law}.",),
    )
    return numbered(document)


def _subtitle(desk: Desk) -> str:
    words = f"{desk.place}, {desk.period.words}"
    if desk.missing:
        words += f": {len(desk.held)} of {len(desk.period)} months held"
    if desk.earlier is None:
        return f"{words}."
    now = "" if desk.year == desk.period else f"{desk.year.words} "
    return f"{words}, {now}compared with {desk.earlier.words}."


def _sections(desk: Desk, outline: Outline) -> Iterator[Section]:
    numbers = outline.numbered
    before = "0"
    for part in outline.sections:
        if part.repeat:
            for place, chapter in enumerate(desk.chapters, 1):
                blocks = tuple(_blocks(desk, part.items, chapter, chapter.slug))
                yield Section(chapter.slug, f"{before}.{place}", chapter.title, blocks)
            continue
        before = numbers[part.code]
        yield Section(part.code, before, part.title, tuple(_of_section(desk, part)))


def _of_section(desk: Desk, part: SectionOutline) -> Iterator[Block]:
    yield from _blocks(desk, part.items, None, part.code)
    if part.code in desk.commentary.by_code and not any(
        item.kind == "author" for item in part.items
    ):
        # Somebody wrote on a section whose outline asks for no words: they are shown, not lost.
        role = desk.locality.declared.author
        yield from desk.commentary.blocks(part.code, title="Commentary", role=role)


def _blocks(desk: Desk, items: Any, chapter: Chapter | None, where: str) -> Iterator[Block]:
    for item in items:
        yield from blocks_of(desk, item, chapter, where=where)


def numbered(document: Document) -> Document:
    """The document with its figures numbered in the order in which they stand."""
    counter = iter(range(1, 10_000))
    front = _numbered(document.front, counter)
    return replace(
        document, front=front, sections=tuple(_section(part, counter) for part in document.sections)
    )


def _section(section: Section, counter: Iterator[int]) -> Section:
    blocks = _numbered(section.blocks, counter)
    return replace(
        section, blocks=blocks, sections=tuple(_section(part, counter) for part in section.sections)
    )


def _numbered(blocks: tuple[Block, ...], counter: Iterator[int]) -> tuple[Block, ...]:
    return tuple(_number(block, counter) for block in blocks)


def _number(block: Block, counter: Iterator[int]) -> Block:
    if isinstance(block, Figure):
        return replace(block, number=next(counter))
    return (
        replace(block, blocks=_numbered(block.blocks, counter))
        if isinstance(block, Notice)
        else block
    )
