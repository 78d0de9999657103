"""The rows of a printed strategy as the parts that they become, a part above before those under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from headrow.vocabulary import printed_strategy as printed

# List of the printed strategy, and the kind that its rows become.
LISTS: dict[str, str] = {
    "duties": "duty",
    "priorities": "priority",
    "focus_areas": "focus-area",
    "supporting_issues": "supporting-issue",
    "opportunities": "opportunity",
    "critical_themes": "critical-theme",
    "themes": "theme",
    "subthemes": "subtheme",
    "issues": "issue",
    "commitments": "commitment",
    "findings": "finding",
    "tiers": "tier",
    "boards": "board",
    "groups": "group",
    "roles": "role",
    "units": "unit",
    "plan_links": "plan-link",
    "funding": "funding",
    "indicators": "indicator",
    "figures": "figure",
    "derived_figures": "derived-figure",
    "surveys": "survey",
    "consultations": "consultation",
    "named_processes": "named-process",
    "assessments": "assessment",
    "repairs": "repair",
    "crosswalk": "crosswalk",
}
# Kind of a row: the field that names the part it stands under, and that part's kind.
UNDER = {"commitment": ("priority", "priority"), "subtheme": ("theme", "theme")}
# Fields of a row that the part holds in columns of its own.
IN_COLUMNS = ("id", "section", "page")


@dataclass(slots=True)
class Row:
    """A part that a strategy file asks for; `under` is kind and code of the part above it."""

    kind: str
    code: str
    name: str
    order: int
    says: dict[str, Any]
    section: str = ""
    page: int | None = None
    under: tuple[str, str] | None = None


def rows_of(printed: printed.Strategy) -> Iterator[Row]:
    """Every part that a strategy file asks for, a part above before those under it."""
    order = 0
    for name, kind in LISTS.items():
        for number, row in enumerate(getattr(printed, name), start=1):
            order += 1
            made = _row(kind, number, order, row)
            yield made
            for below, (kind_below, words, says) in enumerate(_below(kind, row), start=1):
                order += 1
                yield Row(
                    kind_below,
                    f"{made.code}-{below}",
                    words,
                    order,
                    says,
                    under=(kind, made.code),
                )
    for column in printed.plan_on_a_page.column if printed.plan_on_a_page else ():
        order += 1
        name_of = printed.named(column.priority)
        yield Row(
            "page-column",
            column.priority,
            name_of,
            order,
            {"items": list(column.items)},
            page=printed.plan_on_a_page.page if printed.plan_on_a_page else None,
            under=("priority", column.priority),
        )


def _row(kind: str, number: int, order: int, row: Any) -> Row:
    said = asdict(row)
    code = (
        said.get("id") or said.get("theme" if kind == "crosswalk" else "id") or f"{kind}-{number}"
    )
    named = ("name", "text", "what", "source", "where", "theme")
    name = next((str(said[key]) for key in named if said.get(key)), "") or _who_words(said)
    under = None
    if kind in UNDER:
        key, above = UNDER[kind]
        under = (above, said[key])
    says = {key: value for key, value in said.items() if key not in IN_COLUMNS}
    return Row(
        kind,
        code,
        name,
        order,
        says,
        section=said.get("section", ""),
        page=said.get("page"),
        under=under,
    )


def _who_words(said: Mapping[str, Any]) -> str:
    return ", ".join(said.get("who", ())) or str(said.get("asked", ""))


def _below(kind: str, row: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The lines under a row that deliverables may answer one by one: key issues, and focus points."""
    if kind == "issue":
        yield from (("key-issue", words, {}) for words in row.key_issues)
    elif kind == "critical-theme":
        yield from (("key-issue", words, {}) for words in row.issues)
    elif kind == "subtheme":
        yield from (("focus-point", words, {}) for words in row.focus)
        for block in row.block:
            yield from (("focus-point", words, {"block": block.name}) for words in block.focus)
