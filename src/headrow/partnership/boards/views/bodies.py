"""Pages of boards, their seats, terms and groups, and of agencies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headrow.partnership.boards.changes import bodies as changes
from headrow.partnership.boards.forms import bodies as forms
from headrow.partnership.boards.queries import bodies as queries
from headrow.partnership.boards.queries import decisions, meetings
from headrow.partnership.boards.views.finding import body_or_404, refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import today


def board_tree(request: HttpRequest) -> HttpResponse:
    """Every board and group, who chairs it, and what is vacant."""
    form = forms.At(request.GET or None)
    day = form.cleaned_data["on"] if form.is_valid() else None
    told = {
        "rows": queries.flat(queries.tree(request.user, on=day)),
        "day": day,
        "at_form": form,
        "connected": queries.executive_on_connected(request.user),
    }
    return render(request, "boards/board_tree.html", told)


def board(request: HttpRequest, key: UUID) -> HttpResponse:
    """One board: when it meets, what it promised, decided and asked for."""
    row = body_or_404(request, key)
    inside = directory.can(request.user, "read-restricted", body=key)
    told: dict[str, Any] = {
        "row": row,
        "inside": inside,
        "raises": directory.can(request.user, "raise-risk", body=key),
        "prepares": directory.can(request.user, "prepare-meeting", body=key),
        "records": directory.can(request.user, "record-meeting", body=key),
        "quorum": queries.quorum_rule(row.body),
        "share_words": queries.share_words(row.body),
        "schedule_address": reverse("meeting-schedule", args=[key]),
        "deliverables": plan.deliverables(
            request.user, body=row.body, strategy=plan.current_strategy(request.user)
        ),
        "decisions": decisions.decisions(request.user, body=row.body)[:8],
        "terms": queries.terms_of(request.user, row.body)[:1],
        "groups": [
            each for each in directory.bodies(request.user) if each.parent_id == row.body.pk
        ],
    }
    if inside:
        told |= {
            "ahead": meetings.meetings(request.user, body=row.body, ahead=True)[:4],
            "past": meetings.meetings(request.user, body=row.body, ahead=False)[:4],
            "actions": tasks.tasks(request.user, body=row.body, ended=False)[:8],
        }
    return render(request, "boards/board.html", told)


def seats(request: HttpRequest, key: UUID) -> HttpResponse:
    """The seats of a board, who holds them, and a form for another."""
    row = body_or_404(request, key)
    prepares = directory.can(request.user, "prepare-meeting", body=key)
    form = forms.Seat(
        request.POST or None, agencies=directory.agencies(request.user), initial={"starts": today()}
    )
    if request.method == "POST" and prepares and form.is_valid():
        said = form.cleaned_data
        changes.add_seat(
            body=row.body,
            name=said["name"],
            starts=said["starts"],
            voting=said["voting"],
            agency=directory.agency(request.user, said["agency"]) if said["agency"] else None,
            by=request.user,
        )
        messages.success(request, "The seat is added")
        return redirect("board-seats", key=key)
    told = {
        "row": row,
        "board_address": reverse("board", args=[key]),
        "seats": queries.seat_rows(request.user, row.body),
        "prepares": prepares,
        "form": form if prepares else None,
    }
    return render(request, "boards/seats.html", told)


def terms(request: HttpRequest, key: UUID) -> HttpResponse:
    """Terms of reference over time, and a form for new ones."""
    row = body_or_404(request, key)
    prepares = directory.can(request.user, "prepare-meeting", body=key)
    form = forms.Terms(request.POST or None, initial={"starts": today()})
    if request.method == "POST" and prepares and form.is_valid():
        changes.set_terms(body=row.body, by=request.user, **form.cleaned_data)
        messages.success(request, "The terms of reference are kept; the earlier ones stay below")
        return redirect("board-terms", key=key)
    told = {
        "board_address": reverse("board", args=[key]),
        "draft": f"terms-{key}",
        "row": row,
        "terms": queries.terms_of(request.user, row.body),
        "form": form if prepares else None,
    }
    return render(request, "boards/terms.html", told)


def groups(request: HttpRequest, key: UUID) -> HttpResponse:
    """A task and finish group under a board."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "prepare-meeting", body=key))
    form = forms.TaskGroup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.add_task_group(parent=row.body, by=request.user, **form.cleaned_data)
        messages.success(request, "The group is set up, until the day it ends")
        return redirect("board", key=key)
    told = {
        "form": form,
        "heading": f"A task and finish group of {row.body.name}",
        "submit": "Set it up",
    }
    return render(request, "web/form_page.html", told)


