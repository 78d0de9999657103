"""Agencies, bodies, seats, members and posts: made, moved, ended, each with its entry in the audit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory.models import Agency, AgencyName, Body, Member, Post, Seat
from headrow.partnership.directory.queries import why_not
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, refuse_if
from headrow.vocabulary.roles import roles


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
def add_member(*, email: str, name: str, agency: Agency, by: Actor) -> Member:
    """Add a person who will sign in; without posts they may do nothing."""
    member = Member(email=email.lower(), name=name, agency=agency, joined_on=today())
    member.set_unusable_password()
    member.save()
    record("member-joined", subject=member, by=by, codes={"agency": agency.pk})
    return member


@transaction.atomic
def give_post(
    *,
    member: Member,
    role: str,
    by: Actor,
    confirmed_by: Actor | None = None,
    months: int | None = None,
    starts: date | None = None,
    ends: date | None = None,
    **more: Any,
) -> Post:
    """Give a member a post; where its role needs a second person it waits until another confirms it.

    months: how long, at most what the role allows. Raises Refused for oneself, or for too long.
    """
    declared = roles().posts[role]
    begins = starts or today()
    last = ends or begins + timedelta(days=30 * (months or declared.months))
    refuse_if(_may_not_give(member, role, begins, last, by))
    waits = bool(declared.second) and confirmed_by is None
    post = Post.objects.create(
        member=member,
        role=role,
        agency=more.pop("agency", member.agency),
        starts=begins,
        ends=last,
        proposed_by=by if isinstance(by, Member) else None,
        confirmed_by=confirmed_by if isinstance(confirmed_by, Member) else None,
        confirmed_at=None if waits else now(),
        **more,
    )
    record("post-proposed" if waits else "post-given", subject=post, by=by, codes={"role": role})
    member.__dict__.pop("_rights", None)
    return post


def _may_not_give(member: Member, role: str, begins: date, last: date, by: Actor) -> Reason | None:
    months = roles().posts[role].months
    if getattr(by, "pk", None) == member.pk:
        return Reason("own-post", "Nobody gives themselves a post. Ask another manager.")
    if (last - begins).days > 31 * months:
        return Reason("post-too-long", f"A post of this role lasts at most {months} months.")
    return None


@transaction.atomic
def sign_out_everywhere(*, member: Member, by: Actor) -> None:
    """End every session of a member: at once, wherever they are."""
    Member.objects.filter(pk=member.pk).update(sessions_from=now())
    record("signed-out-everywhere", subject=member, by=by)


@transaction.atomic
def leave(*, member: Member, by: Actor, reason: str) -> None:
    """A member leaves: every post and every session ends now; what they did stays under their name."""
    if getattr(by, "pk", None) == member.pk:
        refuse_if(Reason("own-leaving", "Somebody else records that you leave."))
    held = Post.objects.select_for_update().filter(member=member, ended_early_on=None)
    ended = held.filter(ends__gte=today()).update(ended_early_on=today())
    member.is_active, member.left_on, member.sessions_from = False, today(), now()
    member.set_unusable_password()
    member.save(update_fields=["is_active", "left_on", "sessions_from", "password"])
    record("member-left", subject=member, by=by, codes={"posts": ended}, reason=reason)


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
