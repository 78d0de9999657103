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


class Refused(Exception):
    """A change that a rule does not allow; its reason is what the person reads."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words)
        self.reason = reason


class Conflict(Exception):
    """Somebody else changed the record since it was read.

    yours, theirs: field by name, as both would have it, so that a page can show them side by side.
    """

    def __init__(self, yours: dict[str, str], theirs: dict[str, str]) -> None:
        super().__init__("Somebody else changed this while you were writing.")
        self.yours = yours
        self.theirs = theirs


def refuse_if(reason: Reason | None) -> None:
    """Raise Refused where there is a reason."""
    if reason is not None:
        raise Refused(reason)
