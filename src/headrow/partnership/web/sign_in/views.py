"""The sign-in page, with what is only here: the demonstration's people and each agency's own sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.directory import changes, queries
from headrow.partnership.web.sign_in import demonstration, single_sign_on


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's own view, shown as our page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        port = self.request.get_port()
        return found | {
            "people": demonstration.people(),
            "public_address": f"http://{settings.PUBLIC_HOSTS[0]}:{port}/"
            if settings.PUBLIC_HOSTS
            else "",
            "single_sign_on": single_sign_on.buttons(self.request),
        }


@login_not_required
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody signs up: accounts come by invitation."""
    raise Http404


def me(request: HttpRequest) -> HttpResponse:
    """One's own account: posts, factors, sessions."""
    told = {"rights": queries.rights_of(request.user), "member": request.user}
    return render(request, "sign_in/me.html", told)


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of one's own, this one too."""
    changes.sign_out_everywhere(member=request.user, by=request.user)
    messages.success(request, "You are signed out everywhere.")
    return redirect("/sign-in/")
