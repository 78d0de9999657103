"""Chapters of an assessment: which recorded categories answer which issue, and what is always said beside them.

The rows are ours, not the strategy's: they stand in the locality's strategy file under [[chapter]], or in
declared/crime_groups.toml for a partnership whose strategy is not held.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from headrow.vocabulary.crime import BY_CODE
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    folder,
    must_resolve,
    read,
    refuse_unknown,
    shown,
)

SIDES = ("victim", "offender", "location")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One key issue: the categories whose figures stand beside it, or what is said when there are none."""

    key_issue: str
    categories: tuple[str, ...] = ()
    says: str = ""

    def __post_init__(self) -> None:
        if not (self.categories or self.says):
            raise ValueError(
                f"key issue '{self.key_issue}' has neither 'categories' nor 'says'. Give it one of them."
            )


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the triangle: what is said of the open data, and what a partner could supply."""

    says: str
    filled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """Which recorded categories answer an issue; `counted_with` names the chapter that counts a shared category."""

    answers: str
    victim: Side
    offender: Side
    location: Side
    name: str = ""
    categories: tuple[str, ...] = ()
    all_categories: bool = False
    counted_with: dict[str, str] = field(default_factory=dict)
    partner_topics: tuple[str, ...] = ()
    always_said: tuple[str, ...] = ()
    maps: bool = True
    stop_and_search: bool = False
    key_issue: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        for code in (
            *self.categories,
            *(code for row in self.key_issue for code in row.categories),
        ):
            if code not in BY_CODE:
                raise ValueError(
                    f"'{code}' is not a crime category. It may be: {', '.join(sorted(BY_CODE))}."
                )
        for code in self.counted_with:
            if code not in self.categories:
                raise ValueError(
                    f"'counted_with' names '{code}', which is not among this chapter's categories."
                )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter to be written: an issue or theme of the strategy, or a group of crimes, with what feeds it."""

    code: str
    title: str
    key_issues: tuple[Evidence, ...]
    row: ChapterRow

    @property
    def categories(self) -> tuple[str, ...]:
        """The recorded categories, none where open data carry none."""
        return tuple(BY_CODE) if self.row.all_categories else self.row.categories

    @property
    def has_figures(self) -> bool:
        """Whether any recorded category answers it."""
        return bool(self.categories)

    @property
    def slug(self) -> str:
        """Its anchor and the name of its commentary file, "violent-and-sexual-crimes"."""
        return "-".join(
            "".join(letter if letter.isalnum() else " " for letter in self.title.casefold()).split()
        )

    def side(self, name: str) -> Side:
        """The side of that name: victim, offender or location."""
        return {
            "victim": self.row.victim,
            "offender": self.row.offender,
            "location": self.row.location,
        }[name]


def crime_group_chapters() -> tuple[Chapter, ...]:
    """The chapters of a partnership whose strategy is not held: one a group of recorded crimes, without issues."""
    path = folder("declared") / "crime_groups.toml"
    found = read(path)
    refuse_unknown(found, known=("chapter",), where=shown(path))
    rows = records(found, "chapter", ChapterRow, where=shown(path))
    if nameless := [row.answers for row in rows if not row.name]:
        raise DeclaredFileError(
            f"{shown(path)}: chapter '{nameless[0]}' has no 'name'. Add the words of its heading."
        )
    check_shared_categories(rows, where=shown(path))
    return tuple(Chapter(row.answers, row.name, row.key_issue, row) for row in rows)


def check_shared_categories(rows: tuple[ChapterRow, ...], *, where: str) -> None:
    """Raise DeclaredFileError when a category stands in two chapters and neither says where it is counted."""
    answers = {row.answers for row in rows}
    counted: dict[str, str] = {}
    for row in rows:
        for other in row.counted_with.values():
            must_resolve(
                other,
                among=answers,
                where=f"{where}: chapter '{row.answers}'",
                what="chapter of this file",
            )
        for code in row.categories:
            if code in row.counted_with:
                continue
            if code in counted:
                raise DeclaredFileError(
                    f"{where}: '{code}' stands in chapters '{counted[code]}' and '{row.answers}' and would be counted"
                    f' twice. Write counted_with = {{ {code} = "{counted[code]}" }} in the second.'
                )
            counted[code] = row.answers
