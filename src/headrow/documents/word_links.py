"""Links and bookmarks of the Word file, in both directions between text and annex."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from headrow.documents import word_markup as w
from headrow.documents.citations import Citations, how
from headrow.documents.links import safe_link
from headrow.documents.model import Span, Spans

LINK: Final = "Hyperlink"
SHOWN: Final = "ShownNumber"


class Links:
    """What a document's text may lead to, and the numbers that Word gives to bookmarks."""

    def __init__(self, citations: Citations, part: Any) -> None:
        self.citations = citations
        self._part = part
        self._marks = 0

    def marked(self, anchor: str, content: str) -> str:
        """Content under a bookmark."""
        self._marks += 1
        return w.bookmark(anchor, self._marks, content)

    def outside(self, href: str, text: str) -> str:
        """A link to the web, or to a file beside the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        relationship = self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return w.outside_link(relationship, w.run(text, LINK))

    def place(self, anchor: str, text: str) -> str:
        """A link to a place in this document."""
        return w.inside_link(anchor, w.run(text, LINK))

    def records(self, addresses: Iterable[str]) -> str:
        """Links to the records of those findings that the annex holds."""
        known = [address for address in addresses if self.citations.answers(address)]
        return w.run("; ").join(self.place(how(a), self.citations.titles[a]) for a in known)

    def number(self, text: str, address: str, *, strong: bool = False) -> str:
        """A number that leads quietly to its record, where the annex holds one."""
        if not self.citations.answers(address):
            return w.run(text, strong=strong)
        return w.inside_link(how(address), w.run(text, SHOWN, strong=strong))

    def spans(self, spans: Spans) -> str:
        """Runs of text with their links."""
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        if self.citations.answers(span.finding):
            shown = w.run(span.text, SHOWN, strong=span.strong, emphasis=span.emphasis)
            return w.inside_link(how(span.finding), shown)
        if span.href.startswith("#") and span.href[1:] in self.citations.anchors:
            return self.place(span.href[1:], span.text)
        if safe_link(span.href) and not span.href.startswith("#"):
            return self.outside(span.href, span.text)
        return w.run(span.text, strong=span.strong, emphasis=span.emphasis)
