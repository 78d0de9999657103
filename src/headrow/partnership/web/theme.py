"""The locality's own colour as a style sheet, so that no page needs a style of its own."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
OURS = "#0b4a53"
# What look.md section 4 asks of white words on the band.
LEAST_CONTRAST = 4.5


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of a colour (#rrggbb) with white, 1 to 21. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    light = sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
    return 1.05 / (light + 0.05)


def band_of(locality: Any) -> str:
    """The locality's colour where white can be read on it, else ours."""
    band = str(getattr(locality, "band", "") or "")
    readable = COLOUR.match(band) and contrast_with_white(band) >= LEAST_CONTRAST
    return band.lower() if readable else OURS


def theme(locality: Callable[[], Any]) -> Callable[[HttpRequest], HttpResponse]:
    """The view of /theme.css: `path("theme.css", theme(current_locality))`.

    locality: called at each request; what it returns has `.band` ("#rrggbb") or is None.
    """

    @cache_control(public=True, max_age=300)
    def view(request: HttpRequest) -> HttpResponse:
        """One rule: the band's colour."""
        return HttpResponse(f":root{{--band:{band_of(locality())}}}\n", content_type="text/css")

    return view
