"""Highlight reports: begun, filled from the records, written, signed by the chair and then never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, member_or_none, refuse_unless
from headrow.partnership.boards.models import HighlightReport
from headrow.partnership.boards.queries import highlight_reports as queries
from headrow.partnership.boards.rules import highlight_reports as rules
from headrow.partnership.boards.rules import papers as paper_rules
from headrow.vocabulary.clock import civil_date, now, today
from headrow.vocabulary.dated_values import dated_values
from headrow.vocabulary.reasons import Reason, refuse_if
from headrow.vocabulary.status import Rag
from headrow.vocabulary.working_days import working_calendar


@transaction.atomic
def begin(
    *, body: Any, starts: date, ends: date, by: Actor, meeting: Any = None
) -> HighlightReport:
    """Begin the report of a period, filled from the records; one that is there already is filled afresh."""
    refuse_unless(by, "draft-highlight", body=body)
    if ends < starts:
        refuse_if(Reason("period", "A period ends after it begins."))
    report, made = HighlightReport.objects.get_or_create(
        body=body,
        period=queries.period_of(starts, ends),
        defaults={
            "starts": starts,
            "ends": ends,
            "meeting": meeting,
            "due": due_day(meeting, ends),
        },
    )
    if made:
        record(
            "highlight-begun",
            subject=report,
            by=by,
            codes={"body": body.pk, "period": report.period},
        )
    return fill(report=report, by=by)


def due_day(meeting: Any, ends: date) -> date:
    """The day a report is due: working days before the papers of its meeting close (G-70)."""
    if meeting is None:
        return ends
    day = civil_date(meeting.starts_at)
    values = dated_values()
    return paper_rules.report_day(
        day,
        before=values.number("highlight-report", on=day),
        clear_days=values.number("papers", on=day),
        calendar=working_calendar(),
    )


@transaction.atomic
def fill(*, report: HighlightReport, by: Actor) -> HighlightReport:
    """Fill a draft from the records as they are now."""
    refuse_unless(by, "draft-highlight", body=report.body_id)
    held = _draft(report)
    held.drafted = queries.from_records(held)
    held.proposed = queries.proposed(held).value
    held.save()
    record("highlight-filled", subject=held, by=by)
    return held


def _draft(report: HighlightReport, version: int | None = None, **yours: str) -> HighlightReport:
    held: HighlightReport = locked(HighlightReport, report, version, **yours)
    if held.state == "signed":
        refuse_if(Reason("signed", "The report is signed. What is new goes into the next one."))
    return held


@transaction.atomic
def write(
    *, report: HighlightReport, section: str, words: str, by: Actor, version: int | None = None
) -> HighlightReport:
    """Write one part. Raises Conflict where another wrote the same part first."""
    refuse_unless(by, "draft-highlight", body=report.body_id)
    held = _draft(report)
    if (
        version is not None
        and version != held.version
        and report.sections.get(section) != held.sections.get(section)
    ):
        _draft(report, version, sections=words)
    if section not in queries.BY_PEOPLE:
        refuse_if(Reason("no-part", "That part comes from the records."))
    held.sections = {**held.sections, section: words.strip()}
    held.version += 1
    held.save()
    record("highlight-written", subject=held, by=by, codes={"part": section})
    return held


@transaction.atomic
def sign(
    *,
    report: HighlightReport,
    by: Actor,
    shown: Rag | None = None,
    reason: str = "",
    version: int | None = None,
    on: datetime | None = None,
) -> HighlightReport:
    """The chair signs: records are read once more and frozen; another status than proposed needs a reason (G-72)."""
    refuse_unless(by, "sign-highlight", body=report.body_id)
    held = _draft(report, version)
    written = {code for code, words in held.sections.items() if words} | set(queries.FROM_RECORDS)
    refuse_if(rules.may_send(written))
    held.drafted = queries.from_records(held)
    statuses = [Rag(row["reported"]) for row in held.drafted["deliverables"]]
    try:
        view = rules.overall(statuses, chair=shown, reason=reason)
    except ValueError as wrong:
        refuse_if(Reason("no-reason", str(wrong)))
        raise
    held.proposed, held.shown, held.shown_reason = (
        view.proposed.value,
        view.shown.value,
        reason.strip(),
    )
    held.state, held.signed_by, held.signed_at = "signed", member_or_none(by), on or now()
    held.version += 1
    held.save()
    codes = {"proposed": held.proposed, "shown": held.shown, "late": today() > held.due}
    record("highlight-signed", subject=held, by=by, codes=codes, reason=reason)
    return held
