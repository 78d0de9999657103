"""Releases as the staff of the partnership see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.timezone import localtime

from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.models import Release
from headrow.partnership.publications.queries.folders import current, is_whole, served
from headrow.partnership.publications.rules.releases import ReleaseFacts, may_agree, may_publish
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Reason


def releases(reader: Any) -> QuerySet[Release]:
    """The releases a reader may see: all of them, for those who publish; else none."""
    if not directory.can(reader, "publish-release"):
        return Release.objects.none()
    return Release.objects.select_related("made_by", "agreed_by")


def next_number() -> int:
    """The number of the next release."""
    return (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def posts_of(member: Any) -> frozenset[str]:
    """The codes of the posts that a member holds today."""
    return frozenset(post.role for post in directory.rights_of(member).posts)


def facts_of(release: Any) -> ReleaseFacts:
    """What the rules ask of a release; reads its whole folder."""
    maker = release.made_by
    return ReleaseFacts(
        state=release.state,
        made_by=str(maker.pk) if maker else "",
        made_by_posts=posts_of(maker) if maker else (),
        agreed_by=str(release.agreed_by_id or ""),
        failed=tuple(check["name"] for check in release.checks if check["found"]),
        whole=is_whole(release.number, release.digest),
    )


def view_of(reader: Any, release: Release) -> dict[str, Any]:
    """A release as its page shows it: facts, checks, differences, and what this reader may do next."""
    facts = facts_of(release)
    served = current()
    why_not_agree = may_agree(facts, by=str(reader.pk), posts=posts_of(reader))
    why_not_publish = may_publish(facts)
    return {
        "release": release,
        "whole": facts.whole,
        "state": state_words(release),
        "facts": _facts_shown(release),
        "checks": release.checks,
        "failed": len(facts.failed),
        "is_served": served is not None and served.number == release.number,
        "is_forgotten": release.state != "built" and not _is_noted(release),
        "may_agree": why_not_agree is None,
        "may_publish": why_not_publish is None,
        "why_not": _why_not(release, why_not_agree, why_not_publish),
    }


def _is_noted(release: Release) -> bool:
    """Whether the public host's note says of a release what the register says; one held back cannot be seen yet."""
    held_back = release.published_at is not None and release.published_at > now()
    noted = {(row.number, row.state) for row in served()}
    return held_back or (release.number, release.state) in noted


def _facts_shown(release: Release) -> list[tuple[str, Any]]:
    """What stands at the side of a release's page."""
    held = release.contents
    return [
        ("Built", moment(release.made_at)),
        ("Built by", release.made_by.name if release.made_by else "The clock"),
        ("Agreed by", release.agreed_by.name if release.agreed_by else "Nobody yet"),
        ("Published", moment(release.published_at) if release.published_at else "Not yet"),
        (
            "Held back until",
            moment(release.embargo_until) if release.embargo_until else "Not held back",
        ),
        ("Pages", f"{held['pages']:,} of {held['files']:,} files"),
        ("Size", f"{held['bytes'] / 1000:,.0f} kB"),
        ("Seal of its files", release.digest[:16]),
    ]


def moment(at: datetime) -> str:
    """A moment in words, in London's time."""
    return f"{localtime(at):%-d %B %Y, %H:%M}"


def listed(reader: Any) -> list[tuple[Release, str]]:
    """The releases a reader may see, each with where it stands."""
    return [(release, state_words(release)) for release in releases(reader)]


def state_words(release: Any) -> str:
    """Where a release stands, in words."""
    if release.state != "built":
        held_back = release.published_at and release.published_at > now()
        return "Published, held back" if held_back else release.state.capitalize()
    return "Agreed, not published" if release.agreed_by_id else "Waits for a second person"


def _why_not(release: Any, agree: Reason | None, publish: Reason | None) -> str:
    """Why nothing can be done by this reader now; nothing where something can."""
    if release.state != "built" or agree is None or publish is None:
        return ""
    return str(publish if release.agreed_by_id else agree)
