"""Tables given as columns and rows, with what each cell says on a phone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from headrow.partnership.web.look.dates import short_day
from headrow.partnership.web.look.numbers import number
from headrow.partnership.web.look.status import status_tag


def cell(value: Any) -> str | SafeString:
    """What a cell says: dates short, numbers with commas, links and statuses from dictionaries.

    value: words, a number, a date, nothing ("Not stated"), marked-safe HTML,
    {"href": ..., "text": ...} for a link or {"status": code} for a status.
    """
    if value is None or value == "":
        return "Not stated"
    if isinstance(value, dict):
        if "status" in value:
            return status_tag(value["status"], value.get("word", ""))
        return format_html('<a class="govuk-link" href="{}">{}</a>', value["href"], value["text"])
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, datetime | date):
        return short_day(value)
    return value if isinstance(value, SafeString) else str(value)


def laid_out(columns: str, rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Columns ("Deliverable|Status|Due:number") and rows, ready for `web/parts/table.html`."""
    heads = [
        {"text": text, "numeric": kind == "number"}
        for text, _, kind in (each.strip().partition(":") for each in columns.split("|"))
    ]
    return {
        "heads": heads,
        "rows": [
            [
                {"says": cell(value), "label": head["text"], "numeric": head["numeric"]}
                for head, value in zip(heads, row, strict=True)
            ]
            for row in rows
        ],
    }
