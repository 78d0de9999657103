"""locality.toml as it is written: the rows that a locality's own file may hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.periods import Month, PeriodError

OUR_BAND = "#0b4a53"


@dataclass(frozen=True, slots=True)
class District:
    """A local authority district."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordingChange:
    """A dated change of recording that a comparison over time must show, with its source.

    The counts on both sides are of different things. `ends` when it was brought in over several months.
    """

    code: str
    starts: str  # YYYY-MM
    title: str
    effect: str
    source: str
    categories: tuple[str, ...] = (ALL,)
    ends: str = ""

    def __post_init__(self) -> None:
        for month in filter(None, (self.starts, self.ends)):
            try:
                Month.parse(month)
            except PeriodError as wrong:
                raise ValueError(str(wrong)) from None
        for category in self.categories:
            if category not in (ALL, CRIMES, *BY_CODE):
                raise ValueError(
                    f"'{category}' is not a crime category. It may be: {', '.join(sorted(BY_CODE))}."
                )

    @property
    def month(self) -> Month:
        """The month it began."""
        return Month.parse(self.starts)


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that coincided: never said to be a cause."""

    month: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class DataNote:
    """Something a reader must know about the data held; `sources` are codes of sources it stands for."""

    text: str
    sources: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class CentreArea:
    """An area where far more people are by day than live there; `areas` are codes of any edition."""

    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to report or to get help: for what, and how; `phone` as it is dialled, `hours` in words."""

    name: str
    says: str
    phone: str = ""
    email: str = ""
    hours: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredBoard:
    """A board that exists without a strategy that prints it: its cycle in months, its quorum as a share.

    kind: executive, delivery-board, place-board, sub-group or connected-board. letters: two to eight capital
    letters at the head of its decision numbers (G-64).
    """

    code: str
    name: str
    letters: str
    kind: str = "delivery-board"
    meets_every_months: int = 2
    quorum: str = "1/2"


@dataclass(frozen=True, slots=True)
class LocalityFile:
    """locality.toml as it is written."""

    code: str
    name: str
    kind: str
    district: District
    force: str
    place: str = ""  # as sentences say it, where it is not the district's name
    service: str = "Strategic assessment"
    language: str = "en-GB"
    nation: str = "England"
    strategies: tuple[str, ...] = ()
    compared_with: tuple[District, ...] = ()
    two_tier: bool = False
    kind_of_area: str = "district"
    band: str = OUR_BAND
    marking: str = "OFFICIAL"
    author: str = "the partnership's analyst"
    commentary: str = "commentary"
    plus_sources: tuple[str, ...] = ()
    thresholds: dict[str, int] = field(default_factory=dict)
    wording: dict[str, str] = field(default_factory=dict)
    recording_change: tuple[RecordingChange, ...] = ()
    event: tuple[Event, ...] = ()
    data_note: tuple[DataNote, ...] = ()
    centre: tuple[CentreArea, ...] = ()
    contact: tuple[Contact, ...] = ()
    board: tuple[DeclaredBoard, ...] = ()
    email_domains: tuple[str, ...] = ()
