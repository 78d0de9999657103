"""The record of an address, or "not found": what a reader may not see does not exist for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from headrow.partnership.boards.queries import bodies, meetings


def body_or_404(request: HttpRequest, key: Any) -> Any:
    """A body with who sits on it."""
    found = bodies.one(request.user, key)
    if found is None:
        raise Http404
    return found


def meeting_or_404(request: HttpRequest, key: Any) -> Any:
    """A meeting of a body whose inside the reader may know."""
    found = meetings.meeting(request.user, key)
    if found is None:
        raise Http404
    return found


def item_or_404(request: HttpRequest, meeting: Any, key: Any) -> Any:
    """An item of an agenda that the reader may see."""
    found = meetings.item(request.user, meeting, key)
    if found is None:
        raise Http404
    return found


def refuse_unseen(allowed: bool) -> None:
    """Raise Http404 where a page is not for this reader."""
    if not allowed:
        raise Http404


def parts_of(meeting: Any, here: str) -> list[dict[str, Any]]:
    """The pages of one meeting, for the line under its heading."""
    pages = (
        ("", "Overview"),
        ("agenda/", "Agenda"),
        ("papers/", "Papers"),
        ("live/", "In the meeting"),
        ("minutes/", "Minutes"),
    )
    return [
        {"href": f"/meetings/{meeting.pk}/{path}", "text": words, "current": words == here}
        for path, words in pages
    ]
