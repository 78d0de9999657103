"""What a person may do to a deliverable: each a short form, shown only to those who may."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import changes, queries
from headrow.partnership.plan.forms import deliverables as forms
from headrow.partnership.plan.forms.drafting import PlaceInYear, Serves
from headrow.partnership.plan.views.asking import ask
from headrow.partnership.plan.views.deliverables import ACTS, may_act, needs, one_of
from headrow.partnership.plan.views.plans import found, shown_to


def _ask(
    request: HttpRequest, key: UUID, path: str, form: Any, act: Any, **more: Any
) -> HttpResponse:
    """A form about one deliverable, for those whom the table of acts lets do it."""
    reader, row = one_of(request, key)
    _, heading, action, states = next(each for each in ACTS if each[0] == path)
    allowed = may_act(reader, action, row) and row.record.strategy.state != "ended"
    found(row if allowed and row.record.state in states else None)
    return ask(
        request,
        form,
        heading=heading,
        then=f"/deliverables/{key}/",
        act=lambda typed: act(reader, row, typed),
        about=[f"{row.record.code}: {row.words}"],
        **more,
    )


@require_http_methods(["GET", "POST"])
def add_milestone(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a dated step."""
    return _ask(
        request, key, "milestones/", forms.AddMilestone,
        lambda reader, row, typed: changes.add_milestone(deliverable=row.record, by=reader, **typed),
        submit="Add the step", said="The step was added.",
    )  # fmt: skip


def _step(request: HttpRequest, key: UUID, action: str) -> tuple[Any, Any, Any]:
    reader = shown_to(request)
    step = found(queries.milestone(reader, key))
    row = found(queries.deliverable(reader, step.deliverable_id))
    needs(reader, action, row)
    found(step if step.done_on is None else None)
    return reader, step, row


@require_http_methods(["GET", "POST"])
def finish_milestone(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mark a step as done."""
    reader, step, row = _step(request, key, "update-deliverable")
    return ask(
        request, forms.DoneMilestone, heading="Mark the step as done", submit="Mark as done",
        said="The step is done.", then=f"/deliverables/{row.record.pk}/", about=[step.name],
        act=lambda typed: changes.finish_milestone(milestone=step, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def move_milestone(request: HttpRequest, key: UUID) -> HttpResponse:
    """Move the day of a step."""
    reader, step, row = _step(request, key, "draft-plan")
    return ask(
        request, forms.MoveMilestone, heading="Move the step", submit="Move it",
        said="The step was moved.", then=f"/deliverables/{row.record.pk}/", about=[step.name],
        initial={"due": step.due},
        act=lambda typed: changes.move_milestone(milestone=step, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set the agreed and the expected days."""
    _, row = one_of(request, key)
    names = ("baseline_start", "baseline_end", "forecast_end", "recovery_note")
    return _ask(
        request, key, "dates/", forms.Dates,
        lambda reader, row, typed: changes.set_dates(deliverable=row.record, by=reader, **typed),
        submit="Save the dates", said="The dates were saved.",
        initial={name: getattr(row.record, name) for name in names},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def year(request: HttpRequest, key: UUID) -> HttpResponse:
    """Place it in the plan of a year."""
    return _ask(
        request, key, "year/", PlaceInYear,
        lambda reader, row, typed: changes.place_in_year(deliverable=row.record, by=reader, **typed),
        submit="Save the year", said="The year was saved.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def serves(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which parts of the plan it serves."""
    reader, row = one_of(request, key)
    return _ask(
        request, key, "serves/", Serves,
        lambda reader, row, typed: changes.serve(deliverable=row.record, by=reader, **typed),
        submit="Save", said="What it serves is saved.",
        initial={"parts": [part.pk for part in row.record.parts.all()]},
        choices={"parts": queries.servable(reader, row.record.strategy)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what shows that it works and that it is done."""
    reader, row = one_of(request, key)
    record = row.record
    return _ask(
        request, key, "measure/", forms.Measure,
        lambda reader, row, typed: changes.measure(deliverable=row.record, by=reader, **typed),
        submit="Save", said="What measures it is saved.",
        initial={
            "indicators": [each.pk for each in record.indicators.all()],
            "success_measure": record.success_measure,
            "evidence_of_done": record.evidence_of_done,
        },
        choices={"indicators": queries.choosable_indicators(reader)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Amend the wording by decision (G-97)."""
    _, row = one_of(request, key)
    return _ask(
        request, key, "amend/", forms.Amend,
        lambda reader, row, typed: changes.amend(deliverable=row.record, by=reader, **typed),
        submit="Amend the wording", said="The wording was amended. The one before stays to be read.",
        initial={"text": row.words, "version": row.record.version}, draft=f"amend-{key}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Claim that it is complete."""
    return _ask(
        request, key, "complete/", forms.Complete,
        lambda reader, row, typed: changes.claim_complete(deliverable=row.record, by=reader, **typed),
        submit="Claim that it is complete", said="The claim was sent. The board must accept it.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep that the board accepted it."""
    return _ask(
        request, key, "accept/", forms.Decided,
        lambda reader, row, typed: changes.accept_complete(deliverable=row.record, by=reader, **typed),
        submit="Accept it", said="It is complete.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep that the board did not accept it."""
    return _ask(
        request, key, "send-back/", forms.SendBack,
        lambda reader, row, typed: changes.send_back(deliverable=row.record, by=reader, **typed),
        submit="Send it back", said="It is back in delivery.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Pause it by decision."""
    return _ask(
        request, key, "pause/", forms.Pause,
        lambda reader, row, typed: changes.pause(deliverable=row.record, by=reader, **typed),
        submit="Pause it", said="It is paused.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on with it."""
    return _ask(
        request, key, "resume/", forms.SendBack,
        lambda reader, row, typed: changes.resume(deliverable=row.record, by=reader, **typed),
        submit="Go on with it", said="It is in delivery again.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End it by decision."""
    reader, _row = one_of(request, key)
    return _ask(
        request, key, "end/", forms.End,
        lambda reader, row, typed: changes.end(deliverable=row.record, by=reader, **typed),
        submit="End it", said="It has ended.", warning=True,
        choices={"successors": queries.live(reader).exclude(pk=key)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree a proposed deliverable by decision."""
    return _ask(
        request, key, "agree/", forms.Decided,
        lambda reader, row, typed: changes.agree(deliverable=row.record, by=reader, **typed),
        submit="Agree it", said="It is agreed.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name who leads it."""
    _, row = one_of(request, key)
    return _ask(
        request, key, "hand-over/", forms.HandOver,
        lambda reader, row, typed: changes.name_lead(deliverable=row.record, by=reader, **typed),
        submit="Save", said="It has a new lead.",
        initial={"lead_role": row.record.lead_role, "version": row.record.version},
        choices={"members": directory.holders("DL")},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def chair_status(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set the reported status as the chair (G-80)."""
    return _ask(
        request, key, "status/", forms.ChairSays,
        lambda reader, row, typed: changes.set_status(deliverable=row.record, by=reader, **typed),
        submit="Set the status", said="The status was set. It shows that you set it.",
    )  # fmt: skip
