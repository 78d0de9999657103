"""Pages of risks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headrow.partnership.boards.changes import risks as changes
from headrow.partnership.boards.forms import meetings as meeting_forms
from headrow.partnership.boards.forms import progress as forms
from headrow.partnership.boards.queries import decisions
from headrow.partnership.boards.queries import risks as queries
from headrow.partnership.boards.views.finding import body_or_404, refuse_unseen
from headrow.partnership.directory import queries as directory


def risk_list(request: HttpRequest) -> HttpResponse:
    """The risks a reader may know, as a register and as a table of five by five."""
    reach = directory.reach(request.user, queries.READING)
    refuse_unseen(reach is None or bool(reach))
    rows = queries.risks(request.user)
    matrix = [
        {
            "likelihood": row.current.likelihood,
            "impact": row.current.impact,
            "text": row.risk.number,
            "href": reverse("risk", args=[row.risk.pk]),
        }
        for row in rows
        if row.current
    ]
    return render(request, "boards/risks.html", {"rows": rows, "matrix": matrix})


def risk(request: HttpRequest, key: UUID) -> HttpResponse:
    """One risk with every score it had."""
    row = _found(request, key)
    own = row.risk.owner_id == request.user.pk
    told = {
        "row": row,
        "scores": list(row.risk.scores.select_related("by").order_by("-pk")),
        "scored_by": directory.can(request.user, "raise-risk", body=row.risk.body_id, own=own),
        "accepts": directory.can(request.user, "accept-risk", body=row.risk.body_id),
        "review_address": reverse("risk-review", args=[key]),
    }
    return render(request, "boards/risk.html", told)


def _found(request: HttpRequest, key: UUID) -> queries.RiskRow:
    row = queries.risk(request.user, key)
    if row is None:
        raise Http404
    return row


def raise_risk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Raise a risk of a board."""
    body = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "raise-risk", body=key))
    form = forms.Risk(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        words = changes.RiskWords(
            said["cause"], said["event"], said["effect"], said["controls"], said["owner_role"]
        )
        scores: Any = changes.Scores(
            form.pair("inherent"), form.pair("target"), form.pair("current")
        )
        made = changes.raise_risk(body=body.body, says=words, scores=scores, by=request.user)
        messages.success(request, f"Risk {made.number} is on the register")
        return redirect("risk", key=made.pk)
    told = {
        "form": form,
        "heading": f"A risk of {body.body.name}",
        "submit": "Put it on the register",
        "draft": f"risk-{key}",
    }
    return render(request, "web/form_page.html", told)


def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Score a risk as it is now."""
    row = _found(request, key)
    form = forms.ReviewRisk(
        request.POST or None, initial={"version": row.risk.version, "controls": row.risk.controls}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.review(
            risk=row.risk,
            current=(int(said["likelihood"]), int(said["impact"])),
            why=said["why"],
            controls=said["controls"],
            version=said["version"],
            by=request.user,
        )
        messages.success(request, "The review is kept; earlier scores stay below")
        return redirect("risk", key=key)
    told = {"form": form, "heading": f"Review of {row.risk.number}", "submit": "Keep the review"}
    return render(request, "web/form_page.html", told)


def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """The board accepts a risk, by a decision."""
    row = _found(request, key)
    form = forms.Number(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = decisions.by_number(request.user, form.cleaned_data["decision"].strip())
        if decision is None:
            form.add_error("decision", "There is no decision of that number")
        else:
            changes.accept(risk=row.risk, decision=decision, by=request.user)
            messages.success(request, "The risk is accepted as it is")
            return redirect("risk", key=key)
    told = {"form": form, "heading": f"Accept {row.risk.number} as it is", "submit": "Accept it"}
    return render(request, "web/form_page.html", told)


def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a risk."""
    row = _found(request, key)
    form = meeting_forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.close(risk=row.risk, why=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The risk is closed")
        return redirect("risk", key=key)
    told = {
        "form": form,
        "heading": f"Close {row.risk.number}",
        "submit": "Close it",
        "warning": True,
    }
    return render(request, "web/form_page.html", told)
