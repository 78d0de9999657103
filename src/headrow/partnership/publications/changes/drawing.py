"""Pages drawn as finished HTML, with links that hold wherever the folder is put."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from html import unescape
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from headrow.partnership.publications.queries.pages import Edition, Made, Page

# Address and words of the public navigation; the part shows only where the release holds the page.
NAVIGATION = (
    ("/plan/", "The plan"),
    ("/how-safe/", "How safe is it?"),
    ("/indicators/", "Indicators"),
    ("/assessment/", "Assessment"),
    ("/meetings/", "Meetings"),
    ("/data/", "Open data"),
    ("/help/", "Report or get help"),
)
FOOTER = (
    ("/accessibility/", "Accessibility"),
    ("/privacy/", "Privacy"),
    ("/cookies/", "Cookies"),
    ("/about-figures/", "About these figures"),
    ("/algorithms/", "Algorithms"),
    ("/map/", "All pages"),
    ("/releases/", "Earlier editions"),
)
# Nothing that stays is drawn relative: the page of what is not there is answered at any address.
NOT_FOUND = "/404.html"
_LINK = re.compile(r'(?P<before>\s(?:href|src)=")(?P<to>/[^"#?]*)')
_BLANK = re.compile(r"\n\s*\n+")
FONTS = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-700-normal.woff2",
         "source-sans-3-latin-ext-400-normal.woff2", "source-sans-3-latin-ext-700-normal.woff2")  # fmt: skip


def drawn(page: Page, edition: Edition, addresses: Collection[str]) -> str:
    """The HTML of a page; `addresses` are all of the release, to which its links are made relative."""
    known: dict[str, Any] = {
        "locality": edition.locality,
        "demonstration": edition.demonstration,
        "edition": edition,
        "navigation": [
            {"href": href, "text": text, "current": page.address.startswith(href)}
            for href, text in NAVIGATION
            if href in addresses
        ],
        "footer_links": [{"href": href, "text": text} for href, text in FOOTER],
        **page.known,
    }
    html = _BLANK.sub("\n", render_to_string(f"publications/public/{page.template}.html", known))
    return html if page.address == NOT_FOUND else relative_links(html, page.address, addresses)


def relative_links(html: str, address: str, addresses: Collection[str]) -> str:
    """Links to pages of the release as seen from one of them; all others stay as they are."""
    here = posixpath.dirname(address)

    def seen_from_here(link: re.Match[str]) -> str:
        to = link["to"]
        if to not in addresses:
            return link[0]
        way = posixpath.relpath(to, here)
        return f"{link['before']}{way}{'/' if to.endswith('/') else ''}"

    return _LINK.sub(seen_from_here, html)


def heading_of(html: str) -> str:
    """What a page's title says, without the name of the site."""
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return unescape(title[1].rpartition(" – ")[0].strip()) if title else ""


def assets(band: str) -> list[Made]:
    """The one style sheet, its fonts and the icon, as they are in this version: a release keeps its own look.

    band: the locality's colour, "#rrggbb".
    """
    css = _static("headrow/headrow.css").decode() + f":root{{--band:{band}}}\n"
    return [
        Made("/assets/site.css", css.encode(), "text/css; charset=utf-8"),
        Made("/assets/icon.svg", _static("headrow/icon.svg"), "image/svg+xml"),
        *(Made(f"/assets/{name}", _static(f"headrow/{name}"), "font/woff2") for name in FONTS),
    ]


def _static(name: str) -> bytes:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not there. Run `make static` to build it.")
    with open(str(found), "rb") as file:
        return file.read()
