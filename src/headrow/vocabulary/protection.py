"""Disclosure policies: what may be shown of a count, as declared in `declared/protection.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from headrow.vocabulary import toml_files

AREA_SIZES = ("lsoa", "msoa", "ward", "district")
"""The sizes that `smallest_area` may name, smallest first."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What one policy withholds and rounds; the keys are explained in the declared file."""

    code: str
    version: int
    hide_below: int
    round_to: int
    secondary: bool = False
    audit_width: int = 0
    hide_whole_groups: bool = False
    smallest_area: str = "lsoa"
    needs: tuple[str, ...] = ()
    lost_when_joined: bool = False
    themes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether every count passes as it is."""
        return self.hide_below == 0 and self.round_to == 0


@dataclass(frozen=True, slots=True)
class Reliability:
    """What a shown ratio, mean or magnitude must rest on."""

    numerator_at_least: int
    rate_out_of_at_least: int
    percentage_out_of_at_least: int
    percentage_change_base_at_least: int
    mean_of_at_least: int
    largest_share_at_most: float
    two_largest_share_at_most: float


@dataclass(frozen=True, slots=True)
class Protection:
    """The whole file: policies from laxest to strictest, reliability, marks and exemptions."""

    policies: Mapping[str, Policy]
    reliability: Reliability
    withheld_mark: str
    withheld_words: str
    exempt: frozenset[str]


def load(path: Path) -> Protection:
    """Read and check a file of policies. Raises DeclaredFileError naming file, key and remedy."""
    found, where = toml_files.read(path), toml_files.shown(path)
    toml_files.refuse_unknown(
        found, known=("policies", "reliability", "marks", "exempt"), where=where
    )
    entries = toml_files.needed(found, "policies", where=where, kind=_is_list)
    made = [_policy(entry, where) for entry in entries]
    reliability = toml_files.needed(found, "reliability", where=where)
    _check_keys(reliability, Reliability, f"{where} [reliability]")
    marks = toml_files.needed(found, "marks", where=where)
    return Protection(
        policies=MappingProxyType({policy.code: policy for policy in made}),
        reliability=Reliability(**reliability),
        withheld_mark=toml_files.needed(marks, "withheld", where=f"{where} [marks]"),
        withheld_words=toml_files.needed(marks, "sentence", where=f"{where} [marks]"),
        exempt=frozenset(entry["code"] for entry in found.get("exempt", ())),
    )


@cache
def protection() -> Protection:
    """The declared policies, read once."""
    return load(toml_files.folder("declared") / "protection.toml")


def policies() -> Mapping[str, Policy]:
    """Policies by code, from the laxest to the strictest."""
    return protection().policies


def policy(code: str) -> Policy:
    """The policy of a code. Raises DeclaredFileError listing the codes there are."""
    toml_files.must_resolve(
        code, among=policies(), where="The data's protection", what="disclosure policy"
    )
    return policies()[code]


def strictest(codes: list[str]) -> Policy:
    """The strictest of the policies of the tables a finding touched."""
    order = list(policies())
    return max((policy(code) for code in codes), key=lambda found: order.index(found.code))


def policy_for_theme(theme: str, otherwise: str) -> Policy:
    """The policy that a sensitive theme asks for, never laxer than the one the data stand under."""
    codes = [found.code for found in policies().values() if theme in found.themes]
    return strictest([otherwise, *codes])


def _policy(entry: Mapping[str, Any], where: str) -> Policy:
    where = f"{where}, policy '{entry.get('code', '?')}'"
    _check_keys(entry, Policy, where, optional=7)
    hide = toml_files.needed(entry, "hide_below", where=where, kind=_is_count)
    toml_files.needed(entry, "round_to", where=where, kind=_is_count)
    if entry.get("secondary") and not entry.get("audit_width"):
        raise toml_files.DeclaredFileError(
            f"{where}: 'audit_width' is missing. Withholding further cells needs a width to reach."
        )
    if hide and not entry.get("secondary"):
        raise toml_files.DeclaredFileError(
            f"{where}: 'secondary' is false while counts are withheld, so totals would give them"
            " away. Set secondary = true."
        )
    toml_files.must_resolve(
        entry.get("smallest_area", "lsoa"), among=AREA_SIZES, where=where, what="size of area"
    )
    lists = {key: tuple(entry[key]) for key in ("needs", "themes") if key in entry}
    return Policy(**{**entry, **lists})


def _check_keys(
    entry: Mapping[str, Any], shape: type[Policy] | type[Reliability], where: str, optional: int = 0
) -> None:
    """Refuse keys the shape does not have, and ask for those it cannot do without."""
    names = [field.name for field in fields(shape)]
    toml_files.refuse_unknown(entry, known=names, where=where)
    for name in names[: len(names) - optional]:
        toml_files.needed(entry, name, where=where)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
