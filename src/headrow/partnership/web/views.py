"""The first page after sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headrow.partnership.directory import queries as directory
from headrow.partnership.web import work


def your_work(request: HttpRequest) -> HttpResponse:
    """What waits for this member."""
    told = {"parts": work.of(request.user), "rights": directory.rights_of(request.user)}
    return render(request, "web/your_work.html", told)
