"""Who is who: what a member may do, and the agencies, bodies and people that a reader may know of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from headrow.partnership.directory import rules
from headrow.partnership.directory.models import (
    AccessAnswer,
    AccessReview,
    Agency,
    Body,
    Invitation,
    Member,
    Post,
    Seat,
)
from headrow.vocabulary.clock import today
from headrow.vocabulary.localities import Locality, folder_of_locality, load_locality


def locality() -> Locality | None:
    """The locality of this installation, or nothing before one is set up."""
    name = name_of_locality()
    if not name:
        return None
    made_here = Path(settings.HEADROW_VAR) / "localities" / name
    place = made_here if (made_here / "locality.toml").is_file() else folder_of_locality(name)
    declared = place / "locality.toml"
    return _loaded(str(place), declared.stat().st_mtime_ns if declared.is_file() else 0)


def name_of_locality() -> str:
    """The name of the locality in use: what the environment says, else what the setup wizard chose."""
    if settings.HEADROW_LOCALITY:
        return str(settings.HEADROW_LOCALITY)
    chosen = Path(settings.HEADROW_VAR) / "locality"
    return chosen.read_text(encoding="utf-8").strip() if chosen.is_file() else ""


@lru_cache(maxsize=8)
def _loaded(place: str, changed: int) -> Locality:
    """Read once for each change of its file."""
    return load_locality(place)


def rights_of(member: Any, *, on: date | None = None) -> rules.Rights:
    """A member's rights today (or on another day); read once for each request's member."""
    if member is None or not member.is_active:
        return rules.Rights("", "")
    held = getattr(member, "_rights", None)
    if held is None or on is not None:
        held = _read_rights(member, on or today())
        if on is None:
            member._rights = held
    return held


def _read_rights(member: Member, day: date) -> rules.Rights:
    rows = (
        posts_in_force(day).filter(member=member).select_related("agency", "body", "confirmed_by")
    )
    posts = tuple(_held(row) for row in rows)
    return rules.Rights(
        member=str(member.pk),
        agency=str(member.agency_id),
        posts=tuple(post for post in posts if rules.in_force(post, today=day)),
        suspended=tuple(post for post in posts if rules.lapsed(post, today=day)),
    )


def posts_in_force(day: date) -> QuerySet[Post]:
    """The posts that are confirmed, begun and not ended on a day."""
    return Post.objects.filter(
        Q(ended_early_on=None) | Q(ended_early_on__gt=day),
        starts__lte=day,
        ends__gte=day,
        confirmed_at__isnull=False,
    )


def _held(post: Post) -> rules.HeldPost:
    body = post.body
    return rules.HeldPost(
        id=str(post.pk),
        role=post.role,
        agency=str(post.agency_id),
        agency_name=post.agency.name,
        body=str(body.pk) if body else "",
        body_name=body.name if body else "",
        body_kind=body.kind if body else "",
        wards=tuple(post.wards),
        starts=post.starts,
        ends=post.ended_early_on or post.ends,
        trained_until=post.trained_until,
        granted_by=post.confirmed_by.name if post.confirmed_by else "",
    )


def can(reader: Any, code: str, *, body: Any = None, agency: Any = None, own: bool = False) -> bool:
    """Whether a reader may do an action on such a record; body and agency are records or ids."""
    return why_not(reader, code, body=body, agency=agency, own=own) is None


def why_not(
    reader: Any, code: str, *, body: Any = None, agency: Any = None, own: bool = False
) -> Any:
    """The reason why a reader may not do an action on such a record, for a refused change; nothing if they may."""
    return rules.may(rights_of(reader), code, body=_id(body), agency=_id(agency), own=own)


def require(
    reader: Any, code: str, *, body: Any = None, agency: Any = None, own: bool = False
) -> None:
    """Raise Http404 when a reader may not: what they may not do does not exist for them."""
    if not can(reader, code, body=body, agency=agency, own=own):
        raise Http404


def reach(reader: Any, code: str) -> frozenset[str] | None:
    """The ids of the bodies whose records an action reaches for a reader; None for those of every body."""
    return rules.reach(rights_of(reader), code)


def _id(record: Any) -> str:
    return "" if record is None else str(getattr(record, "pk", record))


def bodies(reader: Any, *, on: date | None = None) -> QuerySet[Body]:
    """The bodies that exist on a day; every member may know them, and the public too."""
    day = on or today()
    return Body.objects.filter(
        Q(starts=None) | Q(starts__lte=day), Q(ends=None) | Q(ends__gte=day)
    ).select_related("parent")


def body(reader: Any, key: Any) -> Body | None:
    """One body by its id, ended or not, or nothing."""
    return Body.objects.select_related("parent").filter(pk=key).first()


def seats_of(keys: Any, *, on: date) -> list[Seat]:
    """The seats of some bodies that exist on a day."""
    found = Seat.objects.filter(Q(ends=None) | Q(ends__gte=on), body__in=keys, starts__lte=on)
    return list(found.select_related("agency", "connected_to"))


def posts_on(keys: Any, *, on: date) -> list[Post]:
    """The posts of chairs and members on some bodies in force on a day, with their people."""
    found = posts_in_force(on).filter(body__in=keys, role__in=("BC", "BM"), member__is_active=True)
    return list(found.select_related("member__agency", "seat", "agency").order_by("member__name"))


def agency(reader: Any, key: Any) -> Agency | None:
    """One agency by its id, with its names over time, or nothing."""
    return Agency.objects.prefetch_related("names", "units", "seats__body").filter(pk=key).first()


def agencies(reader: Any) -> QuerySet[Agency]:
    """The agencies that a member may know: all."""
    return Agency.objects.all()


def members_of(reader: Any) -> QuerySet[Member]:
    """The members a reader manages: their own agency's, or everybody's for an administrator."""
    rights = rights_of(reader)
    if rights.has("AD"):
        return Member.objects.select_related("agency")
    managed = {post.agency for post in rights.posts if post.role == "AM"}
    return Member.objects.filter(agency_id__in=managed).select_related("agency")


def holders(role: str, *, body: Any = None, agency: Any = None) -> QuerySet[Member]:
    """The members who hold a post today, on a body or in an agency; for notices and for choosing an owner."""
    found = posts_in_force(today()).filter(role=role, member__is_active=True)
    if body is not None:
        found = found.filter(body=_id(body))
    if agency is not None:
        found = found.filter(agency=_id(agency))
    return Member.objects.filter(pk__in=found.values("member")).select_related("agency")


def names_to_keep_inside() -> tuple[str, ...]:
    """Every member's name and e-mail address: what no public file may hold; read by the checks of a release."""
    rows = Member.objects.values_list("name", "email")
    return tuple(word for row in rows for word in row if word)


