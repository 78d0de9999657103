"""Actions: asked for, moved, answered, confirmed, handed over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from headrow.partnership.audit.changes import Actor, record, reference
from headrow.partnership.directory import queries as directory
from headrow.partnership.tasks import queries, rules
from headrow.partnership.tasks.models import Task, TaskDateMove
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Conflict, Reason, refuse_if

NOT_YOURS = Reason("not-yours", "Only its owner, or the partnership officer, may do this.")


@transaction.atomic
def ask(
    *,
    title: str,
    source: Any,
    agency: Any,
    owner: Any,
    first_due: date,
    by: Actor,
    body: Any = None,
) -> Task:
    """Ask for an action: one owner, one agency, one source. Raises Refused where one lacks (G-65)."""
    named = reference(source)
    facts = rules.TaskFacts(
        first_due,
        owner=str(getattr(owner, "pk", "")),
        organisation=str(getattr(agency, "pk", "")),
        source=named,
    )
    refuse_if(rules.may_ask(facts))
    refuse_if(Reason("no-words", "Say what is to be done.") if not title.strip() else None)
    task = Task.objects.create(
        number=_next_number(),
        title=title.strip(),
        source=named,
        body=body,
        agency=agency,
        owner=owner,
        first_due=first_due,
        asked_by=None if isinstance(by, StandingActor) else by,
        asked_at=now(),
    )
    record("action-asked", subject=task, by=by, codes={"due": first_due, "source": named})
    return task


def _next_number() -> int:
    """One number after another, even when two meetings ask at once: the second waits for the first to end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('tasks.number', 7))")
    last = Task.objects.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _held(task: Task, version: int | None) -> Task:
    """The action as it is now, locked. Raises Conflict where it moved on."""
    held = Task.objects.select_for_update().get(pk=task.pk)
    if version is not None and version != held.version:
        raise Conflict({"version": str(version)}, {"state": held.state, "answer": held.answer})
    return held


def _may_answer(task: Task, by: Actor) -> Reason | None:
    if isinstance(by, StandingActor) or queries.may_owner(by, task) or is_officer(by):
        return None
    chairs = task.body_id and directory.can(by, "record-meeting", body=task.body_id)
    return None if chairs else NOT_YOURS


def is_officer(by: Actor) -> bool:
    """Whether somebody confirms what a board asked for."""
    return isinstance(by, StandingActor) or directory.rights_of(by).has("PO")


@transaction.atomic
def move_date(
    *, task: Task, to: date, why: str, by: Actor, decision: str = "", version: int | None = None
) -> None:
    """Move the due date; the old one is kept and it counts as a slip, unless a decision moved it (G-65)."""
    held = _held(task, version)
    refuse_if(_may_answer(held, by))
    refuse_if(rules.may_move_date(queries.facts_of(held), to=to, today=today(), why=why))
    who = None if isinstance(by, StandingActor) else by
    TaskDateMove.objects.create(
        task=held, moved_to=to, on=today(), why=why.strip(), decision=decision, by=who
    )
    _save(held)
    record("action-moved", subject=held, by=by, codes={"to": to}, reason=why)


@transaction.atomic
def answer(
    *,
    task: Task,
    ending: rules.State,
    note: str,
    by: Actor,
    decision: str = "",
    version: int | None = None,
) -> Task:
    """Say how it ended. A board's action that its owner says is done waits until the officer confirms it."""
    held = _held(task, version)
    refuse_if(_may_answer(held, by))
    waits = ending is rules.State.DONE and held.body_id is not None and not is_officer(by)
    refuse_if(
        rules.may_end(
            queries.facts_of(held),
            ending=ending,
            note=note,
            decision=decision,
            is_partnership_officer=waits or is_officer(by),
        )
    )
    held.answer = note.strip()
    if waits:
        held.claimed_done_at = now()
        act = "action-said-done"
    else:
        _end(held, ending, by)
        act = "action-ended"
    _save(held)
    record(act, subject=held, by=by, codes={"ending": ending.value}, reason=note)
    return held


@transaction.atomic
def confirm(*, task: Task, by: Actor, version: int | None = None) -> Task:
    """The partnership officer confirms that what a board asked for is done."""
    held = _held(task, version)
    refuse_if(None if is_officer(by) else NOT_YOURS)
    if held.claimed_done_at is None:
        refuse_if(Reason("nothing-claimed", "Nobody has said that it is done."))
    _end(held, rules.State.DONE, by)
    _save(held)
    record("action-confirmed", subject=held, by=by)
    return held


@transaction.atomic
def send_back(*, task: Task, why: str, by: Actor, version: int | None = None) -> Task:
    """The officer does not confirm: it stays open, and its owner reads why."""
    held = _held(task, version)
    refuse_if(None if is_officer(by) else NOT_YOURS)
    refuse_if(Reason("no-reason", "Say what is still missing.") if not why.strip() else None)
    held.claimed_done_at = None
    held.answer = why.strip()
    _save(held)
    record("action-sent-back", subject=held, by=by, reason=why)
    return held


@transaction.atomic
def hand_over(*, member: Any, to: Any, by: Actor) -> int:
    """Give a leaver's open actions to somebody else; how many they were."""
    held = list(Task.objects.select_for_update().filter(owner=member, state=rules.State.OPEN.value))
    for task in held:
        task.owner = to
        _save(task)
        record("action-handed-over", subject=task, by=by, codes={"to": getattr(to, "pk", "nobody")})
    return len(held)


def _end(task: Task, ending: rules.State, by: Actor) -> None:
    task.state = ending.value
    task.ended_on = today()
    task.confirmed_by = None if isinstance(by, StandingActor) else by


def _save(task: Task) -> None:
    task.version += 1
    task.save()
