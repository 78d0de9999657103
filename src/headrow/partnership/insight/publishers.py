"""Who publishes a source, under which licence, and what limits it: for pages that open a figure to its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headrow.analysis.sources.gathering import registered


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source as a reader knows it."""

    code: str
    name: str
    publisher: str
    licence: str
    every: str
    caveats: tuple[str, ...] = ()


@cache
def _every() -> dict[str, Publisher]:
    return {
        source.code: Publisher(
            source.code,
            source.name,
            source.publisher,
            source.licence,
            source.every,
            tuple(source.caveats),
        )
        for source in registered()
    }


def publisher_of(code: str) -> Publisher | None:
    """Who publishes a source, or nothing for one that no connector reads."""
    return _every().get(code)
