"""Members and their posts: invited, given, moved, reviewed, ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries, rules
from headrow.partnership.directory.models import Agency, Member, Post
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, refuse_if
from headrow.vocabulary.roles import roles


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
    refuse_if(_may_not_manage(member, by, own=True))
    Member.objects.filter(pk=member.pk).update(sessions_from=now())
    record("signed-out-everywhere", subject=member, by=by)


@transaction.atomic
def leave(*, member: Member, by: Actor, reason: str) -> None:
    """A member leaves: every post and every session ends now; what they did stays under their name."""
    if getattr(by, "pk", None) == member.pk:
        refuse_if(Reason("own-leaving", "Somebody else records that you leave."))
    refuse_if(_may_not_manage(member, by))
    refuse_if(Reason("no-reason", "Say why they leave.") if not reason.strip() else None)
    held = Post.objects.select_for_update().filter(member=member, ended_early_on=None)
    ended = held.filter(ends__gte=today()).update(ended_early_on=today())
    member.is_active, member.left_on, member.sessions_from = False, today(), now()
    member.set_unusable_password()
    member.save(update_fields=["is_active", "left_on", "sessions_from", "password"])
    record("member-left", subject=member, by=by, codes={"posts": ended}, reason=reason)


def _may_not_manage(member: Member, by: Actor, *, own: bool = False) -> Reason | None:
    """Why somebody may not do this to a member's account, or nothing."""
    if not isinstance(by, Member) or (own and by.pk == member.pk):
        return None
    if rules.manages(queries.rights_of(by), str(member.agency_id)):
        return None
    if own and queries.can(by, "sign-out-member", agency=member.agency_id):
        return None
    return Reason("not-yours", "This person is of another agency.")
