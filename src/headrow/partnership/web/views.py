"""The first page after sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def your_work(request: HttpRequest) -> HttpResponse:
    """What waits for this member."""
    return render(request, "web/your_work.html")
