"""Pages of decisions."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headrow.partnership.boards.queries import decisions as queries

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
    told = {
        "decision": found,
        "later": list(found.reversed_by.all()),
        "urgent": queries.urgent_state(found),
    }
    return render(request, "boards/decision.html", told)
