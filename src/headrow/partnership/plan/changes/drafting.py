"""A strategy drafted by people from what an assessment found, and adopted by a decision (G-10, G-14, G-96)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.changes.allowed import allow
from headrow.partnership.plan.changes.promising import agreed
from headrow.partnership.plan.models import (
    Part,
    Strategy,
)
from headrow.partnership.plan.queries.drafts import plan_facts, promise_of
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES, may_adopt
from headrow.partnership.plan.rules.updates import decision_named
from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Conflict, Reason, Refused, refuse_if


@transaction.atomic
def draft_strategy(
    *, title: str, from_year: int, to_year: int, by: Actor, short_title: str = "", place: str = ""
) -> Strategy:
    """Begin a new strategy after the one in force; nothing of it holds before it is adopted."""
    allow(by, "draft-plan")
    if to_year < from_year:
        raise Refused(Reason("years", "A strategy ends in the year it begins, or later."))
    before = Strategy.objects.filter(state="adopted").first()
    locality = directory.locality()
    stem = slugify(f"{title} {from_year}")[:70]
    taken = Strategy.objects.filter(code__startswith=stem).count()
    strategy = Strategy.objects.create(
        code=f"{stem}-{taken + 1}" if taken else stem,
        title=title,
        short_title=short_title or title[:120],
        place=place or (locality.place if locality else ""),
        from_year=from_year,
        to_year=to_year,
        predecessor=before,
        says={"sections": {}, "linked": {}},
    )
    record("strategy-drafted", subject=strategy, by=by, codes={"from": from_year})
    return strategy


@transaction.atomic
def write_sections(
    *,
    strategy: Strategy,
    sections: Mapping[str, str],
    linked: Mapping[str, Collection[str]],
    by: Actor,
    police_plan: str = "",
    objectives: str = "",
    version: int | None = None,
) -> Strategy:
    """Write the sections of a draft (G-14), say which serves each required strategy (G-10), and how the
    objectives of the police and crime plan were considered (G-11)."""
    allow(by, "draft-plan")
    row = _open(strategy, version, sections)
    row.says = {
        **row.says,
        "sections": {code: sections.get(code, "").strip() for code in SECTIONS},
        "linked": {code: sorted(linked.get(code, ())) for code in STRATEGIES},
        "police_plan": police_plan,
        "objectives": objectives,
    }
    row.version += 1
    row.save(update_fields=["says", "version"])
    record("strategy-written", subject=row, by=by, codes={"version": row.version})
    return row


def _open(strategy: Strategy, version: int | None, yours: Mapping[str, str]) -> Strategy:
    row = Strategy.objects.select_for_update().get(pk=strategy.pk)
    if row.state != "draft":
        raise Refused(Reason("not-a-draft", "It is adopted. It changes only by a decision."))
    if version is not None and row.version != version:
        theirs = row.says.get("sections", {})
        raise Conflict(
            {SECTIONS[code]: words for code, words in yours.items() if code in SECTIONS},
            {SECTIONS[code]: words for code, words in theirs.items() if code in SECTIONS},
        )
    return row


@transaction.atomic
def add_priority(
    *,
    strategy: Strategy,
    name: str,
    why: str,
    by: Actor,
    finding: Any = None,
    kind: str = "priority",
    triangle: str = "",
    parent: Part | None = None,
) -> Part:
    """Propose a priority, an issue, a theme or a commitment of a draft, from a finding or with a reason.

    finding: the insight.StoredFinding that it cites; who drafts assessments may propose from one.
    Raises Refused without either ground.
    """
    cites = finding is not None and directory.can(by, "draft-assessment")
    allow(by, "draft-assessment" if cites else "draft-plan")
    row = _open(strategy, None, {})
    if finding is None and not why.strip():
        raise Refused(Reason("no-ground", "Cite a finding, or say why it is proposed."))
    order = (row.parts.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    part = Part.objects.create(
        strategy=row,
        kind=kind,
        parent=parent,
        code=f"{kind}-{order}",
        name=name,
        order=order,
        why=why,
        finding=finding,
        state="proposed",
        says={"triangle": triangle} if triangle else {},
    )
    record("part-proposed", subject=part, by=by, codes={"kind": kind})
    return part


@transaction.atomic
def leave_out(*, part: Part, reason: str, by: Actor) -> Part:
    """Take a proposed part out of a draft, with the reason."""
    allow(by, "draft-plan")
    _open(part.strategy, None, {})
    if not reason.strip():
        raise Refused(Reason("needs-reason", "Say why it is left out."))
    part.state, part.says = "withdrawn", {**part.says, "left_out_because": reason}
    part.save(update_fields=["state", "says"])
    record("part-left-out", subject=part, by=by, reason=reason)
    return part


@transaction.atomic
def adopt(*, strategy: Strategy, decision: str, by: Actor, on: date | None = None) -> Strategy:
    """Adopt a draft by a decision of the executive: its parts and deliverables are agreed, the one before ends.

    Raises Refused naming what is still missing (G-10, G-11, G-14, G-96).
    """
    executive = directory.bodies(None).filter(kind="executive").first()
    allow(by, "adopt-plan", body=executive)
    row = _open(strategy, None, {})
    refuse_if(may_adopt(plan_facts(row, decision.strip())))
    refuse_if(decision_named(decision))
    proposed = list(row.deliverables.filter(state=rules.State.PROPOSED))
    for each in proposed:
        lacking = rules.may_agree(promise_of(each))
        if lacking:
            raise Refused(Reason(lacking.code, f"{each.code}: {lacking.words}"))
    for each in proposed:
        agreed(each, decision, by)
    row.parts.filter(state="proposed").update(state="agreed", decision=decision)
    Strategy.objects.filter(state="adopted").update(state="ended")
    row.state, row.adopted_by, row.adopted_on = "adopted", decision.strip(), on or today()
    row.version += 1
    row.save(update_fields=["state", "adopted_by", "adopted_on", "version"])
    record("strategy-adopted", subject=row, by=by, codes={"decision": row.adopted_by})
    return row


@transaction.atomic
def amend_part(*, part: Part, name: str, decision: str, reason: str, by: Actor) -> Part:
    """Amend the wording of a priority, issue or theme by decision; the words before stay to be read."""
    executive = directory.bodies(None).filter(kind="executive").first()
    allow(by, "adopt-plan", body=executive)
    refuse_if(decision_named(decision))
    if not reason.strip():
        raise Refused(Reason("needs-reason", "Say why."))
    held = Part.objects.select_for_update().get(pk=part.pk)
    earlier = {"name": held.name, "until": str(today()), "decision": decision, "reason": reason}
    held.says = {**held.says, "earlier": [*held.says.get("earlier", ()), earlier]}
    held.name, held.decision = name, decision
    held.save(update_fields=["name", "says", "decision"])
    record("part-amended", subject=held, by=by, codes={"decision": decision}, reason=reason)
    return held
