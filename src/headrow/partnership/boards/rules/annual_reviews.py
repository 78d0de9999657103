"""The annual review: no deliverable may be left out of it (G-103)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headrow.vocabulary.reasons import Reason


@dataclass(frozen=True, slots=True)
class PromisesCounted:
    """The deliverables of a year: how many were agreed at its start, added, transferred, and by state now."""

    at_start: int
    added: int
    transferred: int
    by_state: Mapping[str, int]


def none_left_out(counted: PromisesCounted) -> Reason | None:
    """Why a review may not be signed off: the states do not sum to what was promised (G-103)."""
    owed = counted.at_start + counted.added - counted.transferred
    told = sum(counted.by_state.values())
    if told == owed:
        return None
    return Reason("left-out", f"The review accounts for {told} deliverables, {owed} were promised.")
