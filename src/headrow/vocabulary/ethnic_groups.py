"""Ethnic groups: the five broad groups of the census and of the police, and how publishers spell them.

The police record the group that an officer perceives, the census the group that people say of themselves: the
same words, counted in two ways.
"""

from __future__ import annotations

GROUPS = ("Asian", "Black", "Mixed", "Other", "White")
NOT_KNOWN = "Unknown"  # shown, and part of no ratio


def group_of(publisher_name: str) -> str | None:
    """The broad group that a publisher's words begin with ("Asian or Asian British - Indian"), or nothing."""
    words = publisher_name.strip().casefold()
    return next((group for group in GROUPS if words.startswith(group.casefold())), None)
