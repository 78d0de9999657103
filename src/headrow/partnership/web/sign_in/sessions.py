"""How long a session holds: not after a time of silence, not for ever, and not after "sign out everywhere"."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import now

BEGUN, SEEN, IDLE = "begun", "seen", "idle_seconds"
CASEWORK = ("TO", "CW", "PC", "PM", "IA", "IG")
IDLE_CASEWORK, IDLE_OTHERS = 15 * 60, 60 * 60  # security design, G15
LONGEST = 10 * 60 * 60
# The moment last seen is written at most this often.
STEP = 60


@receiver(user_logged_in)
def begin(request: HttpRequest, user: Any, **_: Any) -> None:
    """Note when a session began, and how long it may be silent."""
    casework = directory.rights_of(user).has(*CASEWORK)
    request.session[BEGUN] = now().timestamp()
    request.session[SEEN] = time.time()
    request.session[IDLE] = IDLE_CASEWORK if casework else IDLE_OTHERS
    request.session.set_expiry(LONGEST)


class SessionsThatHold:
    """Middleware: ends a session that was silent too long or was signed out elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the sign-in page."""
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return self.get_response(request)
        because = self._ended(request, user)
        if because:
            logout(request)
            messages.info(request, because)
            return redirect(
                f"/sign-in/?next={request.path}" if request.method == "GET" else "/sign-in/"
            )
        if time.time() - request.session.get(SEEN, 0) > STEP:
            request.session[SEEN] = time.time()
        return self.get_response(request)

    @staticmethod
    def _ended(request: HttpRequest, user: Any) -> str:
        silent = time.time() - request.session.get(SEEN, time.time())
        if silent > request.session.get(IDLE, IDLE_OTHERS):
            return "You were signed out because nothing happened for a while."
        begun = request.session.get(BEGUN, 0)
        if user.sessions_from and begun < user.sessions_from.timestamp():
            return "You were signed out everywhere. Sign in again."
        return ""
