"""An update from a phone: five short steps, each kept on the server, the last sent once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headrow.partnership.plan import changes, queries
from headrow.partnership.plan.forms import deliverables as forms
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.deliverables import needs, one_of
from headrow.partnership.plan.views.plans import shown_to
from headrow.vocabulary.clock import civil_date, now, today
from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.status import Rag

STEPS = ("what", "status", "why", "evidence", "check")
FORMS = {
    "what": forms.WhatHappened,
    "status": forms.IsItOnTrack,
    "why": forms.WhyDifferent,
    "evidence": forms.Evidence,
    "check": forms.SendIt,
}


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What a lead leads, one card each, with what each waits for."""
    reader = shown_to(request)
    rows = queries.leads_of(reader)
    cards = [
        {
            "row": row,
            "status": showing.reported(row),
            "facts": [
                ("Last update", row.last.at if row.last else "None yet"),
                ("Next step", row.next_milestone.name if row.next_milestone else None),
                ("Due", row.next_milestone.due if row.next_milestone else None),
                ("The rule says", row.judged.words),
            ],
        }
        for row in rows
    ]
    return render(request, "plan/updates.html", {"cards": cards})


@require_GET
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """To the first step."""
    return redirect(f"/deliverables/{key}/update/what/")


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One step; what is typed is kept on the phone while typing and here on "Continue"."""
    if name not in STEPS:
        raise Http404
    reader, row = one_of(request, key)
    needs(reader, "update-deliverable", row)
    draft = queries.draft_of(reader, row.record)
    if name != "what" and not draft.get("what"):
        return redirect(_address(key, "what"))
    if name in ("why", "evidence", "check") and not draft.get("stated"):
        return redirect(_address(key, "status"))
    judged = changes.judge_with_update(row.record, today())
    form = _form(request, name, draft, row, judged)
    if request.method == "POST" and form.is_valid():
        if name == "check":
            return _send(request, reader, row, draft, form.cleaned_data["version"])
        changes.keep_draft(deliverable=row.record, says=_plain(form.cleaned_data), by=reader)
        after = draft | _plain(form.cleaned_data)
        return redirect(_address(key, _next(name, after, judged, row)))
    known = {
        "row": row,
        "form": form,
        "name": name,
        "number": STEPS.index(name) + 1,
        "steps": len(STEPS),
        "judged": judged,
        "judged_status": showing.judged(judged),
        "question": _question(row),
        "back": _back(key, name, draft, judged, row),
        "answers": _answers(key, draft, judged, row) if name == "check" else (),
        "may_say_nothing": name == "what" and row.last is not None,
        "draft": f"update-{key}-{name}",
        "saved": bool(draft),
    }
    return render(request, "plan/update_step.html", known, status=422 if form.is_bound else 200)


def _question(row: Any) -> str:
    if row.last is None:
        return "What has happened?"
    return f"What has happened since {day_words(civil_date(row.last.at))}?"


def _address(key: UUID, name: str) -> str:
    return f"/deliverables/{key}/update/{name}/"


def _form(request: HttpRequest, name: str, draft: dict[str, Any], row: Any, judged: Any) -> Any:
    post = request.POST if request.method == "POST" else None
    if name == "check":
        return forms.SendIt(post, initial={"version": row.record.version})
    if name == "why":
        differs = draft.get("stated") != judged.rag
        return forms.WhyDifferent(post, initial=draft, differs=differs, late=_late(judged))
    return FORMS[name](post, initial=draft)


def _late(judged: Any) -> bool:
    return judged.rag in (Rag.RED, Rag.AMBER)


def _asks_why(draft: dict[str, Any], judged: Any) -> bool:
    return draft.get("stated") != judged.rag or _late(judged)


def _next(name: str, draft: dict[str, Any], judged: Any, row: Any) -> str:
    after = STEPS[STEPS.index(name) + 1]
    return "evidence" if after == "why" and not _asks_why(draft, judged) else after


def _back(key: UUID, name: str, draft: dict[str, Any], judged: Any, row: Any) -> str:
    if name == "what":
        return f"/deliverables/{key}/"
    before = STEPS[STEPS.index(name) - 1]
    return _address(key, "status" if before == "why" and not _asks_why(draft, judged) else before)


def _plain(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as a draft can keep it."""
    return {
        name: value.isoformat() if isinstance(value, date) else (value or "")
        for name, value in typed.items()
    }


def _answers(key: UUID, draft: dict[str, Any], judged: Any, row: Any) -> list[tuple[Any, ...]]:
    """What will be sent, each with the way back to its step."""
    rows: list[tuple[Any, ...]] = [
        ("What has happened", draft.get("what"), _address(key, "what")),
        ("What comes next", draft.get("next_step"), _address(key, "what")),
        ("You say", showing.stated(draft["stated"]), _address(key, "status")),
        ("The rule says", showing.judged(judged)),
    ]
    if draft.get("stated") != judged.rag:
        rows.append(("Why you see it differently", draft.get("reason"), _address(key, "why")))
    if _late(judged):
        rows.append(("How it will catch up", draft.get("recovery_note"), _address(key, "why")))
        rows.append(("Expected to end", _as_day(draft.get("forecast_end")), _address(key, "why")))
    rows += [
        ("What shows it", draft.get("evidence"), _address(key, "evidence")),
        ("Wanted from the board", draft.get("help_wanted"), _address(key, "evidence")),
        ("For the public", draft.get("public_words"), _address(key, "evidence")),
    ]
    return rows


def _as_day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _send(
    request: HttpRequest, reader: Any, row: Any, draft: dict[str, Any], version: int | None
) -> HttpResponse:
    changes.update_deliverable(
        deliverable=row.record,
        what=draft.get("what", ""),
        next_step=draft.get("next_step", ""),
        stated=draft.get("stated", ""),
        reason=draft.get("reason", ""),
        recovery_note=draft.get("recovery_note", ""),
        forecast_end=_as_day(draft.get("forecast_end")),
        evidence=draft.get("evidence", ""),
        help_wanted=draft.get("help_wanted", ""),
        public_words=draft.get("public_words", ""),
        version=version,
        by=reader,
    )
    return redirect(f"/deliverables/{row.record.pk}/update/sent/")


@require_POST
def nothing_changed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say in one tap that nothing has changed."""
    reader, row = one_of(request, key)
    needs(reader, "update-deliverable", row)
    changes.say_nothing_changed(deliverable=row.record, by=reader)
    messages.success(request, "We kept that nothing has changed.")
    return redirect(f"/deliverables/{key}/update/sent/")


@require_GET
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    """The receipt of the last update."""
    reader, row = one_of(request, key)
    needs(reader, "update-deliverable", row)
    if row.last is None:
        raise Http404
    known = {
        "row": row,
        "last": row.last,
        "reported": showing.reported(row),
        "stated": showing.stated(row.last.stated),
        "computed": showing.status(row.last.computed),
        "others": [each for each in queries.leads_of(reader) if each.record.pk != row.record.pk],
        "now": now(),
    }
    return render(request, "plan/update_sent.html", known)