def agency_list(request: HttpRequest) -> HttpResponse:
    """The agencies of the partnership, and those a strategy names."""
    found = directory.agencies(request.user)
    return render(request, "boards/agencies.html", {"agencies": found})


def agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """One agency: names over time, units, seats, what it leads."""
    found = directory.agency(request.user, key)
    if found is None:
        raise Http404
    led = plan.deliverables(request.user, lead_agency=found)
    told = {
        "agency": found,
        "led": led,
        "follows": list(directory.agencies(request.user).filter(successor=found)),
        "officer": directory.rights_of(request.user).has("PO"),
    }
    return render(request, "boards/agency.html", told)


def end_seat(request: HttpRequest, key: UUID, seat: UUID) -> HttpResponse:
    """End a seat."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "prepare-meeting", body=key))
    found = next((e for e in directory.seats_of([row.body.pk], on=today()) if e.pk == seat), None)
    if found is None:
        raise Http404
    form = forms.Ends(request.POST or None, initial={"ends": today()})
    if request.method == "POST" and form.is_valid():
        changes.end_seat(seat=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The seat ends on that day")
        return redirect("board-seats", key=key)
    return _form(request, form, f"End the seat {found.name}", "End the seat", "board-seats", key)


def cycle(request: HttpRequest, key: UUID) -> HttpResponse:
    """How often a board meets, and its quorum."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "prepare-meeting", body=key))
    rule = queries.quorum_rule(row.body)
    start = {
        "months": row.body.meets_every_months,
        "share": str(rule.share),
        "at_least": max(rule.at_least, 1),
        "agencies": list(rule.agencies),
    }
    form = forms.Cycle(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["agencies"] = tuple(said["agencies"])
        changes.set_cycle(body=row.body, by=request.user, **said)
        messages.success(request, "The cycle and the quorum are kept")
        return redirect("board", key=key)
    return _form(request, form, f"Cycle and quorum of {row.body.name}", "Keep them", "board", key)


def rename_agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give an agency a new name from a day on."""
    found = _agency_to_change(request, key)
    form = forms.NewName(request.POST or None, initial={"starts": today()})
    if request.method == "POST" and form.is_valid():
        changes.rename_agency(agency=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The new name is kept, and the one before")
        return redirect("agency", key=key)
    return _form(request, form, f"A new name of {found.name}", "Keep the name", "agency", key)


def end_agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """End an agency, followed by another where one does."""
    found = _agency_to_change(request, key)
    others = directory.agencies(request.user).exclude(pk=key)
    form = forms.AgencyEnds(request.POST or None, agencies=others, initial={"ends": today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        after = directory.agency(request.user, said["successor"]) if said["successor"] else None
        changes.end_agency(agency=found, ends=said["ends"], successor=after, by=request.user)
        messages.success(request, "The end of the agency is kept")
        return redirect("agency", key=key)
    return _form(request, form, f"The end of {found.name}", "Keep it", "agency", key)


def _agency_to_change(request: HttpRequest, key: UUID) -> Any:
    found = directory.agency(request.user, key)
    refuse_unseen(found is not None and directory.rights_of(request.user).has("PO"))
    return found


def _form(
    request: HttpRequest, form: Any, heading: str, submit: str, back: str, key: UUID
) -> HttpResponse:
    told = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "cancel": reverse(back, args=[key]),
    }
    return render(request, "web/form_page.html", told)
