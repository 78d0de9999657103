"""Notices of a member, and for the administrator those that could not be sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.post.models import Notice


def notices(reader: Any) -> QuerySet[Notice]:
    """A member's own notices, the newest first."""
    return Notice.objects.filter(member=reader)


def unread(reader: Any) -> QuerySet[Notice]:
    """Those not read yet."""
    return notices(reader).filter(read_at=None)


def notice(reader: Any, key: UUID | str) -> Notice | None:
    """One of a member's own notices, or nothing."""
    return notices(reader).filter(pk=key).first()


def failed(reader: Any) -> QuerySet[Notice]:
    """The notices that could not be sent, for the administrator: to whom and why, not what about."""
    if not directory.can(reader, "run-installation"):
        return Notice.objects.none()
    return Notice.objects.exclude(failed_because="").select_related("member__agency")
