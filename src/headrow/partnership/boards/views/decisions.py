"""Pages of decisions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headrow.partnership.boards.changes import decisions as changes
from headrow.partnership.boards.forms import decisions as forms
from headrow.partnership.boards.queries import decisions as queries
from headrow.partnership.boards.queries.subjects import subjects_of
from headrow.partnership.boards.views.finding import body_or_404, refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import today

A_PAGE = 40


def decision_list(request: HttpRequest) -> HttpResponse:
    """Every decision a reader may know; `?number=` leads to one."""
    number = request.GET.get("number", "").strip()
    if number:
        found = queries.by_number(request.user, number)
        if found is None:
            raise Http404
        return redirect("decision", key=found.pk)
    page = Paginator(queries.decisions(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "boards/decisions.html", {"page": page})


def decision(request: HttpRequest, key: UUID) -> HttpResponse:
    """One decision, with what it leaned on as it stood."""
    found = queries.decision(request.user, key)
    if found is None:
        raise Http404
    frozen = [
        each
        | {
            "when": date.fromisoformat(each["on"]),
            "rag": each.get("status", "").lower() if each["subject"].startswith("plan.") else "",
        }
        for each in queries.evidence_of(request.user, found)
    ]
    told = {
        "decision": found,
        "frozen": frozen,
        "later": list(found.reversed_by.all()),
        "urgent": queries.urgent_state(found),
        "deliverables": [
            each for each in found.frozen if "/deliverables/" in each.get("address", "")
        ],
        "carries_out": directory.can(request.user, "adopt-plan", body=found.body_id),
    }
    return render(request, "boards/decision.html", told)


def urgent(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record an urgent decision of a board between two meetings."""
    body = body_or_404(request, key).body
    refuse_unseen(directory.can(request.user, "record-meeting", body=key))
    choices = subjects_of(request.user, body)
    form = forms.Urgent(request.POST or None, subjects=choices, initial={"effective": today()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        subjects, agreed = said.pop("subjects"), said.pop("agreed_by")
        made = changes.record_urgent(
            body=body,
            says=changes.Wording(**said),
            agreed_by=agreed,
            subjects=subjects,
            by=request.user,
        )
        messages.success(
            request,
            f"Decision {made.number} holds until the next meeting, which ratifies it or not",
        )
        return redirect("decision", key=made.pk)
    told = {
        "form": form,
        "heading": f"An urgent decision of {body.name}",
        "submit": "Record it",
        "cancel": reverse("board", args=[key]),
        "draft": f"urgent-{key}",
    }
    return render(request, "web/form_page.html", told)
