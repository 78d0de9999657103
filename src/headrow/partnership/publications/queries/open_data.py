"""Open data: each table as CSV and JSON at a stable address, and OpenAPI 3.1 that describes them all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from headrow.partnership.publications.queries.pages import DataTable, Edition, Field, Made

LICENCE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# A spreadsheet must not run what a cell begins with.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "number": {"type": ["number", "null"]},
    "yes-no": {"type": ["boolean", "null"]},
}


def files_of(table: DataTable, edition: Edition) -> tuple[Made, Made]:
    """A table as CSV and as JSON."""
    return (
        Made(f"{table.address}.csv", _csv(table), "text/csv; charset=utf-8"),
        Made(f"{table.address}.json", as_json(_document(table, edition)), "application/json"),
    )


def as_json(document: Any) -> bytes:
    """A document as the bytes of its file: the same for the same content."""
    return (json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def openapi(tables: Sequence[DataTable], edition: Edition) -> Made:
    """The description of every address of the open data, as OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    described: dict[str, DataTable] = {}
    for table in tables:
        described.setdefault(table.pattern or table.address, table)
    for address, table in described.items():
        for kind in ("application/json", "text/csv"):
            suffix = "json" if kind == "application/json" else "csv"
            paths[f"{address}.{suffix}"] = {"get": _operation(table, kind)}
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.name}: open data",
            "version": str(edition.number),
            "summary": "The figures and records behind the public pages.",
            "description": (
                "Every address is a file of the present release and stays the same from one release to the"
                " next. /releases/NUMBER/ before an address gives it as it stood in that release. No key is"
                " needed, and nothing is counted about who asks."
            ),
            "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {_name(table): schema_of(table) for table in described.values()}},
    }
    return Made("/data/openapi.json", as_json(document), "application/json")


def schema_of(table: DataTable) -> dict[str, Any]:
    """The JSON schema (2020-12) of a table's JSON file."""
    row = {
        "type": "object",
        "properties": {f.name: _KINDS[f.kind] | {"description": f.says} for f in table.fields},
        "required": [f.name for f in table.fields],
        "additionalProperties": False,
    }
    texts = ("title", "says", "source", "licence", "made")
    return {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in texts},
            "release": {"type": "integer"},
            **{name: {"type": "object"} for name in table.extra},
            "rows": {"type": "array", "items": row},
        },
        "required": [*texts, "release", *table.extra, "rows"],
        "additionalProperties": False,
    }


def _operation(table: DataTable, kind: str) -> dict[str, Any]:
    suffix = "json" if kind == "application/json" else "csv"
    content: dict[str, Any] = (
        {"schema": {"$ref": f"#/components/schemas/{_name(table)}"}}
        if suffix == "json"
        else {"schema": {"type": "string"}}
    )
    said = table.says if table.pattern else f"{table.says} Source: {table.source}."
    return {
        "operationId": f"{_name(table)}_{suffix}",
        "summary": table.says if table.pattern else table.title,
        "description": said,
        **_parameters(table),
        "responses": {
            "200": {"description": "The whole table.", "content": {kind: content}},
            "304": {"description": "Not changed since the copy you hold (ETag or date)."},
        },
    }


def _parameters(table: DataTable) -> dict[str, Any]:
    """The name in the braces of a pattern, with one that answers as its example."""
    if not table.pattern:
        return {}
    name = table.pattern.partition("{")[2].partition("}")[0]
    return {
        "parameters": [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": "As in the address of its page.",
                "schema": {"type": "string"},
                "example": _example(table),
            }
        ]
    }


def _example(table: DataTable) -> str:
    """What stands in the address where the pattern has its name."""
    before, _, after = table.pattern.partition("{")
    return table.address.removeprefix(before).removesuffix(after.partition("}")[2])


def _document(table: DataTable, edition: Edition) -> dict[str, Any]:
    return {
        "title": table.title,
        "says": table.says,
        "source": table.source,
        "licence": LICENCE,
        "made": edition.at.isoformat(),
        "release": edition.number,
        **table.extra,
        "rows": [
            {f.name: _typed(f, value) for f, value in zip(table.fields, row, strict=True)}
            for row in table.rows
        ],
    }


def _csv(table: DataTable) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return file.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(_plain(value))


def _typed(field: Field, value: Any) -> Any:
    if value is None or (value == "" and field.kind != "text"):
        return None
    return float(value) if isinstance(value, Decimal) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else float(value)
    return value if isinstance(value, int | float) else str(value)


def _name(table: DataTable) -> str:
    if table.pattern:
        return (
            table.pattern.strip("/")
            .replace("/", "_")
            .replace("-", "_")
            .translate({123: None, 125: None})
        )
    return table.address.strip("/").replace("/", "_").replace("-", "_")
