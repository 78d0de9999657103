"""Strategies, the one in force on a day, and their named parts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from headrow.partnership.insight import queries as insight
from headrow.partnership.plan.models import Part, Strategy

SERVABLE = (
    *("priority", "issue", "critical-theme", "focus-area", "supporting-issue", "opportunity"),
    *("theme", "subtheme", "focus-point", "key-issue"),
)
IN_FORCE = ("adopted", "ended")


def strategies(reader: Any) -> QuerySet[Strategy]:
    """Every strategy, the newest first."""
    return Strategy.objects.select_related("predecessor")


def strategy(reader: Any, key: UUID | str) -> Strategy | None:
    """One strategy by its id, or nothing."""
    return strategies(reader).filter(pk=key).first()


def drafts(reader: Any) -> QuerySet[Strategy]:
    """Strategies that a person is drafting, seen by every member and by no public page."""
    return strategies(reader).filter(state="draft")


def plan_at(reader: Any, day: date) -> Strategy | None:
    """The strategy in force on a day: the newest adopted one begun by then, else the earliest held.

    A printed strategy says years and no days, so it counts from its first year until the next begins.
    """
    held = strategies(reader).filter(state__in=IN_FORCE)
    begun = held.filter(from_year__lte=day.year).exclude(adopted_on__gt=day).first()
    return begun or held.last()


def current_strategy(reader: Any) -> Strategy | None:
    """The strategy in force now: the adopted one, the newest where two overlap."""
    return strategies(reader).filter(state="adopted").first()


def parts_of(reader: Any, held: Strategy) -> dict[str, list[Part]]:
    """The parts of a strategy by kind, in the order of the document, each knowing those below it.

    Two queries. `below_parts` of each part holds its parts, in order; `shown_finding` the finding that it
    cites where this reader may see it.
    """
    every_finding = insight.reads_all(reader)
    found: dict[str, list[Part]] = {}
    by_key: dict[Any, Part] = {}
    rows = list(held.parts.select_related("finding").exclude(state="withdrawn"))
    for row in rows:
        row.below_parts = []
        row.shown_finding = _shown(row, every_finding)
        by_key[row.pk] = row
        found.setdefault(row.kind, []).append(row)
    for row in rows:
        if row.parent_id in by_key:
            by_key[row.parent_id].below_parts.append(row)
    return found


def _shown(row: Part, every_finding: bool) -> Any:
    return row.finding if row.finding and (row.finding.public or every_finding) else None


def shown_finding(reader: Any, row: Part) -> Any:
    """The finding that a part cites, where this reader may see it."""
    return _shown(row, insight.reads_all(reader))


def part(reader: Any, key: UUID | str, kinds: tuple[str, ...] = ()) -> Part | None:
    """One part by its id, of one of these kinds where they are given, or nothing."""
    found = Part.objects.select_related("strategy", "parent", "finding", "finding__build")
    found = found.filter(kind__in=kinds) if kinds else found
    return found.filter(pk=key).first()


def served(reader: Any, held: Strategy, kinds: tuple[str, ...]) -> QuerySet[Part]:
    """The parts of these kinds that a deliverable of the strategy may serve, for choosing."""
    return Part.objects.filter(strategy=held, kind__in=kinds).exclude(state="withdrawn")


def servable(reader: Any, held: Strategy) -> QuerySet[Part]:
    """Everything of a strategy that a deliverable may serve, and the opportunities of the one before it."""
    own = Q(strategy=held, kind__in=SERVABLE)
    before = Q(strategy=held.predecessor_id, kind="opportunity")
    return Part.objects.filter(own | before).exclude(state="withdrawn").order_by("kind", "order")


def citable(reader: Any, *, also: UUID | str | None = None) -> QuerySet[Any]:
    """The findings that a reader may cite: those of the newest build, and one more by its id."""
    newest = insight.latest_build(reader)
    return insight.findings(reader).filter(Q(build=newest) | Q(pk=also)).order_by("code")
