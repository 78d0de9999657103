"""Signing in as anybody of the demonstration: only there, only on this machine, only as people who are made up."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from headrow.partnership.directory import queries as directory
from headrow.partnership.web.demonstration.people import PEOPLE
from headrow.partnership.web.sign_in.second_factor import DONE
from headrow.vocabulary.roles import roles

LOOPBACK = ("127.0.0.1", "::1")
DOMAIN = "@demo.test"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Begin a session as a person of the demonstration."""
    if not settings.HEADROW_DEMO or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        raise Http404
    email = request.POST.get("email", "")
    member = directory.member_to_sign_in(email) if email.endswith(DOMAIN) else None
    if member is None:
        raise Http404
    login(request, member, backend=BACKEND)
    request.session[DONE] = True
    return redirect("/")


def people() -> list[dict[str, Any]]:
    """Everybody one can sign in as, by agency, with what they do; nobody where there is no demonstration."""
    if not settings.HEADROW_DEMO:
        return []
    there = {member.email: member for member in directory.active_members(DOMAIN)}
    rows = [(person, there.get(f"{person.key}{DOMAIN}")) for person in PEOPLE]
    known = [(person, member) for person, member in rows if member is not None]
    by_agency = groupby(
        sorted(known, key=lambda row: _place(row[0].agency)), key=lambda row: row[1].agency.name
    )
    return [
        {"name": name, "people": [_shown(person, member) for person, member in rows]}
        for name, rows in by_agency
    ]


def _place(agency: str) -> int:
    order: list[str] = []
    for person in PEOPLE:
        if person.agency not in order:
            order.append(person.agency)
    return order.index(agency)


def _shown(person: Any, member: Any) -> dict[str, str]:
    does = "; ".join(dict.fromkeys(roles().posts[role].does for role, _ in person.posts))
    return {"email": member.email, "name": member.name, "does": does}
