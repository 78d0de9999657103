"""Pages of actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from headrow.partnership.tasks import changes, forms, queries
from headrow.partnership.tasks.rules import State

A_PAGE = 50


def task_list(request: HttpRequest) -> HttpResponse:
    """The actions a reader may see."""
    form = forms.Filter(request.GET or {"show": "open"})
    said = form.cleaned_data if form.is_valid() else {}
    ended = {"ended": True, "all": None}.get(said.get("show") or "open", False)
    owner = request.user if said.get("mine") else None
    rows = queries.tasks(request.user, owner=owner, ended=ended)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "tasks/task_list.html", {"filter": form, "page": page, "total": len(rows)}
    )


def task_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One action, and what its reader may do with it."""
    row = _found(request, key)
    told: dict[str, Any] = {
        "row": row,
        "mine": queries.may_owner(request.user, row.task),
        "officer": changes.is_officer(request.user),
        "open": row.task.state == State.OPEN,
        "answer_address": reverse("task-answer", args=[key]),
        "move_address": reverse("task-move", args=[key]),
    }
    return render(request, "tasks/task.html", told)


def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how it ended."""
    row = _found(request, key)
    form = forms.Answer(request.POST or None, initial={"version": row.task.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.answer(
            task=row.task,
            ending=State(said["ending"]),
            note=said["note"],
            decision=said["decision"].strip(),
            by=request.user,
            version=said["version"],
        )
        messages.success(request, "Your answer is recorded")
        return redirect("task", key=key)
    told = {"form": form, "heading": f"Action {row.task.number}: how did it end?", **_about(row)}
    return render(request, "tasks/task_form.html", told | {"submit": "Record the answer"})


def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Move the due date."""
    row = _found(request, key)
    form = forms.MoveDate(request.POST or None, initial={"version": row.task.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.move_date(
            task=row.task, to=said["to"], why=said["why"], by=request.user, version=said["version"]
        )
        messages.success(request, "The date is moved; the first one is kept beside it")
        return redirect("task", key=key)
    told = {"form": form, "heading": f"Action {row.task.number}: a later date", **_about(row)}
    return render(request, "tasks/task_form.html", told | {"submit": "Move the date"})


@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """The officer confirms that it is done."""
    row = _found(request, key)
    changes.confirm(task=row.task, by=request.user)
    messages.success(request, f"Action {row.task.number} is confirmed as done")
    return redirect("task", key=key)


def send_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """The officer sends it back."""
    row = _found(request, key)
    form = forms.SendBack(request.POST or None, initial={"version": row.task.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.send_back(task=row.task, why=said["why"], by=request.user, version=said["version"])
        messages.success(request, "It stays open, and its owner reads why")
        return redirect("task", key=key)
    told = {"form": form, "heading": f"Action {row.task.number}: not yet done", **_about(row)}
    return render(request, "tasks/task_form.html", told | {"submit": "Send it back"})


def _about(row: queries.TaskRow) -> dict[str, Any]:
    """What the page of a form says of the action."""
    return {"row": row, "back_address": reverse("task", args=[row.task.pk])}


def _found(request: HttpRequest, key: UUID) -> queries.TaskRow:
    row = queries.task(request.user, key)
    if row is None:
        raise Http404
    return row
