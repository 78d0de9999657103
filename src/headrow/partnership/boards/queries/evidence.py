"""What a decision leans on, kept as it stood when it was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from headrow.partnership.boards.models import Decision, Escalation, Risk
from headrow.partnership.indicators import queries as indicators
from headrow.partnership.plan import queries as plan
from headrow.vocabulary.clock import today


def as_it_stands(subjects: Iterable[str]) -> list[dict[str, Any]]:
    """Each record named, with its words and its status today; a record that is not there is left out."""
    found = (_one(subject) for subject in subjects)
    return [each for each in found if each is not None]


def _one(subject: str) -> dict[str, Any] | None:
    kind, _, key = subject.partition(":")
    reader = KINDS.get(kind)
    told = reader(key) if reader else {"words": subject}
    return {"subject": subject, "on": today().isoformat(), **told} if told else None


def _deliverable(key: str) -> dict[str, Any] | None:
    row = plan.deliverable(None, key)
    if row is None:
        return None
    return {
        "words": f"{row.record.code}: {row.words}",
        "status": row.reported.value,
        "because": row.judged.words,
        "address": f"/deliverables/{key}/",
    }


def _risk(key: str) -> dict[str, Any] | None:
    risk = Risk.objects.filter(pk=key).first()
    if risk is None:
        return None
    score = risk.scores.filter(kind="current").last()
    said = f"{score.likelihood} × {score.impact}" if score else "not scored"
    return {"words": f"{risk.number}: {risk.event}", "status": said, "address": f"/risks/{key}/"}


def _escalation(key: str) -> dict[str, Any] | None:
    found = Escalation.objects.filter(pk=key).first()
    return (
        {"words": found.words, "status": found.state, "address": f"/escalations/{key}/"}
        if found
        else None
    )


def _indicator(key: str) -> dict[str, Any] | None:
    said = indicators.standing(key)
    return {**said, "address": f"/indicators/{key}/"} if said else None


def _decision(key: str) -> dict[str, Any] | None:
    found = Decision.objects.filter(pk=key).first()
    if found is None:
        return None
    said = "urgent, to be ratified" if found.urgent_agreed_by else "in force"
    words = "a restricted decision" if found.restricted else found.wording
    return {
        "words": f"{found.number}: {words}",
        "status": said,
        "address": f"/decisions/{key}/",
    }


KINDS = {
    "boards.decision": _decision,
    "plan.deliverable": _deliverable,
    "boards.risk": _risk,
    "boards.escalation": _escalation,
    "indicators.indicator": _indicator,
}
