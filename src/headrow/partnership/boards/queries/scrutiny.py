"""Scrutiny: recommendations and the answers owed, and what was promised against what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from headrow.partnership.boards.models import AnnualReview, ScrutinyRecommendation
from headrow.partnership.boards.rules import scrutiny as rules
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.vocabulary.clock import LONDON, now
from headrow.vocabulary.dated_values import dated_values
from headrow.vocabulary.status import Judged


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation with how its answer stands."""

    record: ScrutinyRecommendation
    judged: Judged


def may_read(reader: Any) -> bool:
    """Whether a reader records or answers recommendations, or sits on a board that is asked."""
    rights = directory.rights_of(reader)
    return rights.has("SC", "PO", "BC", "BM", "EM")


def recommendations(reader: Any) -> list[RecommendationRow]:
    """Every recommendation, the newest first, for those who may read them."""
    if not may_read(reader):
        return []
    found = ScrutinyRecommendation.objects.select_related("made_by", "deliverable")
    return [_row(each) for each in found]


def recommendation(reader: Any, key: UUID | str) -> RecommendationRow | None:
    """One recommendation by its id, or nothing."""
    return next((row for row in recommendations(reader) if str(row.record.pk) == str(key)), None)


def _row(found: ScrutinyRecommendation) -> RecommendationRow:
    length = dated_values().length("committee-response", on=found.made_on)
    answered = (
        datetime.combine(found.responded_on, time(12), tzinfo=LONDON)
        if found.responded_on
        else None
    )
    return RecommendationRow(
        found, rules.response_state(found.made_on, now=now(), answered=answered, length=length)
    )


def promised_and_done(reader: Any) -> list[Any]:
    """The deliverables of the strategy in force, as promised and as they stand."""
    return plan.deliverables(reader, strategy=plan.current_strategy(reader))


def reviews(reader: Any) -> list[AnnualReview]:
    """The issued annual reviews."""
    return list(AnnualReview.objects.filter(state="issued").select_related("strategy"))
