"""Papers: written, published, late or in time, restricted with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record, record_view
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.models import Meeting, Paper
from headrow.partnership.boards.rules import papers as rules
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import civil_date, now
from headrow.vocabulary.reasons import Reason, refuse_if

FIELDS = (
    "title",
    "purpose",
    "body_text",
    "recommendation",
    "options",
    "section_17",
    "equality",
    "data_protection",
    "money",
    "risk",
    "consulted",
    "restricted_because",
)


@transaction.atomic
def write(*, meeting: Meeting, by: Any, item: Any = None, evidence: Any = (), **says: str) -> Paper:
    """Begin a paper; `says` holds the fields of FIELDS. Whoever sits on the board may write one."""
    _refuse_unless_writes(by, meeting)
    paper = Paper(meeting=meeting, item=item, author=by, evidence=list(evidence))
    _fill(paper, says)
    paper.save()
    record("paper-written", subject=paper, by=by, codes={"meeting": meeting.pk})
    return paper


@transaction.atomic
def rewrite(
    *,
    paper: Paper,
    by: Any,
    version: int | None = None,
    item: Any = None,
    evidence: Any = (),
    **says: str,
) -> Paper:
    """Change a paper that is not yet published. Raises Conflict where another changed it first."""
    _refuse_unless_writes(by, paper.meeting)
    held = locked(Paper, paper, version, **{k: v for k, v in says.items() if k in FIELDS})
    if held.published_at:
        refuse_if(
            Reason(
                "published",
                "A published paper is not changed. Publish another that says what is new.",
            )
        )
    _fill(held, says)
    held.item, held.evidence = item, list(evidence)
    held.version += 1
    held.save()
    record("paper-changed", subject=held, by=by, codes={"version": held.version})
    return held


def _fill(paper: Paper, says: dict[str, str]) -> None:
    if not says.get("title", "").strip():
        refuse_if(Reason("no-title", "Enter the title of the paper."))
    for name in FIELDS:
        if name in says:
            setattr(paper, name, says[name].strip())
    paper.restricted = bool(paper.restricted_because)


def _refuse_unless_writes(by: Any, meeting: Meeting) -> None:
    sits = directory.can(by, "read-restricted", body=meeting.body_id)
    if not sits:
        refuse_unless(by, "prepare-meeting", body=meeting.body_id)


@transaction.atomic
def publish(
    *, paper: Paper, by: Actor, chair_reason: str = "", at: datetime | None = None
) -> Paper:
    """Publish a paper to the board; after the papers closed it needs the chair's reason and is marked late.

    at: when it came out, where that is written down later.
    """
    refuse_unless(by, "prepare-meeting", body=paper.meeting.body_id)
    held = locked(Paper, paper)
    moment = at or now()
    day = civil_date(moment)
    closes = held.meeting.papers_close or day
    refuse_if(rules.may_publish(facts_of(held), on=day, closes=closes, chair_reason=chair_reason))
    held.published_at = moment
    held.late = rules.is_late(day, closes=closes)
    held.save(update_fields=["published_at", "late"])
    record("paper-published", subject=held, by=by, codes={"late": held.late}, reason=chair_reason)
    return held


def facts_of(paper: Paper) -> rules.PaperFacts:
    """What the rules ask of a paper."""
    return rules.PaperFacts(
        purpose=rules.Purpose(paper.purpose),
        recommendation=paper.recommendation,
        options=paper.options,
        evidence=len(paper.evidence),
        section_17=paper.section_17,
        equality=paper.equality,
        data_protection=paper.data_protection,
        money=paper.money,
        risk=paper.risk,
        consulted=paper.consulted,
    )


@transaction.atomic
def opened(*, paper: Paper, by: Any) -> None:
    """Note that a restricted paper was looked at."""
    if paper.restricted:
        record_view("paper-opened", subject=paper, by=by)


@transaction.atomic
def pack_opened(*, papers: Iterable[Paper], by: Any) -> None:
    """Note each restricted paper that somebody took away in a pack."""
    for paper in papers:
        opened(paper=paper, by=by)
