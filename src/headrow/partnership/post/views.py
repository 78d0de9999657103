"""Pages of notices."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.directory import queries as directory
from headrow.partnership.post import changes, queries


def messages(request: HttpRequest) -> HttpResponse:
    """A member's notices."""
    return render(request, "post/messages.html", {"notices": queries.notices(request.user)[:100]})


@require_POST
def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mark one as read and go where it leads."""
    found = queries.notice(request.user, key)
    if found is None:
        raise Http404
    changes.mark_read(notice=found, by=request.user)
    return redirect(found.address or "messages")


def failed(request: HttpRequest) -> HttpResponse:
    """What could not be sent."""
    directory.require(request.user, "run-installation")
    return render(request, "post/failed.html", {"notices": queries.failed(request.user)[:200]})
