"""Pages of escalations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from headrow.partnership.boards.changes import escalations as changes
from headrow.partnership.boards.forms import progress as forms
from headrow.partnership.boards.queries import decisions
from headrow.partnership.boards.queries import escalations as queries
from headrow.partnership.boards.rules.escalations import Outcome
from headrow.partnership.boards.views.finding import refuse_unseen
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan


def escalation_list(request: HttpRequest) -> HttpResponse:
    """The escalations a reader may know: open ones first."""
    reach = directory.reach(request.user, "read-restricted")
    refuse_unseen(reach is None or bool(reach))
    told = {
        "open": queries.escalations(request.user, state="open").order_by("raised_at"),
        "closed": queries.escalations(request.user, state="closed")[:40],
        "asks": directory.can(request.user, "prepare-meeting"),
    }
    return render(request, "boards/escalations.html", told)


@require_POST
def ask_rules(request: HttpRequest) -> HttpResponse:
    """Ask every rule now, as the night does."""
    refuse_unseen(directory.rights_of(request.user).has("PO"))
    raised = changes.evaluate_for(by=request.user)
    messages.success(request, f"Every rule was asked: {raised} raised")
    return redirect("escalations")


def escalation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One escalation: the rule, the reason, and how it ended."""
    found = _found(request, key)
    gold = directory.bodies(request.user).filter(kind="executive").first()
    told = {
        "escalation": found,
        "subject_address": queries.address_of(found.subject),
        "closes": directory.can(request.user, "record-meeting", body=gold) if gold else False,
    }
    return render(request, "boards/escalation.html", told)


def _found(request: HttpRequest, key: UUID):  # type: ignore[no-untyped-def]
    found = queries.escalation(request.user, key)
    if found is None:
        raise Http404
    return found


def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """The executive closes it with an outcome and a decision."""
    found = _found(request, key)
    form = forms.CloseEscalation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decision = decisions.by_number(request.user, said["decision"].strip())
        if decision is None:
            form.add_error("decision", "There is no decision of that number")
        else:
            changes.close(
                escalation=found,
                outcome=Outcome(said["outcome"]),
                decision=decision,
                reason=said["reason"],
                by=request.user,
            )
            messages.success(request, "The escalation is closed")
            return redirect("escalation", key=key)
    told = {"form": form, "heading": "Close the escalation", "submit": "Close it"}
    return render(request, "web/form_page.html", told)


def by_hand(request: HttpRequest, key: UUID) -> HttpResponse:
    """A chair brings a deliverable before the executive."""
    row = plan.deliverable(request.user, key)
    if row is None or row.record.body is None:
        raise Http404
    refuse_unseen(directory.can(request.user, "escalate", body=row.record.body_id))
    form = forms.ByHand(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = changes.raise_by_hand(
            subject=f"plan.deliverable:{key}",
            name=f"Deliverable {row.record.code}",
            body=row.record.body,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, "It is before the executive")
        return redirect("escalation", key=made.pk)
    told = {
        "form": form,
        "heading": f"Escalate deliverable {row.record.code}",
        "submit": "Bring it before the executive",
    }
    return render(request, "web/form_page.html", told)
