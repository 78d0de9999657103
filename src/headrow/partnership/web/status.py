"""What a load balancer and a container's keeper ask: is the process alive, and may it get requests."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from headrow.partnership.web import deployment, health

LIVE, READY = "/status/live", "/status/ready"


class Status:
    """Middleware before all others: these two answers need no host name, no session and no TLS.

    They say no more than a code, so that they may be seen by anyone; the words are on the health page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The status, or what the site answers."""
        if request.path_info == LIVE:
            return _told({"live": True}, 200)
        if request.path_info == READY:
            because = health.not_ready(deployment.read())
            return _told({"ready": not because, "because": because}, 503 if because else 200)
        return self.get_response(request)


def _told(words: dict[str, object], status: int) -> HttpResponse:
    response = HttpResponse(json.dumps(words), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
