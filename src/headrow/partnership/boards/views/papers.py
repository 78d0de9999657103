"""Pages of papers, and the pack as one PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headrow.partnership.boards.changes import papers as changes
from headrow.partnership.boards.forms import meetings as forms
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.boards.queries.packs import pack_of
from headrow.partnership.boards.views.finding import meeting_or_404, parts_of, refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import today


def paper_list(request: HttpRequest, key: UUID) -> HttpResponse:
    """The papers of a meeting."""
    found = meeting_or_404(request, key)
    told = {
        "meeting": found,
        "parts": parts_of(found, "Papers"),
        "papers": queries.papers(request.user, found),
        "pack_address": reverse("meeting-pack", args=[key]),
        "prepares": queries.prepares(request.user, found),
        "writes": queries.reads_inside(request.user, found),
    }
    return render(request, "boards/papers.html", told)


def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """One paper."""
    found = _found(request, key)
    changes.opened(paper=found, by=request.user)
    told = {
        "paper": found,
        "papers_address": reverse("meeting-papers", args=[found.meeting_id]),
        "prepares": queries.prepares(request.user, found.meeting),
        "own": found.author_id == request.user.pk,
        "late": bool(found.meeting.papers_close and today() > found.meeting.papers_close),
    }
    return render(request, "boards/paper.html", told)


def _found(request: HttpRequest, key: UUID) -> Any:
    found = queries.paper(request.user, key)
    if found is None:
        raise Http404
    return found


def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin a paper."""
    meeting = meeting_or_404(request, key)
    refuse_unseen(queries.reads_inside(request.user, meeting))
    items = queries.items(request.user, meeting)
    form = forms.Paper(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        made = changes.write(meeting=meeting, by=request.user, item=_item(items, form), **form.says)
        messages.success(request, "The paper is kept as a draft")
        return redirect("paper", key=made.pk)
    told = {
        "form": form,
        "heading": "A paper",
        "submit": "Keep as a draft",
        "draft": f"paper-{key}",
    }
    return render(request, "web/form_page.html", told)


def rewrite(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a paper that is not yet published."""
    found = _found(request, key)
    items = queries.items(request.user, found.meeting)
    start = {name: getattr(found, name) for name in changes.FIELDS}
    start |= {
        "item": str(found.item_id or ""),
        "evidence": "\n".join(found.evidence),
        "version": found.version,
    }
    form = forms.Paper(request.POST or None, items=items, initial=start)
    if request.method == "POST" and form.is_valid():
        changes.rewrite(
            paper=found,
            by=request.user,
            version=form.cleaned_data["version"],
            item=_item(items, form),
            **form.says,
        )
        messages.success(request, "The paper is changed")
        return redirect("paper", key=key)
    told = {
        "form": form,
        "heading": "Change the paper",
        "submit": "Keep the changes",
        "draft": f"paper-{key}",
    }
    return render(request, "web/form_page.html", told)


def _item(items: list[Any], form: forms.Paper) -> Any:
    wanted = form.cleaned_data["item"]
    return next((each for each in items if str(each.pk) == wanted), None)


def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Publish a paper; after the papers closed, with the chair's reason."""
    found = _found(request, key)
    refuse_unseen(queries.prepares(request.user, found.meeting))
    if request.method != "POST":
        return redirect("paper", key=key)
    changes.publish(paper=found, by=request.user, chair_reason=request.POST.get("reason", ""))
    messages.success(request, "The paper is published to the board")
    return redirect("paper", key=key)


def pack(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agenda and papers as one tagged PDF, with what this reader may read."""
    found = meeting_or_404(request, key)
    published = [each for each in queries.papers(request.user, found) if each.published_at]
    changes.pack_opened(papers=published, by=request.user)
    made = pack_of(request.user, found, locality=directory.locality())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="papers-{found.starts_at:%Y-%m-%d}.pdf"'
    return response
