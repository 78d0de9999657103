"""Repeat victimisation: three shares that are often mistaken for one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headrow.analysis.methods.method import Method, answer_of


def repeat_victims(victims_by_count: Mapping[int, int]) -> dict[str, Any]:
    """Give prevalence of repeats, the incidents repeat victims suffered, and the repeats' share.

    victims_by_count: how many victims had one incident, two, and so on.
    """
    table = {int(times): people for times, people in victims_by_count.items() if int(times) > 0}
    victims = sum(table.values())
    incidents = sum(times * people for times, people in table.items())
    if not victims:
        return {
            "victims": 0,
            "incidents": 0,
            "prevalence_repeat": None,
            "share_incidents_on_repeat_victims": None,
            "repeat_incidents": 0,
            "share_repeat_incidents": None,
            "concentration": None,
            "flags": ("nothing_counted",),
        }
    once = table.get(1, 0)
    return {
        "victims": victims,
        "incidents": incidents,
        "prevalence_repeat": (victims - once) / victims,
        "share_incidents_on_repeat_victims": (incidents - once) / incidents,
        "repeat_incidents": incidents - victims,
        "share_repeat_incidents": (incidents - victims) / incidents,
        "concentration": incidents / victims,
    }


METHODS = (
    Method(
        "repeat-victimisation",
        "Repeat victimisation",
        lambda i, p: answer_of(repeat_victims(i["victims_by_count"])),
        "arithmetic",
    ),
)
