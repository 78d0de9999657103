"""Pages of a meeting before it is held: its date, its agenda, its calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import meetings as changes
from headrow.partnership.boards.forms import meetings as forms
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.boards.queries.calendars import calendar_of
from headrow.partnership.boards.queries.cycles import next_dates
from headrow.partnership.boards.views.finding import (
    body_or_404,
    item_or_404,
    meeting_or_404,
    parts_of,
    refuse_unseen,
)
from headrow.partnership.directory import queries as directory


def meeting_list(request: HttpRequest) -> HttpResponse:
    """A reader's meetings, ahead and past."""
    told = {
        "ahead": queries.meetings(request.user, ahead=True)[:40],
        "past": queries.meetings(request.user, ahead=False)[:40],
    }
    return render(request, "boards/meetings.html", told)


def schedule(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put a meeting into the calendar."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "prepare-meeting", body=key))
    proposed = next_dates(row.body)
    form = forms.Schedule(
        request.POST or None, initial={"day": proposed[0] if proposed else None, "at": "09:30"}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        names = ("place", "minutes_long", "public")
        says = {name: said[name] for name in names} | {"body": row.body, "by": request.user}
        if said["year"]:
            made = changes.schedule_year(first=form.starts_at, **says)
        else:
            made = [changes.schedule(starts_at=form.starts_at, **says)]
        counted = f"{len(made)} meetings are" if len(made) > 1 else "The meeting is"
        messages.success(request, f"{counted} scheduled")
        return redirect("meeting", key=made[0].pk)
    told = {
        "form": form,
        "row": row,
        "board_address": reverse("board", args=[key]),
        "proposed": proposed,
        "heading": f"A meeting of {row.body.name}",
    }
    return render(request, "boards/schedule.html", told | {"submit": "Schedule it"})


def meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """One meeting: where it stands and what comes next."""
    found = meeting_or_404(request, key)
    told: dict[str, Any] = {
        "meeting": found,
        "parts": parts_of(found, "Overview"),
        "items": queries.items(request.user, found),
        "papers": queries.papers(request.user, found),
        "room": queries.room(found),
        "prepares": queries.prepares(request.user, found),
        "records": queries.records(request.user, found),
    }
    return render(request, "boards/meeting.html", told)


def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Cancel a meeting, with the reason."""
    found = meeting_or_404(request, key)
    refuse_unseen(queries.prepares(request.user, found))
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.cancel(meeting=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The meeting is cancelled")
        return redirect("meeting", key=key)
    told = {
        "form": form,
        "heading": "Cancel this meeting",
        "submit": "Cancel the meeting",
        "warning": True,
    }
    return render(request, "web/form_page.html", told)


def agenda(request: HttpRequest, key: UUID) -> HttpResponse:
    """The agenda; whoever prepares it builds, orders and publishes it here."""
    found = meeting_or_404(request, key)
    prepares = queries.prepares(request.user, found)
    if request.method == "POST":
        refuse_unseen(prepares)
        _change_agenda(request, found)
        return redirect("meeting-agenda", key=key)
    told = {
        "meeting": found,
        "parts": parts_of(found, "Agenda"),
        "items": queries.items(request.user, found),
        "prepares": prepares
        and found.state in ("scheduled", "agenda published", "papers published"),
    }
    return render(request, "boards/agenda.html", told)


def _change_agenda(request: HttpRequest, found: Any) -> None:
    """One press of a button on the agenda."""
    what = request.POST.get("what", "")
    if what == "build":
        added = changes.build_agenda(meeting=found, by=request.user)
        messages.success(
            request,
            f"{added} items that are due were added"
            if added
            else "Everything due is on it already",
        )
    elif what == "publish":
        changes.publish_agenda(meeting=found, by=request.user)
        messages.success(request, "The agenda is published to the board")
    elif what in ("up", "down"):
        item = item_or_404(request, found, request.POST.get("item", ""))
        changes.shift_item(item=item, up=what == "up", by=request.user)


def drop_item(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Take an item off the agenda, with the reason."""
    found = meeting_or_404(request, key)
    refuse_unseen(queries.prepares(request.user, found))
    about = item_or_404(request, found, item)
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.drop_item(item=about, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The item is taken off")
        return redirect("meeting-agenda", key=key)
    told = {
        "form": form,
        "heading": f"Take off the agenda: {about.title}",
        "submit": "Take it off",
        "cancel": reverse("meeting-agenda", args=[key]),
    }
    return render(request, "web/form_page.html", told)


def add_item(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add an item."""
    found = meeting_or_404(request, key)
    refuse_unseen(queries.prepares(request.user, found))
    form = forms.Item(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.add_item(meeting=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The item is added")
        return redirect("meeting-agenda", key=key)
    return render(
        request, "web/form_page.html", {"form": form, "heading": "Add an item", "submit": "Add it"}
    )


@require_POST
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the papers are out."""
    found = meeting_or_404(request, key)
    refuse_unseen(queries.prepares(request.user, found))
    changes.publish_papers(meeting=found, by=request.user)
    messages.success(request, "The papers are out; a later one is marked late")
    return redirect("meeting", key=key)


def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """The meetings of a board as a calendar file; it names no item."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "read-restricted", body=key))
    text = calendar_of(row.body, queries.meetings(request.user, body=row.body))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return response
