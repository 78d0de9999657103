"""What every answer of the site says to the browser: no third party, no frame, no memory of what is private.

`CONTENT_SECURITY_POLICY` goes into the settings as it is (django-csp 4). `Headers` is a middleware
that stands first, so that errors, redirects and files carry the same. Source: security.md G21.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}

# Everything a browser can be asked for and this site never asks; passkeys are the one exception.
NEVER_USED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS_POLICY = ", ".join(
    [*(f"{name}=()" for name in NEVER_USED), *(f"{name}=(self)" for name in PASSKEYS)]
)

ALWAYS = {
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not "no-referrer": browsers then send "Origin: null" with a form, and the CSRF check refuses it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Permitted-Cross-Domain-Policies": "none",
}
# A view that may be kept says so itself; everything else is not kept, not even for "Back". The policy
# is repeated here for answers that never reach django-csp: redirects to TLS, static files, bare errors.
UNLESS_SAID = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        f"{name} {' '.join(sources)}"
        for name, sources in CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    ),
}
# For a file that somebody sent: it is never run as a page of the site.
ATTACHMENT_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Headers:
    """Middleware, first in the list: the headers that every answer carries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with what it did not yet say."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response[name] = value
        for name, value in UNLESS_SAID.items():
            response.headers.setdefault(name, value)
        return response
