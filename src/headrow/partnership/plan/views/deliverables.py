"""The list of deliverables, and one deliverable with its whole thread."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries
from headrow.partnership.plan.forms import deliverables as forms
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.views import showing
from headrow.partnership.plan.views.plans import found, shown_to

State = rules.State


@require_GET
def many(request: HttpRequest) -> HttpResponse:
    """Every deliverable that fits the filters, with how it stands."""
    reader = shown_to(request)
    form = forms.Find(
        request.GET or None,
        strategies=queries.strategies(reader),
        boards=directory.bodies(reader).filter(deliverables__isnull=False).distinct(),
        agencies=directory.agencies(reader).filter(led__isnull=False).distinct(),
    )
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    current = queries.current_strategy(reader)
    rows = queries.deliverables(
        reader,
        strategy=chosen.get("strategy") or (None if any(chosen.values()) else current),
        body=chosen.get("board"),
        lead_agency=chosen.get("lead"),
        year=chosen.get("year"),
        status=chosen.get("status") or "",
    )
    known = {
        "form": None,
        "filter": form,
        "rows": _cells(rows),
        "count": len(rows),
        "strategy": None if any(chosen.values()) else current,
        "filtered": any(chosen.values()),
    }
    return render(request, "plan/deliverables.html", known)


def _cells(rows: Any) -> list[list[Any]]:
    return [
        [
            showing.link(row),
            showing.body_link(row.record.body),
            showing.leads_words(row.record) or None,
            showing.reported(row),
            row.next_milestone.due if row.next_milestone else None,
        ]
        for row in rows
    ]


def one_of(request: HttpRequest, key: UUID) -> tuple[Any, Any]:
    """The reader and the deliverable's row, or Http404."""
    reader = shown_to(request)
    return reader, found(queries.deliverable(reader, key))


def may(reader: Any, action: str, row: Any) -> bool:
    """Whether a reader may do an action on this deliverable."""
    return queries.why_not_on(reader, action, row.record) is None


def needs(reader: Any, action: str, row: Any) -> None:
    """Raise Http404 where a reader may not do this here."""
    found(row if may(reader, action, row) else None)


@require_GET
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One deliverable with its whole thread."""
    reader, row = one_of(request, key)
    record = row.record
    acts = _acts(reader, row)
    updates = queries.updates_of(reader, record)
    moves = queries.moves_of(reader, record)
    known = {
        "row": row,
        "record": record,
        "facts": _facts(reader, row),
        "views": _views(row),
        "updates": [_update(each) for each in updates],
        "same": queries.same_words_running(updates),
        "wordings": list(record.wordings.all()),
        "milestones": [
            _milestone(step, may(reader, "update-deliverable", row), may(reader, "draft-plan", row))
            for step in record.milestones.all()
        ],
        "moves": [_move(each) for each in moves],
        "thread": _thread(reader, row, moves),
        "gaps": _gaps(row),
        "awards": [
            {"href": f"/funding/{each.pk}/", "text": each.name} for each in record.awards.all()
        ],
        "learning": list(record.learning.all()) + list(_lessons(reader, record)),
        "acts": acts,
        "update_href": next((act["href"] for act in acts if act["href"].endswith("/update/")), ""),
        "evidence": [each for each in updates if each.evidence],
    }
    return render(request, "plan/deliverable.html", known)


def _lessons(reader: Any, record: Any) -> Any:
    """What was learnt on the same parts of the plan, of other deliverables."""
    parts = list(record.parts.all())
    return queries.learning(reader, parts=parts).exclude(deliverable=record) if parts else ()


def _facts(reader: Any, row: Any) -> list[tuple[Any, ...]]:
    record = row.record
    supporting = ", ".join(str(each) for each in record.supporting.all())
    return [
        ("Strategy", {"href": f"/plan/{record.strategy_id}/", "text": record.strategy.short_title}),
        ("Board", showing.body_link(record.body)),
        *([("Second board", showing.body_link(record.also_body))] if record.also_body else []),
        ("Lead as printed", "; ".join(record.leads_as_printed) or None),
        (
            "Lead organisation",
            {"href": f"/agencies/{record.lead_agency_id}/", "text": record.lead_agency.name}
            if record.lead_agency
            else None,
        ),
        ("Supported by", supporting or None),
        (
            "Led by",
            f"{record.lead.name}{', ' + record.lead_role if record.lead_role else ''}"
            if record.lead
            else None,
        ),
        ("Serves", ", ".join(str(each) for each in record.parts.all()) or None),
        ("State", record.state[:1].upper() + record.state[1:]),
        ("Start agreed", record.baseline_start),
        ("End agreed", record.baseline_end),
        ("End expected", record.forecast_end),
        ("Plan of", "The whole term" if record.three_year else f"The year {record.year}"),
        ("Success measure", record.success_measure or None),
        ("What shows that it is done", record.evidence_of_done or None),
        (
            "Indicators",
            ", ".join(str(each) for each in queries.indicators_shown(reader, record)) or None,
        ),
    ]


def _views(row: Any) -> list[list[Any]]:
    """The rule's view, the lead's and the chair's side by side (G-80)."""
    last, chair = row.last, row.chair
    return [
        ["The rule", showing.judged(row.judged), row.judged.words],
        [
            "The lead",
            showing.stated(row.lead_says) if last else "Nothing yet",
            (last.reason or last.what) if last else "No update has been given.",
        ],
        *(
            [["The chair", showing.status(chair.rag), f"{chair.reason} ({chair.by.name})"]]
            if chair
            else []
        ),
        ["Reported", showing.reported(row), _why_reported(row)],
    ]


