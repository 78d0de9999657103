"""Who comes in and who stays in: invitations, confirmation by a second person, the quarter's review of access."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries, rules
from headrow.partnership.directory.changes.people import add_member, give_post
from headrow.partnership.directory.models import (
    AccessAnswer,
    AccessReview,
    Agency,
    Invitation,
    Member,
    Post,
)
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, refuse_if

OPEN_DAYS = 7  # an invitation is opened within these
ANSWER_DAYS = 30  # a post that nobody answers for ends after these (declared: access review)
ANSWERS = ("keep", "change", "end")


@dataclass(frozen=True, slots=True)
class WantedPost:
    """A post to be given: role, board where it needs one, months."""

    role: str
    body: str = ""
    months: int = 12


@transaction.atomic
def invite(
    *, email: str, name: str, agency: Agency, posts: Iterable[WantedPost], by: Member
) -> tuple[Invitation, str]:
    """Invite somebody into an agency; answers with the token, which is shown once and kept as a hash only."""
    wanted = tuple(posts)
    refuse_if(_may_not_invite(email, agency, by))
    for post in wanted:
        refuse_if(rules.may_grant(queries.rights_of(by), post.role, agency=str(agency.pk)))
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        email=email.lower().strip(),
        name=name.strip(),
        agency=agency,
        posts=[{"role": post.role, "body": post.body, "months": post.months} for post in wanted],
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=now(),
        expires_at=now() + timedelta(days=OPEN_DAYS),
    )
    record("invited", subject=made, by=by, codes={"agency": agency.pk, "posts": len(wanted)})
    return made, token


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _may_not_invite(email: str, agency: Agency, by: Member) -> Reason | None:
    if not rules.manages(queries.rights_of(by), str(agency.pk)):
        return Reason("not-yours", "You invite people into your own agency only.")
    domain = email.rpartition("@")[2].lower().strip()
    allowed = [each.lower() for each in agency.email_domains]
    if allowed and domain not in allowed:
        return Reason("domain", f"Use an address of the agency: {', '.join(allowed)}.")
    if Member.objects.filter(email__iexact=email.strip()).exists():
        return Reason("there-already", "Somebody with this address is here already.")
    return None


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Member:
    """Join by an invitation that is open: a member, a password, the posts. Raises Refused otherwise."""
    held = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    if held is None or held.accepted_at or held.withdrawn_at or held.expires_at < now():
        refuse_if(Reason("not-open", "This invitation is not open any more. Ask for a new one."))
        raise AssertionError
    member = add_member(email=held.email, name=held.name, agency=held.agency, by=held.invited_by)
    try:
        validate_password(password, member)
    except ValidationError as wrong:
        refuse_if(Reason("password", " ".join(wrong.messages)))
    member.set_password(password)
    member.save(update_fields=["password"])
    held.accepted_at, held.member = now(), member
    held.save(update_fields=["accepted_at", "member"])
    for post in held.posts:
        give_post(
            member=member,
            role=post["role"],
            body=queries.body(None, post["body"]) if post["body"] else None,
            months=post["months"],
            by=held.invited_by,
        )
    record("invitation-accepted", subject=held, by=member)
    return member


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Member) -> None:
    """Close an invitation that nobody has opened."""
    refuse_if(_not_managed(invitation.agency, by))
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=now())
    record("invitation-withdrawn", subject=invitation, by=by)


def _not_managed(agency: Agency, by: Member) -> Reason | None:
    if rules.manages(queries.rights_of(by), str(agency.pk)):
        return None
    return Reason("not-yours", "This person is of another agency.")


@transaction.atomic
def grant(*, member: Member, wanted: WantedPost, by: Member) -> Post:
    """Give a member a post; where its role needs a second person, it waits for one."""
    refuse_if(rules.may_grant(queries.rights_of(by), wanted.role, agency=str(member.agency_id)))
    return give_post(
        member=member,
        role=wanted.role,
        body=queries.body(by, wanted.body) if wanted.body else None,
        months=wanted.months,
        by=by,
    )


@transaction.atomic
def confirm_post(*, post: Post, by: Member) -> Post:
    """The second person agrees to a post; not whoever proposed it, and not its holder."""
    held = Post.objects.select_for_update().get(pk=post.pk)
    refuse_if(
        rules.may_confirm(
            queries.rights_of(by),
            role=held.role,
            proposed_by=str(held.proposed_by_id or ""),
            holder=str(held.member_id),
            waits=held.confirmed_at is None,
        )
    )
    held.confirmed_by, held.confirmed_at = by, now()
    held.save(update_fields=["confirmed_by", "confirmed_at"])
    record("post-confirmed", subject=held, by=by, codes={"role": held.role})
    return held


@transaction.atomic
def end_post(*, post: Post, by: Actor, reason: str) -> None:
    """End a post today; its rights go with the next request."""
    if isinstance(by, Member):
        refuse_if(_not_managed(post.member.agency, by) if by.pk != post.member_id else None)
    refuse_if(Reason("no-reason", "Say why it ends.") if not reason.strip() else None)
    refuse_if(rules.last_administrator(post.role, others=_other_administrators(post)))
    Post.objects.filter(pk=post.pk, ended_early_on=None).update(ended_early_on=today())
    record("post-ended", subject=post, by=by, codes={"role": post.role}, reason=reason)


def _other_administrators(post: Post) -> int:
    return queries.posts_in_force(today()).filter(role="AD").exclude(member=post.member).count()


def quarter_of(day: date) -> str:
    """A quarter of the year as it is written: 2026-Q3."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


@transaction.atomic
def open_access_reviews(*, by: Actor) -> int:
    """Ask each agency's manager of every post whether it still stands; once a quarter. How many were opened."""
    opened = 0
    for agency in Agency.objects.filter(members__is_active=True).distinct():
        review, made = AccessReview.objects.get_or_create(
            agency=agency,
            quarter=quarter_of(today()),
            defaults={"opened_on": today(), "due_on": today() + timedelta(days=ANSWER_DAYS)},
        )
        if made:
            posts = queries.posts_in_force(today()).filter(agency=agency, member__is_active=True)
            AccessAnswer.objects.bulk_create(
                AccessAnswer(review=review, post=post) for post in posts
            )
            record("access-review-opened", subject=review, by=by, codes={"quarter": review.quarter})
            opened += 1
    return opened


@transaction.atomic
def answer_review(*, answer: AccessAnswer, says: str, by: Member, reason: str = "") -> None:
    """A manager answers for one post; not for their own."""
    refuse_if(_not_managed(answer.review.agency, by))
    if answer.post.member_id == by.pk:
        refuse_if(Reason("own-review", "Somebody else answers for your own posts."))
    if says not in ANSWERS:
        refuse_if(Reason("no-answer", "Say whether it is kept, changed or ended."))
    answer.answer, answer.by, answer.at = says, by, now()
    answer.save()
    record("access-answered", subject=answer.post, by=by, codes={"answer": says})
    if says == "end":
        end_post(post=answer.post, by=by, reason=reason or "Ended at the review of access")


@transaction.atomic
def end_unanswered(*, by: Actor) -> int:
    """End the posts that nobody answered for in time; how many."""
    left = AccessAnswer.objects.select_related("post__member").filter(
        answer="", review__due_on__lt=today(), post__ended_early_on=None
    )
    ended = 0
    for answer in left:
        if answer.post.role == "AD" and not _other_administrators(answer.post):
            continue
        end_post(post=answer.post, by=by, reason="Nobody answered at the review of access")
        answer.answer, answer.at = "end", now()
        answer.save()
        ended += 1
    return ended
