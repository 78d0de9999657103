"""Annual reviews: what the records say of a strategy's year (G-101), and is frozen with it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.boards.models import AnnualReview, Decision, ScrutinyRecommendation
from headrow.partnership.boards.queries import risks as risk_queries
from headrow.partnership.boards.rules.annual_reviews import PromisesCounted
from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators import queries as indicators
from headrow.partnership.plan import queries as plan
from headrow.vocabulary.clock import today

# What people write; the records write the rest (G-101).
BY_PEOPLE: dict[str, str] = {
    "foreword": "Foreword",
    "membership": "Who we are, and what changed in our membership",
    "picture": "What the year's crime and disorder shows",
    "told": "What the public told us, and what we changed",
    "learning": "What reviews taught us",
    "could_not": "What could not be done, and why",
    "proposed": "Changes we propose",
}


def reviews(reader: Any) -> QuerySet[AnnualReview]:
    """The reviews a reader may see: issued ones for every member, others for those who make them."""
    found = AnnualReview.objects.select_related("strategy")
    return found if makes(reader) else found.filter(state="issued")


def makes(reader: Any) -> bool:
    """Whether a reader drafts the review: the partnership officer, or a chair."""
    return directory.rights_of(reader).has("PO", "BC")


def review(reader: Any, key: UUID | str) -> AnnualReview | None:
    """One review by its id, or nothing."""
    return reviews(reader).filter(pk=key).first()


def from_records(found: AnnualReview) -> dict[str, Any]:
    """What the records say of the year; every number with the address of its source."""
    rows = plan.deliverables(None, strategy=found.strategy)
    return {
        "made_on": today().isoformat(),
        "year": found.year,
        "strategy": found.strategy.title,
        "duties": [_duty(row) for row in plan.duties(None)],
        "deliverables": [_deliverable(row) for row in rows],
        "counted": dict(Counter(row.record.state for row in rows)),
        # The review is for the public: an indicator kept inside the partnership is not in it.
        "indicators": [row for row in indicators.readings_as_data() if row["public"]],
        "money": [_award(row) for row in plan.funding(None).rows],
        "risks": _risks(),
        "decisions": _decisions(found.year),
        "scrutiny": [
            {"number": row.number, "text": row.text, "state": row.state, "response": row.response}
            for row in ScrutinyRecommendation.objects.all()
        ],
        "learning": [
            {
                "source": row.source,
                "text": row.text,
                "state": row.state,
                "changed": row.what_changed,
            }
            for row in plan.learning(None)
        ],
    }


def counted(data: dict[str, Any]) -> PromisesCounted:
    """The promises of a year as the rule that none is left out asks them (G-103)."""
    by_state = {state: int(number) for state, number in data["counted"].items()}
    return PromisesCounted(
        at_start=len(data["deliverables"]), added=0, transferred=0, by_state=by_state
    )


def _duty(row: Any) -> dict[str, str]:
    done = row.last.done_on.isoformat() if row.last else ""
    return {
        "name": row.declared.name,
        "words": row.judged.words,
        "status": row.judged.rag.value,
        "done": done,
        "address": f"/duties/{row.declared.code}/",
    }


def _deliverable(row: Any) -> dict[str, Any]:
    record = row.record
    return {
        "id": str(record.pk),
        "code": record.code,
        "promised": row.words,
        "board": record.body.name if record.body else "",
        "lead": record.lead_agency.name if record.lead_agency else "",
        "state": record.state,
        "reported": row.reported.value,
        "because": row.judged.words,
        "happened": row.last.what if row.last else "",
        "evidence": row.last.evidence if row.last else record.evidence_of_done,
        "address": f"/deliverables/{record.pk}/",
    }


def _award(row: Any) -> dict[str, str]:
    return {
        "name": row.record.name,
        "funder": row.record.funder,
        "amount": str(row.facts.amount),
        "spent": str(row.facts.spent),
        "words": row.judged.words,
        "address": f"/funding/{row.record.pk}/",
    }


def _risks() -> list[dict[str, Any]]:
    """How many risks of each band there are; which risks they are is for the boards."""
    rows = risk_queries.rows(
        risk_queries.Risk.objects.exclude(state="closed")
        .select_related("body")
        .prefetch_related("scores")
    )
    bands = Counter(row.current.band.value if row.current else "no current score" for row in rows)
    return [{"band": band, "count": number} for band, number in sorted(bands.items())]


def _decisions(year: int) -> list[dict[str, str]]:
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    found = Decision.objects.filter(restricted=False, effective__gte=first, effective__lte=last)
    return [
        {"number": row.number, "wording": row.wording, "address": f"/decisions/{row.pk}/"}
        for row in found.order_by("taken_at")
    ]


def data_of(found: AnnualReview) -> dict[str, Any]:
    """The data a review shows: frozen ones as they were, those of a draft as the records are now."""
    return found.frozen if found.state != "draft" else from_records(found)
