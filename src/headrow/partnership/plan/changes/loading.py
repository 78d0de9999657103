"""A strategy file of a locality, loaded whole: nothing left out, nothing doubled when it is loaded again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.changes.printed_bodies import agencies_of, bodies_of
from headrow.partnership.plan.changes.printed_rows import rows_of
from headrow.partnership.plan.models import Deliverable, DeliverableWording, Part, Strategy
from headrow.partnership.plan.rules.deliverables import State
from headrow.vocabulary import printed_strategy as printed
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.localities import Locality
from headrow.vocabulary.reasons import refuse_if


@dataclass(slots=True)
class Loading:
    """What one loading holds in hand."""

    strategy: Strategy
    parts: dict[tuple[str, str], Part] = field(default_factory=dict)
    agencies: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, Any] = field(default_factory=dict)
    on_page: frozenset[str] = frozenset()


@transaction.atomic
def load_locality(locality: Locality, *, by: Actor) -> tuple[Strategy, ...]:
    """Load every strategy of a locality, the newest first, so that its executive and its names stand."""
    newest_first = sorted(locality.strategies, key=lambda row: -row.head.from_year)
    return tuple(load_strategy(row, by=by) for row in newest_first)


@transaction.atomic
def load_strategy(printed: printed.Strategy, *, by: Actor) -> Strategy:
    """Load a printed strategy: its agencies, boards, parts and deliverables. Again changes nothing.

    Its deliverables stand as agreed: printed, with no update yet. Raises Refused where `by` may not.
    """
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "draft-plan"))
    strategy, new = Strategy.objects.get_or_create(
        code=printed.head.id, defaults=_columns_of(printed)
    )
    held = Loading(
        strategy,
        parts={(part.kind, part.code): part for part in strategy.parts.all()},
        agencies=agencies_of(printed, by=by),
        bodies=bodies_of(printed, by=by),
        on_page=frozenset(
            item
            for column in (printed.plan_on_a_page.column if printed.plan_on_a_page else ())
            for item in column.items
        ),
    )
    _add_parts(held, printed)
    added = _add_deliverables(held, printed)
    if new:
        _set_states()
        _link_neighbours(strategy, printed)
        strategy.refresh_from_db()
        record(
            "strategy-loaded",
            subject=strategy,
            by=by,
            codes={"parts": len(held.parts), "deliverables": added},
        )
    return strategy


def _columns_of(printed: printed.Strategy) -> dict[str, Any]:
    head = printed.head
    ones = {
        name: asdict(value)
        for name in ("equality", "method", "review", "plan_on_a_page")
        if (value := getattr(printed, name))
    }
    return {
        "title": head.title,
        "short_title": head.short_title,
        "place": head.place,
        "from_year": head.from_year,
        "to_year": head.to_year,
        "state": "adopted",
        "says": {
            **asdict(head),
            **ones,
            "bodies": [asdict(row) for row in printed.bodies],
            "printed": True,
        },
    }


def _set_states() -> None:
    """Of the printed strategies the newest is in force, those before it have ended."""
    printed = Strategy.objects.filter(says__printed=True).order_by("-from_year")
    newest = printed.first()
    for row in printed.exclude(pk=newest.pk if newest else None).filter(state="adopted"):
        row.state = "ended"
        row.save(update_fields=["state"])


def _link_neighbours(strategy: Strategy, printed: printed.Strategy) -> None:
    """The strategy before and the one after, where the file names them and they are here."""
    before, after = printed.head.predecessor_in_seed, printed.head.successor_in_seed
    if before and (found := Strategy.objects.filter(code=before).first()):
        Strategy.objects.filter(pk=strategy.pk).update(predecessor=found)
    if after:
        Strategy.objects.filter(code=after, predecessor=None).update(predecessor=strategy)


def _add_parts(held: Loading, printed: printed.Strategy) -> None:
    for row in rows_of(printed):
        if (row.kind, row.code) in held.parts:
            continue
        held.parts[row.kind, row.code] = Part.objects.create(
            strategy=held.strategy,
            kind=row.kind,
            code=row.code,
            name=row.name,
            order=row.order,
            section=row.section,
            page=row.page,
            parent=held.parts[row.under] if row.under else None,
            says=row.says,
        )


def _add_deliverables(held: Loading, printed: printed.Strategy) -> int:
    there = set(held.strategy.deliverables.values_list("code", flat=True))
    added = 0
    for order, row in enumerate(printed.deliverables, start=1):
        if row.id not in there:
            _add_deliverable(held, row, order)
            added += 1
    return added


def _add_deliverable(held: Loading, row: Any, order: int) -> None:
    says = asdict(row)
    leads = [held.agencies[code] for code in row.leads]
    deliverable = Deliverable.objects.create(
        strategy=held.strategy,
        code=row.id,
        order=order,
        body=held.bodies[row.board] if row.board else None,
        lead_agency=leads[0] if leads else None,
        leads_as_printed=[row.lead_as_printed] if row.lead_as_printed else [],
        state=State.AGREED,
        on_page=row.id in held.on_page,
        three_year=held.strategy.says.get("deliverables_cover") == "whole term",
        year=None
        if held.strategy.says.get("deliverables_cover") == "whole term"
        else held.strategy.from_year,
        says={key: value for key, value in says.items() if key not in ("id", "text")},
    )
    deliverable.supporting.set(leads[1:])
    deliverable.parts.set(_parts_of(held, row))
    DeliverableWording.objects.create(
        deliverable=deliverable, text=row.text, starts=date(held.strategy.from_year, 1, 1)
    )


def _parts_of(held: Loading, row: Any) -> list[Part]:
    """The parts it serves: its priority and its issue by id, its heading where a part has that very name."""
    named = [("priority", row.plan_on_a_page), ("issue", row.inferred_issue)]
    found = [held.parts[key] for key in named if key[1]]
    heading = row.heading.casefold()
    found += [
        part
        for (kind, _code), part in held.parts.items()
        if heading
        and kind in ("focus-area", "critical-theme", "theme")
        and part.name.casefold() == heading
    ]
    return found
