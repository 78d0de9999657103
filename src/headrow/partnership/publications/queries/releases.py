"""Releases as the staff of the partnership see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.models import Release
from headrow.partnership.publications.queries.folders import is_whole
from headrow.partnership.publications.rules.releases import ReleaseFacts


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


def facts_of(release: Release) -> ReleaseFacts:
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
