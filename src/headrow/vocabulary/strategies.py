"""A strategy: the facts of a printed document, loaded whole, its own counts asserted, its references resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from headrow.vocabulary import strategy_records as rows
from headrow.vocabulary.chapters import Chapter, ChapterRow, Evidence, check_shared_categories
from headrow.vocabulary.records import record, records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    must_resolve,
    needed,
    read,
    refuse_unknown,
    shown,
)


@dataclass(frozen=True, slots=True)
class IssueSuccessor:
    """Where one issue of an earlier theme went; `to` is an issue or board of the later strategy, or "" for nowhere."""

    issue: str
    to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """Where a theme of an earlier strategy went: ours, for the partnership to confirm."""

    theme: str
    to_strategy: str
    fed_by: str
    to_issues: tuple[str, ...] = ()
    to_boards: tuple[str, ...] = ()
    note: str = ""
    issue: tuple[IssueSuccessor, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """Everything a strategy file says. A list is empty where the document has none."""

    file: str
    head: rows.Head
    expect: dict[str, Any]
    duties: tuple[rows.Duty, ...]
    bodies: tuple[rows.Body, ...]
    units: tuple[rows.Unit, ...]
    tiers: tuple[rows.Tier, ...]
    groups: tuple[rows.Group, ...]
    roles: tuple[rows.Role, ...]
    plan_links: tuple[rows.PlanLink, ...]
    funding: tuple[rows.Funding, ...]
    priorities: tuple[rows.Priority, ...]
    focus_areas: tuple[rows.Named, ...]
    supporting_issues: tuple[rows.Named, ...]
    opportunities: tuple[rows.Named, ...]
    critical_themes: tuple[rows.CriticalTheme, ...]
    findings: tuple[rows.Said, ...]
    commitments: tuple[rows.Commitment, ...]
    deliverables: tuple[rows.Deliverable, ...]
    indicators: tuple[rows.Indicator, ...]
    figures: tuple[rows.PrintedFigure, ...]
    derived_figures: tuple[rows.DerivedFigure, ...]
    surveys: tuple[rows.Survey, ...]
    consultations: tuple[rows.Consultation, ...]
    themes: tuple[rows.Theme, ...]
    subthemes: tuple[rows.Subtheme, ...]
    issues: tuple[rows.Issue, ...]
    boards: tuple[rows.Board, ...]
    assessments: tuple[rows.EarlierAssessment, ...]
    named_processes: tuple[rows.NamedProcess, ...]
    repairs: tuple[rows.Repair, ...]
    chapter_rows: tuple[ChapterRow, ...]
    crosswalk: tuple[CrosswalkRow, ...]
    equality: rows.Equality | None
    method: rows.Method | None
    review: rows.Review | None
    plan_on_a_page: rows.PrintedPlan | None

    @property
    def subjects(self) -> tuple[rows.Issue | rows.CriticalTheme, ...]:
        """What its assessment chapters are about: the issues, or the critical themes where there are none."""
        return self.issues or self.critical_themes

    @property
    def subject_word(self) -> str:
        """What the document calls them, in the plural."""
        return "crime and disorder issues" if self.issues else "critical themes"

    def named(self, code: str) -> str:
        """The name or text that stands under an id. Raises KeyError for an id it does not hold."""
        return self.words_by_id[code]

    @property
    def words_by_id(self) -> dict[str, str]:
        """Every id of the file with its name or text."""
        held: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            for row in value if isinstance(value, tuple) else ():
                if code := getattr(row, "id", ""):
                    held[code] = (
                        getattr(row, "name", "")
                        or getattr(row, "text", "")
                        or getattr(row, "what", "")
                    )
        return held

    def chapters(self) -> tuple[Chapter, ...]:
        """One chapter an issue (or critical theme), in the order of the document."""
        by_subject = {row.answers: row for row in self.chapter_rows}
        return tuple(_chapter(subject, by_subject[subject.id]) for subject in self.subjects)


def _chapter(subject: rows.Issue | rows.CriticalTheme, row: ChapterRow) -> Chapter:
    printed = subject.key_issues if isinstance(subject, rows.Issue) else subject.issues
    declared = {evidence.key_issue: evidence for evidence in row.key_issue}
    silent = "No data is supplied for this."
    return Chapter(
        subject.id,
        subject.name,
        tuple(declared.get(words) or Evidence(words, says=silent) for words in printed),
        row,
    )


# Key of the file: field of the strategy, and the record of one row.
LISTS: dict[str, tuple[str, type]] = {
    "duty": ("duties", rows.Duty),
    "body": ("bodies", rows.Body),
    "unit": ("units", rows.Unit),
    "tier": ("tiers", rows.Tier),
    "group": ("groups", rows.Group),
    "role": ("roles", rows.Role),
    "plan_link": ("plan_links", rows.PlanLink),
    "funding": ("funding", rows.Funding),
    "priority": ("priorities", rows.Priority),
    "focus": ("focus_areas", rows.Named),
    "supporting_issue": ("supporting_issues", rows.Named),
    "opportunity": ("opportunities", rows.Named),
    "critical_theme": ("critical_themes", rows.CriticalTheme),
    "finding": ("findings", rows.Said),
    "commitment": ("commitments", rows.Commitment),
    "deliverable": ("deliverables", rows.Deliverable),
    "indicator": ("indicators", rows.Indicator),
    "figure": ("figures", rows.PrintedFigure),
    "derived_figure": ("derived_figures", rows.DerivedFigure),
    "survey": ("surveys", rows.Survey),
    "consultation": ("consultations", rows.Consultation),
    "theme": ("themes", rows.Theme),
    "subtheme": ("subthemes", rows.Subtheme),
    "issue": ("issues", rows.Issue),
    "board": ("boards", rows.Board),
    "assessment": ("assessments", rows.EarlierAssessment),
    "named_process": ("named_processes", rows.NamedProcess),
    "repair": ("repairs", rows.Repair),
    "chapter": ("chapter_rows", ChapterRow),
    "crosswalk": ("crosswalk", CrosswalkRow),
}
ONES: dict[str, tuple[str, type]] = {
    "equality": ("equality", rows.Equality),
    "method": ("method", rows.Method),
    "review": ("review", rows.Review),
    "plan_on_a_page": ("plan_on_a_page", rows.PrintedPlan),
}


def load_strategy(path: Path) -> Strategy:
    """A strategy from its file. Raises DeclaredFileError with file, key and remedy."""
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("strategy", "expect", *LISTS, *ONES), where=where)
    head = record(needed(found, "strategy", where=where), rows.Head, where=f"{where}: strategy")
    many = {name: records(found, key, kind, where=where) for key, (name, kind) in LISTS.items()}
    one = {
        name: record(found[key], kind, where=f"{where}: {key}") if key in found else None
        for key, (name, kind) in ONES.items()
    }
    expected = needed(found, "expect", where=where, kind=lambda value: isinstance(value, dict))
    strategy = Strategy(file=where, head=head, expect=expected, **many, **one)
    _check_ids(strategy)
    _check_references(strategy)
    _check_expected(strategy)
    _check_chapters(strategy)
    return strategy


def _check_ids(strategy: Strategy) -> None:
    for field in fields(strategy):
        value = getattr(strategy, field.name)
        codes = Counter(getattr(row, "id", "") for row in value) if isinstance(value, tuple) else {}
        for code, times in codes.items():
            if code and times > 1:
                raise DeclaredFileError(
                    f"{strategy.file}: the id '{code}' stands {times} times. Give each row its own."
                )


def _check_references(strategy: Strategy) -> None:
    """Every id named in a row leads to a row."""
    ids = {
        name: {row.id for row in getattr(strategy, name)}
        for name in (
            "priorities",
            "boards",
            "bodies",
            "units",
            "themes",
            "issues",
            "deliverables",
            "commitments",
            "focus_areas",
            "indicators",
            "tiers",
        )
    }
    leads = ids["bodies"] | ids["units"]
    named = [
        (row.id, "priority", [row.priority], ids["priorities"]) for row in strategy.commitments
    ]
    named += [(row.id, "theme", [row.theme], ids["themes"]) for row in strategy.subthemes]
    named += [(row.id, "board", row.inferred_boards, ids["boards"]) for row in strategy.issues]
    named += [
        (row.id, "body", [row.body], ids["bodies"] | {"partnership", rows.NOT_STATED})
        for row in strategy.units
    ]
    named += [
        (row.id, "tier", [row.tier], ids["tiers"] | {rows.NOT_STATED})
        for row in (*strategy.groups, *strategy.boards)
    ]
    for row in strategy.deliverables:
        named += [
            (row.id, "lead", row.leads, leads),
            (row.id, "board", [row.board], ids["boards"]),
            (row.id, "priority", [row.plan_on_a_page], ids["priorities"]),
            (row.id, "issue", [row.inferred_issue], ids["issues"]),
        ]
    if plan := strategy.plan_on_a_page:
        named += [
            ("plan_on_a_page", "focus area", plan.focus, ids["focus_areas"]),
            ("plan_on_a_page", "indicator", plan.indicators, ids["indicators"]),
            (
                "plan_on_a_page",
                "priority",
                [*plan.priorities, *(column.priority for column in plan.column)],
                ids["priorities"],
            ),
        ]
        named += [
            (
                "plan_on_a_page",
                "deliverable or commitment",
                column.items,
                ids["deliverables"] | ids["commitments"],
            )
            for column in plan.column
        ]
    named += [
        (row.name, "row of this file", row.found_in, set(strategy.words_by_id))
        for row in strategy.named_processes
    ]
    for owner, what, names, among in named:
        for name in filter(None, names):
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


EXPECTATIONS: dict[str, Callable[[Strategy], int | list[int]]] = {
    **{
        key: (lambda strategy, key=key: len(getattr(strategy, key)))
        for key in (
            "duties",
            "priorities",
            "focus_areas",
            "supporting_issues",
            "opportunities",
            "critical_themes",
            "commitments",
            "deliverables",
            "indicators",
            "themes",
            "subthemes",
            "issues",
            "boards",
        )
    },
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


def _check_expected(strategy: Strategy) -> None:
    """The file's own counts hold: a row lost or doubled in copying stops the load."""
    for key, expected in strategy.expect.items():
        must_resolve(
            key,
            among=EXPECTATIONS,
            where=f"{strategy.file}: expect",
            what="count that can be asserted",
        )
        held = EXPECTATIONS[key](strategy)
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


