"""What the public host answers: files of the release that is served, and of earlier ones at their own address.

No session, no cookie, no database: a release is a folder.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.html import format_html
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from headrow.partnership.publications import queries
from headrow.partnership.publications.queries.folders import Served
from headrow.partnership.publications.queries.serving import ServedFile, file_of, has

# A new release is seen within five minutes; what lies under a number never changes.
PRESENT, EARLIER = "public, max-age=300", "public, max-age=86400"


@require_safe
def page(request: HttpRequest, address: str) -> HttpResponse:
    """A page or file of the release that is served now."""
    release = queries.current()
    if release is None:
        status = 200 if not address else 404
        return render(request, "publications/public/nothing_yet.html", status=status)
    return _answer(request, release, f"/{address}", PRESENT)


@require_safe
def earlier(request: HttpRequest, number: str, address: str) -> HttpResponse:
    """A page or file of one release, whatever is served now; a withdrawn one says why it is gone."""
    release = next((row for row in queries.served() if row.number == int(number)), None)
    if release is None:
        return _not_there(request, queries.current())
    if release.state == "withdrawn":
        return render(
            request, "publications/public/withdrawn.html", {"release": release}, status=410
        )
    return _answer(request, release, f"/{address}", EARLIER)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every release that was published, with what changed."""
    known = {"releases": queries.served(), "current": queries.current()}
    answer = render(request, "publications/public/editions.html", known)
    answer["Cache-Control"] = PRESENT
    return answer


def _answer(request: HttpRequest, release: Served, address: str, keep: str) -> HttpResponse:
    later = _is_superseded(release)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    found = file_of(release, address, packed=packed and not later)
    if found is None:
        if not address.endswith("/") and has(release, f"{address}/"):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        return _not_there(request, release)
    return _response(request, release, found, keep, later)


def _response(
    request: HttpRequest, release: Served, found: ServedFile, keep: str, later: bool
) -> HttpResponse:
    tag = f'"{found.hash[:32]}{"-later" if later else ""}{"-gz" if found.packed else ""}"'
    changed = release.starts
    held = get_conditional_response(
        request, etag=tag, last_modified=int(changed.timestamp()), response=None
    )
    answer = held or HttpResponse(_with_notice(found, release) if later else found.content)
    answer["Content-Type"] = found.kind
    answer["ETag"] = tag
    answer["Last-Modified"] = http_date(changed.timestamp())
    answer["Cache-Control"] = keep
    if found.packed and held is None:
        answer["Content-Encoding"] = "gzip"
    if not found.kind.startswith("text/html"):
        # Open data may be read by anybody's page: there is nothing here that a cookie would open.
        answer["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _is_superseded(release: Served) -> bool:
    present = queries.current()
    return present is not None and present.number != release.number


def _with_notice(found: ServedFile, release: Served) -> bytes:
    """A page of an earlier release says so above its words; its file stays as it was."""
    if not found.kind.startswith("text/html"):
        return found.content
    notice = format_html(
        '<div class="width"><div class="govuk-inset-text">This is an earlier edition, number {}, of {}.'
        ' <a class="govuk-link" href="/">See the present pages</a>.</div></div>',
        release.number,
        _day(release.starts),
    )
    return found.content.replace(b"<main ", notice.encode() + b"<main ", 1)


def _day(moment: datetime) -> str:
    return f"{moment:%-d %B %Y}"


def _not_there(request: HttpRequest, release: Served | None) -> HttpResponse:
    found = file_of(release, "/404.html", packed=False) if release else None
    if found is None:
        return render(request, "publications/public/nothing_yet.html", status=404)
    answer = HttpResponse(found.content, status=404, content_type=found.kind)
    answer["Cache-Control"] = "public, max-age=60"
    return answer
