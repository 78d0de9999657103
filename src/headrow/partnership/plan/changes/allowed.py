"""Who may do what to a deliverable or a strategy, asked before every change of the plan."""

from __future__ import annotations

from typing import Any

from headrow.partnership.audit.changes import Actor
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.models import Deliverable
from headrow.partnership.plan.queries.deliverables import why_not_on
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.reasons import Conflict, refuse_if


def allow(by: Actor, action: str, *, body: Any = None, own: bool = False) -> None:
    """Raise Refused where a member may not; the clock may."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, action, body=body, own=own))


def allow_on(by: Actor, action: str, row: Deliverable) -> None:
    """Raise Refused where a member may not do this to this deliverable, on either of its boards."""
    if not isinstance(by, StandingActor):
        refuse_if(why_not_on(by, action, row))


def locked(row: Deliverable, version: int | None = None, **yours: str) -> Deliverable:
    """The row as it is now, held until the change is made. Raises Conflict when it moved on.

    yours: the words that the person wrote, by name, shown beside what is there now.
    """
    held = Deliverable.objects.select_for_update().get(pk=row.pk)
    if version is not None and held.version != version:
        theirs = {name: str(getattr(held, name, "") or "") for name in yours}
        raise Conflict(yours, theirs)
    return held


def saved(row: Deliverable, *fields: str) -> None:
    """Save the fields, one version on."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def member_or_none(by: Actor) -> Any:
    """The member who did it, or nothing for the clock."""
    return None if isinstance(by, StandingActor) else by
