"""What can be asked: measures by entry point, methods and disclosure functions by the code of the fixtures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points

from headrow.analysis.methods import registry as method_registry
from headrow.analysis.methods.method import Method
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES


class UnknownName(Exception):
    """No measure or method has that name; the message lists those that exist."""


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure, by code. They come in by the entry points that others may use too."""
    found = [entry.load() for entry in entry_points(group="headrow.measures")]
    return {measure.code: measure for measure in sorted(found, key=lambda measure: measure.code)}


@cache
def methods() -> Mapping[str, Method]:
    """Every method and disclosure function, by the code of the statistics fixtures."""
    from headrow.analysis.disclosure import registry as disclosure_registry

    return dict(sorted({**method_registry.METHODS, **disclosure_registry.METHODS}.items()))


def measure(code: str) -> Measure:
    """The measure of that code. Raises UnknownName."""
    if code not in measures():
        raise UnknownName(f"No measure is called '{code}'. Measures are: {', '.join(measures())}.")
    return measures()[code]


def method(code: str) -> Method:
    """The method of that code. Raises UnknownName."""
    if code not in methods():
        raise UnknownName(f"No method is called '{code}'. `headrow measure --list` names them all.")
    return methods()[code]


def check_category(category: str | tuple[str, ...]) -> None:
    """Raise UnknownName for a crime category that does not exist: counting it would give a nought."""
    codes = (category,) if isinstance(category, str) else category
    for code in codes:
        if code not in (ALL, CRIMES, *BY_CODE):
            raise UnknownName(
                f"No kind is called '{code}'. Kinds are: {ALL}, {CRIMES}, {', '.join(BY_CODE)}."
            )
