"""Pages of highlight reports."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import highlight_reports as changes
from headrow.partnership.boards.forms import progress as forms
from headrow.partnership.boards.queries import highlight_reports as queries
from headrow.partnership.boards.queries import meetings
from headrow.partnership.boards.rules.highlight_reports import CONTENTS
from headrow.partnership.boards.views.finding import body_or_404, refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import today
from headrow.vocabulary.month_arithmetic import months_after
from headrow.vocabulary.status import Rag


def reports(request: HttpRequest, key: UUID) -> HttpResponse:
    """The reports of a board."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "read-restricted", body=key))
    told = {
        "row": row,
        "reports": queries.reports(request.user, body=row.body),
        "drafts": directory.can(request.user, "draft-highlight", body=key),
    }
    return render(request, "boards/highlights.html", told)


def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin the report of a period."""
    row = body_or_404(request, key)
    refuse_unseen(directory.can(request.user, "draft-highlight", body=key))
    form = forms.Period(request.POST or None, initial=_usual_period(row.body))
    if request.method == "POST" and form.is_valid():
        following = meetings.meetings(request.user, body=row.body, ahead=True).first()
        made = changes.begin(body=row.body, by=request.user, meeting=following, **form.cleaned_data)
        messages.success(request, "The report is filled from the records")
        return redirect("highlight", key=key, period=made.period)
    told = {"form": form, "heading": f"A highlight report of {row.body.name}", "submit": "Begin"}
    return render(request, "web/form_page.html", told)


def _usual_period(body: Any) -> dict[str, date]:
    months = body.meets_every_months or 2
    first = today().replace(day=1)
    return {"starts": months_after(first, -months), "ends": date.fromordinal(first.toordinal() - 1)}


def report(request: HttpRequest, key: UUID, period: str) -> HttpResponse:
    """One report: what the records say, what people say, and the status."""
    row, found = _found(request, key, period)
    told: dict[str, Any] = {
        "row": row,
        "report": found,
        "data": found.drafted,
        "changed": queries.changes_since(found),
        "parts": [
            {"code": code, "title": title, "words": found.sections.get(code, "")}
            for code, title in CONTENTS.items()
            if code in queries.BY_PEOPLE
        ],
        "status": queries.status_of(found),
        "proposed": Rag(found.proposed) if found.proposed else Rag.GREY,
        "drafts": found.state == "draft"
        and directory.can(request.user, "draft-highlight", body=key),
        "signs": found.state == "draft" and directory.can(request.user, "sign-highlight", body=key),
    }
    return render(request, "boards/highlight.html", told)


def _found(request: HttpRequest, key: UUID, period: str) -> tuple[Any, Any]:
    row = body_or_404(request, key)
    found = queries.report(request.user, row.body, period)
    if found is None:
        raise Http404
    return row, found


@require_POST
def fill(request: HttpRequest, key: UUID, period: str) -> HttpResponse:
    """Fill it from the records once more."""
    _, found = _found(request, key, period)
    changes.fill(report=found, by=request.user)
    messages.success(request, "The report is filled from the records as they are now")
    return redirect("highlight", key=key, period=period)


def write(request: HttpRequest, key: UUID, period: str, section: str) -> HttpResponse:
    """Write one part."""
    _, found = _found(request, key, period)
    if section not in queries.BY_PEOPLE:
        raise Http404
    refuse_unseen(directory.can(request.user, "draft-highlight", body=key))
    start = {"words": found.sections.get(section, ""), "version": found.version}
    form = forms.Words(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        changes.write(report=found, section=section, by=request.user, **form.cleaned_data)
        messages.success(request, "The part is kept")
        return redirect("highlight", key=key, period=period)
    told = {
        "form": form,
        "heading": CONTENTS[section].capitalize(),
        "submit": "Keep this part",
        "draft": f"highlight-{found.pk}-{section}",
    }
    return render(request, "web/form_page.html", told)


def sign(request: HttpRequest, key: UUID, period: str) -> HttpResponse:
    """The chair signs."""
    _, found = _found(request, key, period)
    refuse_unseen(directory.can(request.user, "sign-highlight", body=key))
    form = forms.Sign(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        shown = Rag(said["shown"]) if said["shown"] else None
        changes.sign(
            report=found,
            by=request.user,
            shown=shown,
            reason=said["reason"],
            version=said["version"],
        )
        messages.success(request, "The report is signed and goes to the executive")
        return redirect("highlight", key=key, period=period)
    told = {"form": form, "heading": "Sign the report", "submit": "Sign it"}
    return render(request, "web/form_page.html", told)
