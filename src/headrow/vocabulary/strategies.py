"""A strategy file read whole: its facts as records, its references resolved, its own counts asserted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headrow.vocabulary import strategy_bodies as who
from headrow.vocabulary import strategy_promises as said
from headrow.vocabulary.chapters import ChapterRow
from headrow.vocabulary.printed_strategy import CrosswalkRow, IssueSuccessor, Strategy
from headrow.vocabulary.records import record, records
from headrow.vocabulary.strategy_checks import (
    check_chapters,
    check_expected,
    check_ids,
    check_references,
)
from headrow.vocabulary.toml_files import needed, read, refuse_unknown, shown

__all__ = ["CrosswalkRow", "IssueSuccessor", "Strategy", "load_strategy"]

# Key of the file: field of the strategy, and the record of one row.
LISTS: dict[str, tuple[str, type]] = {
    "duty": ("duties", who.Duty),
    "body": ("bodies", who.Body),
    "unit": ("units", who.Unit),
    "tier": ("tiers", who.Tier),
    "group": ("groups", who.Group),
    "role": ("roles", who.Role),
    "plan_link": ("plan_links", who.PlanLink),
    "funding": ("funding", who.Funding),
    "priority": ("priorities", said.Priority),
    "focus": ("focus_areas", said.Named),
    "supporting_issue": ("supporting_issues", said.Named),
    "opportunity": ("opportunities", said.Named),
    "critical_theme": ("critical_themes", said.CriticalTheme),
    "finding": ("findings", said.Said),
    "commitment": ("commitments", said.Commitment),
    "deliverable": ("deliverables", said.Deliverable),
    "indicator": ("indicators", said.Indicator),
    "figure": ("figures", said.PrintedFigure),
    "derived_figure": ("derived_figures", said.DerivedFigure),
    "survey": ("surveys", said.Survey),
    "consultation": ("consultations", said.Consultation),
    "theme": ("themes", said.Theme),
    "subtheme": ("subthemes", said.Subtheme),
    "issue": ("issues", said.Issue),
    "board": ("boards", who.Board),
    "assessment": ("assessments", who.EarlierAssessment),
    "named_process": ("named_processes", who.NamedProcess),
    "repair": ("repairs", who.Repair),
    "chapter": ("chapter_rows", ChapterRow),
    "crosswalk": ("crosswalk", CrosswalkRow),
}
ONES: dict[str, tuple[str, type]] = {
    "equality": ("equality", who.Equality),
    "method": ("method", who.Method),
    "review": ("review", who.Review),
    "plan_on_a_page": ("plan_on_a_page", said.PrintedPlan),
}


def load_strategy(path: Path) -> Strategy:
    """A strategy from its file. Raises DeclaredFileError with file, key and remedy."""
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("strategy", "expect", *LISTS, *ONES), where=where)
    head = record(needed(found, "strategy", where=where), who.Head, where=f"{where}: strategy")
    many: dict[str, Any] = {
        name: records(found, key, kind, where=where) for key, (name, kind) in LISTS.items()
    }
    one: dict[str, Any] = {
        name: record(found[key], kind, where=f"{where}: {key}") if key in found else None
        for key, (name, kind) in ONES.items()
    }
    expected = needed(found, "expect", where=where, kind=lambda value: isinstance(value, dict))
    strategy = Strategy(file=where, head=head, expect=expected, **many, **one)
    check_ids(strategy)
    check_references(strategy)
    check_expected(strategy)
    check_chapters(strategy)
    return strategy
