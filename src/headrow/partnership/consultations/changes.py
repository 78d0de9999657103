"""Consultations: logged, made, published, answered, coded by two, replied to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.consultations import queries
from headrow.partnership.consultations.models import Answer, Consultation, Reply
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.actors import THE_PUBLIC, StandingActor
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.printed_strategy import Strategy
from headrow.vocabulary.reasons import Reason, refuse_if

METHODS = ("survey", "meeting", "focus group", "written", "printed record")
LONGEST = 2000


def _refuse_unless(by: Actor) -> None:
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "consult"))


@transaction.atomic
def log(
    *, title: str, about: str, who: str, methods: list[str], by: Actor, opens: date | None = None,
    closes: date | None = None, questions: list[dict[str, Any]] | None = None, **more: Any,
) -> Consultation:  # fmt: skip
    """Log a consultation: who was asked, about what, by which method; a survey with its questions."""
    _refuse_unless(by)
    for words, value in (("a title", title), ("what it was about", about), ("who was asked", who)):
        refuse_if(Reason("lacks", f"A consultation needs {words}.") if not value.strip() else None)
    if unknown := [each for each in methods if each not in METHODS]:
        refuse_if(Reason("method", f"Not a method: {', '.join(unknown)}."))
    made = Consultation.objects.create(
        title=title.strip(), about=about.strip(), who=who.strip(), methods=methods, opens=opens,
        closes=closes, questions=questions or [], **more,
    )  # fmt: skip
    record("consultation-logged", subject=made, by=by, codes={"methods": len(methods)})
    return made


@transaction.atomic
def load_printed(*, strategies: tuple[Strategy, ...], by: Actor) -> int:
    """Log the consultations and surveys that printed strategies name; loading twice changes nothing."""
    made = 0
    for strategy in strategies:
        for row in (*strategy.consultations, *strategy.surveys):
            origin = f"{strategy.head.id}:{row.id}"
            if Consultation.objects.filter(origin=origin).exists():
                continue
            said = {
                key: value for key, value in asdict(row).items() if value not in ("", None, (), [])
            }
            name = str(
                said.get("name") or said.get("what") or said.get("text") or "A printed consultation"
            )
            log(
                title=name[:200],
                about=str(said.get("about") or said.get("text") or name),
                who=str(said.get("who") or said.get("asked") or "Not stated"),
                methods=["printed record"],
                origin=origin,
                state="answered",
                says=said,
                by=by,
            )
            made += 1
    return made


@transaction.atomic
def publish(*, consultation: Consultation, by: Actor) -> None:
    """Open a survey to everybody."""
    _refuse_unless(by)
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if held.state != "draft":
        refuse_if(Reason("not-draft", "Only a draft is opened."))
    if not held.questions or held.opens is None:
        refuse_if(Reason("no-questions", "A survey needs questions and the day it opens."))
    held.state = "open"
    held.save(update_fields=["state"])
    record("consultation-opened", subject=held, by=by)


@transaction.atomic
def close(*, consultation: Consultation, by: Actor) -> None:
    """Close a survey; what was said is coded next."""
    _refuse_unless(by)
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if held.state != "open":
        refuse_if(Reason("not-open", "Only an open one is closed."))
    held.state, held.answered = "closed", held.answers.count()
    held.save(update_fields=["state", "answered"])
    record("consultation-closed", subject=held, by=by, codes={"answers": held.answered})


@transaction.atomic
def answer_survey(*, consultation: Consultation, words: dict[str, str]) -> Answer:
    """Keep what somebody of the public said; nothing of who they are is asked or kept."""
    held = queries.open_survey(consultation.pk)
    if held is None:
        refuse_if(Reason("closed", "This survey is closed."))
        raise AssertionError
    kept: dict[str, str] = {}
    for question in held.questions:
        said = words.get(question["code"], "").strip()[:LONGEST]
        if question["kind"] == "choice" and said and said not in question["choices"]:
            refuse_if(Reason("no-choice", f"{question['words']} Choose one of the answers."))
        kept[question["code"]] = said
    if not any(kept.values()):
        refuse_if(Reason("empty", "Answer at least one question."))
    made = Answer.objects.create(consultation=held, method="survey", on=today(), words=kept)
    record("survey-answered", subject=held, by=THE_PUBLIC)
    return made


@transaction.atomic
def add_heard(
    *, consultation: Consultation, group: str, on: date, method: str, words: str, by: Actor
) -> Answer:
    """Add what a group said: its name, never that of a person."""
    if not isinstance(by, StandingActor) and not queries.adds_what_was_heard(by):
        refuse_if(Reason("not-yours", "None of your posts lets you add what was heard."))
    for what, value in (("which group", group), ("what was said", words)):
        refuse_if(Reason("lacks", f"Say {what}.") if not value.strip() else None)
    made = Answer.objects.create(
        consultation=consultation,
        method=method,
        group=group.strip(),
        on=on,
        words={"said": words.strip()[:LONGEST]},
    )
    record("heard-added", subject=made, by=by, codes={"method": method})
    return made


@transaction.atomic
def code(*, answer: Answer, codes: list[str], by: Any) -> Answer:
    """Code an answer: the first and the second coder are two people, and neither sees the other's codes first."""
    _refuse_unless(by)
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    clean = sorted({each.strip().lower() for each in codes if each.strip()})
    if held.coded_by_id is None:
        held.codes, held.coded_by = clean, by
    elif held.coded_by_id == by.pk:
        refuse_if(Reason("second-person", "Somebody else codes it the second time."))
    else:
        held.second_codes, held.second_coded_by = clean, by
    held.save()
    record("answer-coded", subject=held, by=by, codes={"codes": len(clean)})
    return held


@transaction.atomic
def reply(*, consultation: Consultation, said: str, did: str, by: Actor, part: Any = None) -> Reply:
    """You said, we did: or did not, and why; tied to the part of the plan that it touches."""
    _refuse_unless(by)
    for words, value in (("what was said", said), ("what was done, or why not", did)):
        refuse_if(Reason("lacks", f"Say {words}.") if not value.strip() else None)
    made = Reply.objects.create(
        consultation=consultation, said=said.strip(), did=did.strip(), part=part, at=now(),
        by=None if isinstance(by, StandingActor) else by,
    )  # fmt: skip
    if consultation.state == "closed":
        Consultation.objects.filter(pk=consultation.pk).update(state="answered")
    record("consultation-replied", subject=made, by=by)
    return made
