"""Question, Finding, Cell and Trail: what is asked, what is shown, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from headrow.vocabulary.periods import Period

State: TypeAlias = Literal["shown", "withheld", "missing", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the data.

    category: a crime category, `all` or `crimes`, or a tuple of categories counted together.
    by: the columns that split the answer, of `category`, `month`, `area`, `outcome`, `group`, `decile`, `district`.
    level: the kind of area meant by `area` (lsoa11, msoa21, ward, hexagon ...).
    out_of: the base of a rate: residents, households, workday, or "" for a count.
    compared_with: a second period, for a change.
    method: how the counts are judged: xmr, season, gini, gi-star, local-moran, funnel, sii, lq, rate-ratio ...
    """

    measure: str
    place: str  # code of the district
    period: Period
    category: str | tuple[str, ...] = "all"
    by: tuple[str, ...] = ()
    level: str = ""
    out_of: str = ""
    per: int = 1000
    compared_with: Period | None = None
    method: str = ""
    source: str = ""  # "street" or "series" where it must come from that one; "" for whichever covers the period
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One shown answer. `key` names it by the question's `by`, in that order; value is None unless shown."""

    key: tuple[str, ...]
    numerator: int | None
    denominator: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    state: State = "shown"
    wording: str = ""  # higher | lower | no clear difference | not assessed
    flags: tuple[str, ...] = ()
    label: str = ""  # the area's or category's name
    more: Mapping[str, Any] = field(
        default_factory=dict
    )  # z, q, limits, index ... never a count that is withheld


@dataclass(frozen=True, slots=True)
class FileUsed:
    """A file behind a finding."""

    name: str
    digest: str
    source: str
    rows_in: int
    rows_kept: int
    rows_set_aside: int


@dataclass(frozen=True, slots=True)
class Trail:
    """How a finding came about; holds no clock, no path and no host, so that the same data give the same bytes."""

    measure: str  # code@version
    method: str
    files: tuple[FileUsed, ...]
    query: str  # SQL that counted it
    protection: str  # policy@version
    months: tuple[str, ...]  # months the data cover of those asked for
    missing_months: tuple[str, ...]
    rows_used: int
    versions: Mapping[str, str]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A protected answer with its trail. `address` is stable: it is made from the question and the data's digests."""

    address: str
    question: Question
    cells: tuple[Cell, ...]
    trail: Trail
    judgement: Mapping[str, Any] = field(
        default_factory=dict
    )  # whole-answer results: gini, limits, sii ...
    refused: str = ""  # why there is no answer, in words; cells are then empty
    flags: tuple[str, ...] = ()

    @property
    def only(self) -> Cell:
        """The one cell of a finding that is not split. Raises ValueError when there are more or none."""
        if len(self.cells) != 1:
            raise ValueError(f"{self.address} has {len(self.cells)} cells, not one.")
        return self.cells[0]

    def cell(self, *key: str) -> Cell | None:
        """The cell of that key, or nothing."""
        return next((cell for cell in self.cells if cell.key == key), None)
