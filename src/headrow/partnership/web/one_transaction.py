"""One request, one transaction: what a page did is kept whole or not at all, and the database knows who reads.

- The database is told the member first, so that its row rules hold behind the queries.
- A view that raises, refuses or answers 5xx leaves nothing behind.
- A form that arrives twice with the same key is answered like the first time.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from headrow.partnership.audit import queries as audit
from headrow.partnership.web.hosts import is_public
from headrow.partnership.web.models import ArrivedForm
from headrow.vocabulary.clock import now
from headrow.vocabulary.reasons import Conflict, Refused

KEY = "idempotency_key"
LONGEST_KEY = 64


class OneTransaction:
    """Middleware, nearest to the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with all that it changed or nothing."""
        if is_public(request):
            return self.get_response(request)
        with transaction.atomic():
            member = request.user if request.user.is_authenticated else None
            audit.act_as(member=str(member.pk) if member else "")
            earlier = self._earlier(request, member)
            if earlier is not None:
                return earlier
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                self._keep(request, member, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal, or of two people writing at once; the transaction is undone by its status."""
        if isinstance(error, Refused):
            return render(request, "web/refused.html", {"reason": error.reason}, status=409)
        if isinstance(error, Conflict):
            told = {"yours": error.yours, "theirs": error.theirs}
            return render(request, "web/conflict.html", told, status=409)
        return None

    @staticmethod
    def _earlier(request: HttpRequest, member: object) -> HttpResponse | None:
        key = request.POST.get(KEY, "")[:LONGEST_KEY] if request.method == "POST" else ""
        if not key or member is None:
            return None
        with connection.cursor() as cursor:
            # A second arrival waits here until the first has ended.
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [key])
        held = ArrivedForm.objects.filter(key=key, member=member).first()
        if held is None:
            return None
        messages.info(request, "We had already received this. Nothing was entered twice.")
        return HttpResponseRedirect(held.location)

    @staticmethod
    def _keep(request: HttpRequest, member: object, response: HttpResponse) -> None:
        key = request.POST.get(KEY, "")[:LONGEST_KEY] if request.method == "POST" else ""
        if key and member is not None and response.status_code in (302, 303):
            ArrivedForm.objects.create(
                key=key, member=member, at=now(), location=response["Location"][:400]
            )