def chairs_of(bodies: Iterable[Any]) -> dict[Any, list[str]]:
    """The names of those who chair each of these bodies today, by the body's id; one query for all."""
    found: dict[Any, list[str]] = {}
    posts = posts_in_force(today()).filter(
        role="BC", body__in=[_id(body) for body in bodies], member__is_active=True
    )
    for post in posts.select_related("member").order_by("member__name"):
        found.setdefault(post.body_id, []).append(post.member.name)
    return found


def active_members(domain: str) -> QuerySet[Member]:
    """The active members with an e-mail address at a domain, for the demonstration's sign-in page."""
    return Member.objects.filter(is_active=True, email__endswith=domain).select_related("agency")


def member_to_sign_in(email: str) -> Member | None:
    """The active member with an address, for a sign-in that has made sure of it."""
    return Member.objects.filter(is_active=True, email__iexact=email).first()


def agencies_with_single_sign_on() -> list[Agency]:
    """The agencies that sign their own people in: those with an issuer and a client."""
    found = Agency.objects.exclude(single_sign_on={})
    return [row for row in found if {"issuer", "client_id"} <= set(row.single_sign_on)]


def member_of_single_sign_on(*, agency_code: str, email: str, verified: bool) -> Member | None:
    """The active member that an agency's own sign-in speaks for, or nobody.

    Nobody for an address that its agency has not verified, that is of another agency, or that is at a
    domain which is not the agency's.
    """
    agency = Agency.objects.filter(code=agency_code).first()
    domain = email.rpartition("@")[2].lower()
    if agency is None or not verified or domain not in map(str.lower, agency.email_domains):
        return None
    return Member.objects.filter(agency=agency, is_active=True, email__iexact=email).first()


