"""Reading a whole document's computed words, so that a test or a sign-off can hold them to what may be said."""

from __future__ import annotations

from collections.abc import Iterator

from headrow.analysis.present.sentences.words import check_words
from headrow.documents.model import (
    Block,
    Bullets,
    Document,
    Figure,
    FindingList,
    Notice,
    Paragraph,
    PlanOnAPage,
    Section,
    Subheading,
    Table,
    text_of,
)
from headrow.vocabulary.localities import Locality

# Tables whose words are mostly code, addresses and file names.
NOT_PROSE = ("sources", "methods", "files", "ledger", "versions")


def forbidden_in(document: Document, locality: Locality) -> list[str]:
    """What no computed text may hold and this document holds; a person's commentary is not looked at."""
    quoted = tuple(quoted_words(locality))
    return [
        f"{where}: {wrong}"
        for where, words in computed_texts(document)
        for wrong in check_words(words, quoted=quoted)
    ]


def quoted_words(locality: Locality) -> Iterator[str]:
    """Words that the locality's strategies print: names, promises and issues are the strategy's own."""
    for strategy in locality.strategies:
        yield from strategy.words_by_id.values()
        for subject in strategy.issues:
            yield from subject.key_issues
        for theme in strategy.critical_themes:
            yield from theme.issues
        for row in strategy.deliverables:
            yield from filter(None, (row.heading, row.lead_as_printed))
        for head in filter(
            None, (strategy.head.vision, strategy.head.outcome, strategy.head.ambition)
        ):
            yield head.text
        if strategy.plan_on_a_page:
            yield from strategy.plan_on_a_page.approaches
        for figure in strategy.figures:
            yield from filter(None, (figure.what, figure.period, figure.source))
        for heard in strategy.consultations:
            yield from filter(None, (heard.text, heard.asked, *heard.who))


def computed_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Each text that code wrote, with the section it stands in."""
    for block in document.front:
        yield from (("front", words) for words in _texts(block))
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[tuple[str, str]]:
    yield section.code, section.title
    for block in section.blocks:
        yield from ((section.code, words) for words in _texts(block))
    for part in section.sections:
        yield from _of_section(part)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield text_of(block.spans)
    elif isinstance(block, Bullets):
        yield from (text_of(item) for item in block.items)
    elif isinstance(block, FindingList):
        yield from (text_of(spans) for item in block.items for spans in item)
    elif isinstance(block, Subheading):
        yield block.title
    elif isinstance(block, Notice):
        if block.kind != "commentary":
            yield block.title
            yield from (words for inner in block.blocks for words in _texts(inner))
    elif isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Figure):
        yield from (block.title, block.subtitle, block.alt, block.how_to_read)
        yield from (value for label, value in block.drawer if label != "File")
    elif isinstance(block, PlanOnAPage):
        yield from (item.tag for column in block.columns for item in column.items)


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.title, table.subtitle, *table.notes)
    if table.code not in NOT_PROSE:
        yield from (cell.text for row in table.rows for cell in row if " " in cell.text)
