"""Assessments on their way to being signed, for those who make them; signed ones for every member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.assessments.models import Assessment
from headrow.partnership.directory import queries as directory
from headrow.partnership.insight import queries as insight

# What a person must judge, because no figure says it; the headings of the 2007 Regulations' contents.
BOXES: dict[str, str] = {
    "changes": "What has changed since the last assessment, and why that matters",
    "priorities": "Which matters the partnership should prioritise, and why",
    "community": "What the community told us",
    "gaps": "What we do not know, and what we do about it",
    "last-year": "How far last year's plan was put into effect",
}


@dataclass(frozen=True, slots=True)
class Check:
    """Whether an assessment may be signed: what is asked, and whether it is there."""

    words: str
    met: bool


def makes(reader: Any) -> bool:
    """Whether a reader drafts assessments."""
    return directory.can(reader, "draft-assessment")


def assessments(reader: Any) -> QuerySet[Assessment]:
    """The assessments a reader may see."""
    found = Assessment.objects.select_related("build", "checked_by", "signed_by")
    return found if makes(reader) else found.filter(state="signed")


def assessment(reader: Any, key: UUID | str) -> Assessment | None:
    """One assessment by its id, or nothing."""
    return assessments(reader).filter(pk=key).first()


def judgements(found: Assessment) -> dict[str, Any]:
    """The latest judgement of each box."""
    return {row.box: row for row in found.judgements.select_related("by").order_by("at")}


def checks(found: Assessment) -> list[Check]:
    """What stands between a draft and its signature."""
    written = judgements(found)
    rows = [Check(title, code in written) for code, title in BOXES.items()]
    return [*rows, Check("A second analyst has checked it", found.checked_by is not None)]


def findings(reader: Any, found: Assessment) -> list[Any]:
    """The findings of an assessment's build that a reader may see."""
    return list(insight.findings(reader, build=found.build))
