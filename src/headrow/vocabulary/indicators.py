"""Indicators: what is watched, how it is worked out, which way is better, who owns it and what feeds it.

declared/indicators/ holds one file each and names no place. A locality says in indicators/*.toml which of them
answers which printed indicator of its strategy, with its own wording, baseline and target (local_indicators.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.protection import policies, policy_for_theme
from headrow.vocabulary.records import record
from headrow.vocabulary.toml_files import DeclaredFileError, folder, must_resolve, read, shown

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BETTER = ("lower", "higher", "range", "neither")
NATURES = ("perception", "recorded", "reported", "cases", "outcome", "not-defined")
SHOWN_AS = ("count", "rate", "share", "mean")
JUDGED_BY = ("control-limits", "significant-change", "target", "none")
UPDATED = ("monthly", "quarterly", "yearly")
FED_BY = ("measure", "return", "cases", "nothing-yet")
PERIODS = (
    "latest-month",
    "latest-quarter",
    "12-months-to-latest",
    "36-months-to-latest",
    "all-held",
)
COMPARED = ("same-period-last-year", "districts-of-the-force", "wards")
OWNERS = ("AN", "PO", "DL", "BC")  # posts that may own an indicator
KINDS_OF_COLUMN = ("whole_number", "number", "text", "date", "yes_no", "choice")


def one_of(found: str, allowed: tuple[str, ...], what: str) -> None:
    """Raise ValueError when a word is not among those allowed."""
    if found not in allowed:
        raise ValueError(f"{what} '{found}' is not one of: {', '.join(filter(None, allowed))}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a measure of the analysis, before place and dates are known."""

    measure: str
    category: str = ALL
    by: tuple[str, ...] = ()
    level: str = ""
    out_of: str = ""
    per: int = 1000
    period: str = "12-months-to-latest"
    compared_with: str = ""
    method: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        one_of(self.period, PERIODS, "period")
        one_of(self.compared_with, ("", "a-year-earlier"), "compared_with")
        one_of(self.category, (ALL, CRIMES, *BY_CODE), "category")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that a column of a return may hold."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a return; a blank one that is not needed is shown as missing."""

    code: str
    name: str
    kind: str
    needed: bool = False
    hint: str = ""
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        one_of(self.kind, KINDS_OF_COLUMN, "kind")
        if bool(self.choices) is not (self.kind == "choice"):
            raise ValueError(
                f"column '{self.code}': choices belong to the kind 'choice', and only there."
            )


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that an agency types or uploads: one row a period, or one for each value of `split_by`."""

    by: str  # a kind of agency
    row_is: str
    column: tuple[Column, ...]
    value: str  # the column that is the value, or the numerator of a share
    out_of: str = ""  # the column that is its base
    split_by: tuple[str, ...] = ()
    duplicates: str = ""  # how one thing told twice is counted once

    def __post_init__(self) -> None:
        codes = [column.code for column in self.column]
        for name in (self.value, *filter(None, (self.out_of,)), *self.split_by):
            one_of(name, tuple(codes), "column")
        if len(set(codes)) < len(codes):
            raise ValueError("a column stands twice in [returned]. Give each its own code.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that a board could adopt for an indicator not yet defined."""

    code: str
    name: str
    numerator: str
    source: str
    owner: str
    base: str = ""
    lag: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as it is declared.

    better: which way is good; of what is `reported` it is "neither" unless `reading` says why more or less is good,
    since more reports can be good news. max_age_days: older than this, its value is not known (G-76).
    protection: the policy of board papers; the public sees it under the policy of its theme, or `published_under`.
    read_with: indicators without which it is not shown. value, series, change: what the analysis is asked.
    """

    code: str
    version: int
    name: str
    asks: str
    definition: str
    nature: str
    source: str
    unit: str
    shown_as: str
    better: str
    judged_by: str
    owner: str
    updated: str
    max_age_days: int
    fed_by: str
    protection: str
    published_under: str
    monitor_only: bool = True
    reading: str = ""
    theme: str = ""
    per: int = 0
    decimals: int = 0
    read_with: tuple[str, ...] = ()
    read_with_because: str = ""
    compared_with: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    value: Asked | None = None
    series: Asked | None = None
    change: Asked | None = None
    returned: Returned | None = None
    not_defined_because: str = ""
    candidate: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise ValueError(f"the code '{self.code}' is not of small letters and hyphens.")
        for what, found, allowed in (
            ("better", self.better, BETTER),
            ("nature", self.nature, NATURES),
            ("shown_as", self.shown_as, SHOWN_AS),
            ("judged_by", self.judged_by, JUDGED_BY),
            ("owner", self.owner, OWNERS),
            ("updated", self.updated, UPDATED),
            ("fed_by", self.fed_by, FED_BY),
        ):
            one_of(found, allowed, what)
        for word in self.compared_with:
            one_of(word, COMPARED, "compared_with")
        _check_direction(self)
        _check_feeding(self)

    @property
    def defined(self) -> bool:
        """Whether it says what is counted; one that does not is Grey and cannot be graded (G-76)."""
        return self.fed_by != "nothing-yet"

    @property
    def public_policy(self) -> str:
        """The policy under which the public may see it: that of its theme, never laxer than its own."""
        return policy_for_theme(self.theme, otherwise=self.published_under).code


def _check_direction(row: Indicator) -> None:
    if row.nature == "reported" and row.better != "neither" and not row.reading:
        raise ValueError(
            "more reports can be good news: say in 'reading' why more or less is good, or set better = \"neither\"."
        )
    if row.judged_by == "target" and row.monitor_only:
        raise ValueError("one that is monitored only is not judged by a target.")
    if not row.monitor_only and row.better == "neither":
        raise ValueError("one that owes a target needs a direction in 'better'.")
    if row.read_with and not row.read_with_because:
        raise ValueError("'read_with' needs 'read_with_because', which a page says beside both.")
    if row.max_age_days < 1:
        raise ValueError("max_age_days is a number of days from 1.")


def _check_feeding(row: Indicator) -> None:
    wanted = {
        "measure": (row.value is not None, "[value]"),
        "return": (row.returned is not None, "[returned]"),
        "cases": (row.value is not None, "[value]"),
        "nothing-yet": (bool(row.not_defined_because and row.candidate), "'not_defined_because' and [[candidate]]"),
    }  # fmt: skip
    holds, what = wanted[row.fed_by]
    if not holds:
        raise ValueError(f"one that is fed by '{row.fed_by}' needs {what}.")
    if (row.fed_by == "nothing-yet") is not (row.nature == "not-defined"):
        raise ValueError('nature "not-defined" and fed_by "nothing-yet" stand together.')
    if row.shown_as == "rate" and not row.per:
        raise ValueError("a rate needs 'per'.")


@cache
def indicators() -> dict[str, Indicator]:
    """Every declared indicator by its code. Raises DeclaredFileError with file, key and remedy."""
    found = {}
    for path in sorted((folder("declared") / "indicators").glob("*.toml")):
        row = load_indicator(path)
        found[row.code] = row
    for row in found.values():
        for other in row.read_with:
            where = f"declared/indicators: {row.code}: read_with"
            must_resolve(other, among=found, where=where, what="declared indicator")
    return found


def load_indicator(path: Path) -> Indicator:
    """One indicator from its file, which is named by its code. Raises DeclaredFileError."""
    row = record(read(path), Indicator, where=shown(path))
    if path.stem != row.code.replace("-", "_"):
        raise DeclaredFileError(
            f"{shown(path)}: the file is named {row.code.replace('-', '_')}.toml after its code, or the code mended."
        )
    for key, code in (("protection", row.protection), ("published_under", row.published_under)):
        must_resolve(
            code, among=policies(), where=f"{shown(path)}: {key}", what="disclosure policy"
        )
    themes = {theme for policy in policies().values() for theme in policy.themes}
    if row.theme:
        must_resolve(row.theme, among=themes, where=f"{shown(path)}: theme", what="sensitive theme")
    return row
