"""Deliverables with how they stand: judged in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.models import (
    ChairStatus,
    Deliverable,
    DeliverableMove,
    DeliverableUpdate,
    Milestone,
    Part,
    UpdateDraft,
)
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules.updates import STOP
from headrow.vocabulary.clock import civil_date, today
from headrow.vocabulary.month_arithmetic import months_after
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag

USUAL_MONTHS = 2  # the reporting period of a board that declares none (G-79)


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """A deliverable as a page shows it on a day.

    words: the wording in force. judged: the rule's view with its reason. lead_says: what the lead stated,
    "" before an update. view: the three views and the one reported (G-80). last: the last update.
    next_milestone: the earliest not done. late: milestones due and not done.
    """

    record: Deliverable
    words: str
    judged: Judged
    view: rules.ReportedView
    lead_says: str = ""
    last: DeliverableUpdate | None = None
    chair: ChairStatus | None = None
    next_milestone: Milestone | None = None
    late: int = 0

    @property
    def reported(self) -> Rag:
        """The status that is reported (G-80)."""
        return self.view.reported

    @property
    def differs(self) -> bool:
        """Whether the lead and the rule see it differently."""
        return self.view.lead is not None and self.view.lead is not self.view.computed


def _latest(model: Any) -> QuerySet[Any]:
    newest_first = model.objects.order_by("deliverable_id", "-at")
    return newest_first.distinct("deliverable_id").select_related("by")


def with_facts(rows: QuerySet[Deliverable]) -> QuerySet[Deliverable]:
    """The deliverables with everything that judging and showing them needs: nine queries, however many."""
    paused = DeliverableMove.objects.filter(to=rules.State.PAUSED)
    together = rows.select_related(
        "strategy", "body", "also_body", "lead_agency", "lead", "successor"
    )
    # What a strategy and its parts say is large, and no row of a list needs it.
    return together.defer("strategy__says").prefetch_related(
        "wordings",
        "milestones",
        "supporting",
        "indicators",
        Prefetch("parts", Part.objects.defer("says", "why")),
        Prefetch("updates", _latest(DeliverableUpdate), to_attr="latest_updates"),
        Prefetch("chair_statuses", _latest(ChairStatus), to_attr="latest_chair"),
        Prefetch("moves", paused, to_attr="pauses"),
    )


def deliverables(
    reader: Any,
    *,
    strategy: Any = None,
    body: Any = None,
    lead_agency: Any = None,
    lead: Any = None,
    part: Any = None,
    year: int | None = None,
    ids: Iterable[Any] | None = None,
    status: str = "",
    on: date | None = None,
) -> list[DeliverableRow]:
    """The deliverables that fit, in the order of their document; `status` is a Rag value as reported.

    strategy, body, lead_agency, lead, part: a record or its id; a joint board and a supporting agency count.
    """
    rows = Deliverable.objects.order_by("-strategy__from_year", "order")
    if strategy is not None:
        rows = rows.filter(strategy=strategy)
    if body is not None:
        rows = rows.filter(body=body) | rows.filter(also_body=body)
    if lead_agency is not None:
        rows = (
            rows.filter(lead_agency=lead_agency) | rows.filter(supporting=lead_agency)
        ).distinct()
    if lead is not None:
        rows = rows.filter(lead=lead)
    if part is not None:
        rows = rows.filter(parts=part)
    if year is not None:
        rows = rows.filter(year=year)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    found = judged(with_facts(rows), on or today())
    return [row for row in found if row.reported == status] if status else found


def deliverable(reader: Any, key: UUID | str, *, on: date | None = None) -> DeliverableRow | None:
    """One deliverable by its id, or nothing."""
    rows = judged(with_facts(Deliverable.objects.filter(pk=key)), on or today())
    return rows[0] if rows else None


def judged(rows: Iterable[Deliverable], today: date) -> list[DeliverableRow]:
    """Deliverables (from `with_facts`) with how each stands on a day."""
    return [_row(row, today) for row in rows]


def facts_of(
    row: Deliverable, today: date, *, updated: date | None = None
) -> rules.DeliverableFacts:
    """What the rule asks of a deliverable; `updated` judges it as if an update came that day.

    How many meetings a pause has lasted is counted in reporting periods of its board, since the plan
    stands below the meetings.
    """
    months = (row.body.meets_every_months if row.body else None) or USUAL_MONTHS
    last = row.latest_updates[0] if row.latest_updates else None
    return rules.DeliverableFacts(
        state=rules.State(row.state),
        milestones=tuple(
            rules.MilestoneFacts(step.due, step.done_on) for step in row.milestones.all()
        ),
        baseline_end=row.baseline_end,
        forecast_end=row.forecast_end,
        last_update=updated or (civil_date(last.at) if last else None),
        report_every_months=months,
        recovery_note=row.recovery_note,
        owner_vacant=row.lead is None or not row.lead.is_active,
        meetings_paused=_periods_paused(row, today, months),
        accepted_on=row.accepted_on,
    )


def _periods_paused(row: Deliverable, today: date, months: int) -> int:
    if row.state != rules.State.PAUSED or not row.pauses:
        return 0
    since, passed = civil_date(row.pauses[-1].at), 0
    while months_after(since, months * (passed + 1)) <= today:
        passed += 1
    return passed


def _row(row: Deliverable, today: date) -> DeliverableRow:
    last = row.latest_updates[0] if row.latest_updates else None
    chair = row.latest_chair[0] if row.latest_chair else None
    months = (row.body.meets_every_months if row.body else None) or USUAL_MONTHS
    # A status set by the chair holds until the next period (G-80).
    if chair and months_after(civil_date(chair.at), months) < today:
        chair = None
    computed = rules.judge(facts_of(row, today), today=today)
    wordings = [text for text in row.wordings.all() if text.starts <= today]
    steps = [step for step in row.milestones.all() if step.done_on is None]
    return DeliverableRow(
        record=row,
        words=wordings[-1].text if wordings else "",
        judged=computed,
        view=rules.reported(
            computed.rag,
            # What the lead said before its board accepted it is no second view of that.
            lead=lead_rag(last.stated) if last and computed.rag is not Rag.BLUE else None,
            chair=Rag(chair.rag) if chair else None,
            chair_reason=chair.reason if chair else "",
        ),
        lead_says=last.stated if last else "",
        last=last,
        chair=chair,
        next_milestone=steps[0] if steps else None,
        late=sum(step.due < today for step in steps),
    )


def lead_rag(stated: str) -> Rag | None:
    """The colour of what a lead stated; that it should stop is Red until the board decides."""
    return Rag.RED if stated == STOP else Rag(stated) if stated else None


def why_not_on(reader: Any, action: str, row: Deliverable) -> Reason | None:
    """Why a reader may not do an action on a deliverable, on either of its boards, or nothing.

    A deliverable without a board belongs to nobody's board: only those who may for all reach it, and its lead.
    """
    bodies = [body for body in (row.body_id, row.also_body_id) if body] or [f"none-{row.pk}"]
    own = row.lead_id is not None and row.lead_id == reader.pk
    reasons = [directory.why_not(reader, action, body=body, own=own) for body in bodies]
    return reasons[0] if all(reasons) else None


def leads_of(member: Any) -> list[DeliverableRow]:
    """The deliverables that a member leads and that have not ended, with how they stand."""
    return judged(with_facts(owned_by(member)), today())


def owned_by(member: Any) -> QuerySet[Deliverable]:
    """The deliverables that a member leads and that have not ended: what a leaver must hand over."""
    return Deliverable.objects.filter(lead=member).exclude(state__in=rules.ENDINGS)


def overdue(reader: Any, body: Any = None) -> list[DeliverableRow]:
    """The deliverables with a milestone due and not done, of a board or of all."""
    day = today()
    rows = Deliverable.objects.filter(milestones__due__lt=day, milestones__done_on=None)
    rows = rows.exclude(state__in=rules.ENDINGS).distinct()
    if body is not None:
        rows = rows.filter(body=body) | rows.filter(also_body=body)
    return judged(with_facts(rows), day)


def milestone(reader: Any, key: UUID | str) -> Milestone | None:
    """One milestone by its id, or nothing."""
    return Milestone.objects.select_related("deliverable").filter(pk=key).first()


def updates_of(reader: Any, row: Deliverable) -> list[DeliverableUpdate]:
    """Every update of a deliverable, newest first."""
    return list(row.updates.select_related("by"))


def moves_of(reader: Any, row: Deliverable) -> list[DeliverableMove]:
    """Every step of its life, newest first."""
    return list(row.moves.select_related("by").order_by("-at"))


def same_words_running(updates: Iterable[DeliverableUpdate]) -> int:
    """How many of the newest updates say that nothing has changed."""
    return len(list(takewhile(lambda update: update.nothing_changed, updates)))


def draft_of(member: Any, row: Deliverable) -> dict[str, Any]:
    """What a member has written of an update and not yet sent."""
    held = UpdateDraft.objects.filter(deliverable=row, member=member).first()
    return held.says if held else {}


def live(reader: Any) -> QuerySet[Deliverable]:
    """The deliverables of strategies that have not ended, for choosing one."""
    return Deliverable.objects.exclude(strategy__state="ended").select_related("strategy")