def _why_reported(row: Any) -> str:
    if row.view.set_by_chair:
        return "Set by the chair, until the next period."
    return (
        "The worse of the two views."
        if row.differs
        else "Both views are the same."
        if row.last
        else "The rule's view stands alone."
    )


def _update(each: Any) -> dict[str, Any]:
    return {
        "each": each,
        "stated": showing.stated(each.stated),
        "computed": showing.status(each.computed),
        "differs": each.stated != each.computed,
    }


def _milestone(step: Any, may_finish: bool, may_move: bool) -> dict[str, Any]:
    return {
        "step": step,
        "may_finish": may_finish and not step.done_on,
        "may_move": may_move and not step.done_on,
    }


def _move(each: Any) -> dict[str, Any]:
    words = f"{each.was[:1].upper()}{each.was[1:]} to {each.to}"
    detail = " ".join(
        filter(None, (each.reason, each.evidence, each.decision and f"Decision {each.decision}."))
    )
    return {"when": each.at, "text": words, "by": each.by.name if each.by else "", "detail": detail}


def _thread(reader: Any, row: Any, moves: Any) -> list[tuple[str, Any]]:
    """From finding to review, each step a link or "not stated"."""
    record = row.record
    parts = list(record.parts.all())
    cited = [queries.shown_finding(reader, part) for part in parts if part.finding_id]
    findings = [finding for finding in cited if finding]
    numbers = [each.decision for each in (*record.wordings.all(), *moves) if each.decision]
    return [
        (
            "Finding",
            {"href": f"/figures/{findings[0].pk}/", "text": findings[0].title}
            if findings
            else None,
        ),
        ("Priority, issue or theme", showing.part_link(parts[0]) if parts else None),
        ("Deliverable", record.code),
        (
            "Indicator",
            ", ".join(str(each) for each in queries.indicators_shown(reader, record)) or None,
        ),
        ("Decisions", showing.decision_link(numbers[-1]) if numbers else None),
        ("Annual review", {"href": "/reviews/", "text": "Reviews"}),
    ]


def _gaps(row: Any) -> list[str]:
    record = row.record
    lacking = (
        (record.body, "No board is stated."),
        (record.lead_agency or record.leads_as_printed, "No lead organisation is stated."),
        (record.lead, "Nobody here leads it yet."),
        (
            record.indicators.all() or record.evidence_of_done,
            "Nothing is stated that would show that it is done.",
        ),
        (record.milestones.all(), "It has no dated step."),
        (record.baseline_end, "No end is agreed."),
    )
    return [words for held, words in lacking if not held]


_BEFORE = (State.PROPOSED, State.AGREED, State.IN_DELIVERY, State.PAUSED)
_GOING = (State.AGREED, State.IN_DELIVERY, State.PAUSED)
_OPEN = (*_GOING, State.COMPLETE_CLAIMED)
# Path, words, the action it needs, the states in which it may be done.
ACTS = (
    ("update/", "Send an update", "update-deliverable", _OPEN),
    ("complete/", "Claim that it is complete", "update-deliverable", (State.IN_DELIVERY,)),
    ("status/", "Set the status as the chair", "set-better-status", _GOING),
    ("milestones/", "Add a step", "draft-plan", _BEFORE),
    ("dates/", "Set the dates", "draft-plan", _BEFORE),
    ("serves/", "Say what it serves", "draft-plan", _BEFORE),
    ("measure/", "Say what measures it", "draft-plan", _BEFORE),
    ("year/", "Place it in a year", "draft-plan", _BEFORE),
    ("hand-over/", "Name who leads it", "hand-over", _BEFORE),
    ("agree/", "Agree it by decision", "adopt-plan", (State.PROPOSED,)),
    ("amend/", "Amend the wording", "adopt-plan", _GOING),
    ("accept/", "Accept that it is complete", "adopt-plan", (State.COMPLETE_CLAIMED,)),
    ("send-back/", "Send it back", "adopt-plan", (State.COMPLETE_CLAIMED,)),
    ("pause/", "Pause it", "adopt-plan", (State.IN_DELIVERY,)),
    ("resume/", "Go on with it", "adopt-plan", (State.PAUSED,)),
    ("end/", "End it", "adopt-plan", _OPEN),
)


def _acts(reader: Any, row: Any) -> list[dict[str, str]]:
    """What this reader may do to it now, as links."""
    if row.record.strategy.state == "ended":
        return []
    return [
        {"href": f"/deliverables/{row.record.pk}/{path}", "text": text}
        for path, text, action, states in ACTS
        if row.record.state in states and may_act(reader, action, row)
    ]


def may_act(reader: Any, action: str, row: Any) -> bool:
    """Whether a reader may do an act of the table; a lead may hand over what they lead."""
    if action == "hand-over":
        return may(reader, "draft-plan", row) or row.record.lead_id == reader.pk
    return may(reader, action, row)
