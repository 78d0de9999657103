"""Consultations, for members; surveys that are open, for everybody."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.consultations.models import Answer, Consultation
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import today

FEWEST = 5  # a count below this is shown as "fewer than 5": a small group can be recognised


def consultations(reader: Any) -> QuerySet[Consultation]:
    """The consultations a reader may see: drafts only for those who make them."""
    found = Consultation.objects.all()
    return found if makes(reader) else found.exclude(state="draft")


def makes(reader: Any) -> bool:
    """Whether a reader makes consultations."""
    return directory.can(reader, "consult")


def adds_what_was_heard(reader: Any) -> bool:
    """Whether a reader may add what a group said: whoever works with residents, and those who consult."""
    return makes(reader) or directory.rights_of(reader).has("PW", "EM")


def consultation(reader: Any, key: UUID | str) -> Consultation | None:
    """One consultation by its id, or nothing."""
    return consultations(reader).filter(pk=key).first()


def open_survey(key: UUID | str) -> Consultation | None:
    """A survey that anybody may answer today, or nothing."""
    found = Consultation.objects.filter(pk=key, state="open", opens__lte=today()).first()
    return (
        found
        if found and found.questions and (found.closes is None or found.closes >= today())
        else None
    )


def counts(found: Consultation) -> list[dict[str, Any]]:
    """How often each answer to each closed question was given; small counts are not shown exactly."""
    answers = list(found.answers.all())
    rows = []
    for question in found.questions:
        if question["kind"] != "choice":
            continue
        told = Counter(answer.words.get(question["code"], "") for answer in answers)
        shown = [
            {"choice": choice, "count": shown_count(told[choice])} for choice in question["choices"]
        ]
        rows.append(
            {"words": question["words"], "answers": shown, "out_of": shown_count(len(answers))}
        )
    return rows


def shown_count(number: int) -> str:
    """A count as it may be shown: nought and large ones as they are, small ones as "fewer than 5"."""
    return f"fewer than {FEWEST}" if 0 < number < FEWEST else f"{number:,}"


def uncoded(found: Consultation, reader: Any) -> list[Answer]:
    """The answers that this reader has not coded and that want a first or second coder."""
    rows = found.answers.select_related("coded_by", "second_coded_by")
    return [
        row
        for row in rows
        if reader.pk not in (row.coded_by_id, row.second_coded_by_id)
        and row.second_coded_by_id is None
    ]


def agreement(found: Consultation) -> tuple[int, int]:
    """How many answers two people coded, and how many of them alike."""
    both = [row for row in found.answers.all() if row.coded_by_id and row.second_coded_by_id]
    return len(both), sum(sorted(row.codes) == sorted(row.second_codes) for row in both)
