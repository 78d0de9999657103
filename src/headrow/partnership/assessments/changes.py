"""Assessments: begun from a build, judged, checked by a second analyst, signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from headrow.partnership.assessments import queries
from headrow.partnership.assessments.models import Assessment, Judgement
from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason, refuse_if

SIGNED = Reason("signed", "This assessment is signed. What is new goes into the next one.")


def _refuse_unless(by: Actor, action: str, **of: Any) -> None:
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, action, **of))


@transaction.atomic
def begin(*, build: Any, year: int, title: str, by: Actor) -> Assessment:
    """Begin an assessment from a stored build."""
    _refuse_unless(by, "draft-assessment")
    refuse_if(
        Reason("no-title", "Enter the title of the assessment.") if not title.strip() else None
    )
    made = Assessment.objects.create(build=build, year=year, title=title.strip())
    record(
        "assessment-begun", subject=made, by=by, codes={"year": year, "build": build.digest[:16]}
    )
    return made


def _open(assessment: Assessment) -> Assessment:
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if held.state == "signed":
        refuse_if(SIGNED)
    return held


@transaction.atomic
def judge(*, assessment: Assessment, box: str, words: str, by: Any) -> Judgement:
    """Write a judgement into a box; earlier ones are kept. A judgement after the check asks for a new check."""
    _refuse_unless(by, "draft-assessment")
    held = _open(assessment)
    if box not in queries.BOXES:
        refuse_if(Reason("no-box", "There is no such box."))
    refuse_if(Reason("no-words", "Write the judgement.") if not words.strip() else None)
    made = Judgement.objects.create(assessment=held, box=box, words=words.strip(), by=by, at=now())
    held.checked_by, held.checked_at, held.state = None, None, "draft"
    held.save()
    record("assessment-judged", subject=held, by=by, codes={"box": box})
    return made


def typed_numbers(words: str) -> list[str]:
    """The numbers a person typed: each should be the link of a figure, and is pointed out."""
    return [
        part for part in words.replace(",", "").split() if any(letter.isdigit() for letter in part)
    ]


@transaction.atomic
def check(*, assessment: Assessment, by: Any) -> Assessment:
    """A second analyst has read it: one who wrote none of its judgements."""
    rights = directory.rights_of(by)
    refuse_if(None if rights.has("AN") else Reason("not-analyst", "A second analyst checks it."))
    held = _open(assessment)
    if held.judgements.filter(by=by).exists():
        refuse_if(Reason("own-approval", "Somebody else must check it: you wrote part of it."))
    missing = [each.words for each in queries.checks(held)[:-1] if not each.met]
    refuse_if(Reason("boxes", f"Not judged yet: {'; '.join(missing)}.") if missing else None)
    held.checked_by, held.checked_at, held.state = by, now(), "checked"
    held.save()
    record("assessment-checked", subject=held, by=by)
    return held


@transaction.atomic
def sign(*, assessment: Assessment, by: Any) -> Assessment:
    """A chair of the executive signs it: figures and judgements are frozen by their hash."""
    gold = directory.bodies(by).filter(kind="executive").first()
    _refuse_unless(by, "sign-assessment", body=gold)
    held = _open(assessment)
    refuse_if(
        Reason("not-checked", "A second analyst checks it first.")
        if held.state != "checked"
        else None
    )
    held.frozen_hash = hash_of(held)
    held.signed_by, held.signed_at, held.state = by, now(), "signed"
    held.save()
    record("assessment-signed", subject=held, by=by, codes={"hash": held.frozen_hash[:32]})
    return held


def hash_of(assessment: Assessment) -> str:
    """SHA-256 of an assessment's build and its judgements."""
    words = {box: row.words for box, row in queries.judgements(assessment).items()}
    said = json.dumps([assessment.build.digest, words], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