def _check_chapters(strategy: Strategy) -> None:
    subjects = {subject.id: subject for subject in strategy.subjects}
    for row in strategy.chapter_rows:
        where = f"{strategy.file}: chapter '{row.answers}'"
        subject = subjects[
            must_resolve(
                row.answers, among=subjects, where=where, what="issue or theme of this strategy"
            )
        ]
        printed = subject.key_issues if isinstance(subject, rows.Issue) else subject.issues
        for evidence in row.key_issue:
            must_resolve(
                evidence.key_issue,
                among=printed,
                where=where,
                what="key issue as the document has it",
            )
    if missing := set(subjects) - {row.answers for row in strategy.chapter_rows}:
        raise DeclaredFileError(
            f"{strategy.file}: no [[chapter]] answers {', '.join(sorted(missing))}. Add one, with categories = [] if none does."
        )
    check_shared_categories(strategy.chapter_rows, where=strategy.file)
    themes = {row.id: row for row in strategy.critical_themes}
    for row in strategy.crosswalk:
        where = f"{strategy.file}: crosswalk '{row.theme}'"
        must_resolve(row.theme, among=themes, where=where, what="critical theme of this strategy")
        for step in row.issue:
            must_resolve(
                step.issue, among=themes[row.theme].issues, where=where, what="issue of that theme"
            )
