"""Pages of annual reviews, and the same as PDF and Word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import annual_reviews as changes
from headrow.partnership.boards.forms import progress as forms
from headrow.partnership.boards.queries import annual_reviews as queries
from headrow.partnership.boards.queries import review_documents as documents
from headrow.partnership.boards.views.finding import refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews, and a form to begin one."""
    makes = directory.can(request.user, "draft-plan")
    current = plan.current_strategy(request.user)
    form = forms.Begin(request.POST or None)
    if request.method == "POST" and makes and current and form.is_valid():
        made = changes.begin(strategy=current, year=form.cleaned_data["year"], by=request.user)
        return redirect("review", key=made.pk)
    told = {
        "reviews": queries.reviews(request.user),
        "form": form if makes and current else None,
        "strategy": current,
    }
    return render(request, "boards/reviews.html", told)


def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """One review: what the records say and what people wrote."""
    found = _found(request, key)
    told: dict[str, Any] = {
        "review": found,
        "data": queries.data_of(found),
        "parts": [
            {"code": code, "title": title, "words": found.sections.get(code, "")}
            for code, title in queries.BY_PEOPLE.items()
        ],
        "makes": directory.can(request.user, "draft-plan"),
    }
    return render(request, "boards/review.html", told)


def _found(request: HttpRequest, key: UUID) -> Any:
    found = queries.review(request.user, key)
    if found is None:
        raise Http404
    return found


def _file(request: HttpRequest, key: UUID, make: Any, kind: str, end: str) -> HttpResponse:
    found = _found(request, key)
    made = make(found, locality=directory.locality(), address=settings.SITE.address)
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="annual-review-{found.year}.{end}"'
    return response


def as_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """As tagged PDF."""
    return _file(request, key, documents.pdf_of, "application/pdf", "pdf")


def as_docx(request: HttpRequest, key: UUID) -> HttpResponse:
    """As a Word document."""
    return _file(request, key, documents.docx_of, WORD, "docx")


def write(request: HttpRequest, key: UUID, section: str) -> HttpResponse:
    """Write one part."""
    found = _found(request, key)
    refuse_unseen(section in queries.BY_PEOPLE and directory.can(request.user, "draft-plan"))
    start = {"words": found.sections.get(section, ""), "version": found.version}
    form = forms.Words(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        changes.write(review=found, section=section, by=request.user, **form.cleaned_data)
        messages.success(request, "The part is kept")
        return redirect("review", key=key)
    told = {
        "form": form,
        "heading": queries.BY_PEOPLE[section],
        "submit": "Keep this part",
        "draft": f"review-{key}-{section}",
    }
    return render(request, "web/form_page.html", told)


@require_POST
def freeze(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep the data as they are now."""
    changes.freeze(review=_found(request, key), by=request.user)
    messages.success(request, "The review is frozen with its data")
    return redirect("review", key=key)


@require_POST
def issue(request: HttpRequest, key: UUID) -> HttpResponse:
    """Issue it."""
    changes.issue(review=_found(request, key), by=request.user)
    messages.success(request, "The review is issued; it goes out with the next release")
    return redirect("review", key=key)
