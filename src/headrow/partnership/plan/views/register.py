"""The duty register, the quarterly sets of section 17A, and what was learnt."""

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
from headrow.partnership.plan.views.plans import found, shown_to
from headrow.vocabulary.section_17a import section_17a

FREQUENCY_WORDS = {
    "each-year": "Once in each 1 April to 31 March",
    "each-quarter": "For each quarter",
    "since-last": "So long after it was last done",
    "by-date": "On a date",
    "on-event": "For each event",
    "off": "Off",
}
LEARNING_WORDS = {
    "open": "Open",
    "acted-on": "We acted on it",
    "not-accepted": "We did not accept it",
}


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty with its clock, what was done and how it stands; what is late first."""
    reader = shown_to(request)
    rows = queries.duties(reader)
    order = {"Red": 0, "Amber": 1, "Grey": 2, "Green": 3, "Blue": 4}
    cells = [
        [
            {"href": f"/duties/{row.declared.code}/", "text": row.declared.name},
            showing.judged(row.judged),
            row.judged.words,
            row.declared.holder,
            row.last.done_on if row.last else "Not recorded",
        ]
        for row in sorted(rows, key=lambda row: order[row.judged.rag])
    ]
    late = sum(row.judged.rag == "Red" for row in rows)
    return render(request, "plan/duties.html", {"rows": cells, "late": late, "total": len(rows)})


@require_GET
def duty(request: HttpRequest, code: str) -> HttpResponse:
    """One duty: its source, its clock, each time it was done with the evidence."""
    reader = shown_to(request)
    row = found(queries.duty(reader, code))
    declared = row.declared
    facts = [
        ("What is owed", declared.does),
        ("Source", f"{declared.source} ({declared.confidence})"),
        ("Who owes it", declared.holder),
        ("How often", FREQUENCY_WORDS[declared.frequency]),
        ("Event", declared.event or "None"),
        ("Clock", f"{row.value.name}: {row.value.source}" if row.value else None),
        ("Last day in time", row.due),
        ("Rule", declared.rule),
    ]
    done = [
        [
            each.done_on,
            each.evidence,
            each.address or None,
            each.by.name if each.by else "Recorded by the site",
        ]
        for each in row.done
    ]
    known = {
        "row": row,
        "status": showing.judged(row.judged),
        "facts": facts,
        "done": done,
        "dates": [[each.due, each.what or None] for each in row.dates],
        "may_record": directory.can(reader, "draft-plan") and declared.frequency != "off",
        "takes_dates": declared.frequency in ("on-event", "by-date"),
    }
    return render(request, "plan/duty.html", known)


@require_http_methods(["GET", "POST"])
def duty_done(request: HttpRequest, code: str) -> HttpResponse:
    """Record that a duty was done."""
    reader = shown_to(request)
    directory.require(reader, "draft-plan")
    row = found(queries.duty(reader, code))
    return ask(
        request, forms.DutyWasDone, heading="Record that it was done", submit="Record it",
        said="It is recorded with its evidence.", then=f"/duties/{code}/",
        about=[row.declared.name], choices={"dates": row.dates},
        act=lambda typed: changes.record_duty_done(duty=code, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def duty_date(request: HttpRequest, code: str) -> HttpResponse:
    """Set the day on which a duty is due."""
    reader = shown_to(request)
    directory.require(reader, "draft-plan")
    row = found(queries.duty(reader, code))
    return ask(
        request, forms.DutyIsDue, heading="Set when it is due", submit="Set the date",
        said="The date is set.", then=f"/duties/{code}/", about=[row.declared.name],
        act=lambda typed: changes.set_duty_date(duty=code, by=reader, **typed),
    )  # fmt: skip


def _returns_reader(request: HttpRequest) -> Any:
    reader = request.user
    if not directory.can(reader, "define-indicator"):
        directory.require(reader, "draft-plan")
    return reader


@require_GET
def information_returns(request: HttpRequest) -> HttpResponse:
    """The checklist of section 17A: holder by quarter; silence is never taken for a nil return."""
    reader = _returns_reader(request)
    rows = queries.information_returns(reader)
    quarters = [code for code, _, _ in rows[0].cells] if rows else []
    cells = [
        [
            row.dataset.name,
            row.holder.holder,
            *(showing.judged(state) | {"word": _cell_word(state)} for _, state, _ in row.cells),
        ]
        for row in rows
    ]
    columns = "|".join(("Data set", "Holder", *quarters))
    known = {"rows": cells, "columns": columns, "source": section_17a().source}
    return render(request, "plan/information_returns.html", known)


CELL_WORDS = {"running": "Due later", "warning": "Due soon"}


def _cell_word(state: Any) -> str:
    return CELL_WORDS.get(state.cause) or str(state.cause[:1].upper() + state.cause[1:])


@require_http_methods(["GET", "POST"])
def enter_return(request: HttpRequest) -> HttpResponse:
    """Record what came of a data set for a quarter."""
    reader = _returns_reader(request)
    quarters = [(queries.quarter_code(each), each.words) for each in queries.quarters_shown()[1:]]
    return ask(
        request, forms.InformationCame, heading="Record what came", submit="Record it",
        said="It is recorded.", then="/information-returns/",
        choices={"agencies": directory.agencies(reader), "quarters": quarters},
        act=lambda typed: changes.record_information_return(by=reader, **typed),
    )  # fmt: skip


@require_GET
def learning(request: HttpRequest) -> HttpResponse:
    """What reviews, inspections and scrutiny recommended, and what each changed."""
    reader = request.user
    directory.require(reader, "draft-plan")
    rows = [
        [
            {"href": f"/learning/{row.pk}/", "text": row.text},
            row.source,
            row.made_on,
            LEARNING_WORDS[row.state],
            row.what_changed or "Nothing yet",
            {"href": f"/deliverables/{row.deliverable_id}/", "text": row.deliverable.code}
            if row.deliverable
            else None,
        ]
        for row in queries.learning(reader)
    ]
    return render(request, "plan/learning.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def new_learning(request: HttpRequest) -> HttpResponse:
    """Keep a recommendation."""
    reader = request.user
    directory.require(reader, "draft-plan")
    return ask(
        request, forms.NewLearning, heading="Add a recommendation", submit="Add it",
        said="The recommendation is kept.", then="/learning/",
        choices={"rows": queries.live(reader)},
        act=lambda typed: changes.add_learning(by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def one_learning(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what came of a recommendation."""
    reader = request.user
    directory.require(reader, "draft-plan")
    row = found(queries.one_learning(reader, key))
    return ask(
        request, forms.LearningCame, heading="What came of it", submit="Save",
        said="What came of it is kept.", then="/learning/", about=[row.text, row.source],
        choices={"rows": queries.live(reader)},
        initial={"state": row.state, "what_changed": row.what_changed, "deliverable": row.deliverable},
        act=lambda typed: changes.answer_learning(learning=row, by=reader, **typed),
    )  # fmt: skip
