"""What people see while the database is away: a page that says so, keeps what they typed, and offers it again."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headrow.partnership.web.journal import request_id

journal = logging.getLogger(__name__)

LOST = (OperationalError, InterfaceError)
# Never repeated on a page: what signs a person in.
SECRETS = frozenset({"code", "otp", "recovery_code", "credential"})
LONGEST = 200_000


class ServiceUnavailable:
    """Middleware: a database that is lost in a view becomes a page and not an error.

    What is lost earlier, in a middleware, comes to `server_error` below.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for what a view did not catch."""
        return unavailable(request, error) if isinstance(error, LOST) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's handler500: the page of a lost database, or of a defect, with the id of the request alone."""
    error = sys.exc_info()[1]
    if isinstance(error, LOST):
        return unavailable(request, error)
    journal.error("request.failed", exc_info=error)
    return _page("web/server_error.html", {"request_id": request_id.get()}, status=500)


def unavailable(request: HttpRequest, lost: BaseException) -> HttpResponse:
    """A page that needs no database and holds the fields of a form that was sent.

    "Send again" repeats the form when the database is back; its idempotency key makes a second arrival
    of the same harmless.
    """
    journal.error("database.unavailable", exc_info=lost)
    kept = kept_fields(request)
    told: dict[str, object] = {
        "kept": kept,
        "shown": [f for f in kept if f[1].strip() and not _mechanical(f[0])],
    }
    told |= {"path": request.path, "lost_files": bool(request.FILES) if kept else False}
    response = _page("web/service_unavailable.html", told, status=503)
    response["Retry-After"] = "30"
    return response


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that was sent, without secrets; nothing for sign-in pages or very long forms."""
    if request.method != "POST" or request.path.startswith(("/sign-in", "/accounts/")):
        return []
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if sum(len(value) for _, value in fields) > LONGEST:
        return []
    return [(n, v) for n, v in fields if n.lower() not in SECRETS and "password" not in n.lower()]


def _mechanical(name: str) -> bool:
    return (
        name == "csrfmiddlewaretoken" or name.endswith(("_key", "-key", "_FORMS")) or name == "key"
    )


# For when even a template cannot be read: what a person needs, and nothing that can fail.
PLAIN = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>There is a problem</title>'
    "<h1>There is a problem with the service</h1><p>Try again in a minute. If somebody is in danger now,"
    " call 999.</p></html>"
)


def _page(template: str, told: dict[str, object], *, status: int) -> HttpResponse:
    try:
        response = render(None, template, told, status=status)
    except Exception as error:  # the page of an error must not be one
        journal.error("error_page.failed", exc_info=error)
        response = HttpResponse(PLAIN, status=status)
    response["Cache-Control"] = "no-store"
    return response
