"""Pages of scrutiny."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headrow.partnership.boards.changes import scrutiny as changes
from headrow.partnership.boards.forms import progress as forms
from headrow.partnership.boards.queries import scrutiny as queries
from headrow.partnership.boards.views.finding import refuse_unseen
from headrow.partnership.directory import queries as directory


def overview(request: HttpRequest) -> HttpResponse:
    """Promised against done, the reviews, and the recommendations with their clocks."""
    refuse_unseen(queries.may_read(request.user))
    told = {
        "recommendations": queries.recommendations(request.user),
        "deliverables": queries.promised_and_done(request.user),
        "reviews": queries.reviews(request.user),
        "recommends": directory.can(request.user, "recommend"),
    }
    return render(request, "boards/scrutiny.html", told)


def recommend(request: HttpRequest) -> HttpResponse:
    """Record a recommendation."""
    refuse_unseen(directory.can(request.user, "recommend"))
    form = forms.Recommend(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = changes.recommend(text=form.cleaned_data["text"], by=request.user)
        messages.success(
            request,
            f"Recommendation {made.number} is recorded; the answer is owed by {made.due:%-d %B %Y}",
        )
        return redirect("scrutiny")
    told = {
        "form": form,
        "heading": "A recommendation",
        "submit": "Record it",
        "draft": "recommendation",
    }
    return render(request, "web/form_page.html", told)


def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation and its answer."""
    row = queries.recommendation(request.user, key)
    if row is None:
        raise Http404
    told = {"row": row, "responds": directory.can(request.user, "respond-to-scrutiny")}
    return render(request, "boards/recommendation.html", told)


def respond(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a recommendation."""
    row = queries.recommendation(request.user, key)
    if row is None:
        raise Http404
    refuse_unseen(directory.can(request.user, "respond-to-scrutiny"))
    form = forms.Respond(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.respond(recommendation=row.record, by=request.user, **form.cleaned_data)
        messages.success(request, "The answer is recorded")
        return redirect("scrutiny-one", key=key)
    told = {
        "form": form,
        "heading": f"Answer to {row.record.number}",
        "submit": "Record the answer",
    }
    return render(request, "web/form_page.html", told)
