"""Pages of oversight: who looked, leavers, the state of the record."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from headrow.partnership.directory import queries as directory
from headrow.partnership.oversight import changes, forms, queries

# The first part of a page's address, and what its record is called in the audit.
KINDS = {
    "papers": "boards.paper",
    "risks": "boards.risk",
    "decisions": "boards.decision",
    "meetings": "boards.meeting",
    "tasks": "tasks.task",
    "deliverables": "plan.deliverable",
    "figures": "insight.storedfinding",
}
ADDRESS = re.compile(r"/(?P<kind>[a-z]+)/(?P<key>[0-9a-f-]{36})")


def looked(request: HttpRequest) -> HttpResponse:
    """Who looked at one record, and unusual browsing; asking is written down too."""
    directory.require(request.user, "see-who-looked")
    form = forms.Subject(request.POST or None)
    subject, looks = "", []
    if request.method == "POST" and form.is_valid():
        subject = subject_of(form.cleaned_data["address"])
        if subject:
            changes.looked_at_looks(subject=subject, by=request.user)
            looks = queries.who_looked(request.user, subject)
        else:
            form.add_error(
                "address", "Enter the address of a page of one record, such as /papers/…/"
            )
    told = {
        "form": form,
        "subject": subject,
        "looks": looks,
        "unusual": queries.unusual(request.user),
    }
    return render(request, "oversight/looked.html", told)


def subject_of(address: str) -> str:
    """How the audit names the record of a page's address; empty where it is none."""
    found = ADDRESS.search(address)
    kind = KINDS.get(found["kind"]) if found else None
    return f"{kind}:{found['key']}" if kind and found else ""


def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """A leaver: what they own, who takes it, and their sign-in ends now."""
    directory.require(request.user, "manage-people")
    member = directory.member_of(request.user, key)
    if member is None or not member.is_active:
        raise Http404
    owned = queries.owned_by(request.user, member)
    colleagues = directory.colleagues(member)
    form = forms.Leave(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        to = next((c for c in colleagues if str(c.pk) == form.cleaned_data["to"]), None)
        handed = changes.leave(
            member=member, to=to, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, f"{member.name} has left")
        return render(
            request,
            "oversight/left.html",
            {"member": member, "to": to, "handed": handed, "owned": owned},
        )
    return render(request, "oversight/leave.html", {"member": member, "owned": owned, "form": form})


def record(request: HttpRequest) -> HttpResponse:
    """The state of the record of changes and looks; no contents."""
    rights = directory.rights_of(request.user)
    if not rights.has("IG", "AD"):
        raise Http404
    return render(
        request, "oversight/record.html", {"state": queries.state_of_the_record(request.user)}
    )
