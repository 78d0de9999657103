"""What holds in every strategy file: ids stand once, references lead somewhere, its own counts come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields

from headrow.vocabulary import strategy_bodies as who
from headrow.vocabulary import strategy_promises as said
from headrow.vocabulary.chapters import check_shared_categories
from headrow.vocabulary.printed_strategy import Strategy
from headrow.vocabulary.toml_files import DeclaredFileError, must_resolve


def check_ids(strategy: Strategy) -> None:
    """No id stands twice in a list."""
    for field in fields(strategy):
        value = getattr(strategy, field.name)
        codes = Counter(getattr(row, "id", "") for row in value) if isinstance(value, tuple) else {}
        for code, times in codes.items():
            if code and times > 1:
                raise DeclaredFileError(
                    f"{strategy.file}: the id '{code}' stands {times} times. Give each row its own."
                )


# A list, the field that names another row, the lists it may lead to, what that is called, and other words allowed.
REFERENCES: tuple[tuple[str, str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    ("commitments", "priority", ("priorities",), "priority", ()),
    ("subthemes", "theme", ("themes",), "theme", ()),
    ("issues", "inferred_boards", ("boards",), "board", ()),
    ("units", "body", ("bodies",), "body", ("partnership", who.NOT_STATED)),
    ("groups", "tier", ("tiers",), "tier", (who.NOT_STATED,)),
    ("boards", "tier", ("tiers",), "tier", ()),
    ("deliverables", "leads", ("bodies", "units"), "body or unit", ()),
    ("deliverables", "board", ("boards",), "board", ()),
    ("deliverables", "plan_on_a_page", ("priorities",), "priority", ()),
    ("deliverables", "inferred_issue", ("issues",), "issue", ()),
)  # fmt: skip
PLAN_REFERENCES = (
    ("focus", ("focus_areas",), "focus area"),
    ("indicators", ("indicators",), "indicator"),
    ("priorities", ("priorities",), "priority"),
)


def check_references(strategy: Strategy) -> None:
    """Every id named in a row leads to a row."""
    for rows_of, field, lists, what, allowed in REFERENCES:
        among = {*_ids(strategy, *lists), *allowed}
        for row in getattr(strategy, rows_of):
            _lead(getattr(row, field), among, strategy, owner=row.id, what=what)
    for process in strategy.named_processes:
        _lead(
            process.found_in,
            strategy.words_by_id,
            strategy,
            owner=process.name,
            what="row of this file",
        )
    if plan := strategy.plan_on_a_page:
        for field, lists, what in PLAN_REFERENCES:
            _lead(
                getattr(plan, field),
                _ids(strategy, *lists),
                strategy,
                owner="plan_on_a_page",
                what=what,
            )
        either = _ids(strategy, "deliverables", "commitments")
        for column in plan.column:
            _lead(
                column.priority,
                _ids(strategy, "priorities"),
                strategy,
                owner="plan_on_a_page",
                what="priority",
            )
            _lead(
                column.items,
                either,
                strategy,
                owner="plan_on_a_page",
                what="deliverable or commitment",
            )


def _ids(strategy: Strategy, *lists: str) -> set[str]:
    return {row.id for name in lists for row in getattr(strategy, name)}


def _lead(
    names: str | Iterable[str], among: Collection[str], strategy: Strategy, *, owner: str, what: str
) -> None:
    for name in [names] if isinstance(names, str) else names:
        if name:
            must_resolve(name, among=among, where=f"{strategy.file}: '{owner}'", what=what)


def _by(strategy: Strategy, rows_of: str, key: str, order: str = "") -> list[int]:
    """How many rows fall under each value of a key, in the order of a list or of first mention."""
    counted = Counter(getattr(row, key) for row in getattr(strategy, rows_of))
    return (
        [counted[row.id] for row in getattr(strategy, order)] if order else list(counted.values())
    )


def _plan_items(strategy: Strategy) -> list[str]:
    return [
        item
        for column in (strategy.plan_on_a_page.column if strategy.plan_on_a_page else ())
        for item in column.items
    ]


PLAIN_COUNTS = (
    "duties", "priorities", "focus_areas", "supporting_issues", "opportunities", "critical_themes", "commitments",
    "deliverables", "indicators", "themes", "subthemes", "issues", "boards",
)  # fmt: skip
COUNTED: dict[str, Callable[[Strategy], int | list[int]]] = {
    "responsible_authorities": lambda held: sum(
        row.kind == "responsible_authority" for row in held.bodies
    ),
    "co_operating_bodies": lambda held: sum(row.kind == "co_operating_body" for row in held.bodies),
    "members_named": lambda held: sum(row.kind == "member" for row in held.bodies),
    "critical_theme_issues": lambda held: sum(len(row.issues) for row in held.critical_themes),
    "commitments_by_priority": lambda held: _by(held, "commitments", "priority", "priorities"),
    "deliverables_by_heading": lambda held: _by(held, "deliverables", "heading"),
    "deliverables_by_board": lambda held: _by(held, "deliverables", "board", "boards"),
    "distinct_leads_as_printed": lambda held: len(
        {row.lead_as_printed for row in held.deliverables if row.lead_as_printed}
    ),
    "leads": lambda held: len({lead for row in held.deliverables for lead in row.leads}),
    "indicators_tbc": lambda held: sum(row.tbc for row in held.indicators),
    "key_issues": lambda held: sum(len(row.key_issues) for row in held.issues),
    "key_issues_by_issue": lambda held: [len(row.key_issues) for row in held.issues],
    "plan_on_a_page_items": lambda held: len(_plan_items(held)),
    "plan_on_a_page_deliverables": lambda held: len(
        set(_plan_items(held)) & {row.id for row in held.deliverables}
    ),
    "plan_on_a_page_commitments": lambda held: len(
        set(_plan_items(held)) & {row.id for row in held.commitments}
    ),
}


def check_expected(strategy: Strategy) -> None:
    """The file's own counts hold: a row lost or doubled in copying stops the load."""
    for key, expected in strategy.expect.items():
        must_resolve(
            key,
            among=[*PLAIN_COUNTS, *COUNTED],
            where=f"{strategy.file}: expect",
            what="count that can be asserted",
        )
        held = COUNTED[key](strategy) if key in COUNTED else len(getattr(strategy, key))
        if held != expected:
            raise DeclaredFileError(
                f"{strategy.file}: expect says {key} = {expected}, and the file holds {held}."
                " Find the row that was lost or doubled; change the count only if the document says so."
            )
    for board in strategy.boards:
        held = sum(row.board == board.id for row in strategy.deliverables)
        if held != board.deliverables:
            raise DeclaredFileError(
                f"{strategy.file}: board '{board.id}' says deliverables = {board.deliverables}, and {held} name it."
            )


