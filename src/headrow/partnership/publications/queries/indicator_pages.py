"""The indicators for the public: how each reads, its values, what it does not show, and the figure behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from headrow.partnership.indicators import queries as indicators
from headrow.partnership.plan import queries as plan
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import (
    THE_READER,
    DataTable,
    Edition,
    Field,
    Figure,
    Page,
    Part,
)
from headrow.partnership.publications.queries.promise_pages import promise_row

BETTER = {"lower": "Lower is better", "higher": "Higher is better"}
PATTERN = "/indicators/{indicator}"


def series_of_public() -> list[tuple[Any, list[Any]]]:
    """Every public indicator as it reads, with its values over time."""
    return [(row, indicators.series_of(row.record)) for row in indicators.public_readings()]


def indicator_parts(
    edition: Edition, series: list[tuple[Any, list[Any]]], figures: Collection[str]
) -> Iterator[Part]:
    """A page and the values of every public indicator; `figures` are the codes of figures that have a page."""
    rows = [row for row, _ in series]
    yield Page("/indicators/", "indicators", {"lines": [_line(row) for row in rows]})
    current = plan.current_strategy(THE_READER)
    promises = plan.deliverables(THE_READER, strategy=current, on=edition.day) if current else []
    for row, values in series:
        moved = [each for each in promises if row.record in each.record.indicators.all()]
        yield _page(row, values, moved, figures)
        yield _table(row, values, edition)
        for value in values:
            yield _figure(row, value)
    yield _every(rows, edition)


def _line(row: Any) -> dict[str, Any]:
    return {
        "name": row.record.name,
        "href": addresses.of_indicator(row.record),
        "value": row.value_words,
        "words": row.words,
        "until": row.latest.ends if row.latest else None,
        "defined": row.record.state != "not-defined",
    }


def _page(row: Any, values: list[Any], moved: list[Any], figures: Collection[str]) -> Page:
    record, declared = row.record, row.declared
    known = {
        "row": _line(row),
        "chart": indicators.chart_of(values),
        "values": [_value(value, figures) for value in reversed(values)],
        "facts": _facts(row),
        "caveats": list(getattr(declared, "caveats", ()) or ()),
        "reading": getattr(declared, "reading", ""),
        "why_not_defined": getattr(declared, "not_defined_because", ""),
        "comments": list(record.comments.filter(public=True)),
        "paired": _paired(record),
        "promises": [promise_row(each) for each in moved],
        "address": addresses.of_indicator(record).rstrip("/"),
        "demonstration": any(value.demonstration for value in values),
    }
    return Page(addresses.of_indicator(record), "indicator", known)


def _facts(row: Any) -> list[tuple[str, Any]]:
    record, declared = row.record, row.declared
    better = BETTER.get(
        str(getattr(declared, "better", "")), "Neither: more reports can be good news"
    )
    asked = f"{row.target.value.normalize():f}" if row.target else ""
    rows = [
        ("Printed in the plan as", record.printed_as),
        ("What it asks", getattr(declared, "asks", "")),
        ("What is counted", getattr(declared, "definition", "")),
        ("Counted in", row.unit),
        ("Which way is better", better if declared else ""),
        ("Where it started", f"{row.baseline.value.normalize():f}" if row.baseline else ""),
        ("Target", asked or ("Watched, without a target" if record.state == "monitor" else "")),
    ]
    return (
        [*rows, ("Not yet defined, since", record.not_defined_since)]
        if record.not_defined_since
        else rows
    )


def _paired(record: Any) -> dict[str, str] | None:
    pair = record.paired
    if pair is None or pair.shown_to != "public" or pair.state == "ended":
        return None
    return {"name": pair.name, "href": addresses.of_indicator(pair)}


def _value(value: Any, figures: Collection[str]) -> dict[str, Any]:
    code = value.finding.code if value.finding_id else ""
    return {
        "starts": value.starts,
        "ends": value.ends,
        "shown": _shown(value),
        "why": value.why_not_shown,
        "source": _source(value),
        "href": addresses.of_figure(code) if code in figures else "",
    }


def _shown(value: Any) -> str:
    if value.status == "suppressed":
        return "[c]"
    if value.status != "shown" or value.value is None:
        return "No value"
    plain = f"{value.value.normalize():,f}"
    return plain.replace("-", "−")


def _source(value: Any) -> str:
    """Where a value comes from: what it says, else the figure or the return behind it."""
    if value.source:
        return str(value.source)
    if value.finding_id:
        return f"Figure {value.finding.code}"
    return f"A return of {value.from_return.agency.name}" if value.from_return_id else ""


def _figure(row: Any, value: Any) -> Figure:
    key = f"indicator {row.record.code} {value.starts} {value.ends} {value.group}"
    if value.status == "missing":
        return Figure(key, "missing", "nothing is held")
    withheld = value.status == "suppressed"
    return Figure(key, None if withheld else str(value.value), _source(value))


def _table(row: Any, values: list[Any], edition: Edition) -> DataTable:
    return DataTable(
        address=addresses.of_indicator(row.record).rstrip("/"),
        title=row.record.name,
        says="The values of one indicator over time.",
        fields=(
            Field("starts", "First day of the period", "date"),
            Field("ends", "Last day of the period", "date"),
            Field("value", "The value; empty where it is not shown", "number"),
            Field("status", "shown, suppressed (to protect people) or missing (nothing was held)"),
            Field("source", "Where the value comes from"),
        ),
        rows=[
            (
                value.starts,
                value.ends,
                value.value if value.status == "shown" else None,
                value.status,
                _source(value),
            )
            for value in values
        ],
        source=f"{edition.name}: its indicators",
        one=True,
        pattern=PATTERN,
    )


def _every(rows: list[Any], edition: Edition) -> DataTable:
    return DataTable(
        address="/data/indicators",
        title="Indicators",
        says="Every public indicator, with its latest value and how it reads.",
        fields=(
            Field("code", "Code of the indicator"),
            Field("name", "Name"),
            Field("value", "Latest value; empty where there is none", "number"),
            Field("until", "Last day of its period", "date"),
            Field("reads", "How it reads, in words"),
            Field("page", "Address of its page"),
        ),
        rows=[
            (
                row.record.code,
                row.record.name,
                row.latest.value if row.latest and row.latest.status == "shown" else None,
                row.latest.ends if row.latest else None,
                row.words,
                addresses.of_indicator(row.record),
            )
            for row in rows
        ],
        source=f"{edition.name}: its indicators",
    )
