"""Walk the staff host as a person would, and as somebody who guesses addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urldefrag, urlsplit

HREF = re.compile(rb'(?:href|action)="(/[^"]*)"')
# Leads off the site, or ends the session, or belongs to the browser.
NOT_WALKED = ("/static/", "/sign-out/", "/theme.css", "/status/")
SAMPLES = 2


def route_of(path: str) -> str:
    """The route that answers a path, as its pattern; nothing where none does."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(path, urlconf="headrow.partnership.web.urls").route
    except Resolver404:
        return ""


def links(content: bytes) -> list[str]:
    """The addresses of the site that a page leads to, in the page's order, without fragments.

    Not sorted: keys are random, and a walk in their order would take other records each time.
    """
    found = (urldefrag(href.decode().replace("&amp;", "&"))[0] for href in HREF.findall(content))
    return [href for href in dict.fromkeys(found) if not href.startswith(NOT_WALKED)]


def walked(client: Any, *, start: Iterable[str] = ("/",), samples: int = SAMPLES) -> dict[str, int]:
    """Every address that can be reached by links, with its status; at most so many of each route.

    client: a signed-in test client. An address that differs only in its query counts as the same route.
    """
    client.raise_request_exception = (
        False  # a page that fails is a 500 in the table, not the end of the walk
    )
    waiting, seen = list(start), {}
    of_route: dict[str, int] = defaultdict(int)
    while waiting:
        address = waiting.pop(0)
        route = route_of(urlsplit(address).path)
        if address in seen or (not route and address != "/") or of_route[route] >= samples:
            continue
        of_route[route] += 1
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", ""):
            waiting.extend(links(answer.content))
    return seen


def text_of(answer: Any) -> str:
    """The words of an answer, whatever its kind; a PDF is read as its text."""
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        import io

        import pypdf

        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content).decode("utf-8", "replace")
    return answer.content.decode("utf-8", "replace")
