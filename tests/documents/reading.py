"""How a test reads a printed document back: its text, from each of the three formats."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from headrow.documents import docx as word
from headrow.documents import html as page
from headrow.documents import typst as paper
from headrow.documents.model import Document


class Page(HTMLParser):
    """The text of a page (with labels and alternatives), its ids, and its links."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._silent = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        self._silent += tag in ("style", "script")
        if named.get("id"):
            self.ids.append(str(named["id"]))
        for name in ("href", "src"):
            if name in named:
                self.links.append(str(named[name]))
        self.words += [str(named[n]) for n in ("aria-label", "data-label") if named.get(n)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._silent -= tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def html_text(document: Document) -> str:
    return " ".join(Page(page.render(document)).words)


def pdf_of(document: Document) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(paper.render(document)))


def pdf_text(document: Document) -> str:
    reader = pdf_of(document)
    return " ".join([*(p.extract_text() for p in reader.pages), *alternatives(reader)])


def alternatives(reader: Any) -> list[str]:
    """The alternative text of each figure tag."""
    return [str(tag["/Alt"]) for tag in structure(reader) if "/Alt" in tag]


def structure(reader: Any) -> Iterator[Any]:
    """Every tag of a tagged PDF."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        tag = waiting.pop().get_object()
        if isinstance(tag, list):
            waiting += [part for part in tag if hasattr(part, "get_object")]
        elif isinstance(tag, dict):
            yield tag
            if "/K" in tag:
                waiting.append(tag["/K"])


def docx_of(document: Document) -> Any:
    import docx

    return docx.Document(io.BytesIO(word.render(document)))


def docx_text(document: Document) -> str:
    made = docx_of(document)
    names = made.element.body.xpath(".//wp:docPr/@descr")
    section = made.sections[0]
    ends = [p.text for part in (section.header, section.footer) for p in part.paragraphs]
    return " ".join([*(t.text or "" for t in made.element.body.xpath(".//w:t")), *names, *ends])


READERS: dict[str, Callable[[Document], str]] = {
    "html": html_text,
    "pdf": pdf_text,
    "docx": docx_text,
}
RENDERERS: dict[str, Callable[[Document], Any]] = {
    "html": page.render,
    "pdf": paper.render,
    "docx": word.render,
}


def squeezed(text: str) -> str:
    """Text without spaces, zero-width marks or ligatures: line breaks differ between formats."""
    return re.sub(r"[\s\u200b\u00ad\u200e\u200f]", "", unicodedata.normalize("NFKC", text))
