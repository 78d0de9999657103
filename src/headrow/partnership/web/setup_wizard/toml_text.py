"""Plain tables written as TOML that the one loader reads back the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def as_toml(table: Mapping[str, Any]) -> str:
    """A table as the text of a file: plain values first, then tables, then lists of tables."""
    plain = {
        key: value
        for key, value in table.items()
        if not _is_tables(value) and not _is_named(key, value)
    }
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in table.items():
        if _is_named(key, value):
            lines += ["", f"[{_key(key)}]", *(f"{_key(k)} = {_value(v)}" for k, v in value.items())]
        elif _is_tables(value):
            for row in value:
                lines += [
                    "",
                    f"[[{_key(key)}]]",
                    *(f"{_key(k)} = {_value(v)}" for k, v in row.items()),
                ]
    return "\n".join(lines) + "\n"


def _is_tables(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)
    )


def _is_named(key: str, value: Any) -> bool:
    """Tables that stand under a heading of their own; a small one stays on its line."""
    return isinstance(value, Mapping) and key in ("wording", "thresholds")


def _key(key: str) -> str:
    plain = key and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in key)
    return key if plain else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return _text(str(value))


def _text(words: str) -> str:
    """JSON writes a text as TOML does, but for one character that TOML wants escaped."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")
