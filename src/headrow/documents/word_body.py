"""The body of the Word file: each node of the document in its style, links in both directions."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from typing import Any, Final

from headrow.documents import tokens, words
from headrow.documents import word_markup as w
from headrow.documents.citations import (
    ANNEX,
    FRONT,
    Names,
    Part,
    citations_of,
    how,
    shared_findings,
)
from headrow.documents.links import safe_link
from headrow.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    FindingList,
    Notice,
    Paragraph,
    PlanColumn,
    PlanOnAPage,
    Record,
    Section,
    Span,
    Spans,
    Subheading,
    Table,
)
from headrow.documents.tables import cell_text, notes_of

_TEXT_WIDTH: Final = 9638  # 170 mm in twentieths of a point
_DRAWING_WIDTH: Final = 170 * 36000  # EMU
_LINK: Final = "Hyperlink"


def body_of(document: Document, part: Any) -> str:
    """The whole body as markup; pictures and outside links are added to the document's part."""
    return _Body(document, part).markup()


class _Body:
    """One pass over a document, taking anchors in the order of all renderers."""

    def __init__(self, document: Document, part: Any) -> None:
        self.document = document
        self.part = part
        self.citations = citations_of(document)
        self.names = Names(document)
        self.marks = 0
        self.drawings = 0
        self.lists = 2
        self.style = "Normal"

    def markup(self) -> str:
        document = self.document
        front = self.marked(self.names.take(FRONT), w.run(document.title))
        status = ", ".join(part for part in (document.status, document.dated) if part)
        lines = [
            w.paragraph(front, "Title"),
            w.paragraph(w.run(f"{document.partnership}, {document.service}"), "Subtitle"),
            w.paragraph(w.run(document.subtitle), "Subtitle"),
            w.paragraph(w.run(status), "Subtitle"),
            self.blocks(document.front, 2),
            self.contents(),
            *(self.section(section, 1) for section in document.sections),
            self.annex(),
            *(w.paragraph(w.run(line), "Small") for line in document.colophon),
            w.paragraph(w.run(words.MADE_WITH), "Small"),
        ]
        return "".join(lines)

    # Parts

    def contents(self) -> str:
        """A table of contents that Word can renew; its lines are links from the start."""
        entries = [*self.entries(self.citations.parts, 1)]
        if self.document.annex:
            entries.append((1, ANNEX, words.ANNEX))
        if not entries:
            return ""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines = []
        for at, (level, anchor, title) in enumerate(entries):
            link = w.inside_link(anchor, w.run(title))
            content = (begin if at == 0 else "") + link + (end if at == len(entries) - 1 else "")
            lines.append(w.paragraph(content, f"TOC{level}"))
        return w.paragraph(w.run(words.CONTENTS), "TableTitle") + "".join(lines)

    def entries(self, parts: Iterable[Part], level: int) -> Iterable[tuple[int, str, str]]:
        for part in parts:
            yield level, part.anchor, f"{part.number} {part.title}".strip()
            if level == 1:
                yield from self.entries(part.parts, 2)

    def section(self, section: Section, level: int) -> str:
        anchor = self.names.take(section.code)
        title = f"{section.number} {section.title}".strip()
        return (
            self.heading(title, level, anchor)
            + self.blocks(section.blocks, level + 1)
            + "".join(self.section(part, level + 1) for part in section.sections)
        )

    def annex(self) -> str:
        if not self.document.annex:
            return ""
        return (
            self.heading(words.ANNEX, 1, ANNEX)
            + w.paragraph(w.run(words.ANNEX_LEAD))
            + "".join(self.record(record) for record in self.document.annex)
        )

    def record(self, record: Record) -> str:
        places = self.citations.used_in(record.address)
        used = w.run(", ").join(
            w.inside_link(place.anchor, w.run(place.words, _LINK)) for place in places
        )
        return (
            self.heading(record.title, 3, how(record.address))
            + w.paragraph(w.run(record.address), "Small")
            + self.pairs(record.title, record.rows)
            + (w.paragraph(w.run(words.USED_IN + " ") + used, "Small") if places else "")
        )

    def heading(self, title: str, level: int, anchor: str) -> str:
        return w.paragraph(self.marked(anchor, w.run(title)), f"Heading{min(level, 6)}")

    def marked(self, anchor: str, content: str) -> str:
        self.marks += 1
        return w.bookmark(anchor, self.marks, content)

    # Blocks

    def blocks(self, blocks: Iterable[Block], level: int) -> str:
        return "".join(self.block(block, level) for block in blocks)

    def block(self, block: Block, level: int) -> str:
        match block:
            case Paragraph():
                style = {"lead": "Lead", "small": "Small"}.get(block.kind, self.style)
                return w.paragraph(self.spans(block.spans), style)
            case Bullets():
                return self.bullets(block)
            case FindingList():
                return "".join(self.finding(*item) for item in block.items)
            case Notice():
                return self.notice(block, level)
            case Subheading():
                return self.heading(block.title, level, self.names.take(block.code or block.title))
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case PlanOnAPage():
                return self.plan(block, level)

    def spans(self, spans: Spans) -> str:
        return "".join(self.span(span) for span in spans)

    def span(self, span: Span) -> str:
        if self.citations.answers(span.finding):
            shown = w.run(span.text, "ShownNumber", strong=span.strong, emphasis=span.emphasis)
            return w.inside_link(how(span.finding), shown)
        if span.href.startswith("#") and span.href[1:] in self.citations.anchors:
            return w.inside_link(span.href[1:], w.run(span.text, _LINK))
        if safe_link(span.href) and not span.href.startswith("#"):
            return self.outside(span.href, span.text)
        style = "Strong" if span.strong else "Emphasis" if span.emphasis else ""
        return w.run(span.text, style)

    def outside(self, href: str, text: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        relationship = self.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return w.outside_link(relationship, w.run(text, _LINK))

    def bullets(self, block: Bullets) -> str:
        if not block.ordered:
            return "".join(w.paragraph(self.spans(item), "ListBullet") for item in block.items)
        self.lists += 1
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists}"/></w:numPr>'
        return "".join(w.paragraph(self.spans(item), "ListNumber", number) for item in block.items)

    def finding(self, headline: Spans, proof: Spans) -> str:
        strong = tuple(
            Span(span.text, span.finding, span.href, True, span.emphasis) for span in headline
        )
        return w.paragraph(self.spans(strong) + w.run(" ") + self.spans(proof), "Finding")

    def notice(self, block: Notice, level: int) -> str:
        outer, self.style = self.style, f"Notice{block.kind.capitalize()}"
        title = w.run(f"{words.NOTICE[block.kind]}: ") + w.run(block.title, "Strong")
        made = w.paragraph(title, self.style) + self.blocks(block.blocks, level)
        self.style = outer
        return made

    # Tables

    def table(self, table: Table) -> str:
        anchor = self.names.take(f"table-{table.code}")
        shared = [a for a in shared_findings(table) if self.citations.answers(a)]
        widths = _widths(table)
        head = "".join(
            w.table_cell(w.paragraph(w.run(column.title), _cell_style(column)), width)
            for column, width in zip(table.columns, widths, strict=True)
        )
        rows = "".join(
            w.table_row("".join(self.cells(table, row, widths, shared))) for row in table.rows
        )
        under = [w.run(note) for note in (*notes_of(table), table.source) if note]
        if shared:
            links = w.run("; ").join(
                w.inside_link(how(a), w.run(self.citations.titles[a], _LINK)) for a in shared
            )
            under.append(w.run(words.TABLE_FROM + ": ") + links)
        if table.csv and safe_link(table.csv):
            under.append(self.outside(table.csv, words.DATA_CSV))
        return (
            w.paragraph(self.marked(anchor, w.run(table.title)), "TableTitle")
            + (w.paragraph(w.run(table.subtitle), "FigureSubtitle") if table.subtitle else "")
            + w.table(table.title, widths, w.table_row(head, heading=True), rows)
            + "".join(w.paragraph(line, "Small") for line in (under or [""]))
        )

    def cells(
        self, table: Table, row: tuple[Cell, ...], widths: tuple[int, ...], shared: list[str]
    ) -> Iterable[str]:
        padded = (*row, *(Cell("") for _ in table.columns))[: len(table.columns)]
        for cell, column, width in zip(padded, table.columns, widths, strict=True):
            fill = tokens.RAMP[cell.shade - 1][1:] if cell.shade else ""
            content = self.cell(cell, shared)
            yield w.table_cell(w.paragraph(content, _cell_style(column)), width, fill)

    def cell(self, cell: Cell, shared: list[str]) -> str:
        text = cell_text(cell)
        if self.citations.answers(cell.finding) and cell.finding not in shared:
            return w.inside_link(how(cell.finding), w.run(text, "ShownNumber", strong=cell.strong))
        if cell.shade and tokens.RAMP_INK[cell.shade - 1] == tokens.INVERSE:
            return w.run(text, "OnDark", strong=cell.strong)
        if cell.state != "shown":
            return w.run(text, "NotShown", strong=cell.strong)
        return w.run(text, "Strong" if cell.strong else "")

    def pairs(self, title: str, rows: Iterable[tuple[str, str]]) -> str:
        """Label and value rows as a small table of two columns."""
        widths = (2200, _TEXT_WIDTH - 2200)
        made = "".join(
            w.table_row(
                w.table_cell(w.paragraph(w.run(label, "Strong"), "TableText"), widths[0])
                + w.table_cell(w.paragraph(w.run(value), "TableText"), widths[1])
            )
            for label, value in rows
        )
        return w.table(title, widths, "", made) + w.paragraph("", "Small") if made else ""

    # Figures and plans

    def figure(self, figure: Figure) -> str:
        anchor = self.names.take(figure.code)
        number = w.run(words.FIGURE + " ") + w.simple_field(
            "SEQ Figure \\* ARABIC", str(figure.number)
        )
        also = ", ".join(choice.label for choice in figure.choices[1:])
        how_links = w.run("; ").join(
            w.inside_link(how(a), w.run(self.citations.titles[a], _LINK))
            for a in figure.findings
            if self.citations.answers(a)
        )
        return "".join((
            w.paragraph(self.marked(anchor, number), "FigureNumber"),
            w.paragraph(w.run(figure.title), "Caption"),
            w.paragraph(w.run(figure.subtitle), "FigureSubtitle"),
            w.paragraph(self.picture(figure.drawing.png, figure.alt), "Drawing"),
            w.paragraph(w.run(figure.how_to_read), "HowToRead"),
            w.paragraph(w.run(figure.source), "Small"),
            w.paragraph(w.run(f"{words.ALSO_DRAWN}: {also}"), "Small") if also else "",
            w.paragraph(w.run(words.WORKED_OUT + " ") + how_links, "Small"),
            self.pairs(words.WORKED_OUT, figure.drawer),
            self.table(figure.table),
        ))  # fmt: skip

    def picture(self, png: bytes, alt: str) -> str:
        """The drawing with its alternative text, or the text alone where there is no picture."""
        if not png:
            return w.run(alt)
        self.drawings += 1
        relationship, _ = self.part.get_or_add_image(io.BytesIO(png))
        wide, high = struct.unpack(">II", png[16:24])
        return w.picture(
            relationship, self.drawings, alt, _DRAWING_WIDTH, _DRAWING_WIDTH * high // wide
        )

    def plan(self, plan: PlanOnAPage, level: int) -> str:
        columns = max(1, min(5, len(plan.columns)))
        widths = (_TEXT_WIDTH // columns,) * columns
        cells = [w.table_cell(self.aim(column), widths[0]) for column in plan.columns]
        rows = "".join(
            w.table_row("".join(cells[start : start + columns]) + w.table_cell("<w:p/>", widths[0]) * (columns - len(cells[start : start + columns])))
            for start in range(0, len(cells), columns)
        )  # fmt: skip
        return (
            self.heading(plan.title, level, self.names.take(plan.code))
            + (w.paragraph(w.run(plan.subtitle), "FigureSubtitle") if plan.subtitle else "")
            + (w.table(plan.title, widths, "", rows) if rows else "")
            + w.paragraph(w.run(plan.note), "Small")
        )

    def aim(self, column: PlanColumn) -> str:
        return (
            w.paragraph(w.run(column.title), "AimTitle")
            + (w.paragraph(w.run(column.note), "Small") if column.note else "")
            + "".join(
                w.paragraph(
                    w.run(item.text) + (w.run(f" ({item.tag})", "NotShown") if item.tag else ""),
                    "PlanItem",
                )
                for item in column.items
            )
        )


def _cell_style(column: Column) -> str:
    return "TableNumber" if column.kind == "number" else "TableText"


def _widths(table: Table) -> tuple[int, ...]:
    """Column widths by their longest words, the first and text columns never the narrowest."""
    weights = []
    for at, column in enumerate(table.columns):
        longest = max((len(row[at].text) for row in table.rows if at < len(row)), default=0)
        weights.append(max(6, min(28, max(longest, len(column.title) // 2))))
    whole = sum(weights) or 1
    return tuple(_TEXT_WIDTH * weight // whole for weight in weights)
