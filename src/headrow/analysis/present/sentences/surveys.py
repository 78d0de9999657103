"""Sentences of what people said: a published result with what its survey left out, never a margin that is not known."""

from __future__ import annotations

from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.spans import said
from headrow.documents.model import Spans
from headrow.vocabulary.strategy_bodies import NOT_STATED
from headrow.vocabulary.strategy_promises import Consultation, Survey

NONE_SUPPLIED = "No consultation was supplied. The duty stands."


def published_survey(survey: Survey, *, strategy: str) -> Spans:
    """A result as a strategy prints it; without a sample size no interval and no test is possible."""
    source = f"{survey.name}, {survey.run_by}, as printed in the {strategy}"
    if isinstance(survey.result, str):
        count = (
            f"{survey.respondents_qualifier} {numbers.count(survey.respondents)}".strip()
            if survey.respondents
            else "An unstated number of"
        )
        who = survey.respondents_are or "people"
        return said(
            f"{count[0].upper()}{count[1:]} {who} answered; no result is printed ({source})."
        )
    size = survey.sample_size
    base = size if isinstance(size, int) else 0
    tail = (
        f"Of {numbers.count(size)} people."
        if isinstance(size, int)
        else "How many answered is not stated, so no interval can be given and no change tested."
    )
    return said(
        f"{numbers.percent(float(survey.result), base=base)}: {survey.question} ({source}). {tail}"
    )


def consulted(consultation: Consultation) -> Spans:
    """Who was heard, as the strategy says it."""
    if consultation.text:
        return said(consultation.text)
    return said(f"Heard on {consultation.asked or NOT_STATED}: {', '.join(consultation.who)}.")


def open_survey(answered: int, said_so: int, words: str, *, place: str) -> Spans:
    """An open survey speaks of those who answered only (F7)."""
    return said(
        f"Of the {numbers.count(answered)} people who answered, {numbers.count(said_so)} said {words};"
        f" they are not a sample of {place}."
    )
