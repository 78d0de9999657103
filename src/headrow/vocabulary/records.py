"""Rows of a declared file as frozen dataclasses: a key that is missing, unknown or of the wrong kind is explained."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from headrow.vocabulary.toml_files import DeclaredFileError, refuse_unknown

R = TypeVar("R")

# A TOML key may be a word that Python keeps for itself; the record then calls it by another name.
RENAMED = {"in": "found_in", "from": "starts", "to": "until"}

KINDS = {
    str: "text in quotation marks",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date without quotation marks, like 2026-04-01",
    tuple: "a list in square brackets",
    Mapping: "a table of keys",
}


def record(found: Any, kind: type[R], *, where: str) -> R:
    """One table of a file as a record of that kind. Raises DeclaredFileError naming file, key and remedy."""
    if not isinstance(found, Mapping):
        raise DeclaredFileError(
            f"{where} holds {found!r}, where a table of keys is expected. Write [{where.split(': ')[-1]}]."
        )
    wanted = _fields(kind)  # type: ignore[arg-type]
    keys = {_toml_name(name): name for name in wanted}
    refuse_unknown(found, known=keys, where=where)
    values = {
        keys[key]: _fitted(value, wanted[keys[key]][1], where=f"{where}: '{key}'")
        for key, value in found.items()
    }
    for name, (field, _) in wanted.items():
        if name not in values and field.default is MISSING and field.default_factory is MISSING:
            raise DeclaredFileError(f"{where}: '{_toml_name(name)}' is missing. Add it.")
    try:
        return kind(**values)
    except ValueError as wrong:
        raise DeclaredFileError(f"{where}: {wrong}") from None


def records(found: Mapping[str, Any], key: str, kind: type[R], *, where: str) -> tuple[R, ...]:
    """A list of tables ([[key]]) as records, each error naming the row by its id, code or place in the list."""
    rows = found.get(key, [])
    if not isinstance(rows, list):
        raise DeclaredFileError(f"{where}: '{key}' must be written as a list of tables, [[{key}]].")
    return tuple(
        record(row, kind, where=f"{where}: {key} {_row_name(row, number)}")
        for number, row in enumerate(rows, 1)
    )


def _row_name(row: Any, number: int) -> str:
    named = (
        row.get("id") or row.get("code") or row.get("name") if isinstance(row, Mapping) else None
    )
    return f"'{named}'" if named else f"number {number}"


def _toml_name(name: str) -> str:
    return next((toml for toml, python in RENAMED.items() if python == name), name)


@cache
def _fields(kind: type) -> dict[str, tuple[Field, Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def _fitted(value: Any, hint: Any, *, where: str) -> Any:
    """The value in the shape the record asks for: lists become tuples, tables become records."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(value, get_args(hint), where=where)
    if origin is tuple:
        inner = get_args(hint)[0]
        if not isinstance(value, list):
            raise _wrong(value, tuple, where)
        return tuple(
            _fitted(item, inner, where=f"{where}, item {place}")
            for place, item in enumerate(value, 1)
        )
    if hasattr(hint, "__dataclass_fields__"):
        return record(value, hint, where=where)
    if hint is Any:
        return value
    plain = Mapping if origin is not None or hint in (dict, Mapping) else hint
    if isinstance(value, plain) and not (plain in (int, float) and isinstance(value, bool)):
        return value
    if plain is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    raise _wrong(value, plain, where)


def _one_of(value: Any, hints: tuple[Any, ...], *, where: str) -> Any:
    for hint in hints:
        if hint is type(None):
            continue
        try:
            return _fitted(value, hint, where=where)
        except DeclaredFileError as wrong:
            last = wrong
    raise last


def _wrong(value: Any, kind: Any, where: str) -> DeclaredFileError:
    return DeclaredFileError(
        f"{where} holds {value!r}; it must be {KINDS.get(kind, 'of another kind')}."
    )
