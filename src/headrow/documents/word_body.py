"""The body of the Word file: each node of the document in its style, links in both directions."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from headrow.documents import word_markup as w
from headrow.documents import words
from headrow.documents.citations import ANNEX, FRONT, LONG_TABLES, Names, Part, citations_of, how
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
from headrow.documents.tables import is_folded
from headrow.documents.word_links import Links
from headrow.documents.word_tables import pairs_markup, plan_markup, table_markup

_DRAWING_WIDTH: Final = 170 * 36000  # EMU
_CONTENTS_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END_OF_FIELD: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def body_of(document: Document, part: Any) -> str:
    """The whole body as markup; pictures and outside links are added to the document's part."""
    return _Body(document, part).markup()


class _Body:
    """One pass over a document, taking anchors in the order of all renderers."""

    def __init__(self, document: Document, part: Any) -> None:
        self.document = document
        self.part = part
        self.citations = citations_of(document)
        self.links = Links(self.citations, part)
        self.names = Names(document)
        self.drawings = 0
        self.lists = 2
        self.long_tables: list[str] = []
        self.style = "Normal"

    def markup(self) -> str:
        document = self.document
        front = self.links.marked(self.names.take(FRONT), w.run(document.title))
        opening = self.blocks(document.front, 2)
        sections = "".join(self.section(section, 1) for section in document.sections)
        status = ", ".join(part for part in (document.status, document.dated) if part)
        lines = [
            w.paragraph(front, "Title"),
            w.paragraph(w.run(f"{document.partnership}, {document.service}"), "Subtitle"),
            w.paragraph(w.run(document.subtitle), "Subtitle"),
            w.paragraph(w.run(status), "Subtitle"),
            opening,
            self.contents(),
            sections,
            self.back(),
            self.annex(),
            *(w.paragraph(w.run(line), "Small") for line in document.colophon),
            w.paragraph(w.run(words.MADE_WITH), "Small"),
        ]
        return "".join(lines)

    # Parts

    def contents(self) -> str:
        """A table of contents that Word can renew; its lines are links from the start."""
        entries = [*_entries(self.citations.parts, 1)]
        if self.long_tables:
            entries.append((1, LONG_TABLES, words.LONG_TABLES))
        if self.document.annex:
            entries.append((1, ANNEX, words.ANNEX))
        if not entries:
            return ""
        lines = [w.inside_link(anchor, w.run(title)) for _, anchor, title in entries]
        lines[0] = _CONTENTS_FIELD + lines[0]
        lines[-1] += _END_OF_FIELD
        return w.paragraph(w.run(words.CONTENTS), "ContentsTitle") + "".join(
            w.paragraph(line, f"TOC{level}")
            for line, (level, _, _) in zip(lines, entries, strict=True)
        )

    def section(self, section: Section, level: int) -> str:
        anchor = self.names.take(section.code)
        title = f"{section.number} {section.title}".strip()
        return (
            self.heading(title, level, anchor)
            + self.blocks(section.blocks, level + 1)
            + "".join(self.section(part, level + 1) for part in section.sections)
        )

    def back(self) -> str:
        """What is too long to stand between paragraphs."""
        if not self.long_tables:
            return ""
        return self.heading(words.LONG_TABLES, 1, LONG_TABLES) + "".join(self.long_tables)

    def annex(self) -> str:
        if not self.document.annex:
            return ""
        return (
            self.heading(words.ANNEX, 1, ANNEX)
            + w.paragraph(w.run(words.ANNEX_LEAD))
            + w.paragraph(w.run(words.ON_PAPER))
            + "".join(self.record(record) for record in self.citations.records)
        )

    def record(self, record: Record) -> str:
        places = self.citations.used_in(record.address)
        used = w.run(", ").join(self.links.place(place.anchor, place.words) for place in places)
        return (
            self.heading(record.title, 3, how(record.address))
            + w.paragraph(_run_in((*record.rows, (words.ADDRESS, record.address))), "Small")
            + (w.paragraph(w.run(words.USED_IN + " ") + used, "Small") if places else "")
        )

    def heading(self, title: str, level: int, anchor: str) -> str:
        return w.paragraph(self.links.marked(anchor, w.run(title)), f"Heading{min(level, 6)}")

    # Blocks

    def blocks(self, blocks: Iterable[Block], level: int) -> str:
        return "".join(self.block(block, level) for block in blocks)

    def block(self, block: Block, level: int) -> str:
        match block:
            case Paragraph():
                style = {"lead": "Lead", "small": "Small"}.get(block.kind, self.style)
                return w.paragraph(self.links.spans(block.spans), style)
            case Bullets():
                return self.bullets(block)
            case FindingList():
                return "".join(self.finding(*item) for item in block.items)
            case Notice():
                return self.notice(block, level)
            case Subheading():
                anchor = self.names.take(block.code or block.title)
                return self.heading(block.title, level, anchor)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case PlanOnAPage():
                return self.plan(block, level)

    def bullets(self, block: Bullets) -> str:
        style = "ListNumber" if block.ordered else "ListBullet"
        style = style if self.style == "Normal" else self.style  # a notice keeps its frame
        self.lists += block.ordered
        used = self.lists if block.ordered else 1
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{used}"/></w:numPr>'
        return "".join(w.paragraph(self.links.spans(item), style, number) for item in block.items)

    def finding(self, headline: Spans, proof: Spans) -> str:
        strong = tuple(replace(span, strong=True) for span in headline)
        content = self.links.spans(strong) + w.run(" ") + self.links.spans(proof)
        return w.paragraph(content, "Finding")

    def notice(self, block: Notice, level: int) -> str:
        outer, self.style = self.style, f"Notice{block.kind.capitalize()}"
        title = w.run(f"{words.NOTICE[block.kind]}: ") + w.run(block.title, "Strong")
        made = w.paragraph(title, f"{self.style}Title") + self.blocks(block.blocks, level)
        self.style = outer
        return made

    def table(self, table: Table) -> str:
        return table_markup(table, self.names.take(f"table-{table.code}"), self.links)

    def plan(self, plan: PlanOnAPage, level: int) -> str:
        return (
            self.heading(plan.title, level, self.names.take(plan.code))
            + (w.paragraph(w.run(plan.subtitle), "FigureSubtitle") if plan.subtitle else "")
            + plan_markup(plan)
            + w.paragraph(w.run(plan.note), "Small")
        )

    def figure(self, figure: Figure) -> str:
        anchor = self.names.take(figure.code)
        number = w.run(f"{words.FIGURE} ")
        number += w.simple_field("SEQ Figure \\* ARABIC", str(figure.number))
        also = words.drawn([choice.label for choice in figure.choices])
        tables = self.tables_of(figure, anchor)
        lines = [
            w.paragraph(self.links.marked(anchor, number), "FigureNumber"),
            w.paragraph(w.run(figure.title), "Caption"),
            w.paragraph(w.run(figure.subtitle), "FigureSubtitle"),
            w.paragraph(self.picture(figure.drawing.png, figure.alt), "Drawing"),
            w.paragraph(w.run(figure.how_to_read), "HowToRead"),
            w.paragraph(w.run(figure.source), "Small"),
            w.paragraph(w.run(also), "Small") if also else "",
            w.paragraph(
                w.run(f"{words.WORKED_OUT} ") + self.links.records(figure.findings), "Small"
            ),
            pairs_markup(words.WORKED_OUT, figure.drawer),
            tables,
        ]
        return "".join(lines)

    def tables_of(self, figure: Figure, anchor: str) -> str:
        """The figure's tables; a long one moves to the back, with links both ways."""
        choices = [choice.table for choice in figure.choices if choice.table]
        made = "".join(self.table(table) for table in choices)
        if not is_folded(figure.table):
            return made + self.table(figure.table)
        name = self.names.take(f"table-{figure.table.code}")
        back = w.run(f"{words.BEHIND} ") + self.links.place(anchor, words.figure(figure.number))
        self.long_tables.append(
            table_markup(figure.table, name, self.links) + w.paragraph(back, "Small")
        )
        return made + w.paragraph(self.links.place(name, words.TABLE), "Small")

    def picture(self, png: bytes, alt: str) -> str:
        """The drawing with its alternative text, or the text alone where there is no picture."""
        if not png:
            return w.run(alt)
        self.drawings += 1
        relationship, _ = self.part.get_or_add_image(io.BytesIO(png))
        wide, high = struct.unpack(">II", png[16:24])
        height = _DRAWING_WIDTH * high // wide
        return w.picture(relationship, self.drawings, alt, _DRAWING_WIDTH, height)


def _run_in(rows: Iterable[tuple[str, str]]) -> str:
    """Labels and values in one paragraph, so that several records stand on a page."""
    pairs = (w.run(f"{label}: ", strong=True) + w.run(value) for label, value in rows)
    return w.run(" · ").join(pairs)


def _entries(parts: Iterable[Part], level: int) -> Iterable[tuple[int, str, str]]:
    for part in parts:
        yield level, part.anchor, f"{part.number} {part.title}".strip()
        if level == 1:
            yield from _entries(part.parts, 2)
