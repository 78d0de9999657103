"""Risks: raised, scored, reviewed, accepted by a decision, closed, handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, member_or_none, refuse_unless
from headrow.partnership.boards.models import Decision, Risk, RiskScore
from headrow.partnership.boards.queries import risks as queries
from headrow.partnership.boards.rules import risks as rules
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, refuse_if

KINDS = ("inherent", "current", "target")


@dataclass(frozen=True, slots=True)
class RiskWords:
    """What a risk says of itself."""

    cause: str
    event: str
    effect: str
    controls: str = ""
    owner_role: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """Likelihood and impact of each kind of score; the current one may be missing (Grey)."""

    inherent: tuple[int, int]
    target: tuple[int, int]
    current: tuple[int, int] | None = None


@transaction.atomic
def raise_risk(
    *,
    body: Any,
    says: RiskWords,
    scores: Scores,
    by: Actor,
    owner: Any = None,
    deliverable: Any = None,
) -> Risk:
    """Raise a risk. Raises Refused where it does not say cause, event, effect, owner and its scores (G-86, G-87)."""
    own = deliverable is not None and getattr(by, "pk", None) == deliverable.lead_id
    refuse_unless(by, "raise-risk", body=body, own=own)
    refuse_if(rules.may_record(_facts(says, scores, owner)))
    risk = Risk.objects.create(
        number=_next_number(),
        body=body,
        deliverable=deliverable,
        cause=says.cause.strip(),
        event=says.event.strip(),
        effect=says.effect.strip(),
        controls=says.controls.strip(),
        owner=owner,
        owner_role=says.owner_role,
        raised_at=now(),
        reviewed_on=today() if scores.current else None,
    )
    for kind in KINDS:
        pair = getattr(scores, kind)
        if pair:
            _score(risk, kind, pair, by, "as raised")
    record("risk-raised", subject=risk, by=by, codes={"number": risk.number, "body": body.pk})
    return risk


def _facts(says: RiskWords, scores: Scores, owner: Any) -> rules.RiskFacts:
    return rules.RiskFacts(
        cause=says.cause,
        event=says.event,
        effect=says.effect,
        owner=str(getattr(owner, "pk", "") or says.owner_role),
        inherent=_checked(scores.inherent),
        current=_checked(scores.current) if scores.current else None,
        target=_checked(scores.target),
    )


def _checked(pair: tuple[int, int]) -> rules.Score:
    try:
        return rules.Score(*pair)
    except ValueError as wrong:
        refuse_if(Reason("score", str(wrong)))
        raise


def _next_number() -> str:
    """R-1, R-2 ...: over all boards, so that a number is never used twice."""
    last = Risk.objects.select_for_update().order_by("-raised_at", "-number").first()
    numbers = [int(n[2:]) for n in Risk.objects.values_list("number", flat=True) if n[2:].isdigit()]
    return f"R-{max(numbers, default=0) + 1}" if last else "R-1"


def _score(risk: Risk, kind: str, pair: tuple[int, int], by: Actor, why: str) -> None:
    score = _checked(pair)
    RiskScore.objects.create(
        risk=risk,
        kind=kind,
        likelihood=score.likelihood,
        impact=score.impact,
        on=today(),
        by=member_or_none(by),
        why=why.strip(),
    )


@transaction.atomic
def review(
    *,
    risk: Risk,
    current: tuple[int, int],
    why: str,
    by: Actor,
    controls: str = "",
    version: int | None = None,
) -> Risk:
    """Review a risk: its current score now, why, and what holds it; every score is kept (G-86, G-87)."""
    own = getattr(by, "pk", None) == risk.owner_id
    refuse_unless(by, "raise-risk", body=risk.body_id, own=own)
    held = locked(Risk, risk, version, controls=controls)
    refuse_if(Reason("no-reason", "Say why the score is what it is.") if not why.strip() else None)
    _score(held, "current", current, by, why)
    held.reviewed_on = today()
    if controls.strip():
        held.controls = controls.strip()
    held.version += 1
    held.save()
    codes = {"likelihood": current[0], "impact": current[1]}
    record("risk-reviewed", subject=held, by=by, codes=codes, reason=why)
    return held


@transaction.atomic
def accept(*, risk: Risk, decision: Decision, by: Actor) -> Risk:
    """The board accepts a risk as it is: by a decision of its own or of the executive."""
    refuse_unless(by, "accept-risk", body=risk.body_id)
    if decision.body_id != risk.body_id and decision.body.kind != "executive":
        refuse_if(Reason("other-board", "The decision is of another board."))
    return _close(risk, "accepted", by, decision=decision.number)


@transaction.atomic
def close(*, risk: Risk, why: str, by: Actor) -> Risk:
    """Close a risk that can no longer happen, or that happened."""
    refuse_unless(by, "accept-risk", body=risk.body_id)
    refuse_if(Reason("no-reason", "Say why it is closed.") if not why.strip() else None)
    return _close(risk, "closed", by, why=why)


def _close(risk: Risk, state: str, by: Actor, *, decision: str = "", why: str = "") -> Risk:
    held = locked(Risk, risk)
    held.state, held.decision = state, decision or held.decision
    held.version += 1
    held.save()
    record(f"risk-{state}", subject=held, by=by, codes={"decision": decision}, reason=why)
    return held


@transaction.atomic
def hand_over(*, member: Any, to: Any, by: Actor) -> int:
    """Give a leaver's risks to somebody else, or to nobody; how many they were."""
    held = list(queries.owned_by(member).select_for_update())
    for risk in held:
        risk.owner = to
        risk.version += 1
        risk.save()
        record("risk-handed-over", subject=risk, by=by, codes={"to": getattr(to, "pk", "nobody")})
    return len(held)
