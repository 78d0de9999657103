"""Two hosts, two cookies: the public host serves the published release, and knows no member."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse


class PublicHost:
    """Middleware: a request to a public host is answered by the public routes alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        if is_public(request):
            request.urlconf = settings.PUBLIC_URLCONF
        return self.get_response(request)


def is_public(request: HttpRequest) -> bool:
    """Whether a request came to a public host; no for a host that is refused."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    return (host.rpartition(":")[0] or host) in settings.PUBLIC_HOSTS
