"""The pages that need to know all the others: the first, the map, open data, what is not there, sitemaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from django.conf import settings

from headrow.partnership.publications.queries.open_data import LICENCE, LICENCE_ADDRESS
from headrow.partnership.publications.queries.pages import DataTable, Edition, Made, Page, Part

# Drawn after all others, since it names them by their headings.
MAP = "/map/"


def frame_of(parts: Sequence[Part], edition: Edition) -> Iterator[Part]:
    """What stands around the sections."""
    pages = [part for part in parts if isinstance(part, Page)]
    tables = [part for part in parts if isinstance(part, DataTable)]
    known = {
        "tables": [table for table in tables if not table.one],
        "more": sum(table.one for table in tables),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
    }
    yield Page("/data/", "data", known)
    yield Page(MAP, "map")
    yield Page("/404.html", "not_found", listed=False)
    listed = ["/data/", MAP, *(page.address for page in pages if page.listed)]
    yield Made("/sitemap.xml", _sitemap(listed, edition), "application/xml")
    yield Made("/robots.txt", _robots(), "text/plain; charset=utf-8")


def _host() -> str:
    """The public host's own address; on one machine alone that of its loopback."""
    hosts = settings.PUBLIC_HOSTS
    if not hosts:
        return ""
    return f"https://{hosts[0]}" if settings.SECURE_SSL_REDIRECT else f"http://{hosts[0]}"


def _sitemap(addresses: Sequence[str], edition: Edition) -> bytes:
    rows = "".join(
        f"<url><loc>{escape(_host() + address)}</loc><lastmod>{edition.day}</lastmod></url>\n"
        for address in sorted(set(addresses))
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()


def _robots() -> bytes:
    return f"User-agent: *\nDisallow: /releases/\nSitemap: {_host()}/sitemap.xml\n".encode()
