"""Pages of the minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import minutes as changes
from headrow.partnership.boards.forms import meetings as forms
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.boards.queries import minutes as minute_queries
from headrow.partnership.boards.views.finding import meeting_or_404, parts_of, refuse_unseen
from headrow.partnership.directory import queries as directory


def minutes(request: HttpRequest, key: UUID) -> HttpResponse:
    """The minutes of a meeting, and where they stand."""
    found = meeting_or_404(request, key)
    told: dict[str, Any] = {
        "meeting": found,
        "parts": parts_of(found, "Minutes"),
        "minutes": minute_queries.of(request.user, found),
        "prepares": queries.prepares(request.user, found),
        "agrees": directory.can(request.user, "approve-minutes", body=found.body_id),
        "later": minute_queries.may_agree_at(found),
    }
    return render(request, "boards/minutes.html", told)


def _written(request: HttpRequest, key: UUID) -> Any:
    held = minute_queries.of(request.user, meeting_or_404(request, key))
    if held is None:
        raise Http404
    return held


def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change the minutes; once agreed only with a reason that is kept."""
    held = _written(request, key)
    refuse_unseen(queries.prepares(request.user, held.meeting))
    start = {"text": held.text, "public_text": held.public_text, "version": held.version}
    form = forms.Minutes(request.POST or None, initial=start)
    if held.state != "agreed":
        del form.fields["amendment"]
    if request.method == "POST" and form.is_valid():
        changes.edit(minutes=held, by=request.user, **form.cleaned_data)
        messages.success(request, "The minutes are kept")
        return redirect("meeting-minutes", key=key)
    told = {
        "form": form,
        "heading": "Change the minutes",
        "submit": "Keep the minutes",
        "draft": f"minutes-{key}",
    }
    return render(request, "web/form_page.html", told)


@require_POST
def agree(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree them at a later meeting."""
    held = _written(request, key)
    later = meeting_or_404(request, request.POST.get("at", key))
    changes.agree(minutes=held, at=later, by=request.user)
    messages.success(request, "The minutes are agreed")
    return redirect("meeting-minutes", key=key)


@require_POST
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the public text to the public pages."""
    held = _written(request, key)
    refuse_unseen(queries.prepares(request.user, held.meeting))
    changes.publish(minutes=held, by=request.user)
    messages.success(request, "The public text goes out with the next release")
    return redirect("meeting-minutes", key=key)
