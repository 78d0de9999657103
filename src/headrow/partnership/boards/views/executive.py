"""The executive's page: what needs us?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headrow.partnership.boards.queries import executive as queries
from headrow.partnership.boards.views.finding import refuse_unseen


def needs(request: HttpRequest) -> HttpResponse:
    """What waits for the executive first, then every board in one table."""
    refuse_unseen(queries.may_read(request.user))
    told = {"needs": queries.needs(request.user), "ahead": queries.meetings_today(request.user)}
    return render(request, "boards/executive.html", told)
