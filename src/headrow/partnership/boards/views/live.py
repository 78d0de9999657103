"""The meeting while it is held. Each thing is kept on its own, so that a lost line loses one form at most."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import decisions as decision_changes
from headrow.partnership.boards.changes import meetings as changes
from headrow.partnership.boards.changes import rooms
from headrow.partnership.boards.forms import decisions as decision_forms
from headrow.partnership.boards.forms import meetings as forms
from headrow.partnership.boards.queries import decisions as decision_queries
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.boards.queries.evidence import as_it_stands
from headrow.partnership.boards.queries.subjects import subjects_of
from headrow.partnership.boards.views.finding import (
    item_or_404,
    meeting_or_404,
    parts_of,
    refuse_unseen,
)
from headrow.partnership.tasks import changes as tasks
from headrow.partnership.tasks import queries as task_queries
from headrow.vocabulary.clock import today


def room(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who is there, whether it may decide, and each item with what was recorded."""
    found = meeting_or_404(request, key)
    told: dict[str, Any] = {
        "meeting": found,
        "parts": parts_of(found, "In the meeting"),
        "room": queries.room(found),
        "items": queries.items(request.user, found),
        "interests": queries.interests(found),
        "records": queries.records(request.user, found),
        "actions": task_queries.of_source(request.user, f"boards.meeting:{found.pk}"),
        "statuses": forms.Attendance.base_fields["status"].choices,
    }
    return render(request, "boards/live.html", told)


@require_POST
def open_meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin."""
    found = _recorded(request, key)
    changes.open_meeting(meeting=found, by=request.user)
    messages.success(request, "The meeting is open")
    return redirect("meeting-live", key=key)


@require_POST
def close_meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """End, and draft the minutes."""
    found = _recorded(request, key)
    rooms.close_meeting(meeting=found, by=request.user)
    messages.success(request, "The meeting is closed and its minutes are drafted")
    return redirect("meeting-minutes", key=key)


def _recorded(request: HttpRequest, key: UUID) -> Any:
    found = meeting_or_404(request, key)
    refuse_unseen(queries.records(request.user, found))
    return found


@require_POST
def attendance(request: HttpRequest, key: UUID, attendee: UUID) -> HttpResponse:
    """One person's attendance."""
    found = _recorded(request, key)
    row = next((each for each in queries.room(found).attendees if each.pk == attendee), None)
    if row is None:
        raise Http404
    status, deputy = request.POST.get("status", ""), request.POST.get("deputy", "")
    rooms.set_attendance(attendee=row, status=status, deputy=deputy, by=request.user)
    return redirect(f"/meetings/{key}/live/#attendance")


def item(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """One item: what was said, and what can be recorded of it."""
    found = _recorded(request, key)
    about = item_or_404(request, found, item)
    start = {"note": about.note, "version": about.version, "closed": bool(about.closed_at)}
    form = forms.Note(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        rooms.save_note(item=about, by=request.user, **form.cleaned_data)
        messages.success(request, f"Item {about.order} is kept")
        return redirect(f"/meetings/{key}/live/#item-{item}")
    told = {
        "meeting": found,
        "item": about,
        "form": form,
        "live_address": reverse("meeting-live", args=[key]),
        "draft": f"item-{about.pk}",
        "lacks": queries.room(found).lacks,
        "stands": as_it_stands([about.subject] if about.subject else []),
        "locked_out": queries.locked_out(found, about),
    }
    return render(request, "boards/live_item.html", told)


def interest(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Declare an interest in an item."""
    found = _recorded(request, key)
    about = item_or_404(request, found, item)
    there = [row.member for row in queries.room(found).attendees if row.member]
    form = forms.Interest(request.POST or None, members=there)
    if request.method == "POST" and form.is_valid():
        who = next(each for each in there if str(each.pk) == form.cleaned_data["member"])
        rooms.declare_interest(
            meeting=found, item=about, member=who, words=form.cleaned_data["words"], by=request.user
        )
        messages.success(request, "The interest is declared; they are out of the vote on this item")
        return redirect("live-item", key=key, item=item)
    return _form(request, form, about, "An interest", "Declare the interest")


def decision(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Record a decision on an item."""
    found = _recorded(request, key)
    about = item_or_404(request, found, item)
    choices = subjects_of(request.user, found.body)
    form = decision_forms.Decision(
        request.POST or None,
        subjects=choices,
        initial={"effective": today(), "subjects": [about.subject]},
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        subjects, number = said.pop("subjects"), said.pop("reverses").strip()
        earlier = decision_queries.by_number(request.user, number) if number else None
        if number and earlier is None:
            form.add_error("reverses", f"There is no decision {number}")
        else:
            made = decision_changes.record_decision(
                meeting=found,
                item=about,
                says=decision_changes.Wording(**said),
                subjects=subjects,
                reverses=earlier,
                by=request.user,
            )
            messages.success(request, f"Decision {made.number} is recorded")
            return redirect("live-item", key=key, item=item)
    return _form(request, form, about, "A decision", "Record the decision")


def action(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """Ask for an action."""
    found = _recorded(request, key)
    about = item_or_404(request, found, item)
    there = [row.member for row in queries.room(found).attendees if row.member]
    form = forms.Action(request.POST or None, members=there)
    if request.method == "POST" and form.is_valid():
        owner = next(each for each in there if str(each.pk) == form.cleaned_data["owner"])
        made = tasks.ask(
            title=form.cleaned_data["title"],
            source=found,
            agency=owner.agency,
            owner=owner,
            first_due=form.cleaned_data["due"],
            body=found.body,
            by=request.user,
        )
        messages.success(request, f"Action {made.number} is asked of {owner.name}")
        return redirect("live-item", key=key, item=item)
    return _form(request, form, about, "An action", "Ask for it")


def _form(request: HttpRequest, form: Any, about: Any, what: str, submit: str) -> HttpResponse:
    told = {
        "form": form,
        "heading": what,
        "submit": submit,
        "item": about,
        "item_address": reverse("live-item", args=[about.meeting_id, about.pk]),
        "draft": f"{what.split()[-1]}-{about.pk}",
    }
    return render(request, "boards/live_form.html", told)
