"""A strategy as data: the whole printed document, its chapters, and where an earlier theme went."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from headrow.vocabulary import strategy_bodies as who
from headrow.vocabulary import strategy_promises as said
from headrow.vocabulary.chapters import Chapter, ChapterRow, Evidence


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
    head: who.Head
    expect: dict[str, Any]
    duties: tuple[who.Duty, ...]
    bodies: tuple[who.Body, ...]
    units: tuple[who.Unit, ...]
    tiers: tuple[who.Tier, ...]
    groups: tuple[who.Group, ...]
    roles: tuple[who.Role, ...]
    plan_links: tuple[who.PlanLink, ...]
    funding: tuple[who.Funding, ...]
    priorities: tuple[said.Priority, ...]
    focus_areas: tuple[said.Named, ...]
    supporting_issues: tuple[said.Named, ...]
    opportunities: tuple[said.Named, ...]
    critical_themes: tuple[said.CriticalTheme, ...]
    findings: tuple[said.Said, ...]
    commitments: tuple[said.Commitment, ...]
    deliverables: tuple[said.Deliverable, ...]
    indicators: tuple[said.Indicator, ...]
    figures: tuple[said.PrintedFigure, ...]
    derived_figures: tuple[said.DerivedFigure, ...]
    surveys: tuple[said.Survey, ...]
    consultations: tuple[said.Consultation, ...]
    themes: tuple[said.Theme, ...]
    subthemes: tuple[said.Subtheme, ...]
    issues: tuple[said.Issue, ...]
    boards: tuple[who.Board, ...]
    assessments: tuple[who.EarlierAssessment, ...]
    named_processes: tuple[who.NamedProcess, ...]
    repairs: tuple[who.Repair, ...]
    chapter_rows: tuple[ChapterRow, ...]
    crosswalk: tuple[CrosswalkRow, ...]
    equality: who.Equality | None
    method: who.Method | None
    review: who.Review | None
    plan_on_a_page: said.PrintedPlan | None

    @property
    def subjects(self) -> tuple[said.Issue | said.CriticalTheme, ...]:
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


def _chapter(subject: said.Issue | said.CriticalTheme, row: ChapterRow) -> Chapter:
    printed = subject.key_issues if isinstance(subject, said.Issue) else subject.issues
    declared = {evidence.key_issue: evidence for evidence in row.key_issue}
    silent = "No data is supplied for this."
    return Chapter(
        subject.id,
        subject.name,
        tuple(declared.get(words) or Evidence(words, says=silent) for words in printed),
        row,
    )
