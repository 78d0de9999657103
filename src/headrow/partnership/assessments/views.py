"""Pages of assessments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.assessments import changes, forms, queries
from headrow.partnership.directory import queries as directory
from headrow.partnership.insight import queries as insight
from headrow.vocabulary.clock import today


def assessment_list(request: HttpRequest) -> HttpResponse:
    """The assessments, and a form to begin one from a stored build."""
    makes = queries.makes(request.user)
    builds = list(insight.builds(request.user)) if makes else []
    form = forms.Begin(request.POST or None, builds=builds, initial={"year": today().year})
    if request.method == "POST" and makes and form.is_valid():
        said = form.cleaned_data
        build = next(each for each in builds if str(each.pk) == said["build"])
        made = changes.begin(build=build, year=said["year"], title=said["title"], by=request.user)
        return redirect("assessment", key=made.pk)
    told = {"assessments": queries.assessments(request.user), "form": form if builds else None}
    return render(request, "assessments/assessments.html", told)


def _found(request: HttpRequest, key: UUID) -> Any:
    found = queries.assessment(request.user, key)
    if found is None:
        raise Http404
    return found


def assessment(request: HttpRequest, key: UUID) -> HttpResponse:
    """One assessment: boxes, checks, findings."""
    found = _found(request, key)
    written = queries.judgements(found)
    gold = directory.bodies(request.user).filter(kind="executive").first()
    told = {
        "assessment": found,
        "boxes": [
            {
                "code": code,
                "title": title,
                "said": written.get(code),
                "numbers": changes.typed_numbers(written[code].words) if code in written else [],
            }
            for code, title in queries.BOXES.items()
        ],
        "checks": queries.checks(found),
        "findings": queries.findings(request.user, found),
        "makes": queries.makes(request.user) and found.state != "signed",
        "checks_it": directory.rights_of(request.user).has("AN") and found.state == "draft",
        "signs": bool(gold)
        and directory.can(request.user, "sign-assessment", body=gold)
        and found.state == "checked",
    }
    return render(request, "assessments/assessment.html", told)


def judge(request: HttpRequest, key: UUID, box: str) -> HttpResponse:
    """Write into a box."""
    found = _found(request, key)
    if box not in queries.BOXES or not queries.makes(request.user):
        raise Http404
    said = queries.judgements(found).get(box)
    form = forms.Judge(request.POST or None, initial={"words": said.words if said else ""})
    if request.method == "POST" and form.is_valid():
        changes.judge(assessment=found, box=box, by=request.user, **form.cleaned_data)
        messages.success(request, "Your judgement is kept")
        return redirect("assessment", key=key)
    told = {
        "form": form,
        "heading": queries.BOXES[box],
        "submit": "Keep the judgement",
        "draft": f"box-{key}-{box}",
    }
    return render(request, "web/form_page.html", told)


@require_POST
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """A second analyst has read it."""
    changes.check(assessment=_found(request, key), by=request.user)
    messages.success(request, "Your check is recorded")
    return redirect("assessment", key=key)


@require_POST
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    """A chair of the executive signs it."""
    changes.sign(assessment=_found(request, key), by=request.user)
    messages.success(request, "The assessment is signed and frozen")
    return redirect("assessment", key=key)
