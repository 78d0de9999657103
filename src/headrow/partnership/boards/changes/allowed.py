"""Whether somebody may change something of a board: asked before every change."""

from __future__ import annotations

from typing import Any

from headrow.partnership.audit.changes import Actor
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.reasons import Conflict, refuse_if


def refuse_unless(by: Actor, action: str, *, body: Any, own: bool = False) -> None:
    """Raise Refused unless a member may do an action on a body; the clock may do what its rules say."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, action, body=body, own=own))


def member_or_none(by: Actor) -> Any:
    """The member who acts, for a record that names them; nobody for the clock."""
    return None if isinstance(by, StandingActor) else by


def locked(model: Any, record: Any, version: int | None = None, **yours: str) -> Any:
    """The record as it is now, held until the transaction ends.

    Raises Conflict with both versions of `yours` where it moved on since `version` was read.
    """
    held = model.objects.select_for_update().get(pk=record.pk)
    if version is not None and version != held.version:
        raise Conflict(yours, {name: str(getattr(held, name)) for name in yours})
    return held
