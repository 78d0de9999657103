"""Outlines: what an assessment holds, section by section, item by item, as a declared file.

An item says what stands there and what it asks of the data; names in braces ({categories}, {base}) are filled
in for each chapter when the outline is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headrow.vocabulary.chapters import SIDES
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.records import record
from headrow.vocabulary.toml_files import DeclaredFileError, folder, read, shown

KINDS = ("sentence", "chart", "map", "table", "said", "author", "block")
PERIODS = ("headline", "all-held", "street")
LEVELS = ("", "small", "middle", "ward", "district", "hexagon")
FILLED = ("{categories}", "{category}", "{base}")
# What must hold for an item to stand; otherwise it is left out, or `else_say` is said.
CONDITIONS = (
    "figures", "no-figures", "maps", "searches", "key-issues", "strategy", "earlier-strategy", "whole-force",
    "burglary", "busy-centre", "two-tier", "one-tier", "one-category", "several-categories",
)  # fmt: skip
# Blocks that code draws from what is declared or met on the way, named here so that an outline can place them.
BLOCKS = (
    "always-said",
    "how-to-read", "not-under-an-issue", "recording-changes", "priorities", "surveys", "deliverables",
    "plan-on-a-page", "crosswalk", "issues-without-deliverables", "key-issues", "partner-counts", "side", "gaps",
    "issue-register", "printed-figures", "ledger", "set-aside", "data-notes", "sources", "methods", "outcomes-by-kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """A question before its place, period and category are known."""

    measure: str
    category: str = ALL
    by: tuple[str, ...] = ()
    level: str = ""
    out_of: str = ""
    per: int = 1000
    period: str = "headline"
    compared_with: str = ""
    method: str = ""
    source: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _among(self.period, PERIODS, "period")
        _among(self.level, LEVELS, "level")
        _among(self.compared_with, ("", "a-year-earlier"), "compared_with")
        if self.category not in (ALL, CRIMES, *BY_CODE, *FILLED):
            raise ValueError(
                f"'category' holds '{self.category}'."
                " It may be {categories}, {category}, all, crimes or a crime category."
            )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a section; `each` repeats it for each category of a chapter, `side` puts it on a side of it."""

    kind: str
    says: str = ""
    shape: str = ""
    block: str = ""
    text: str = ""
    title: str = ""
    label: str = ""
    role: str = ""
    at_least_words: int = 0
    side: str = ""
    each: str = ""
    lead: bool = False
    needs: tuple[str, ...] = ()
    else_say: str = ""
    asks: tuple[Ask, ...] = ()

    def __post_init__(self) -> None:
        _among(self.kind, KINDS, "kind")
        _among(self.side, ("", *SIDES), "side")
        _among(self.each, ("", "category"), "each")
        for condition in self.needs:
            _among(condition, CONDITIONS, "needs")
        wanted = {"sentence": "says", "chart": "shape", "map": "shape", "table": "shape", "said": "text",
                  "author": "label", "block": "block"}[self.kind]  # fmt: skip
        if not getattr(self, wanted):
            raise ValueError(f"an item of kind '{self.kind}' needs '{wanted}'. Add it.")
        if self.block:
            _among(self.block, BLOCKS, "block")
        if self.kind in ("sentence", "chart", "map") and not self.asks:
            raise ValueError(
                f"an item of kind '{self.kind}' needs 'asks', a list of questions. Add it."
            )


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """A section; `content` is what the Regulations ask for there, `repeat` makes one of it for each chapter."""

    code: str
    title: str
    content: str = ""
    repeat: str = ""
    items: tuple[Item, ...] = ()

    def __post_init__(self) -> None:
        _among(self.repeat, ("", "chapters"), "repeat")


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole outline."""

    code: str
    version: int
    title: str
    audience: str
    law: str
    front: tuple[Item, ...]
    sections: tuple[SectionOutline, ...]

    def every_item(self) -> Iterator[tuple[str, Item]]:
        """Each item with the code of its section, the front's first."""
        for item in self.front:
            yield "front", item
        for section in self.sections:
            for item in section.items:
                yield section.code, item

    @property
    def numbered(self) -> Mapping[str, str]:
        """The printed number of each section that is not repeated, by code."""
        plain = [section.code for section in self.sections if not section.repeat]
        return {code: str(number) for number, code in enumerate(plain, 1)}


def _among(value: str, options: tuple[str, ...], key: str) -> None:
    if value not in options:
        raise ValueError(f"'{key}' holds '{value}'. It may be: {', '.join(filter(None, options))}.")


def names_of_outlines() -> tuple[str, ...]:
    """The outlines that exist, by code."""
    return tuple(
        sorted(
            path.stem.replace("_", "-") for path in (folder("declared") / "outlines").glob("*.toml")
        )
    )


def load_outline(name: str = "strategic-assessment") -> Outline:
    """An outline by its code, or by a path to its file. Raises DeclaredFileError with file, key and remedy."""
    path = (
        Path(name)
        if name.endswith(".toml")
        else folder("declared") / "outlines" / f"{name.replace('-', '_')}.toml"
    )
    if not path.is_file():
        raise DeclaredFileError(
            f"There is no outline '{name}'. There are: {', '.join(names_of_outlines())}."
        )
    outline = record(read(path), Outline, where=shown(path))
    codes = [section.code for section in outline.sections]
    if doubled := next((code for code in codes if codes.count(code) > 1), ""):
        raise DeclaredFileError(
            f"{shown(path)}: section '{doubled}' stands twice. Give each its own code."
        )
    _among_or_declared(outline, shown(path))
    return outline


def _among_or_declared(outline: Outline, where: str) -> None:
    """What is filled in for a chapter can stand in a chapter only."""
    for section in outline.sections:
        for item in section.items:
            for ask in item.asks:
                if ask.category in FILLED and not section.repeat:
                    raise DeclaredFileError(
                        f"{where}: section '{section.code}' asks for '{ask.category}', which only a chapter has."
                        ' Name a category, or write repeat = "chapters".'
                    )
