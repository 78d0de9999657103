"""Agree, publish and withdraw a release; a correction is a new one."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.changes.folder import write_pointer
from headrow.partnership.publications.models import Release
from headrow.partnership.publications.queries.releases import facts_of, posts_of
from headrow.partnership.publications.rules import releases as rules
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import refuse_if


@transaction.atomic
def agree_release(*, release: Release, by: Actor) -> Release:
    """Agree a release as the second person. Raises Refused for the one who built it, and where a check failed."""
    refuse_if(directory.why_not(by, "publish-release"))
    held = _held(release)
    refuse_if(rules.may_agree(facts_of(held), by=str(by.pk), posts=posts_of(by)))
    held.agreed_by = by
    held.save(update_fields=["agreed_by"])
    record("release-agreed", subject=held, by=by, codes={"number": held.number})
    return held


@transaction.atomic
def publish_release(*, release: Release, by: Actor) -> Release:
    """Publish a release that two people made; the public host serves it from now, or from its embargo's end."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "publish-release"))
    held = _held(release)
    refuse_if(rules.may_publish(facts_of(held)))
    moment = now()
    held.state = "published"
    held.published_at = max(moment, held.embargo_until) if held.embargo_until else moment
    held.save(update_fields=["state", "published_at"])
    record("release-published", subject=held, by=by, codes={"number": held.number})
    transaction.on_commit(point_at_published)
    return held


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, by: Actor) -> Release:
    """Take a release back: its pages are gone, its number and the reason stay; the one before is served again."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "publish-release"))
    held = _held(release)
    refuse_if(rules.may_withdraw(facts_of(held), reason=reason))
    held.state = "withdrawn"
    held.reason = reason.strip()
    held.save(update_fields=["state", "reason"])
    record("release-withdrawn", subject=held, by=by, codes={"number": held.number}, reason=reason)
    transaction.on_commit(point_at_published)
    return held


@transaction.atomic
def serve_again(*, by: Actor) -> None:
    """Write anew which releases are served, where the note of it was lost: after a full disk, or a restore."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "publish-release"))
    record("releases-served-again", subject="publications", by=by)
    transaction.on_commit(point_at_published)


def point_at_published() -> None:
    """Write which releases the public host serves, from the register; after a commit, and after a restore."""
    rows = Release.objects.exclude(published_at=None).order_by("number")
    write_pointer(
        [
            {
                "number": row.number,
                "starts": row.published_at.isoformat() if row.published_at else "",
                "held_until": row.embargo_until.isoformat() if row.embargo_until else "",
                "state": row.state,
                "reason": row.reason,
                "says": row.contents.get("says", ""),
            }
            for row in rows
        ]
    )


def _held(release: Release) -> Any:
    """The release, locked until this change is whole."""
    return (
        Release.objects.select_for_update(of=("self",)).select_related("made_by").get(pk=release.pk)
    )
