"""Lists of things: tables, facts, tasks, events, parts of a record, risks; each from its template."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from headrow.partnership.web.look.matrix import IMPACTS, matrix
from headrow.partnership.web.look.tables import cell, laid_out


def part(name: str, **known: Any) -> SafeString:
    """A component drawn from its template in `web/parts/`."""
    return render_to_string(f"web/parts/{name}.html", known)


def empty(words: str, href: str = "", text: str = "") -> SafeString:
    """What a list says when nothing is in it."""
    return part("empty", words=words, href=href, text=text)


def table(columns: str, rows: Any, caption: str = "", caption_hidden: bool = False) -> SafeString:
    """A table that becomes blocks on a phone."""
    return part("table", caption=caption, caption_hidden=caption_hidden, **laid_out(columns, rows))


def summary_list(rows: Any) -> SafeString:
    """Keys and values, each perhaps with a link to change it."""
    filled = [
        {
            "key": row[0],
            "says": cell(row[1]),
            "href": row[2] if len(row) > 2 else "",
            "act": row[3] if len(row) > 3 else "Change",
        }
        for row in rows
    ]
    return part("summary_list", rows=filled)


def task_list(items: Any) -> SafeString:
    """Steps of a longer job, each with what is left to do."""
    return part("task_list", items=items)


def timeline(items: Any) -> SafeString:
    """What happened, newest first."""
    return part("timeline", items=items)


def sub_navigation(items: Any, label: str = "Parts of this page") -> SafeString:
    """Links to the parts of one record."""
    return part("sub_navigation", items=items, label=label)


def risk_matrix(
    risks: Any, appetite: str = "", caption: str = "Risks by likelihood and impact"
) -> SafeString:
    """The 5 by 5 of risks as a table."""
    return part(
        "risk_matrix", heads=IMPACTS, rows=matrix(risks), appetite=appetite, caption=caption
    )
