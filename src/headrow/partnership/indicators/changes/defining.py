"""What an indicator is: loaded as declared, defined later, given a target by a decision."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators import rules
from headrow.partnership.indicators.models import Comment, Indicator, Target
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.indicators import Indicator as Declared
from headrow.vocabulary.indicators import indicators as declared_indicators
from headrow.vocabulary.local_indicators import LocalIndicator, baseline_value, local_indicators
from headrow.vocabulary.localities import Locality
from headrow.vocabulary.reasons import Reason, refuse_if

SHOWN = (
    "definition",
    "asks",
    "nature",
    "source",
    "unit",
    "shown_as",
    "better",
    "updated",
    "reading",
)


def refuse_unless(by: Actor, action: str, **record_of: Any) -> None:
    """Raise Refused unless a member may do an action; the clock may load what is declared."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, action, **record_of))


@transaction.atomic
def load_local_indicators(*, locality: Locality, by: Actor) -> list[Indicator]:
    """Every indicator a locality's strategies print, and the other declared ones; loading twice changes nothing."""
    strategies = {row.head.id: row for row in locality.strategies}
    made: list[Indicator] = []
    for held in local_indicators(locality.code):
        printed = {row.id: row for row in strategies[held.strategy].indicators}
        for row in held.rows:
            words = getattr(printed[row.answers], "name", "") or getattr(
                printed[row.answers], "text", ""
            )
            for code in row.indicators:
                made.append(_load(declared_indicators()[code], by, row, held.strategy, words))
                _baseline(made[-1], row, strategies[held.strategy])
    for code, declared in declared_indicators().items():
        if not Indicator.objects.filter(code=code).exists():
            made.append(_load(declared, by))
    _pair()
    return made


def _load(
    declared: Declared,
    by: Actor,
    row: LocalIndicator | None = None,
    strategy: str = "",
    printed: str = "",
) -> Indicator:
    not_defined = not declared.defined
    since = row.not_defined_since if row else None
    state = (
        "not-defined"
        if not_defined
        else ("monitor" if row is None or row.monitor_only else "target")
    )
    held, made = Indicator.objects.get_or_create(
        code=declared.code,
        defaults={
            "name": declared.name,
            "declared": declared.code,
            "printed_as": printed,
            "strategy_code": strategy,
            "owner_role": (row.owner if row else "") or declared.owner,
            "state": state,
            "not_defined_since": since,
            "definition": {key: value for key, value in asdict(declared).items() if key in SHOWN},
            "order": Indicator.objects.count() + 1,
            "shown_to": "public"
            if declared.public_policy in ("already-public", "published", "open")
            else "partnership",
        },
    )
    if made:
        record(
            "indicator-loaded", subject=held, by=by, codes={"code": declared.code, "state": state}
        )
    return held


def _baseline(held: Indicator, row: LocalIndicator, strategy: Any) -> None:
    value = baseline_value(row, strategy)
    if value is None or row.baseline is None or held.targets.filter(kind="baseline").exists():
        return
    reason = (
        f"Printed for {row.baseline.period}: {row.baseline.source}. {row.baseline.note}".strip()
    )
    Target.objects.create(
        indicator=held,
        kind="baseline",
        value=Decimal(str(value)),
        starts=date(strategy.head.from_year, 4, 1),
        reason=reason,
    )


def _pair() -> None:
    """Set beside each other those that are only read together."""
    by_code = {row.code: row for row in Indicator.objects.all()}
    for code, declared in declared_indicators().items():
        held = by_code.get(code)
        for other in declared.read_with[:1]:
            if held is not None and other in by_code and held.paired_id is None:
                held.paired = by_code[other]
                held.save(update_fields=["paired"])


@transaction.atomic
def define(
    *,
    indicator: Indicator,
    name: str,
    definition: str,
    source: str,
    unit: str,
    decision: str,
    by: Actor,
) -> Indicator:
    """Say what an indicator that was not yet defined counts; a decision adopts it (G-76)."""
    refuse_unless(by, "define-indicator")
    for words, value in (
        ("its name", name),
        ("its definition", definition),
        ("its source", source),
    ):
        if not value.strip():
            refuse_if(Reason("lacks", f"A definition says {words}."))
    if not decision.strip():
        refuse_if(Reason("needs-decision", "A definition is adopted by a decision. Name it."))
    held = Indicator.objects.select_for_update().get(pk=indicator.pk)
    held.name, held.state, held.decision = name.strip(), "monitor", decision.strip()
    held.definition = {
        **held.definition,
        "definition": definition.strip(),
        "source": source.strip(),
        "unit": unit.strip(),
    }
    held.version += 1
    held.save()
    record("indicator-defined", subject=held, by=by, codes={"decision": decision})
    return held


@transaction.atomic
def set_target(
    *, indicator: Indicator, value: Decimal, reason: str, decision: str, by: Actor, starts: date | None = None,
    by_when: date | None = None, kind: str = "target",
) -> Target:  # fmt: skip
    """A target (or a new baseline) from a day on, by a decision and with its reason; earlier ones are kept (G-77)."""
    refuse_unless(by, "define-indicator")
    if not decision.strip() or not reason.strip():
        refuse_if(Reason("needs-decision", "A target is set by a decision, with its reason."))
    declared = declared_indicators().get(indicator.declared)
    better = rules.Better(declared.better) if declared else rules.Better.NEITHER
    if kind == "target":
        absolute = Decimal(0) if value == 0 else None
        refuse_if(rules.may_set_target(rules.Target(better, value, absolute=absolute)))
    held = Indicator.objects.select_for_update().get(pk=indicator.pk)
    made = Target.objects.create(
        indicator=held, kind=kind, value=value, starts=starts or today(), by_when=by_when,
        reason=reason.strip(), decision=decision.strip(),
    )  # fmt: skip
    if kind == "target":
        held.state = "target"
        held.version += 1
        held.save()
    record(f"{kind}-set", subject=held, by=by, codes={"decision": decision}, reason=reason)
    return made


@transaction.atomic
def comment(*, indicator: Indicator, words: str, by: Any, public: bool = False) -> Comment:
    """What its owner says of an indicator."""
    refuse_unless(by, "send-return", own=True)
    refuse_if(Reason("no-words", "Write the comment.") if not words.strip() else None)
    made = Comment.objects.create(
        indicator=indicator, words=words.strip(), by=by, at=now(), public=public
    )
    record("indicator-commented", subject=indicator, by=by)
    return made
