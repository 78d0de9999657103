"""Annual reviews: begun, written, frozen with their data, issued; from then on they are what they are."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.models import AnnualReview
from headrow.partnership.boards.queries import annual_reviews as queries
from headrow.partnership.boards.rules.annual_reviews import none_left_out
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason, refuse_if

FROZEN = Reason(
    "frozen", "This review is frozen with its data. What is new goes into the next one."
)


@transaction.atomic
def begin(*, strategy: Any, year: int, by: Actor) -> AnnualReview:
    """Begin the review of a strategy's year (which starts on 1 April)."""
    refuse_unless(by, "draft-plan", body=None)
    if not strategy.from_year <= year <= strategy.to_year:
        refuse_if(
            Reason(
                "year",
                f"{strategy.short_title} runs from {strategy.from_year} to {strategy.to_year}.",
            )
        )
    review, made = AnnualReview.objects.get_or_create(strategy=strategy, year=year)
    if made:
        record("review-begun", subject=review, by=by, codes={"year": year})
    return review


@transaction.atomic
def write(
    *, review: AnnualReview, section: str, words: str, by: Actor, version: int | None = None
) -> AnnualReview:
    """Write one part. Raises Conflict where another wrote the same part since it was read."""
    refuse_unless(by, "draft-plan", body=None)
    held = locked(AnnualReview, review)
    if held.state != "draft":
        refuse_if(FROZEN)
    if section not in queries.BY_PEOPLE:
        refuse_if(Reason("no-part", "That part comes from the records."))
    if (
        version is not None
        and version != held.version
        and review.sections.get(section) != held.sections.get(section)
    ):
        locked(AnnualReview, review, version, sections=words)
    held.sections = {**held.sections, section: words.strip()}
    held.version += 1
    held.save()
    record("review-written", subject=held, by=by, codes={"part": section})
    return held


@transaction.atomic
def freeze(*, review: AnnualReview, by: Actor) -> AnnualReview:
    """Keep the data as they are now, with their hash; none of the promises may be left out (G-103)."""
    refuse_unless(by, "draft-plan", body=None)
    held = locked(AnnualReview, review)
    if held.state != "draft":
        refuse_if(FROZEN)
    data = queries.from_records(held)
    refuse_if(none_left_out(queries.counted(data)))
    held.frozen, held.frozen_hash = data, hash_of(data, held.sections)
    held.state, held.frozen_at = "frozen", now()
    held.version += 1
    held.save()
    record("review-frozen", subject=held, by=by, codes={"hash": held.frozen_hash[:32]})
    return held


def hash_of(data: dict[str, Any], sections: dict[str, str]) -> str:
    """SHA-256 of what a review holds, so that anybody can show that it is what was issued."""
    held = json.dumps([data, sections], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()


@transaction.atomic
def issue(*, review: AnnualReview, by: Actor) -> AnnualReview:
    """Issue a frozen review to Scrutiny, the council's board and the public."""
    refuse_unless(by, "draft-plan", body=None)
    held = locked(AnnualReview, review)
    if held.state == "draft":
        refuse_if(Reason("not-frozen", "Freeze it first: a review is issued with its data."))
    if held.state == "issued":
        refuse_if(Reason("issued", "It is issued already."))
    held.state, held.issued_at = "issued", now()
    held.save()
    record("review-issued", subject=held, by=by, codes={"year": held.year})
    return held
