"""The funding register: awards, conditions, spend and forecasts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import changes, queries
from headrow.partnership.plan.forms import register as forms
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.asking import ask
from headrow.partnership.plan.views.plans import found
from headrow.vocabulary.clock import today

SUMS = (("Awarded", "amount"), ("Spent", "spent"), ("Committed", "committed"), ("Left", "left"))
KIND_WORDS = queries.FUNDING_KINDS


def _reader(request: HttpRequest) -> Any:
    directory.require(request.user, "read-restricted")
    return request.user


@require_GET
def funding(request: HttpRequest) -> HttpResponse:
    """Every award with how it stands; work in kind is never added to cash (G-124)."""
    reader = _reader(request)
    held = queries.funding(reader)
    current = queries.current_strategy(reader)
    funded = {each.pk for row in held.rows for each in row.record.deliverables.all()}
    rows = queries.deliverables(reader, strategy=current) if current else []
    known = {
        "rows": [_cells(row) for row in held.rows],
        "sums": [
            [words, showing.pounds(held.total(of)), showing.pounds(held.total(of, in_kind=True))]
            for words, of in SUMS
        ],
        "unfunded": [[showing.link(row)] for row in rows if row.record.pk not in funded],
        "may_draft": directory.can(reader, "draft-plan"),
    }
    return render(request, "plan/funding.html", known)


def _cells(row: Any) -> list[Any]:
    return [
        {"href": f"/funding/{row.record.pk}/", "text": row.record.name},
        KIND_WORDS[row.record.kind],
        showing.judged(row.judged),
        showing.pounds(row.facts.amount),
        showing.pounds(row.facts.spent),
        showing.pounds(row.left),
    ]


@require_GET
def award(request: HttpRequest, key: UUID) -> HttpResponse:
    """One award: conditions, spend to the penny, forecast."""
    reader = _reader(request)
    row = found(queries.award(reader, key))
    record = row.record
    may_draft = directory.can(reader, "draft-plan")
    facts = [
        ("Given by", record.funder),
        ("Held by", record.holder.name),
        ("Kind", KIND_WORDS[record.kind]),
        ("Reference", record.reference or None),
        ("Purpose", record.purpose or None),
        ("Period", row.facts.period.words),
        ("Restricted", record.restricted),
        ("Accepted by decision", showing.decision_link(record.decision)),
        ("Awarded", showing.pounds(record.amount)),
        ("Spent", showing.pounds(row.facts.spent)),
        ("Committed", showing.pounds(record.committed)),
        ("Left", showing.pounds(row.left)),
        ("Expected in all", showing.pounds(record.forecast) or None),
        ("Return of", record.forecast_on),
    ]
    known = {
        "row": row,
        "status": showing.judged(row.judged),
        "facts": facts,
        "conditions": [_condition(each, may_draft) for each in record.conditions.all()],
        "spends": [_spend(line) for line in record.spends.all()],
        "deliverables": [
            {"href": f"/deliverables/{each.pk}/", "text": each.code}
            for each in record.deliverables.all()
        ],
        "may_draft": may_draft,
    }
    return render(request, "plan/award.html", known)


def _condition(each: Any, may_draft: bool) -> list[Any]:
    if each.met_on:
        state: Any = {"status": "done", "word": "Met"}
    elif each.due < today():
        state = {"status": "off_track", "word": "Overdue"}
    else:
        state = {"status": "not_started", "word": "Not met yet"}
    act = {"href": f"/conditions/{each.pk}/met/", "text": "Say that it is met"}
    return [
        each.words,
        each.due,
        state,
        each.evidence or (act if may_draft and not each.met_on else "None yet"),
    ]


def _spend(line: Any) -> list[Any]:
    return [
        line.day,
        line.what,
        showing.pounds(line.amount),
        {"href": f"/deliverables/{line.deliverable_id}/", "text": line.deliverable.code}
        if line.deliverable
        else None,
        line.evidence or None,
        "; ".join(line.flags) or "None",
    ]


def _drafter(request: HttpRequest) -> Any:
    directory.require(request.user, "draft-plan")
    return request.user


@require_http_methods(["GET", "POST"])
def new_award(request: HttpRequest) -> HttpResponse:
    """Add an award."""
    reader = _drafter(request)
    return ask(
        request, forms.NewAward, heading="Add an award", submit="Add the award",
        said="The award was added.", then=lambda row: f"/funding/{row.pk}/", back="/funding/",
        choices={"agencies": directory.agencies(reader), "rows": queries.live(reader)},
        act=lambda typed: changes.add_award(by=reader, **typed), draft="award-new",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_spend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter a line of spend."""
    reader = _drafter(request)
    row = found(queries.award(reader, key))
    return ask(
        request, forms.NewSpend, heading="Enter spend", submit="Enter it", said="The line was entered.",
        then=f"/funding/{key}/", about=[row.record.name], choices={"rows": queries.live(reader)},
        act=lambda typed: changes.spend(award=row.record, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_forecast(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep this quarter's return."""
    reader = _drafter(request)
    row = found(queries.award(reader, key))
    return ask(
        request, forms.NewForecast, heading="This quarter's return", submit="Sign off the return",
        said="The return was kept.", then=f"/funding/{key}/", about=[row.record.name],
        initial={"committed": row.record.committed},
        act=lambda typed: changes.forecast(award=row.record, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_condition(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a condition."""
    reader = _drafter(request)
    row = found(queries.award(reader, key))
    return ask(
        request, forms.NewCondition, heading="Add a condition", submit="Add the condition",
        said="The condition was added.", then=f"/funding/{key}/", about=[row.record.name],
        act=lambda typed: changes.add_condition(award=row.record, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def condition_met(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a condition is met."""
    reader = _drafter(request)
    row = found(queries.condition(reader, key))
    return ask(
        request, forms.ConditionMet, heading="Say that the condition is met", submit="Save",
        said="The condition is met.", then=f"/funding/{row.award_id}/", about=[row.words],
        act=lambda typed: changes.meet_condition(condition=row, by=reader, **typed),
    )  # fmt: skip
