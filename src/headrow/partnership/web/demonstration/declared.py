"""What is declared about the demonstration; read before there is a Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from headrow.vocabulary.records import record
from headrow.vocabulary.toml_files import folder, read, shown


@dataclass(frozen=True, slots=True)
class Declared:
    """declared/demonstration_site.toml as it is written."""

    locality: str
    as_of: date


@dataclass(frozen=True, slots=True)
class DeclaredBoards:
    """A locality's demonstration.toml: which strategies and boards the people belong to."""

    strategy: str
    earlier: str
    boards: Mapping[str, str]


def declared() -> Declared:
    """What the demonstration runs. Raises DeclaredFileError."""
    path = folder("declared") / "demonstration_site.toml"
    return record(read(path), Declared, where=shown(path))


def declared_boards(locality: str) -> DeclaredBoards:
    """Which boards its people sit on. Raises DeclaredFileError."""
    path = folder("localities") / locality / "demonstration.toml"
    return record(read(path), DeclaredBoards, where=shown(path))
