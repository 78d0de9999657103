"""The rows of a strategy file: what a printed strategy says, kept as facts under its own ids.

Fields that begin with `inferred_` are a suggestion of ours until a person confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Statement:
    """A printed statement of the whole strategy: its outcome, vision, ambition or wider ambition."""

    text: str = ""
    name: str = ""
    wording: str = ""
    components: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    contributions: tuple[str, ...] = ()
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Signatories:
    """The offices that signed."""

    offices: tuple[str, ...]
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The strategy itself: who, where, when."""

    id: str
    title: str
    short_title: str
    partnership: str
    place: str
    from_year: int
    to_year: int
    term_years: int
    deliverables_cover: str = NOT_STATED
    partnership_kind: str = ""
    responsible_for: tuple[str, ...] = ()
    contact_published: bool | None = None
    statutory_basis: str = NOT_STATED
    predecessor_in_seed: str = ""
    successor_in_seed: str = ""
    leads_named: bool | None = None
    indicators_named: bool | None = None
    executive_meets: str = NOT_STATED
    signatories: Signatories | None = None
    outcome: Statement | None = None
    vision: Statement | None = None
    ambition: Statement | None = None
    wider_ambition: Statement | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A statutory duty named."""

    id: str
    text: str
    cycle: str = NOT_STATED
    section: str = ""
    page: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation named."""

    id: str
    name: str
    kind: str
    inferred_kind: str = ""
    page: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Part of an organisation, named as a lead."""

    id: str
    name: str
    body: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of governance."""

    id: str
    name: str
    level: int
    members: str = NOT_STATED
    chair: str = NOT_STATED
    meets: str = NOT_STATED
    does: tuple[str, ...] = ()
    reports_on: tuple[str, ...] = ()
    reports_to: str = ""
    below: tuple[str, ...] = ()
    time_limited: str = ""
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group named in words, without a place in a chart."""

    id: str
    name: str
    tier: str = NOT_STATED
    members: str = NOT_STATED
    does: str = NOT_STATED
    time_limited: bool | None = None
    section: str = ""
    page: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office, never a person."""

    id: str
    name: str
    who: str = NOT_STATED
    does: str = NOT_STATED
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLink:
    """Another plan that this one answers to, feeds or leans on."""

    name: str
    relation: str
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """A kind of money or work."""

    source: str
    cycle: str = NOT_STATED


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
class Board:
    """A delivery board; `deliverables` is how many the document lists under it."""

    id: str
    name: str
    tier: str
    deliverables: int


@dataclass(frozen=True, slots=True)
class Review:
    """How the strategy is reviewed."""

    cycle: str
    reports_to: tuple[str, ...]
    then: str
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class EarlierAssessment:
    """The assessment a strategy stands on."""

    id: str
    name: str
    when: str
    by: str
    produced: str
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """The method of thought a strategy prints."""

    name: str
    sides: tuple[str, ...]
    also_called: str = ""
    conditions: tuple[str, ...] = ()
    used_for: tuple[str, ...] = ()
    used_on: str = ""
    caveat: str = ""
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Equality:
    """The equality statement."""

    text: str
    groups: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NamedProcess:
    """A service, process or case type the document names, and where."""

    name: str
    kind: str
    found_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """What was damaged in the text in hand, and how it was put right."""

    where: str
    damage: str
    mended: str


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
