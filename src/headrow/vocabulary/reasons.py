"""Why something may not be done: the same words draw the page, refuse the change and answer the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something may not be done: a stable code, and words for the person refused."""

    code: str
    words: str

    def __str__(self) -> str:
        return self.words


def first_reason(reasons: Iterable[Reason | None]) -> Reason | None:
    """The first reason given, or nothing when there is none."""
    return next((reason for reason in reasons if reason is not None), None)


def every_reason(reasons: Iterable[Reason | None]) -> tuple[Reason, ...]:
    """All the reasons given, in order: for a page that says everything that is still missing."""
    return tuple(reason for reason in reasons if reason is not None)
