"""Minutes: drafts and agreed ones for the board, the public text of those published for everyone."""

from __future__ import annotations

from typing import Any

from headrow.partnership.boards.models import Meeting, Minutes
from headrow.partnership.boards.queries import meetings
from headrow.partnership.boards.rules.meetings import WAS_HELD


def of(reader: Any, meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting that a reader may know, or nothing."""
    if not meetings.reads_inside(reader, meeting):
        return None
    return Minutes.objects.filter(meeting=meeting).select_related("meeting__body").first()


def may_agree_at(meeting: Meeting) -> list[Meeting]:
    """The later meetings of the same body at which the minutes may be agreed: held, or being held."""
    held = [state.value for state in WAS_HELD]
    later = Meeting.objects.filter(body=meeting.body_id, starts_at__gt=meeting.starts_at)
    return list(later.filter(state__in=held).order_by("starts_at"))


def published() -> list[Minutes]:
    """Every published minute, newest first, for the public pages: only `public_text` of each may be shown."""
    found = Minutes.objects.filter(published_at__isnull=False).select_related("meeting__body")
    return list(found.order_by("-meeting__starts_at"))
