"""Terms of reference, seats and groups of a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import refuse_unless
from headrow.partnership.boards.models import Terms
from headrow.partnership.directory import changes as directory
from headrow.partnership.directory import queries as who
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.reasons import Reason, refuse_if


@transaction.atomic
def set_terms(*, body: Any, text: str, starts: date, by: Actor, decision: str = "") -> Terms:
    """Terms of reference from a day on; the earlier ones are kept."""
    refuse_unless(by, "prepare-meeting", body=body)
    refuse_if(Reason("no-words", "Enter the terms of reference.") if not text.strip() else None)
    terms = Terms.objects.create(body=body, text=text.strip(), starts=starts, decision=decision)
    record("terms-set", subject=terms, by=by, codes={"body": body.pk, "starts": starts})
    return terms


@transaction.atomic
def add_seat(*, body: Any, name: str, starts: date, by: Actor, **more: Any) -> Any:
    """A seat on a body."""
    refuse_unless(by, "prepare-meeting", body=body)
    return directory.add_seat(body=body, name=name, starts=starts, by=by, **more)


@transaction.atomic
def add_task_group(*, parent: Any, name: str, purpose: str, ends: date | None, by: Actor) -> Any:
    """A task and finish group under a body: it has a purpose, and a day on which it ends."""
    refuse_unless(by, "prepare-meeting", body=parent)
    refuse_if(Reason("no-purpose", "Say what the group is for.") if not purpose.strip() else None)
    return directory.add_group_under(
        parent=parent, name=name, purpose=purpose.strip(), ends=ends, by=by
    )


@transaction.atomic
def end_seat(*, seat: Any, ends: date, by: Actor) -> Any:
    """End a seat of a body on a day."""
    refuse_unless(by, "prepare-meeting", body=seat.body_id)
    return directory.end_seat(seat=seat, ends=ends, by=by)


@transaction.atomic
def set_cycle(
    *,
    body: Any,
    months: int | None,
    share: str,
    by: Actor,
    at_least: int = 0,
    agencies: tuple[str, ...] = (),
) -> Any:
    """How often a body meets, and the quorum it declares: a share, a number, kinds of agency (G-06)."""
    refuse_unless(by, "prepare-meeting", body=body)
    quorum = {"share": share, "at_least": at_least, "agencies": list(agencies)}
    return directory.set_cycle(body=body, months=months, quorum=quorum, by=by)


@transaction.atomic
def rename_agency(*, agency: Any, name: str, starts: date, by: Actor) -> Any:
    """Give an agency a new name; the partnership officer only."""
    _officer_only(by)
    return directory.rename_agency(agency=agency, name=name, starts=starts, by=by)


@transaction.atomic
def end_agency(*, agency: Any, ends: date, by: Actor, successor: Any = None) -> Any:
    """End an agency, followed by another where one does; the partnership officer only."""
    _officer_only(by)
    return directory.end_agency(agency=agency, ends=ends, successor=successor, by=by)


def _officer_only(by: Actor) -> None:
    if not isinstance(by, StandingActor) and not who.rights_of(by).has("PO"):
        refuse_if(Reason("not-yours", "Only the partnership officer changes an agency."))
