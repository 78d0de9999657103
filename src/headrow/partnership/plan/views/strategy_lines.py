"""What a strategy's page says line by line: its facts, its organisations, its lists."""

from __future__ import annotations

from typing import Any

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES
from headrow.partnership.plan.views import showing

# Kinds shown as plain lists on a strategy's page: kind, heading.
LISTED = (
    ("duty", "Statutory duties it names"),
    ("opportunity", "Opportunities"),
    ("finding", "Findings"),
    ("tier", "Levels of governance"),
    ("group", "Groups it names"),
    ("role", "Offices"),
    ("unit", "Units named as leads"),
    ("plan-link", "Other plans"),
    ("funding", "Kinds of funding"),
    ("indicator", "Indicators"),
    ("figure", "Figures as printed"),
    ("derived-figure", "Worked out from printed figures"),
    ("survey", "Surveys"),
    ("consultation", "Consultation"),
    ("named-process", "Services and processes it names"),
    ("assessment", "Assessments"),
    ("repair", "Damage in the text, and how it was put right"),
)


def organisations(reader: Any, row: Any) -> list[list[Any]]:
    """The organisations under the names of their time, each leading to the agency it is."""
    named = row.says.get("bodies", ())
    agencies = directory.agencies(reader).filter(code__in=[body["id"] for body in named])
    keys = {agency.code: agency.pk for agency in agencies}
    return [
        [
            {"href": f"/agencies/{keys[body['id']]}/", "text": body["name"]},
            body["kind"].replace("_", " "),
            body.get("note") or "None",
        ]
        for body in named
        if body["id"] in keys
    ]


def facts_of(row: Any) -> list[tuple[str, Any]]:
    """The facts at the head of a strategy."""
    says = row.says
    facts = [
        ("Years", f"{row.from_year} to {row.to_year}"),
        ("State", {"adopted": "In force", "ended": "Ended", "draft": "Draft"}[row.state]),
        ("Place", row.place),
        ("Legal basis", _said(says.get("statutory_basis"))),
        ("Deliverables cover", _said(says.get("deliverables_cover"))),
        ("The executive meets", _said(says.get("executive_meets"))),
    ]
    if row.adopted_by:
        facts.append(("Adopted by decision", showing.decision_link(row.adopted_by)))
    elif says.get("printed"):
        facts.append(("Adopted by decision", None))
    if row.predecessor:
        facts.append(
            (
                "Before it",
                {"href": f"/plan/{row.predecessor_id}/", "text": row.predecessor.short_title},
            )
        )
    return facts


def _said(words: Any) -> str | None:
    return None if words in (None, "", "not stated") else str(words)


def groups_of(rows: Any) -> list[tuple[str, int, list[Any]]]:
    """Deliverables by board, or by the heading they are printed under where no board is stated."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        name = (
            row.record.body.name
            if row.record.body
            else row.record.says.get("heading") or "No board stated"
        )
        groups.setdefault(name, []).append(row)
    return [
        (name, len(held), showing.deliverable_cells(held, board=False))
        for name, held in groups.items()
    ]


def four_strategies(row: Any) -> list[tuple[str, str | None]]:
    """Each strategy that the law asks for, with the sections that serve it (G-10)."""
    linked = row.says.get("linked", {})
    return [
        (
            words[:1].upper() + words[1:],
            ", ".join(SECTIONS[each] for each in linked.get(code, ())) or None,
        )
        for code, words in STRATEGIES.items()
    ]


# Keys of a printed row that its line says by itself or that only serve the loader.
UNSAID = {
    *("name", "text", "what", "source", "where", "id", "number", "source_named", "counted"),
    *("tbc", "body", "on_plan_on_a_page"),
}


def line_of(part: Any) -> dict[str, Any]:
    """A printed row as a name and the rest of what it says, as words."""
    said = []
    for key, value in part.says.items():
        if key in UNSAID or value in ("", None, [], False) or value == "not stated":
            continue
        words = "; ".join(map(str, value)) if isinstance(value, list) else f"{value}"
        said.append(f"{key.replace('_', ' ')}: {words}")
    if part.says.get("tbc"):
        said.append("to be confirmed")
    return {"name": part.name, "said": ". ".join(said), "page": part.page}
