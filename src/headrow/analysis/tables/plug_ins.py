"""The two plug-in shapes: a source and a measure. Ours come in by the door that others use (entry points)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headrow.analysis.tables.ledger import Entry
from headrow.analysis.tables.shapes import Shape


class SourceError(Exception):
    """A file or a publisher that cannot be used: what is wrong, where, and what to do, in one sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that some source may recognise.

    `name` is what the reader calls it (path below the folder given, or archive!member); `path` is where its
    bytes lie now (an extracted member lies in the warehouse); `columns` its header, `()` when it is no table.
    """

    name: str
    path: Path
    digest: str
    bytes: int
    columns: tuple[str, ...] = ()
    released: str = ""  # the publisher's release, where the archive or the folder says so


@dataclass(frozen=True, slots=True)
class Conformed:
    """What a source made of a file: Parquet parts of the source's shape, and the file's account."""

    parts: tuple[Path, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What to fetch: months as text (YYYY-MM), a force or area as the publisher names it, and where to put it."""

    months: tuple[str, ...]
    place: str
    folder: Path
    progress: Callable[[str, int, int], None] = lambda what, done, of: None


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes what, how a file of theirs is recognised, and how it becomes a conformed table.

    recognise: gives the reason for its claim ("street-level crime, 12 columns") or None.
    conform: reads the file at `candidate.path` and writes Parquet parts into the folder given; every row in
        is kept or set aside with a reason. Raises SourceError only when not even a row can be counted.
    columns: the published names of the columns that its file must have, so that a reader can be told which one a
        file nearly of this kind lacks; empty where the file is no table.
    beside: for a source whose claim rests on a declaration (a mapping beside the file): the digest of that
        declaration, "" where there is none. Such a source is asked first, and another declaration is another result.
    fetch: None when the publisher has no door that we may use.
    """

    code: str
    name: str
    publisher: str
    licence: str
    gives: Shape
    every: str
    personal: bool
    recognise: Callable[[Candidate], str | None]
    conform: Callable[[Candidate, Path], Conformed]
    columns: tuple[str, ...] = ()
    version: int = 1  # raised when conform gives another result for the same bytes
    caveats: tuple[str, ...] = ()
    policy: str = "already-public"  # the disclosure policy that its counts stand under
    beside: Callable[[Candidate], str] | None = None
    fetch: Callable[[FetchRequest], tuple[Path, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A declared question with a numerator and a denominator.

    counted(tables, question): tables in, an Ibis table out, one row per cell, with the columns of `question.by`
        and `numerator` and, where `out_of` is not empty, `denominator`. Never divides, rounds or hides.
    """

    code: str
    version: int
    name: str
    counts: str  # what the numerator counts, in words
    out_of: str  # what the denominator counts, in words; "" for a plain count
    needs: tuple[str, ...]  # codes of shapes
    counted: Callable[[Any, Any], Any]
    caveats: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
