"""The rows of a strategy file that say what was found and promised: themes, issues, commitments, deliverables, figures.

Fields that begin with `inferred_` are a suggestion of ours until a person confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass

from headrow.vocabulary.strategy_bodies import NOT_STATED


@dataclass(frozen=True, slots=True)
class Priority:
    """A shared priority: a side of the problem analysis triangle."""

    id: str
    number: int
    name: str
    triangle: str
    means: str
    about: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An id and its words: a focus area, a supported issue or an opportunity."""

    id: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CriticalTheme:
    """A theme of the assessment with its issues."""

    id: str
    name: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words without an id."""

    text: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise for the whole term under a priority."""

    id: str
    priority: str
    text: str
    on_plan_on_a_page: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What was promised, with the lead or the board that the document names, if it names one."""

    id: str
    text: str
    heading: str = ""
    lead_as_printed: str = ""
    leads: tuple[str, ...] = ()
    board: str = ""
    strand: str = ""
    plan_on_a_page: str = ""
    repaired: bool = False
    page: int | None = None
    inferred_issue: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named indicator; `tbc` when the document left it to be confirmed."""

    id: str
    name: str
    tbc: bool
    family: str


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A number as printed: quoted, never computed over."""

    id: str
    what: str
    value: float
    unit: str
    period: str = NOT_STATED
    qualifier: str = ""
    source: str = NOT_STATED
    source_named: bool = False
    counted: bool = False
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """Arithmetic that follows from printed figures."""

    id: str
    what: str
    formula: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey named: a test or an interval needs what the document may leave out."""

    id: str
    name: str
    run_by: str
    question: str = NOT_STATED
    result: float | str = NOT_STATED
    unit: str = ""
    sample_size: str | int = NOT_STATED
    field_period: str = NOT_STATED
    confidence_interval: str = NOT_STATED
    respondents: int | None = None
    respondents_qualifier: str = ""
    respondents_are: str = ""
    asks: tuple[str, ...] = ()
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """Who was heard on what."""

    id: str
    text: str = ""
    who: tuple[str, ...] = ()
    asked: str = ""
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A strategic theme."""

    id: str
    name: str
    inferred_triangle: str = ""


@dataclass(frozen=True, slots=True)
class FocusBlock:
    """A named run of focus points."""

    name: str
    focus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subtheme:
    """Part of a strategic theme."""

    id: str
    theme: str
    name: str
    purpose: str = ""
    focus: tuple[str, ...] = ()
    block: tuple[FocusBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A crime and disorder issue with its key issues."""

    id: str
    name: str
    key_issues: tuple[str, ...]
    inferred_boards: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of the printed plan on a page: deliverables and commitments under a priority."""

    priority: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The plan on a page as the document prints it."""

    column: tuple[PrintedColumn, ...]
    question: str = ""
    rows: tuple[str, ...] = ()
    our_focus_heading: str = ""
    focus: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    page: int | None = None
