"""A figure opened: value, parts, steps, sources with hash and licence, and what it does not show; its files too."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from typing import Any

from headrow.partnership.insight.publishers import publisher_of
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import (
    DataTable,
    Edition,
    Field,
    Figure,
    Page,
    Part,
)

# Rows of a table on the page itself; the rest is in the files, or the page would not open on a cheap phone.
ROWS_SHOWN = 60
WITHHELD = "withheld"
COLUMNS = (
    Field("key", "What splits the figure, its values joined by |"),
    Field("label", "The same in words"),
    Field("value", "The value; empty where it is not shown, and for a plain count", "number"),
    Field("numerator", "What was counted", "number"),
    Field("denominator", "What it was divided by", "number"),
    Field("low", "Lower end of the 95% interval", "number"),
    Field("high", "Upper end of the 95% interval", "number"),
    Field("state", "shown, withheld (to protect people) or missing (nothing was held)"),
)
PATTERN = "/figures/{figure}"


def figure_parts(findings: Sequence[Any], edition: Edition) -> Iterator[Part]:
    """The page and the files of each figure, the list of them, and a page for each file they stand on."""
    lines = [
        {
            "title": in_words(found.title),
            "href": addresses.of_figure(found.code),
            "code": found.code,
        }
        for found in findings
    ]
    yield Page("/figures/", "figures", {"figures": sorted(lines, key=lambda line: line["title"])})
    files: dict[str, dict[str, Any]] = {}
    for found in findings:
        yield figure_page(found)
        yield _table(found, edition)
        yield from _figures(found)
        for file in found.document["trail"]["files"]:
            held = files.setdefault(file["digest"], {**file, "figures": []})
            held["figures"].append(
                {"title": in_words(found.title), "href": addresses.of_figure(found.code)}
            )
    yield from _source_pages(files)


def figure_page(found: Any) -> Page:
    """The page of one figure."""
    said = found.document
    trail = said["trail"]
    rows = [_row(cell, said["question"]) for cell in said["cells"]]
    known = {
        "title": in_words(found.title),
        "sentence": _lead(said),
        "code": found.code,
        "refused": said.get("refused", ""),
        "rows": rows[:ROWS_SHOWN],
        "left_out": max(0, len(rows) - ROWS_SHOWN),
        "split": bool(said["question"].get("by")),
        "facts": _facts(said),
        "caveats": trail["caveats"],
        "files": [_file_line(file) for file in trail["files"]],
        "query": trail["query"] if len(trail["query"]) < 6000 else "",
        "address": addresses.of_figure(found.code).rstrip("/"),
        "build": found.build.title,
    }
    return Page(addresses.of_figure(found.code), "figure", known, listed=False)


MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b")


def in_words(text: str) -> str:
    """A text with its months written out: "2024-01" is "January 2024"."""
    return MONTH.sub(lambda found: f"{month_name[int(found[2])]} {found[1]}", text)


def _lead(said: dict[str, Any]) -> str:
    """The one number of a figure that is not split, with its interval and its parts; nothing for others."""
    cells = said["cells"]
    if len(cells) != 1 or cells[0]["state"] != "shown":
        return ""
    question = said["question"]
    row = _row(cells[0], question)
    per = f" for each {question['per']:,} {question['out_of']}" if question.get("out_of") else ""
    between = f", between {row['interval'].replace(' to ', ' and ')}" if row["interval"] else ""
    counted = f" ({row['of']})" if row["of"] else ""
    return f"{row['value']}{per}{between}{counted}."


def _facts(said: dict[str, Any]) -> list[tuple[str, Any]]:
    question, trail = said["question"], said["trail"]
    held, missing = len(trail["months"]), trail["missing_months"]
    months = f"{held} held" + (f", missing: {', '.join(missing)}" if missing else "")
    return [
        ("Measure", trail["measure"]),
        ("Worked out for", written_period(question["period"])),
        ("Compared with", written_period(question.get("compared_with") or "") or "Nothing"),
        ("Months", months),
        (
            "For each",
            f"{question['per']:,} {question['out_of']}" if question.get("out_of") else "A count",
        ),
        ("Method", trail["method"] or "Counted, no test made"),
        ("Rows counted", f"{trail['rows_used']:,}"),
        ("Rule that protects people", trail["protection"]),
    ]


def written_period(said: str) -> str:
    """Months as a page writes them: "2024-01..2024-12" is "January 2024 to December 2024"."""
    first, _, last = said.partition("..")
    return in_words(first if first == last or not last else f"{first} to {last}")


def _row(cell: dict[str, Any], question: dict[str, Any]) -> dict[str, Any]:
    words = cell.get("label") or ", ".join(map(str, cell.get("key") or [])) or "The whole place"
    words = in_words(words.replace("anti-social-behaviour", "anti-social behaviour"))
    state = cell["state"]
    shown = state == "shown"
    is_count = not question.get("out_of") and not question.get("compared_with")
    value = cell.get("numerator") if is_count and cell.get("value") is None else cell.get("value")
    interval = ""
    if shown and cell.get("low") is not None:
        interval = f"{shown_number(cell['low'])} to {shown_number(cell['high'])}"
    of = ""
    if shown and cell.get("denominator"):
        joined = "after" if question.get("compared_with") else "of"
        of = f"{shown_number(cell['numerator'])} {joined} {shown_number(cell['denominator'])}"
    not_shown = "[c]" if state == WITHHELD else "No value"
    if shown and value is None:
        shown, not_shown = False, "Too few to say"
    return {
        "words": words,
        "value": shown_number(value) if shown else not_shown,
        "of": of,
        "interval": interval,
    }


def shown_number(value: Any) -> str:
    """A number as a page writes it: commas, a true minus, one or two decimals."""
    if value is None:
        return "No value"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}".replace("-", "−")
    return (
        f"{value:,.1f}".replace("-", "−") if abs(value) >= 10 else f"{value:,.2f}".replace("-", "−")
    )


def _file_line(file: dict[str, Any]) -> dict[str, Any]:
    publisher = publisher_of(file["source"])
    return {
        "name": publisher.name if publisher else file["source"],
        "by": publisher.publisher if publisher else "",
        "licence": publisher.licence if publisher else "",
        "href": of_source(file["digest"]),
        "hash": file["digest"][:16],
    }


def of_source(digest: str) -> str:
    """The address of a file's page: its hash, so that another copy has another page."""
    return f"/sources/{digest[:16]}/"


