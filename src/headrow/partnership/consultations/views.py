"""Pages of consultations for members, and the survey form for everybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.consultations import changes, forms, queries


def consultation_list(request: HttpRequest) -> HttpResponse:
    """Who was asked, by which method, what changed."""
    makes = queries.makes(request.user)
    told = {
        "consultations": queries.consultations(request.user),
        "makes": makes,
        "adds": queries.adds_what_was_heard(request.user),
    }
    return render(request, "consultations/consultations.html", told)


def _found(request: HttpRequest, key: UUID) -> Any:
    found = queries.consultation(request.user, key)
    if found is None:
        raise Http404
    return found


def _making(request: HttpRequest) -> None:
    if not queries.makes(request.user):
        raise Http404


def consultation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One consultation."""
    found = _found(request, key)
    makes = queries.makes(request.user)
    told = {
        "consultation": found,
        "counts": queries.counts(found),
        "replies": list(found.replies.select_related("part")),
        "makes": makes,
        "heard": list(found.answers.exclude(group="")) if makes else [],
        "to_code": queries.uncoded(found, request.user)[:20] if makes else [],
        "agreement": queries.agreement(found),
        "code": forms.Code(),
    }
    return render(request, "consultations/consultation.html", told)


def log(request: HttpRequest) -> HttpResponse:
    """Log a consultation or draft a survey."""
    _making(request)
    form = forms.Log(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["questions"] = form.as_questions()
        made = changes.log(by=request.user, **said)
        messages.success(request, "The consultation is logged")
        return redirect("consultation", key=made.pk)
    told = {"form": form, "heading": "A consultation", "submit": "Log it", "draft": "consultation"}
    return render(request, "web/form_page.html", told)


@require_POST
def move(request: HttpRequest, key: UUID, to: str) -> HttpResponse:
    """Open or close a survey."""
    _making(request)
    found = _found(request, key)
    if to == "open":
        changes.publish(consultation=found, by=request.user)
    else:
        changes.close(consultation=found, by=request.user)
    messages.success(request, "It is open to everybody" if to == "open" else "It is closed")
    return redirect("consultation", key=key)


@require_POST
def code(request: HttpRequest, key: UUID, answer: UUID) -> HttpResponse:
    """Code one answer."""
    _making(request)
    found = _found(request, key)
    row = found.answers.filter(pk=answer).first()
    form = forms.Code(request.POST)
    if row is None:
        raise Http404
    if form.is_valid():
        changes.code(answer=row, codes=form.cleaned_data["codes"].split(","), by=request.user)
        messages.success(request, "The codes are kept")
    else:
        messages.error(request, "Enter at least one code")
    return redirect("consultation", key=key)


def reply(request: HttpRequest, key: UUID) -> HttpResponse:
    """You said, we did."""
    _making(request)
    found = _found(request, key)
    form = forms.Reply(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.reply(consultation=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The reply goes out with the next release")
        return redirect("consultation", key=key)
    told = {
        "form": form,
        "heading": "You said, we did",
        "submit": "Keep the reply",
        "draft": f"reply-{key}",
    }
    return render(request, "web/form_page.html", told)


def heard(request: HttpRequest) -> HttpResponse:
    """Add what a group said."""
    if not queries.adds_what_was_heard(request.user):
        raise Http404
    rows = queries.consultations(request.user).filter(state__in=("open", "closed", "draft"))
    form = forms.Heard(request.POST or None, consultations=rows)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        found = _found(request, said.pop("consultation"))
        changes.add_heard(consultation=found, by=request.user, **said)
        messages.success(request, "What the group said is added")
        return redirect("consultations")
    told = {"form": form, "heading": "What a group said", "submit": "Add it", "draft": "heard"}
    return render(request, "web/form_page.html", told)


@login_not_required
def public_survey(request: HttpRequest, key: UUID) -> HttpResponse:
    """A survey for everybody: no account, no cookie, nothing of who one is."""
    found = queries.open_survey(key)
    if found is None:
        return render(request, "consultations/survey_closed.html", status=410)
    if request.method == "POST":
        said = {q["code"]: request.POST.get(q["code"], "") for q in found.questions}
        changes.answer_survey(consultation=found, words=said)
        return render(request, "consultations/survey_done.html", {"consultation": found})
    return render(request, "consultations/survey.html", {"consultation": found})
