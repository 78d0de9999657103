"""Who cites what: anchors, and the places where each finding is used.

All three renderers take their anchors from here in document order, so that an address means the same
in HTML, PDF and DOCX, and no anchor is given twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from headrow.documents import words
from headrow.documents.model import (
    Block,
    Bullets,
    Document,
    Figure,
    FindingList,
    Notice,
    Paragraph,
    PlanOnAPage,
    Record,
    Section,
    Spans,
    Subheading,
    Table,
)

FRONT: Final = "front"
ANNEX: Final = "annex"
LONG_TABLES: Final = "long-tables"
DRAWERS: Final = "drawers"

_UNSAFE = re.compile(r"[^A-Za-z0-9._:-]")


def anchor(code: str) -> str:
    """A code as an anchor: letters, digits and `._:-` stay, anything else becomes `_<hex>_`."""
    return _UNSAFE.sub(lambda found: f"_{ord(found.group()):x}_", code) or "part"


def how(address: str) -> str:
    """The anchor of the record behind a finding."""
    return f"how-{anchor(address)}"


class Names:
    """Gives each anchor once: the second of the same code becomes `code-2`.

    The page's own anchors and those of the annex are spoken for from the start; with every name
    `<name>-title` is taken too, for its heading.
    """

    def __init__(self, document: Document) -> None:
        self.taken: set[str] = {"main", "contents", ANNEX, f"{ANNEX}-title", LONG_TABLES, DRAWERS}
        self.taken |= {how(record.address) for record in document.annex}

    def take(self, code: str) -> str:
        """The next free anchor for a code."""
        name, number = anchor(code), 1
        while name in self.taken or f"{name}-title" in self.taken:
            number += 1
            name = f"{anchor(code)}-{number}"
        self.taken |= {name, f"{name}-title"}
        return name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is used: an anchor, and its name in a sentence."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the contents: a section's anchor, number and title, and the parts inside it."""

    anchor: str
    number: str
    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Citations:
    """The findings a document answers for, where each is used, and every anchor it holds."""

    titles: Mapping[str, str]
    places: Mapping[str, tuple[Place, ...]]
    anchors: frozenset[str]
    parts: tuple[Part, ...]
    records: tuple[Record, ...]  # of the annex, each address once

    def answers(self, address: str) -> bool:
        """Whether the annex holds a record for this finding, so that a link to it leads somewhere."""
        return bool(address) and address in self.titles

    def used_in(self, address: str) -> tuple[Place, ...]:
        """The places that use a finding, in document order, each once."""
        return self.places.get(address, ())

    def unanswered(self) -> tuple[str, ...]:
        """Findings that the text cites and the annex does not hold."""
        return tuple(address for address in self.places if address not in self.titles)


def citations_of(document: Document) -> Citations:
    """Read a document once, in order, and say who cites what."""
    reading = _Reading(document)
    records = {record.address: record for record in reversed(document.annex)}
    titles = {address: record.title for address, record in records.items()}
    places = {address: tuple(found) for address, found in reading.places.items()}
    return Citations(
        titles,
        places,
        frozenset(reading.names.taken),
        reading.parts,
        tuple(reversed(records.values())),
    )


def shared_findings(table: Table) -> tuple[str, ...]:
    """Findings that stand behind several cells of a table: cited once under it, not at every cell."""
    uses = Counter(cell.finding for row in table.rows for cell in row if cell.finding)
    return tuple(address for address, times in uses.items() if times > 1)


class _Reading:
    """One pass over a document, taking anchors in the order in which the renderers take them."""

    def __init__(self, document: Document) -> None:
        self.names = Names(document)
        self.places: dict[str, dict[Place, None]] = {}
        self._blocks(document.front, Place(self.names.take(FRONT), words.SUMMARY))
        self.parts = tuple(self._section(section) for section in document.sections)

    def _section(self, section: Section) -> Part:
        name = self.names.take(section.code)
        printed = words.section(section.number) if section.number else section.title
        self._blocks(section.blocks, Place(name, printed))
        inner = tuple(self._section(part) for part in section.sections)
        return Part(name, section.number, section.title, inner)

    def _blocks(self, blocks: tuple[Block, ...], place: Place) -> None:
        for block in blocks:
            match block:
                case Subheading():
                    self.names.take(block.code or block.title)
                case PlanOnAPage():
                    self.names.take(block.code)
                case Table():
                    self._table(block, place)
                case Figure():
                    self._figure(block)
                case Notice():
                    self._blocks(block.blocks, place)
                case _:
                    for spans in _spans(block):
                        self._cited((span.finding for span in spans), place)

    def _table(self, table: Table, place: Place) -> None:
        self.names.take(f"table-{table.code}")
        self._cited((cell.finding for row in table.rows for cell in row), place)

    def _figure(self, figure: Figure) -> None:
        place = Place(self.names.take(figure.code), words.figure(figure.number))
        self._cited(figure.findings, place)
        for choice in figure.choices:
            if choice.table:
                self._table(choice.table, place)
        self._table(figure.table, place)

    def _cited(self, addresses: Iterable[str], place: Place) -> None:
        for address in addresses:
            if address:
                self.places.setdefault(address, {})[place] = None


def _spans(block: Paragraph | Bullets | FindingList) -> Iterator[Spans]:
    match block:
        case Paragraph():
            yield block.spans
        case Bullets():
            yield from block.items
        case FindingList():
            for headline, proof in block.items:
                yield headline
                yield proof