def member_of(reader: Any, key: Any) -> Member | None:
    """One member whom a reader manages, or nothing."""
    return members_of(reader).filter(pk=key).first()


def colleagues(member: Any) -> QuerySet[Member]:
    """The active members of the same agency, to whom work may be handed over."""
    found = Member.objects.filter(agency=member.agency_id, is_active=True)
    return found.exclude(pk=member.pk)


def posts_of(member: Any) -> list[Post]:
    """Every post a member holds or held, the newest first."""
    found = Post.objects.filter(member=member).select_related("agency", "body", "proposed_by")
    return list(found.order_by("-starts"))


def waiting_posts(reader: Any) -> list[Post]:
    """The posts that wait for a second person such as this reader."""
    rights = rights_of(reader)
    found = Post.objects.filter(confirmed_at=None, ended_early_on=None, ends__gte=today())
    rows = found.select_related("member", "agency", "body", "proposed_by")
    return [
        row
        for row in rows
        if rules.may_confirm(
            rights,
            role=row.role,
            proposed_by=str(row.proposed_by_id or ""),
            holder=str(row.member_id),
            waits=True,
        )
        is None
    ]


def post(reader: Any, key: Any) -> Post | None:
    """One post of a member whom a reader manages, or that waits for them as the second person."""
    found = Post.objects.select_related("member__agency", "body").filter(pk=key).first()
    if found is None:
        return None
    managed = rules.manages(rights_of(reader), str(found.member.agency_id))
    return found if managed or found in waiting_posts(reader) else None


def invitations(reader: Any) -> QuerySet[Invitation]:
    """The invitations into the agencies that a reader manages, the newest first."""
    rights = rights_of(reader)
    found = Invitation.objects.select_related("agency", "invited_by").order_by("-invited_at")
    if rights.has("AD"):
        return found
    return found.filter(agency__in={p.agency for p in rights.posts if p.role == "AM"})


def open_invitation(token_hash: str, *, at: datetime) -> Invitation | None:
    """The open invitation of a token's hash, or nothing."""
    found = Invitation.objects.filter(token_hash=token_hash, accepted_at=None, withdrawn_at=None)
    return found.filter(expires_at__gte=at).select_related("agency").first()


def access_reviews(reader: Any) -> QuerySet[AccessReview]:
    """The reviews of access of the agencies that a reader manages."""
    rights = rights_of(reader)
    found = AccessReview.objects.select_related("agency").prefetch_related(
        "answers__post__member", "answers__post__body", "answers__by"
    )
    if rights.has("AD"):
        return found
    return found.filter(agency__in={p.agency for p in rights.posts if p.role == "AM"})


def access_answer(reader: Any, key: Any) -> AccessAnswer | None:
    """One answer of a review that a reader may give, or nothing."""
    found = AccessAnswer.objects.select_related("review__agency", "post__member").filter(pk=key)
    row = found.first()
    managed = row and rules.manages(rights_of(reader), str(row.review.agency_id))
    return row if managed else None


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """The names of members by id, for pages that show who did something; ids of nobody are left out."""
    known = [key for key in keys if _is_id(key)]
    return {str(row.pk): row.name for row in Member.objects.filter(pk__in=known).only("name")}


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def posts_ending(*, before: date) -> list[Post]:
    """The posts in force that end before a day, with their holders, for the reminders."""
    found = posts_in_force(today()).filter(ends__lt=before, member__is_active=True)
    return list(found.select_related("member"))


def is_demonstration() -> bool:
    """Whether the people of the demonstration are here."""
    return Agency.objects.filter(demonstration=True).exists()


def has_members() -> bool:
    """Whether anybody is here at all."""
    return Member.objects.exists()
