"""The document as one self-contained HTML file: no request goes out, and it reads without scripts.

Markup stands in `templates/`, autoescaped; SVG comes from our own charts and is trusted.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from headrow.documents import tokens, words
from headrow.documents.citations import Citations, Names, citations_of, how, shared_findings
from headrow.documents.drawings import on_page
from headrow.documents.links import safe_link
from headrow.documents.model import Document, Span, Spans, Table
from headrow.documents.tables import cell_text, is_folded, is_heat_table, notes_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def render(document: Document) -> str:
    """Print a document as one HTML file; the same document gives the same text."""
    citations = citations_of(document)
    page = _environment().get_template("document.html.jinja")
    return page.render(
        document=document,
        citations=citations,
        names=Names(document),
        spans=lambda spans: _spans(spans, citations),
        band=band_colour(document.band),
        script=_script(),
        script_hash=_digest(_script()),
        style=_style(),
    )


def band_colour(colour: str) -> str:
    """The locality's band colour, or ours where white words on it would fall below 4.5:1."""
    readable = (
        _COLOUR.fullmatch(colour) is not None and tokens.contrast(colour, tokens.INVERSE) >= 4.5
    )
    return colour if readable else tokens.BAND


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("headrow.documents"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        words=words,
        kind=lambda node: type(node).__name__,
        how=how,
        shared=_shared,
        drawing=_drawing,
        safe_link=safe_link,
        cell_text=cell_text,
        notes_of=notes_of,
        is_folded=is_folded,
        is_heat=is_heat_table,
    )
    return environment


def _spans(spans: Spans, citations: Citations) -> Markup:
    from markupsafe import Markup

    return Markup("").join(_span(span, citations) for span in spans)


def _span(span: Span, citations: Citations) -> Markup:
    from markupsafe import Markup, escape

    text = escape(span.text)
    if span.strong:
        text = Markup("<strong>{}</strong>").format(text)
    if span.emphasis:
        text = Markup("<em>{}</em>").format(text)
    if citations.answers(span.finding):
        return Markup('<a class="shown" href="#{}">{}</a>').format(how(span.finding), text)
    inside = span.href.startswith("#")
    if span.href[1:] in citations.anchors if inside else safe_link(span.href):
        return Markup('<a href="{}">{}</a>').format(span.href, text)
    return text


def _drawing(svg: str, prefix: str) -> Markup:
    from markupsafe import Markup

    return Markup(on_page(svg, prefix))


def _shared(table: Table, citations: Citations) -> tuple[str, ...]:
    return tuple(address for address in shared_findings(table) if citations.answers(address))


@lru_cache(maxsize=1)
def _style() -> Any:
    from markupsafe import Markup

    sheet = _environment().get_template("document.css.jinja").render(t=tokens)
    return Markup(sheet)


@lru_cache(maxsize=1)
def _script() -> Any:
    from markupsafe import Markup

    source = resources.files("headrow.documents").joinpath("templates/document.js")
    return Markup(source.read_text(encoding="utf-8"))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
