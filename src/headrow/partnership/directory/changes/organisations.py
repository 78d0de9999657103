"""Agencies, bodies and seats: added, renamed, ended, each with its entry in the audit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory.models import Agency, AgencyName, Body, Post, Seat
from headrow.partnership.directory.queries import why_not
from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Reason, refuse_if


@transaction.atomic
def add_agency(*, code: str, name: str, kind: str, by: Actor, **more: Any) -> Agency:
    """Add an agency; `more` are other fields of it."""
    agency = Agency.objects.create(code=code, name=name, kind=kind, **more)
    AgencyName.objects.create(agency=agency, name=name, starts=agency.starts, origin=agency.origin)
    record("agency-added", subject=agency, by=by, codes={"kind": kind})
    return agency


@transaction.atomic
def name_agency(
    *, agency: Agency, name: str, origin: str, by: Actor, statutory: str = ""
) -> Agency:
    """Keep that another document calls an agency by a name, and what it says of its standing in law.

    The name on its row stays the first one given; a standing already stated is not overwritten.
    """
    known = AgencyName.objects.filter(agency=agency, name=name).exists()
    if not known:
        AgencyName.objects.create(agency=agency, name=name, origin=origin)
    told = bool(statutory) and not agency.statutory
    if told:
        agency.statutory = statutory
        agency.save(update_fields=["statutory"])
    if told or not known:
        record("agency-named", subject=agency, by=by, codes={"origin": origin})
    return agency


@transaction.atomic
def add_body(*, code: str, short_code: str, name: str, kind: str, by: Actor, **more: Any) -> Body:
    """Add a board or group; a task and finish group needs the day it ends."""
    if kind == Body.Kind.TASK_GROUP and not more.get("ends"):
        refuse_if(Reason("task-group-ends", "A task and finish group needs the date it ends."))
    body = Body.objects.create(code=code, short_code=short_code, name=name, kind=kind, **more)
    record("body-added", subject=body, by=by, codes={"kind": kind})
    return body


@transaction.atomic
def add_seat(*, body: Body, name: str, starts: date, by: Actor, **more: Any) -> Seat:
    """Add a seat to a body."""
    seat = Seat.objects.create(body=body, name=name, starts=starts, **more)
    record("seat-added", subject=seat, by=by, codes={"body": body.pk})
    return seat


@transaction.atomic
def choose_locality(*, code: str, by: Actor) -> None:
    """Record that a partnership was set up and chosen for this site; the files are written by the setup pages."""
    refuse_if(why_not(by, "run-installation"))
    record("locality-chosen", subject=f"locality:{code}", by=by, codes={"code": code})


@transaction.atomic
def add_group_under(*, parent: Body, name: str, purpose: str, ends: date | None, by: Actor) -> Body:
    """A task and finish group under a body, with the day on which it ends."""
    if ends is None or ends <= today():
        refuse_if(
            Reason(
                "task-group-ends", "A task and finish group needs a day to come on which it ends."
            )
        )
    code, short = _free_codes(name)
    return add_body(
        code=code, short_code=short, name=name, kind=Body.Kind.TASK_GROUP, parent=parent,
        purpose=purpose, starts=today(), ends=ends, by=by,
    )  # fmt: skip


def _free_codes(name: str) -> tuple[str, str]:
    """A code and a short code that no body has."""
    code = slugify(name)[:60]
    letters = "".join(word[0] for word in name.split() if word[:1].isalpha()).upper()[:5] or "TG"
    taken = set(Body.objects.values_list("short_code", flat=True))
    codes = set(Body.objects.values_list("code", flat=True))
    number, short = 1, letters if len(letters) > 1 else f"{letters}G"
    while short in taken or code in codes:
        number += 1
        short = f"{letters[:5]}{_in_letters(number)}"
        code = f"{slugify(name)[:60]}-{number}"
    return code, short


def _in_letters(number: int) -> str:
    return chr(ord("A") + number % 26) * (1 + number // 26)


@transaction.atomic
def take_seat(*, post: Post, seat: Seat, by: Actor) -> Post:
    """Say which seat of the body a post fills. Raises Refused for a seat of another body."""
    if seat.body_id != post.body_id:
        refuse_if(Reason("other-body", "The seat is on another board."))
    post.seat = seat
    post.save(update_fields=["seat"])
    record("seat-taken", subject=post, by=by, codes={"seat": seat.pk})
    return post


@transaction.atomic
def end_seat(*, seat: Seat, ends: date, by: Actor) -> Seat:
    """End a seat on a day; what it was stays to be read. Raises Refused before it began."""
    if ends < seat.starts:
        refuse_if(Reason("before-it-began", "A seat does not end before it began."))
    seat.ends = ends
    seat.save(update_fields=["ends"])
    record("seat-ended", subject=seat, by=by, codes={"ends": ends})
    return seat


@transaction.atomic
def set_cycle(*, body: Body, months: int | None, quorum: dict[str, Any], by: Actor) -> Body:
    """How often a body meets, and its own quorum: `share` like "1/2", `agencies`, `at_least` (G-06)."""
    body.meets_every_months, body.quorum = months, quorum
    body.save(update_fields=["meets_every_months", "quorum"])
    record("body-cycle-set", subject=body, by=by, codes={"months": months or 0})
    return body


@transaction.atomic
def rename_agency(*, agency: Agency, name: str, starts: date, by: Actor) -> Agency:
    """Give an agency a new name from a day on; the one before stays, with the day it ended."""
    if not name.strip() or name.strip() == agency.name:
        refuse_if(Reason("no-new-name", "Enter the new name."))
    agency.names.filter(name=agency.name, ends=None).update(ends=starts - timedelta(days=1))
    AgencyName.objects.create(agency=agency, name=name.strip(), starts=starts, origin="entered")
    agency.name = name.strip()
    agency.save(update_fields=["name"])
    record("agency-renamed", subject=agency, by=by, codes={"starts": starts})
    return agency


@transaction.atomic
def end_agency(*, agency: Agency, ends: date, by: Actor, successor: Agency | None = None) -> Agency:
    """End an agency on a day, and say which one follows it, where one does."""
    if successor is not None and successor.pk == agency.pk:
        refuse_if(Reason("own-successor", "An agency does not follow itself. Rename it."))
    agency.ends, agency.successor = ends, successor
    agency.save(update_fields=["ends", "successor"])
    record("agency-ended", subject=agency, by=by, codes={"ends": ends})
    return agency
