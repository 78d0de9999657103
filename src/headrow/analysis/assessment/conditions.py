"""Which of an outline's conditions hold here: they decide whether an item stands."""

from __future__ import annotations

from headrow.analysis.assessment.desk import Desk
from headrow.vocabulary.chapters import Chapter


def holds(condition: str, desk: Desk, chapter: Chapter | None) -> bool:
    """Whether a condition holds for this place, these data and this chapter."""
    if condition in (
        "strategy",
        "earlier-strategy",
        "whole-force",
        "two-tier",
        "one-tier",
        "busy-centre",
    ):
        return _of_place(condition, desk)
    if chapter is None:
        return False
    count = len(chapter.categories)
    return {
        "figures": chapter.has_figures,
        "no-figures": not chapter.has_figures,
        "maps": chapter.row.maps,
        "searches": chapter.row.stop_and_search,
        "key-issues": bool(chapter.key_issues),
        "burglary": "burglary" in chapter.categories,
        "one-category": count == 1,
        "several-categories": count > 1,
    }[condition]


def _of_place(condition: str, desk: Desk) -> bool:
    locality = desk.locality
    return {
        "strategy": desk.strategy is not None,
        "earlier-strategy": desk.strategy is not None and bool(locality.others(desk.strategy)),
        "whole-force": desk.feed.whole_force,
        "two-tier": locality.declared.two_tier,
        "one-tier": not locality.declared.two_tier,
        "busy-centre": bool(desk.centres),
    }[condition]
