"""Nobody gets further than setting up a second factor without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

DONE = "second_factor_done"
# What a member without a second factor may still open: the pages that set one up, and the way out.
STILL_OPEN = ("/me/second-factor/", "/sign-in/", "/sign-out/", "/static/", "/theme.css")


class SecondFactorNeeded:
    """Middleware: leads a member without a second factor to setting one up, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to a second factor."""
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or request.path.startswith(STILL_OPEN):
            return self.get_response(request)
        if request.session.get(DONE) or self._done(request, user):
            return self.get_response(request)
        return redirect(reverse("mfa_activate_totp"))

    @staticmethod
    def _done(request: HttpRequest, user: Any) -> bool:
        """Whether this session was begun with a second factor, or has just set one up."""
        methods = {record.get("method") for record in get_authentication_records(request, user)}
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        has_one = Authenticator.objects.filter(user=user, type__in=kinds).exists()
        done = "mfa" in methods
        if has_one and done:
            request.session[DONE] = True
        return done
