"""What each kind of offence is counted against: declared, so that a partnership can see and question it."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import DeclaredFileError, folder, read, refuse_unknown, shown

BASES: dict[str, str] = {
    "residents": "residents",
    "households": "households",
    "workday": "people there on a working day",
}


@dataclass(frozen=True, slots=True)
class Base:
    """The base of one category; `beside` is the second base printed with it in busy places."""

    category: str
    base: str
    why: str
    beside: str = ""

    def __post_init__(self) -> None:
        if self.category not in (ALL, CRIMES, *BY_CODE):
            raise ValueError(
                f"'{self.category}' is not a crime category. It may be: {', '.join(sorted(BY_CODE))}."
            )
        for base in filter(None, (self.base, self.beside)):
            if base not in BASES:
                raise ValueError(f"'{base}' is not a base. It may be: {', '.join(BASES)}.")


def default_bases() -> dict[str, Base]:
    """Every category with its base. Raises DeclaredFileError when one is missing."""
    path = folder("declared") / "bases.toml"
    found = read(path)
    refuse_unknown(found, known=("base",), where=shown(path))
    bases = {row.category: row for row in records(found, "base", Base, where=shown(path))}
    if missing := {ALL, CRIMES, *BY_CODE} - set(bases):
        raise DeclaredFileError(
            f"{shown(path)}: no [[base]] for {', '.join(sorted(missing))}. Add one."
        )
    return bases