def check_chapters(strategy: Strategy) -> None:
    """Each issue or theme has one chapter, and the crosswalk begins at themes and issues as printed."""
    subjects = {subject.id: subject for subject in strategy.subjects}
    for row in strategy.chapter_rows:
        where = f"{strategy.file}: chapter '{row.answers}'"
        subject = subjects[
            must_resolve(
                row.answers, among=subjects, where=where, what="theme or issue of this strategy"
            )
        ]
        printed = subject.key_issues if isinstance(subject, said.Issue) else subject.issues
        for evidence in row.key_issue:
            must_resolve(
                evidence.key_issue,
                among=printed,
                where=where,
                what="key issue as the document has it",
            )
    if missing := set(subjects) - {row.answers for row in strategy.chapter_rows}:
        raise DeclaredFileError(
            f"{strategy.file}: no [[chapter]] answers {', '.join(sorted(missing))}. Add it."
        )
    check_shared_categories(strategy.chapter_rows, where=strategy.file)
    themes = {row.id: row for row in strategy.critical_themes}
    for went in strategy.crosswalk:
        where = f"{strategy.file}: crosswalk '{went.theme}'"
        must_resolve(went.theme, among=themes, where=where, what="critical theme of this strategy")
        for step in went.issue:
            must_resolve(
                step.issue, among=themes[went.theme].issues, where=where, what="line of that theme"
            )
