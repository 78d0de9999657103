"""Checks of a built release, read from its finished files: nothing is trusted because of how it was made."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

HEAVIEST_PAGE = (
    100_000  # bytes: what no public page may weigh (journeys, section 12); ours are under 30 kB
)
# Addresses of the public host that are answered live, not from a release.
LIVE = ("/releases/", "/have-your-say/", "/start/", "/back/")
_RESOURCES = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_SHOWN = 10  # findings of one check that are listed


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable code, its name in words, and what it found; empty is passed."""

    code: str
    name: str
    found: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.found


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Words that no file of a release may hold."""

    restricted: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def without(code: str, name: str, words: Collection[str], texts: Mapping[str, str]) -> Check:
    """A check that none of some words stands in any file; the finding names the file, never the words."""
    wanted = sorted({" ".join(word.split()).lower() for word in words if word.strip()})
    if not wanted:
        return Check(code, name)
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
    found = [
        address for address, text in texts.items() if pattern.search(" ".join(text.split()).lower())
    ]
    return Check(code, name, tuple(found[:_SHOWN]))


def links_lead_somewhere(pages: Mapping[str, str], addresses: Collection[str]) -> Check:
    """Every link inside the release leads to a page or file of it."""
    found = [
        f"{address} links to {target}"
        for address, html in pages.items()
        for target in sorted(_inner_links(address, html))
        if target not in addresses and not target.startswith(LIVE)
    ]
    return Check("links", "Every link leads somewhere", tuple(found[:_SHOWN]))


def nothing_from_elsewhere(pages: Mapping[str, str]) -> Check:
    """No page loads anything from another host, and none carries a script or style of its own."""
    found = [
        f"{address}: {what}" for address, html in pages.items() for what in _read(html).strange
    ]
    return Check("elsewhere", "Nothing is loaded from elsewhere", tuple(found[:_SHOWN]))


def light_enough(pages: Mapping[str, str]) -> Check:
    """Every page is light enough for a cheap phone."""
    found = [
        f"{address} is {len(html.encode()):,} bytes"
        for address, html in pages.items()
        if len(html.encode()) > HEAVIEST_PAGE
    ]
    return Check("weight", "Every page is light enough for a cheap phone", tuple(found[:_SHOWN]))


def figures_have_sources(figures: Iterable[tuple[str, str]]) -> Check:
    """Every figure says where it comes from. figures: address and source."""
    found = tuple(address for address, source in figures if not source.strip())
    return Check("sources", "Every figure has its source", found[:_SHOWN])


def nothing_uncovered(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> Check:
    """No figure withheld in one release is given in the other, so that one cannot be taken from the other.

    before, after: for each figure, its value, or None where it was withheld.
    """
    found = [
        key
        for key in sorted(before.keys() & after.keys())
        if (before[key] is None) != (after[key] is None)
    ]
    return Check(
        "differencing",
        "No withheld figure can be found by comparing releases",
        tuple(found[:_SHOWN]),
    )


class _Page(HTMLParser):
    """The links of a page, and what it would load that it may not."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one element."""
        said = {name: value or "" for name, value in attrs}
        for name in ("href", "src", "action"):
            if said.get(name, ""):
                self.links.add(said[name])
        resource = said.get(_RESOURCES.get(tag, ""), "")
        if re.match(r"(?i)(https?:)?//", resource):
            self.strange.append(f"{tag} {resource}")
        if tag == "style" or "style" in said or (tag == "script" and "src" not in said):
            self.strange.append(f"{tag} with code or style of its own")
        if any(name.startswith("on") for name in said):
            self.strange.append(f"{tag} with a handler")


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def _inner_links(address: str, html: str) -> set[str]:
    """The addresses of its own host that a page links to, without fragment or query."""
    found = set()
    for link in _read(html).links:
        plain = re.split(r"[?#]", link)[0]
        if not plain or re.match(r"(?i)([a-z][a-z0-9+.-]*:|//)", link):
            continue
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(address), plain))
        ends = "/" if plain.endswith(("/", "..", ".")) and joined != "/" else ""
        found.add(joined + ends)
    return found
