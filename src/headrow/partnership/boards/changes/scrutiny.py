"""Recommendations of the crime and disorder committee, and the answers owed to them (G-52)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.models import ScrutinyRecommendation
from headrow.partnership.boards.rules import scrutiny as rules
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.dated_values import dated_values
from headrow.vocabulary.reasons import Reason, refuse_if

ANSWERS = ("accepted", "rejected")


@transaction.atomic
def recommend(
    *, text: str, by: Any, made_on: date | None = None, deliverable: Any = None
) -> ScrutinyRecommendation:
    """Record a recommendation; its answer is owed within the declared clock (G-52)."""
    refuse_unless(by, "recommend", body=None)
    refuse_if(Reason("no-words", "Enter the recommendation.") if not text.strip() else None)
    day = made_on or today()
    length = dated_values().length("committee-response", on=day)
    due = rules.response_due(day, now=now(), length=length).last
    number = f"S-{ScrutinyRecommendation.objects.select_for_update().count() + 1}"
    made = ScrutinyRecommendation.objects.create(
        number=number,
        text=text.strip(),
        made_on=day,
        made_by=by,
        due=due or day,
        deliverable=deliverable,
    )
    record("scrutiny-recommended", subject=made, by=by, codes={"number": number, "due": made.due})
    return made


@transaction.atomic
def respond(
    *, recommendation: ScrutinyRecommendation, answer: str, response: str, by: Actor
) -> ScrutinyRecommendation:
    """Accept or reject a recommendation, with reasons; the answer goes to the committee."""
    refuse_unless(by, "respond-to-scrutiny", body=None)
    if answer not in ANSWERS:
        refuse_if(Reason("no-answer", "Say whether it is accepted or rejected."))
    if not response.strip():
        refuse_if(Reason("no-reason", "Say what will be done, or why it is rejected."))
    held = locked(ScrutinyRecommendation, recommendation)
    if held.state != "owed":
        refuse_if(Reason("answered", "It was answered already."))
    held.state, held.response, held.responded_on = answer, response.strip(), today()
    held.save()
    record("scrutiny-answered", subject=held, by=by, codes={"answer": answer}, reason=response)
    return held
