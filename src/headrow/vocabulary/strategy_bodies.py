"""The rows of a strategy file that say who, by what right and by what method: bodies, tiers, boards, duties.

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
