"""A new strategy drafted by people: begun, written, proposed, promised, adopted by a decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import changes, queries
from headrow.partnership.plan.forms import drafting as forms
from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES
from headrow.partnership.plan.views.asking import ask
from headrow.partnership.plan.views.plans import found
from headrow.partnership.plan.views.showing import part_address

SERVED = ("priority", "issue", "theme", "subtheme", "focus-area", "critical-theme")


def _drafter(request: HttpRequest) -> Any:
    directory.require(request.user, "draft-plan")
    return request.user


def _draft(reader: Any, key: UUID) -> Any:
    row = found(queries.strategy(reader, key))
    return found(row if row.state == "draft" else None)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a new strategy."""
    reader = _drafter(request)
    return ask(
        request, forms.NewStrategy, heading="Begin a new strategy", submit="Begin the draft",
        said="The draft was begun. Nothing of it holds before it is adopted.",
        then=lambda row: f"/plan/{row.pk}/", back="/plan/",
        act=lambda typed: changes.draft_strategy(by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write the sections of a draft."""
    reader = _drafter(request)
    row = _draft(reader, key)
    says = row.says
    initial: dict[str, Any] = {"version": row.version}
    initial |= {
        "police_plan": says.get("police_plan", ""),
        "objectives": says.get("objectives", ""),
    }
    initial |= {f"section_{code}": says.get("sections", {}).get(code, "") for code in SECTIONS}
    initial |= {f"linked_{code}": says.get("linked", {}).get(code, []) for code in STRATEGIES}
    return ask(
        request, forms.Sections, heading="Write the sections", submit="Save the sections",
        said="The sections were saved.", then=f"/plan/{key}/", initial=initial, draft=f"sections-{key}",
        about=[row.title], act=lambda typed: _written(row, reader, typed),
    )  # fmt: skip


def _written(row: Any, reader: Any, typed: dict[str, Any]) -> Any:
    return changes.write_sections(
        strategy=row,
        sections={code: typed[f"section_{code}"] for code in SECTIONS},
        linked={code: typed[f"linked_{code}"] for code in STRATEGIES},
        police_plan=typed["police_plan"],
        objectives=typed["objectives"],
        version=typed["version"],
        by=reader,
    )


def _proposer(request: HttpRequest) -> Any:
    """Who may propose: those who draft plans, and those who draft assessments from a finding."""
    if not directory.can(request.user, "draft-assessment"):
        directory.require(request.user, "draft-plan")
    return request.user


@require_GET
def propose_somewhere(request: HttpRequest) -> HttpResponse:
    """From a finding (`?finding=`) to the draft that takes it; without a draft, to the page that says so."""
    reader = _proposer(request)
    drafts = list(queries.drafts(reader))
    finding = request.GET.get("finding", "")
    if len(drafts) == 1:
        return redirect(f"/plan/{drafts[0].pk}/propose/?finding={finding}")
    known = {
        "drafts": drafts,
        "finding": finding,
        "may_draft": directory.can(reader, "draft-plan"),
    }
    return render(request, "plan/choose_draft.html", known)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose a priority, issue, theme or commitment with its ground."""
    reader = _proposer(request)
    row = _draft(reader, key)
    cited = request.GET.get("finding", "")
    findings = queries.citable(reader, also=cited if _is_id(cited) else None)
    chosen = findings.filter(pk=cited).first() if _is_id(cited) else None
    about = [row.title]
    if chosen:
        about += [f"Finding: {chosen.title}", chosen.sentence]
    return ask(
        request, forms.Propose, heading="Propose a priority", submit="Propose it",
        said="It is proposed.", then=f"/plan/{key}/", draft=f"propose-{key}", about=about,
        initial={"finding": chosen, "kind": "priority"},
        choices={"priorities": queries.served(reader, row, ("priority",)), "findings": findings},
        act=lambda typed: changes.add_priority(strategy=row, by=reader, **typed),
    )  # fmt: skip


def _is_id(written: str) -> bool:
    try:
        UUID(written)
    except ValueError:
        return False
    return True


@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose a deliverable."""
    reader = _drafter(request)
    row = found(queries.strategy(reader, key))
    found(row if row.state != "ended" else None)
    parts = queries.served(reader, row, SERVED)
    lessons = [f"{each.text} ({each.source})" for each in queries.learning(reader, parts=parts)[:5]]
    return ask(
        request, forms.Promise, heading="Propose a deliverable", submit="Propose it",
        said="It is proposed. A decision makes it agreed.",
        then=lambda made: f"/deliverables/{made.pk}/", back=f"/plan/{key}/", draft=f"promise-{key}",
        about=[row.title, *(["What was learnt before:"] if lessons else []), *lessons],
        choices={"parts": parts, "bodies": directory.bodies(reader), "agencies": directory.agencies(reader)},
        act=lambda typed: changes.add_deliverable(strategy=row, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Adopt a draft by a decision of the executive."""
    reader = request.user
    executive = directory.bodies(reader).filter(kind="executive").first()
    directory.require(reader, "adopt-plan", body=executive)
    row = _draft(reader, key)
    return ask(
        request, forms.Adopt, heading="Adopt the strategy", submit="Adopt it", warning=True,
        said="The strategy is adopted. The one before it has ended.", then=f"/plan/{key}/",
        about=[row.title], act=lambda typed: changes.adopt(strategy=row, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def amend_part(request: HttpRequest, key: UUID) -> HttpResponse:
    """Amend the wording of a priority, issue or theme by decision."""
    reader = request.user
    executive = directory.bodies(reader).filter(kind="executive").first()
    directory.require(reader, "adopt-plan", body=executive)
    part = found(queries.part(reader, key, SERVED))
    found(part if part.state == "agreed" else None)
    return ask(
        request, forms.AmendPart, heading="Amend the wording", submit="Amend the wording",
        said="The wording was amended. The one before stays to be read.", then=part_address(part),
        initial={"name": part.name}, act=lambda typed: changes.amend_part(part=part, by=reader, **typed),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a proposed part out of a draft."""
    reader = _drafter(request)
    part = found(queries.part(reader, key))
    found(part if part.state == "proposed" else None)
    return ask(
        request, forms.Because, heading="Leave it out", submit="Leave it out",
        said="It was left out of the draft.", then=f"/plan/{part.strategy_id}/", about=[part.name],
        act=lambda typed: changes.leave_out(part=part, by=reader, **typed),
    )  # fmt: skip
