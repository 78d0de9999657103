"""Pieces of WordprocessingML as strings: each escapes what it prints, so that a name is never markup."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

# Characters that XML 1.0 cannot hold at all.
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def holdable(text: str) -> str:
    """Text without characters that XML 1.0 cannot hold."""
    return _UNHOLDABLE.sub("\ufffd", text)


def words(text: str) -> str:
    """Text as XML holds it."""
    return escape(holdable(text))


def quoted(text: str) -> str:
    """Text as a quoted XML attribute."""
    return quoteattr(holdable(text))


def run(text: str, style: str = "", *, strong: bool = False, emphasis: bool = False) -> str:
    """A run of text; line ends become breaks."""
    properties = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if strong else "")
        + ("<w:i/>" if emphasis else "")
    )
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{words(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>" if properties else f"<w:r>{lines}</w:r>"


def paragraph(content: str, style: str = "Normal", extra: str = "") -> str:
    """A paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def bookmark_name(anchor: str) -> str:
    """An anchor as Word allows it: a letter, then letters and digits, 40 at most."""
    return "h" + hashlib.sha256(anchor.encode("utf-8")).hexdigest()[:32]


def bookmark(anchor: str, number: int, content: str = "") -> str:
    """A bookmark about some content."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def inside_link(anchor: str, content: str) -> str:
    """A link to a bookmark of this document."""
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>'


def outside_link(relationship: str, content: str) -> str:
    """A link to an address held as a relationship."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def simple_field(instruction: str, shown: str) -> str:
    """A field that Word can bring up to date, and what it shows until then."""
    return f"<w:fldSimple w:instr={quoted(instruction)}>{run(shown)}</w:fldSimple>"


def picture(relationship: str, number: int, alt: str, width: int, height: int) -> str:
    """An inline picture with its alternative text; width and height in EMU (914,400 an inch)."""
    extent = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Drawing {number}" descr={quoted(alt)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="drawing-{number}.png" descr={quoted(alt)}/>'
        "<pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(title: str, widths: tuple[int, ...], header: str, rows: str) -> str:
    """A table of full width in our style; a heading row, where there is one, repeats on each page."""
    first = '0420" w:firstRow="1"' if header else '0400" w:firstRow="0"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="HeadrowTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLook w:val="{first} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
        f' w:noVBand="1"/><w:tblCaption w:val={quoted(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{header}{rows}</w:tbl>"
    )


def table_row(cells: str, *, heading: bool = False) -> str:
    """A row that is never split; a heading row repeats."""
    mark = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{cells}</w:tr>"


def table_cell(content: str, width: int, fill: str = "") -> str:
    """A cell of paragraphs; `fill` is a colour without its `#`."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'
