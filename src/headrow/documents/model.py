"""The one document model: frozen nodes that each renderer prints in its own way.

A document is a front, numbered sections and an annex. Blocks hold text as spans, so that a number keeps
the address of the finding behind it in every format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `finding` is the address of the finding that a number came from, `href` any other link."""

    text: str
    finding: str = ""
    href: str = ""
    strong: bool = False
    emphasis: bool = False


Spans: TypeAlias = tuple[Span, ...]


def plain(*words: str) -> Spans:
    """Words without links, as spans."""
    return tuple(Span(word) for word in words)


def text_of(spans: Spans) -> str:
    """The words of spans, joined."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is the page's first answer, `small` a source or hint."""

    spans: Spans
    kind: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class FindingList:
    """Main findings: a bold headline each, a line of proof under it."""

    items: tuple[tuple[Spans, Spans], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed remark: a `gap` (what was not supplied), a `box` a person must fill, a `caveat`, or a `draft` mark."""

    kind: Literal["gap", "box", "caveat", "draft", "commentary"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section, one level below the section's own; `code` is its anchor."""

    title: str
    code: str = ""


CellState: TypeAlias = Literal["shown", "withheld", "missing", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell as it is printed; `shade` 1 to 5 is a step of the ramp for heat tables."""

    text: str
    state: CellState = "shown"
    finding: str = ""
    shade: int | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; numbers stand right."""

    title: str
    code: str
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading row; the first column heads each row."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    csv: str = ""  # path of the same table as CSV, relative to the document
    folded: bool = False  # shown closed in HTML where long


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or map twice: 680 units wide and 328 narrow, as SVG, and once as PNG bytes for DOCX and slides."""

    wide: str
    narrow: str
    png: bytes = b""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several drawings of a figure that the reader may switch between where scripts run.

    A figure with choices shows them in place of its drawing; the first is that drawing.
    """

    label: str
    drawing: Drawing
    alt: str
    table: Table | None = None  # its numbers, where the figure's own table does not hold them


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure card: finding as title, what is counted as subtitle, drawing, table, and how it was worked out.

    `drawer` rows are, in this order: Counted, Adjusted, Average, limits or interval, Signal or test,
    Does not show, File.
    """

    code: str
    number: int
    title: str
    subtitle: str
    drawing: Drawing
    alt: str
    how_to_read: str
    source: str
    table: Table
    drawer: tuple[tuple[str, str], ...]
    findings: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    kind: Literal["chart", "map"] = "chart"
    csv: str = ""
    svg: str = ""
    png_file: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A line of a plan on a page; `tag` says what kind of line it is, or where it came from."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One aim of a plan on a page and what stands under it."""

    title: str
    items: tuple[PlanItem, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanOnAPage:
    """A strategy on one page: a column an aim."""

    code: str
    title: str
    subtitle: str
    columns: tuple[PlanColumn, ...]
    note: str = ""


Block: TypeAlias = (
    Paragraph | Bullets | FindingList | Notice | Subheading | Table | Figure | PlanOnAPage
)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part; `number` is printed ("3", "3.2"), `code` is its anchor."""

    code: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """How one figure was worked out: label and value rows under the finding's address.

    `more` is what few readers want (the query, every file): the page folds it away, and paper says where it stands.
    """

    address: str
    title: str
    rows: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; the date printed is the caller's, never the clock's."""

    title: str
    subtitle: str
    partnership: str
    service: str
    language: str
    marking: str
    status: str  # "Draft" or the words of the sign-off
    dated: str  # printed date, or ""
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    annex: tuple[Record, ...] = ()
    band: str = "#0b4a53"
    downloads: tuple[tuple[str, str], ...] = ()  # label, relative address
    colophon: tuple[str, ...] = field(default=())
