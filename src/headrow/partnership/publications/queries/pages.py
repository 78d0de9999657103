"""What a section of the public site hands over: pages to draw, tables of open data, files as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from headrow.vocabulary.localities import Locality

# Everything public is read for nobody in particular.
THE_READER = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The release being built: its number, when, for which locality; the same for every section."""

    number: int
    at: datetime
    day: date
    locality: Locality | None
    demonstration: bool = False

    @property
    def name(self) -> str:
        """The partnership's name."""
        return self.locality.name if self.locality else "This partnership"

    @property
    def place(self) -> str:
        """The place as sentences say it."""
        return self.locality.place if self.locality else "this area"

    def says(self, label: str) -> str:
        """What the partnership calls something, or our word for it."""
        words = self.locality.declared.wording if self.locality else {}
        return words.get(label.split(" (")[0].lower(), label)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address ("/plan/"), its template in `publications/public/`, and what it knows.

    listed: whether the map of the site names it.
    """

    address: str
    template: str
    known: Mapping[str, Any] = field(default_factory=dict)
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A column of open data: its name, what it holds (text, number, date, yes-no), and what it says."""

    name: str
    says: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of open data, given as CSV and as JSON at a stable address.

    address: without extension, such as "/data/boards". source: where its rows come from.
    one: whether it is the data of one page and not of the whole site; then `pattern` is its address with a
    name in braces, under which OpenAPI describes all of its kind once. extra: more keys of its JSON file.
    """

    address: str
    title: str
    says: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Any]]
    source: str
    one: bool = False
    pattern: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it is: its address, content and type."""

    address: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown somewhere, for the check that it has its source.

    value: None where it is withheld.
    """

    key: str
    value: str | None
    source: str


Part = Page | DataTable | Made | Figure
