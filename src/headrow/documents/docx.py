"""The document as a Word file that analysts edit: styles, captions, headed tables, alternative texts.

The same document gives the same bytes: nothing is dated, and the archive is written anew.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

from headrow.documents import word_markup as w
from headrow.documents import words
from headrow.documents.model import Document
from headrow.documents.word_body import body_of
from headrow.documents.word_styles import dress, name_a_stand_in

_NO_DATE: Final = datetime(2000, 1, 1)
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY: Final = 255  # Word's own limit
_MM: Final = 36000  # EMU


def render(document: Document) -> bytes:
    """Print a document as DOCX bytes."""
    import docx
    from docx.oxml import parse_xml

    made = docx.Document()
    dress(made, document.language)
    name_a_stand_in(made)
    _set_page(made)
    _head_and_foot(made, document)
    body = made.element.body
    settings = body.sectPr
    for element in list(body):
        if element is not settings:
            body.remove(element)
    markup = body_of(document, made.part)
    for element in list(parse_xml(f"<w:body {w.NAMESPACES}>{markup}</w:body>")):
        settings.addprevious(element)
    _number_lists(made)
    _properties(made, document)
    raw = io.BytesIO()
    made.save(raw)
    return _same_each_time(raw)


def _set_page(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = 210 * _MM, 297 * _MM
    section.left_margin = section.right_margin = section.top_margin = 20 * _MM
    section.bottom_margin = 22 * _MM
    section.header_distance = section.footer_distance = 10 * _MM


def _head_and_foot(made: Any, document: Document) -> None:
    """Title left and date right above; marking left and page right below."""
    section = made.sections[0]
    page = (
        w.run(words.PAGE + " ") + w.simple_field("PAGE", "1")
        + w.run(f" {words.OF} ") + w.simple_field("NUMPAGES", "1")
    )  # fmt: skip
    _one_paragraph(section.header, w.run(document.title) + _TAB + w.run(document.dated), "Header")
    _one_paragraph(section.footer, w.run(document.marking) + _TAB + page, "Footer")


_TAB: Final = "<w:r><w:tab/></w:r>"


def _one_paragraph(part: Any, content: str, style: str) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    holder = parse_xml(f"<w:body {w.NAMESPACES}>{w.paragraph(content, style)}</w:body>")
    old = part.paragraphs[0]._p
    old.addprevious(holder[0])
    old.getparent().remove(old)


def _number_lists(made: Any) -> None:
    """Bullets are list 1 and numbers list 2; each further ordered list starts again from 1."""
    from docx.oxml import parse_xml

    used = made.element.body.xpath(".//w:p/w:pPr/w:numPr/w:numId/@w:val")
    last = max([2, *(int(number) for number in used)])
    numbering = made.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    plans = (
        _ABSTRACT.format(id=0, kind="bullet", text="•"),
        _ABSTRACT.format(id=1, kind="decimal", text="%1."),
    )
    lists = ['<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>']
    lists += [
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(2, last + 1)
    ]  # fmt: skip
    numbering.extend(
        list(parse_xml(f"<w:numbering {w.NAMESPACES}>{''.join((*plans, *lists))}</w:numbering>"))
    )


_ABSTRACT: Final = (
    '<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
)


def _properties(made: Any, document: Document) -> None:
    core = made.core_properties
    texts = {
        "title": document.title,
        "author": document.partnership,
        "last_modified_by": document.partnership,
        "subject": document.service,
        "comments": document.subtitle,
        "keywords": document.marking,
        "content_status": document.status,
        "language": document.language,
    }
    for name, text in texts.items():
        setattr(core, name, w.holdable(text)[:_LONGEST_PROPERTY])
    core.category, core.revision = "", 1
    core.created = core.modified = core.last_printed = _NO_DATE


def _same_each_time(raw: io.BytesIO) -> bytes:
    """The archive with no times in it; PNGs are stored as they are, since they are compressed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            packed = (
                zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
            )
            entry.compress_type = packed
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
