"""Publishing: build an edition, look at it, agree it as the second person, publish, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from headrow.partnership.directory import queries as directory
from headrow.partnership.publications import changes, queries
from headrow.partnership.publications.forms import BuildForm, ReasonForm
from headrow.partnership.publications.queries.releases import listed, view_of
from headrow.partnership.publications.queries.serving import file_of_number

ACTION = "publish-release"


def releases(request: HttpRequest) -> HttpResponse:
    """Every edition, newest first, and the form that builds the next."""
    directory.require(request.user, ACTION)
    form = BuildForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        release = changes.build_release(by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Edition {release.number} is built. A second person must agree it."
        )
        return redirect("release", number=release.number)
    known = {"releases": listed(request.user), "form": form, "current": queries.current()}
    return render(request, "publications/releases.html", known)


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: what is in it, what the checks found, and what may be done next."""
    held = _release(request, number)
    return render(request, "publications/release.html", view_of(request.user, held))


@require_safe
def preview(request: HttpRequest, number: str, address: str) -> HttpResponse:
    """A page or file of an edition, as the public would see it."""
    _release(request, int(number))
    found = file_of_number(int(number), f"/{address}")
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.kind)


@require_POST
def agree(request: HttpRequest, number: int) -> HttpResponse:
    """Agree as the second person."""
    changes.agree_release(release=_release(request, number), by=request.user)
    messages.success(request, "You agreed this edition. It can be published now.")
    return redirect("release", number=number)


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish."""
    changes.publish_release(release=_release(request, number), by=request.user)
    messages.success(request, f"Edition {number} is published.")
    return redirect("release", number=number)


@require_POST
def serve(request: HttpRequest, number: int) -> HttpResponse:
    """Let the public host know again what is published."""
    _release(request, number)
    changes.serve_again(by=request.user)
    messages.success(request, "The public host knows again what is published.")
    return redirect("release", number=number)


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take an edition back, with a reason that the public reads."""
    held = _release(request, number)
    form = ReasonForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        changes.withdraw_release(release=held, by=request.user, **form.cleaned_data)
        messages.success(request, f"Edition {number} is withdrawn.")
        return redirect("release", number=number)
    known = {"release": held, "form": form, "submit": "Withdraw this edition", "warning": True}
    return render(request, "publications/withdraw.html", known | {"cancel": f"/releases/{number}/"})


def _release(request: HttpRequest, number: int) -> Any:
    held = queries.releases(request.user).filter(number=number).first()
    if held is None:
        raise Http404
    return held


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is empty; nothing for a page that is only read."""
    return request.POST if request.method == "POST" else None
