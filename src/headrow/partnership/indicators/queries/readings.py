"""How each indicator reads today: its latest value, what it is judged by, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators import rules
from headrow.partnership.indicators.models import Indicator, Return, Target, Value
from headrow.vocabulary.clock import today
from headrow.vocabulary.indicators import Indicator as Declared
from headrow.vocabulary.indicators import indicators as declared_indicators

USUAL_AGE = 400  # days, where no declared indicator says (an indicator entered by hand)


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator on a day: latest is its newest value shown; judged is by rule; baseline and target where set."""

    record: Indicator
    declared: Declared | None
    latest: Value | None
    judged: rules.Judgement
    baseline: Target | None
    target: Target | None

    @property
    def words(self) -> str:
        """The reading in plain words."""
        return self.judged.words

    @property
    def value_words(self) -> str:
        """The latest value with its period, or why there is none."""
        if self.latest is None or self.latest.status != "shown" or self.latest.value is None:
            return "No value is held"
        return f"{plain(self.latest.value, self.declared)} {self.unit}".strip()

    @property
    def unit(self) -> str:
        """What is counted."""
        if self.declared is None:
            return ""
        per = f" for each {self.declared.per:,}" if self.declared.per else ""
        return "%" if self.declared.shown_as == "share" else f"{self.declared.unit}{per}"


def plain(value: Decimal, declared: Declared | None) -> str:
    """A value with the decimals that its indicator declares, and commas."""
    return f"{value:,.{declared.decimals if declared else 0}f}"


def visible(reader: Any) -> QuerySet[Indicator]:
    """The indicators a reader may see."""
    found = Indicator.objects.exclude(state="ended").select_related("body", "paired")
    reach = directory.reach(reader, "read-restricted") if reader is not None else frozenset()
    inside = reach is None or bool(reach)
    return found if inside else found.filter(shown_to="public")


def readings(reader: Any, *, strategy_code: str = "", body: Any = None) -> list[IndicatorReading]:
    """How every indicator reads, in their order; three queries."""
    found = visible(reader)
    if strategy_code:
        found = found.filter(strategy_code=strategy_code)
    if body is not None:
        found = found.filter(body=body)
    return _read(found)


def public_readings() -> list[IndicatorReading]:
    """How every public indicator reads, for the public pages."""
    return _read(Indicator.objects.exclude(state="ended").filter(shown_to="public"))


def reading(reader: Any, key: UUID | str) -> IndicatorReading | None:
    """How one indicator reads, or nothing."""
    found = _read(visible(reader).filter(pk=key))
    return found[0] if found else None


def indicator(reader: Any, key: UUID | str) -> Indicator | None:
    """One indicator by its id, or nothing."""
    return visible(reader).filter(pk=key).first()


def _read(found: QuerySet[Indicator]) -> list[IndicatorReading]:
    rows = list(found)
    keys = [row.pk for row in rows]
    newest = Value.objects.filter(indicator__in=keys, group="").order_by(
        "indicator_id", "-ends", "-starts"
    )
    latest = {
        value.indicator_id: value
        for value in newest.distinct("indicator_id").select_related("finding", "from_return")
    }
    targets: dict[Any, dict[str, Target]] = {}
    for target in Target.objects.filter(indicator__in=keys, starts__lte=today()).order_by("starts"):
        targets.setdefault(target.indicator_id, {})[target.kind] = target
    return [_one(row, latest.get(row.pk), targets.get(row.pk, {})) for row in rows]


def _one(row: Indicator, latest: Value | None, targets: dict[str, Target]) -> IndicatorReading:
    declared = declared_indicators().get(row.declared)
    judged = rules.judge(_facts(row, declared, latest, targets.get("target")), today=today())
    return IndicatorReading(
        row, declared, latest, judged, targets.get("baseline"), targets.get("target")
    )


def _facts(
    row: Indicator, declared: Declared | None, latest: Value | None, target: Target | None
) -> rules.IndicatorFacts:
    better = rules.Better(declared.better) if declared else rules.Better.NEITHER
    shown = latest is not None and latest.status == "shown"
    return rules.IndicatorFacts(
        value=latest.value if latest and shown else None,
        as_of=latest.ends if latest and shown else None,
        max_age_days=declared.max_age_days if declared else USUAL_AGE,
        target=_target(target, better),
        monitor_only=row.state == "monitor",
        better=better,
        change=_change(latest),
        not_defined_since=row.not_defined_since if row.state == "not-defined" else None,
        suppressed=latest is not None and latest.status == "suppressed",
    )


def _target(target: Target | None, better: rules.Better) -> rules.Target | None:
    if target is None:
        return None
    absolute = Decimal("0") if target.value == 0 else None
    return rules.Target(better, target.value, absolute=absolute)


def _change(latest: Value | None) -> rules.Change | None:
    """What the finding's own method said of the latest value; nothing where it was not judged."""
    said = latest.finding.document.get("judgement", {}) if latest and latest.finding else {}
    word = str(said.get("latest", "") or said.get("change", ""))
    return rules.Change(word) if word in set(rules.Change) else None


def readings_as_data(*, body: Any = None, strategy_code: str = "") -> list[dict[str, Any]]:
    """Every indicator as it reads today, as data to freeze; those without a value say why."""
    found = Indicator.objects.exclude(state="ended")
    if body is not None:
        found = found.filter(body=body)
    if strategy_code:
        found = found.filter(strategy_code=strategy_code)
    return [_as_data(row) for row in _read(found)]


def _as_data(row: IndicatorReading) -> dict[str, Any]:
    latest = row.latest
    shown = latest is not None and latest.status == "shown"
    return {
        "id": str(row.record.pk),
        "public": row.record.shown_to == "public",
        "name": row.record.name,
        "value": row.value_words,
        "numerator": str(latest.numerator)
        if latest and shown and latest.numerator is not None
        else "",
        "denominator": str(latest.denominator)
        if latest and shown and latest.denominator is not None
        else "",
        "period": f"{latest.starts} to {latest.ends}" if latest else "",
        "source": latest.source if latest else "",
        "rule": latest.disclosure_rule if latest else "",
        "status": row.judged.rag.value if row.judged.rag else "",
        "words": row.words,
        "figure": str(latest.finding_id) if latest and latest.finding_id else "",
        "demonstration": bool(latest and latest.demonstration),
    }


def series_of(found: Indicator) -> list[Value]:
    """The values of an indicator over time, without those split into groups."""
    return list(
        found.values.filter(group="").select_related("finding", "from_return").order_by("starts")
    )


def returns_of(found: Indicator) -> list[Return]:
    """The returns of an indicator, newest first, with who sent them."""
    return list(found.returns.select_related("agency", "by"))


def by_code(code: str) -> Indicator:
    """An indicator by its code, for what is loaded and seeded. Raises Indicator.DoesNotExist."""
    return Indicator.objects.get(code=code)


def standing(key: UUID | str) -> dict[str, str] | None:
    """An indicator with its value as it stands, for what is frozen with a decision; nothing where it is not there."""
    found = _read(Indicator.objects.filter(pk=key))
    if not found:
        return None
    latest = found[0].latest
    period = f" ({latest.starts} to {latest.ends})" if latest else ""
    return {"words": found[0].record.name, "status": f"{found[0].value_words}{period}"}
