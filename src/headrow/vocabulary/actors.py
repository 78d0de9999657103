"""Authors of changes who are nobody in particular: the clock and the public."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StandingActor:
    """An author that is no member, so that no entry of the audit has an empty author."""

    code: str

    def __str__(self) -> str:
        return self.code


THE_CLOCK = StandingActor("the-clock")
THE_PUBLIC = StandingActor("the-public")
