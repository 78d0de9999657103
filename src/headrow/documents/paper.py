"""A document as plain data for the printed page: strings, numbers and lists, links already decided.

The Typst template reads this as JSON; nothing in it is ever source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from headrow.documents import tokens, words
from headrow.documents.citations import Citations, Names, citations_of, how, shared_findings
from headrow.documents.drawings import inline
from headrow.documents.links import safe_link
from headrow.documents.model import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    FindingList,
    Notice,
    Paragraph,
    PlanOnAPage,
    Record,
    Section,
    Span,
    Spans,
    Subheading,
    Table,
)
from headrow.documents.room import balanced, fits, share, short, weights
from headrow.documents.tables import cell_text, is_folded, is_heat_table, notes_of

Data = dict[str, Any]

_UPRIGHT_COLUMNS: Final = 3  # a plan with more aims goes on a page on its side


def paper_of(document: Document) -> Data:
    """The document as the template reads it, anchors taken in the order of all renderers."""
    return _Paper(document).data()


class _Paper:
    """One pass over a document; long tables and the drawers' rows go to the back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.citations: Citations = citations_of(document)
        self.names = Names(document)
        self.long_tables: list[Data] = []
        self.drawers: list[Data] = []

    def data(self) -> Data:
        document = self.document
        self.names.take("front")
        front = self.blocks(document.front)
        sections = [self.section(section) for section in document.sections]
        language, _, region = document.language.partition("-")
        return {
            "document": _front_matter(document),
            "language": language or "en",
            "region": region or None,
            "tokens": _tokens(),
            "words": _words(),
            "front": front,
            "sections": sections,
            "long_tables": self.long_tables,
            "drawers": self.drawers,
            "annex": [self.record(record) for record in self.citations.records],
        }

    def section(self, section: Section) -> Data:
        anchor = self.names.take(section.code)
        blocks = self.blocks(section.blocks)
        turned = bool(blocks) and blocks[0].get("own_page", False)
        if turned:
            blocks[0]["own_page"] = False
        return {
            "anchor": anchor,
            "number": section.number,
            "title": section.title,
            "blocks": blocks,
            "turned": turned,
            "sections": [self.section(part) for part in section.sections],
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [{"node": type(block).__name__, **self.block(block)} for block in blocks]

    def block(self, block: Block) -> Data:
        match block:
            case Paragraph():
                return {"spans": self.spans(block.spans), "kind": block.kind}
            case Bullets():
                return {"items": [self.spans(i) for i in block.items], "ordered": block.ordered}
            case FindingList():
                return {"items": [[self.spans(a), self.spans(b)] for a, b in block.items]}
            case Notice():
                return {
                    "kind": block.kind,
                    "title": block.title,
                    "blocks": self.blocks(block.blocks),
                }
            case Subheading():
                return {
                    "title": block.title,
                    "anchor": self.names.take(block.code or block.title),
                }
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case PlanOnAPage():
                return self.plan(block)

    def spans(self, spans: Spans) -> list[Data]:
        return [self.span(span) for span in spans]

    def span(self, span: Span) -> Data:
        quiet = self.citations.answers(span.finding)
        return {
            "text": span.text,
            "strong": span.strong,
            "emphasis": span.emphasis,
            "link": f"#{how(span.finding)}" if quiet else self.link(span.href),
            "quiet": quiet,
        }

    def link(self, href: str) -> str:
        """An address that paper can follow: a web page, or an anchor that this document holds."""
        if href.startswith("#"):
            return href if href[1:] in self.citations.anchors else ""
        return href if safe_link(href) and ":" in href else ""

    def table(self, table: Table, behind: Data | None = None) -> Data:
        shared = [a for a in shared_findings(table) if self.citations.answers(a)]
        return {
            "anchor": self.names.take(f"table-{table.code}"),
            "title": table.title,
            "subtitle": table.subtitle,
            "columns": [
                {"title": column.title, "kind": column.kind, "weight": weight}
                for column, weight in zip(table.columns, weights(table), strict=True)
            ],
            "rows": [self.row(table, row, shared) for row in table.rows],
            "whole": fits(table),
            "heat": is_heat_table(table),
            "back": behind is not None or is_folded(table),
            "notes": list(notes_of(table)),
            "source": table.source,
            "shared": self.records(shared),
            "behind": behind,
        }

    def row(self, table: Table, row: tuple[Cell, ...], shared: list[str]) -> list[Data]:
        """A row as long as the heading, so that no cell slips into the next row."""
        cells = (*row, *(Cell("") for _ in table.columns))[: len(table.columns)]
        return [
            {
                "text": cell_text(cell),
                "state": cell.state,
                "shade": cell.shade,
                "strong": cell.strong,
                "link": f"#{how(cell.finding)}"
                if self.citations.answers(cell.finding) and cell.finding not in shared
                else "",
            }
            for cell in cells
        ]

    def records(self, addresses: Iterable[str]) -> list[Data]:
        return [
            {"link": f"#{how(address)}", "title": self.citations.titles[address]}
            for address in addresses
            if self.citations.answers(address)
        ]

    def figure(self, figure: Figure) -> Data:
        anchor = self.names.take(figure.code)
        printed = words.figure(figure.number)
        choices = [self.table(choice.table) for choice in figure.choices if choice.table]
        place = {"link": f"#{anchor}", "words": printed}
        long = is_folded(figure.table)
        table = self.table(figure.table, place if long else None)
        if long:
            self.long_tables.append(table)
        self.drawers.append(
            {
                "title": f"{printed}: {figure.title}",
                "anchor": f"drawer/{anchor}",
                "rows": [list(row) for row in figure.drawer],
                "whole": short(figure.drawer),
                "figure": anchor,
                "figure_words": printed,
            }
        )
        return {
            "anchor": anchor,
            "number": figure.number,
            "title": figure.title,
            "subtitle": figure.subtitle,
            "wide": inline(figure.drawing.wide, anchor),
            "width": share(figure.drawing.wide),
            "alt": figure.alt,
            "how_to_read": figure.how_to_read,
            "source": figure.source,
            "also": words.drawn([choice.label for choice in figure.choices]),
            "how": self.records(figure.findings),
            "drawer_anchor": f"drawer/{anchor}",
            "tables": [*choices, *([] if long else [table])],
            "table_link": f"#{table['anchor']}" if long else "",
        }

    def plan(self, plan: PlanOnAPage) -> Data:
        return {
            "anchor": self.names.take(plan.code),
            "title": plan.title,
            "subtitle": plan.subtitle,
            "note": plan.note,
            "own_page": len(plan.columns) > _UPRIGHT_COLUMNS,
            "columns": [
                {
                    "title": column.title,
                    "note": column.note,
                    "items": [{"text": item.text, "tag": item.tag} for item in column.items],
                }
                for column in plan.columns
            ],
        }

    def record(self, record: Record) -> Data:
        return {
            "anchor": how(record.address),
            "address": record.address,
            "title": record.title,
            "rows": [list(row) for row in record.rows],
            "whole": short(record.rows),
            "used": [
                {"anchor": place.anchor, "words": place.words}
                for place in self.citations.used_in(record.address)
            ],
        }


def _front_matter(document: Document) -> Data:
    return {
        "title": document.title,
        "title_lines": balanced(document.title),
        "subtitle": document.subtitle,
        "partnership": document.partnership,
        "service": document.service,
        "marking": document.marking,
        "status": document.status,
        "dated": document.dated,
        "colophon": list(document.colophon),
    }


def _tokens() -> Data:
    return {
        "font": tokens.FONT_FAMILY,
        "type": tokens.TYPE_PT,
        "ink": tokens.INK,
        "soft": tokens.SOFT_INK,
        "teal": tokens.BAND,
        "rule": tokens.RULE,
        "tint": tokens.TINT,
        "context": tokens.CONTEXT,
        "control": tokens.CONTROL,
        "link": tokens.LINK,
        "ramp": tokens.RAMP,
        "ramp_ink": tokens.RAMP_INK,
    }


def _words() -> Data:
    """The fixed words, by their names in small letters."""
    return {name.lower(): value for name, value in vars(words).items() if name.isupper()}
