"""Pages of the running state and of the settings as they were read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headrow.partnership.directory import queries as directory
from headrow.partnership.web import deployment, health


def running(request: HttpRequest) -> HttpResponse:
    """Database, queue, schedule, backup, restore test, record, disk: each with words."""
    directory.require(request.user, "run-installation")
    return render(request, "web/running/health.html", {"readings": health.readings(settings.SITE)})


def as_read(request: HttpRequest) -> HttpResponse:
    """The settings as they were read, secrets hidden."""
    directory.require(request.user, "run-installation")
    rows = list(deployment.shown(settings.SITE).items())
    return render(request, "web/running/settings.html", {"rows": rows})
