"""The five states of a status: always shape, word and colour together, and missing is grey, never green (G-75)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Rag(StrEnum):
    """The five states of anything judged; the value is what is stored and what the API says."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    GREY = "Grey"
    BLUE = "Blue"

    @property
    def words(self) -> str:
        """What a page says beside the shape and the colour."""
        return WORDS[self]


WORDS: dict[Rag, str] = {
    Rag.RED: "Off track",
    Rag.AMBER: "At risk",
    Rag.GREEN: "On track",
    Rag.GREY: "No update",
    Rag.BLUE: "Complete",
}
NOT_KNOWN = "Not known"  # Grey, of a figure and not of a report

# From the worst to the best; Grey is no place on this scale (G-72, G-80).
SCALE: tuple[Rag, ...] = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)


def worst(states: Iterable[Rag]) -> Rag:
    """The worst of several states; Grey only when all are Grey or there is none (G-72)."""
    known = [state for state in states if state is not Rag.GREY]
    return min(known, key=SCALE.index) if known else Rag.GREY


class Direction(StrEnum):
    """How an indicator that is watched without a target moved (G-78): words, no colour."""

    IMPROVING = "improving"
    NO_CLEAR_CHANGE = "no clear change"
    WORSENING = "worsening"
    CHANGED = "clear change, needs explaining"  # where neither more nor less is better
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Judged:
    """A status with the code of what made it so, and a sentence for the page."""

    rag: Rag
    cause: str = ""
    words: str = ""
