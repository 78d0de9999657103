"""Which addresses a printed document may lead to."""

from __future__ import annotations

import re

_SAFE_LINK = re.compile(r"(https?://|mailto:|#|(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)\S)\S*")


def safe_link(href: str) -> str:
    """An address that a reader may follow (web, mail, or beside the document), or ""."""
    return href if _SAFE_LINK.fullmatch(href) else ""
