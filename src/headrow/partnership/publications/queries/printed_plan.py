"""A strategy's plan on a page as its document prints it: outcome, ambition, focus, columns, approaches, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headrow.partnership.publications.queries import addresses


def printed_page(
    strategy: Any, parts: dict[str, list[Any]], rows: Sequence[Any]
) -> dict[str, Any] | None:
    """What the sheet shows, each item tied to its page; nothing where the document prints no such sheet."""
    said = strategy.says.get("plan_on_a_page")
    if not said:
        return None
    named = {part.code: part for group in parts.values() for part in group}
    promises = {row.record.code: row for row in rows}
    return {
        "strategy": strategy,
        "outcome": _text(strategy, "outcome"),
        "ambition": _text(strategy, "ambition"),
        "focus": [named[code].name for code in said.get("focus", ()) if code in named],
        "columns": [
            {
                "name": named[column["priority"]].name,
                "items": [_item(code, promises, named) for code in column["items"]],
            }
            for column in said.get("column", ())
        ],
        "approaches": said.get("approaches", ()),
        "question": said.get("question", ""),
        "indicators": [
            {"name": named[code].name, "defined": not named[code].says.get("tbc")}
            for code in said.get("indicators", ())
            if code in named
        ],
        "page": said.get("page"),
    }


def _item(code: str, promises: dict[str, Any], named: dict[str, Any]) -> dict[str, str]:
    """A deliverable, with its page, or a commitment, in its own words."""
    if code in promises:
        row = promises[code]
        return {"text": row.words, "href": addresses.of_deliverable(row.record)}
    part = named[code]
    return {"text": part.says.get("text") or part.name, "href": ""}


def _text(strategy: Any, key: str) -> str:
    found = strategy.says.get(key) or {}
    return str(found.get("text", ""))
