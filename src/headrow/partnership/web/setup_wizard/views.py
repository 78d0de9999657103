"""The pages of setting up: the list of steps, each step, the check before it is made."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from headrow.partnership.directory import queries as directory
from headrow.partnership.web.setup_wizard import making, steps
from headrow.partnership.web.setup_wizard.forms import MakeForm
from headrow.partnership.web.setup_wizard.words import KINDS_OF_BOARD, QUORUMS
from headrow.vocabulary.toml_files import DeclaredFileError

ACTION = "run-installation"
PAGES = "web/setup_wizard"


def begin(request: HttpRequest) -> HttpResponse:
    """The eight steps, and which are done."""
    directory.require(request.user, ACTION)
    draft = steps.draft_of(request.session)
    items = [
        {
            "text": step.title,
            "hint": step.says,
            "href": f"/admin/setup/{step.slug}/",
            "done": steps.is_done(step, draft),
        }
        for step in steps.STEPS
    ]
    known = {"items": items, "missing": steps.missing(draft), "fixed": settings.HEADROW_LOCALITY}
    return render(request, f"{PAGES}/begin.html", known)


def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step: its questions, or what is wrong with the answers."""
    directory.require(request.user, ACTION)
    held = steps.BY_SLUG.get(slug)
    if held is None:
        raise Http404
    return _collect(request, held) if held.many else _ask(request, held)


def check(request: HttpRequest) -> HttpResponse:
    """The file that will be written; the button that writes it."""
    directory.require(request.user, ACTION)
    draft = steps.draft_of(request.session)
    if steps.missing(draft):
        return redirect("/admin/setup/")
    there = making.is_there(draft)
    form = MakeForm(_sent(request)) if there else None
    failed = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            code = making.make_locality(draft=draft, by=request.user, replace=form is not None)
        except DeclaredFileError as wrong:
            failed = str(wrong)
        else:
            request.session.pop(steps.KEY, None)
            messages.success(request, f"The partnership is set up. Its code is {code}.")
            return redirect("/admin/setup/done/")
    known = {
        "text": making.text_of(draft), "form": form, "failed": failed, "there": there,
        "why_not": making.why_not(draft), "fixed": settings.HEADROW_LOCALITY,
    }  # fmt: skip
    return render(request, f"{PAGES}/check.html", known)


def done(request: HttpRequest) -> HttpResponse:
    """What was set up, as the site shows it now."""
    directory.require(request.user, ACTION)
    known = {"bodies": directory.bodies(request.user), "fixed": settings.HEADROW_LOCALITY}
    return render(request, f"{PAGES}/done.html", known)


def _ask(request: HttpRequest, held: steps.Step) -> HttpResponse:
    draft = steps.draft_of(request.session)
    form = held.form(_sent(request), initial=_as_typed(draft.get(held.slug)))
    if request.method == "POST" and form.is_valid():
        _keep(request, held.slug, form.cleaned_data)
        return _onward(held)
    return render(request, f"{PAGES}/step.html", _known(held, form))


def _collect(request: HttpRequest, held: steps.Step) -> HttpResponse:
    """Add one, remove one, or go on."""
    rows: list[dict[str, Any]] = list(steps.draft_of(request.session).get(held.slug, []))
    form = held.form(request.POST if "add" in request.POST else None)
    stays = ""
    if "remove" in request.POST:
        _keep(request, held.slug, [row for row in rows if row["name"] != request.POST["remove"]])
        return redirect(request.path)
    if "on" in request.POST:
        reason = steps.why_not_boards(rows) if held.slug == "boards" else None
        if reason is None:
            _keep(request, held.slug, rows)
            return _onward(held)
        stays = str(reason)
    elif "add" in request.POST and form.is_valid() and _fits(held, form, rows):
        _keep(request, held.slug, [*rows, form.cleaned_data])
        return redirect(request.path)
    shown = {"rows": [_in_words(row) for row in rows], "stays": stays}
    return render(request, f"{PAGES}/collect.html", _known(held, form) | shown)


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A board as its card says it; a contact needs no more words."""
    return row | {
        "kind": dict(KINDS_OF_BOARD).get(row.get("kind", ""), ""),
        "quorum": dict(QUORUMS).get(row.get("quorum", ""), "").lower(),
    }


def _fits(held: steps.Step, form: Any, rows: list[dict[str, Any]]) -> bool:
    clash = steps.why_not_this_board(form.cleaned_data, rows) if held.slug == "boards" else None
    if clash:
        form.add_error(*clash)
    return clash is None


def _known(held: steps.Step, form: Any) -> dict[str, Any]:
    return {
        "step": held,
        "form": form,
        "number": steps.STEPS.index(held) + 1,
        "of": len(steps.STEPS),
    }


def _keep(request: HttpRequest, slug: str, answers: Any) -> None:
    request.session[steps.KEY] = steps.draft_of(request.session) | {slug: answers}


def _onward(held: steps.Step) -> HttpResponse:
    following = steps.after(held)
    return redirect(f"/admin/setup/{following.slug}/" if following else "/admin/setup/check/")


def _as_typed(answers: Any) -> dict[str, Any]:
    """Answers as the fields show them: a list is a line each."""
    held = answers if isinstance(answers, dict) else {}
    return {
        key: "\n".join(value) if isinstance(value, list) else value for key, value in held.items()
    }


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is empty; nothing for a page that is only read."""
    return request.POST if request.method == "POST" else None