def _source_pages(files: dict[str, dict[str, Any]]) -> Iterator[Page]:
    lines = []
    for digest, file in files.items():
        publisher = publisher_of(file["source"])
        line = {**_file_line(file), "file": file["name"]}
        lines.append(line)
        facts = [
            ("Published by", line["by"]),
            ("Licence", line["licence"]),
            ("Comes every", publisher.every if publisher else ""),
            ("File", file["name"]),
            ("Rows in the file", file["rows_in"]),
            ("Rows used", file["rows_kept"]),
            ("Rows set aside, each with a reason", file["rows_set_aside"]),
            ("Hash (SHA-256)", digest),
        ]
        known = {
            "line": line,
            "facts": facts,
            "caveats": publisher.caveats if publisher else (),
            "figures": file["figures"][:ROWS_SHOWN],
            "more": max(0, len(file["figures"]) - ROWS_SHOWN),
        }
        yield Page(of_source(digest), "source", known, listed=False)
    yield Page("/sources/", "sources", {"files": sorted(lines, key=lambda line: line["name"])})


def _table(found: Any, edition: Edition) -> DataTable:
    said = found.document
    names = [field.name for field in COLUMNS[2:]]
    return DataTable(
        address=addresses.of_figure(found.code).rstrip("/"),
        title=found.title,
        says="One figure: its cells, and under `finding` everything about how it came about.",
        fields=COLUMNS,
        rows=[
            (
                "|".join(map(str, cell.get("key") or [])),
                cell.get("label", ""),
                *(cell.get(n) for n in names),
            )
            for cell in said["cells"]
        ],
        source=source_of(found),
        one=True,
        pattern=PATTERN,
        extra={"finding": said},
    )


def source_of(found: Any) -> str:
    """Where a figure comes from, in a line."""
    names = {_file_line(file)["name"] for file in found.document["trail"]["files"]}
    return "; ".join(sorted(names))


def _figures(found: Any) -> Iterator[Figure]:
    """Its numbers, named by what was asked, so that the next edition's can be laid beside them."""
    asked = json.dumps(found.document["question"], sort_keys=True)
    source = source_of(found)
    for cell in found.document["cells"]:
        withheld = cell["state"] == WITHHELD
        value = None if withheld else str(cell.get("value") or cell.get("numerator"))
        yield Figure(f"{asked} {cell.get('key')}", value, source)
