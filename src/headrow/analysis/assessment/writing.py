"""Writing an assessment's files: the three documents, the findings, the ledger, and the data behind each figure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headrow.analysis.findings.model import Finding
from headrow.analysis.findings.trails import as_json
from headrow.analysis.tables.ledger import Ledger
from headrow.documents.model import Document, Figure, Notice, Section, Table

FINDINGS_SCHEMA = "headrow/findings/1"
LEDGER_SCHEMA = "headrow/ledger/1"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: paths, in the order written."""

    files: tuple[Path, ...]


def write_all(
    document: Document,
    *,
    findings: Mapping[str, Finding],
    ledger: Ledger,
    by_place: Mapping[str, tuple[int, int]],
    facts: Mapping[str, Any],
    out: Path,
) -> Written:
    """Write every file of an assessment into a folder.

    findings: by address. facts: what the run stood on (locality, outline, period, versions), without a clock.
    """
    from headrow.documents import docx, html, typst

    (out / "data").mkdir(parents=True, exist_ok=True)
    figures = list(figures_of(document))
    files = [
        _text(out / "assessment.html", html.render(document)),
        _bytes(out / "assessment.pdf", typst.render(document)),
        _bytes(out / "assessment.docx", docx.render(document)),
        _text(out / "findings.json", findings_json(findings, facts)),
        _text(out / "ledger.json", ledger_json(ledger, by_place)),
    ]
    for figure in figures:
        files += _figure_files(figure, out)
    for table in tables_of(document):
        if table.csv:
            files.append(_text(out / table.csv, table_csv(table)))
    files.append(_text(out / "data" / "csv-metadata.json", csvw(document)))
    return Written(tuple(files))


def _text(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8", newline="\n")
    return path


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _figure_files(figure: Figure, out: Path) -> list[Path]:
    files = [
        _text(out / figure.csv, table_csv(figure.table)),
        _text(out / figure.svg, figure.drawing.wide),
    ]
    if figure.drawing.png:
        files.append(_bytes(out / figure.png_file, figure.drawing.png))
    return files


def findings_json(findings: Mapping[str, Finding], facts: Mapping[str, Any]) -> str:
    """Every finding in order of address; the same data give the same bytes."""
    body = {
        "schema": FINDINGS_SCHEMA,
        **as_json(dict(facts)),
        "findings": [as_json(findings[address]) for address in sorted(findings)],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def ledger_json(ledger: Ledger, by_place: Mapping[str, tuple[int, int]]) -> str:
    """Every file's account, with rows inside and outside the place where the file names areas."""
    entries = []
    for entry in ledger.entries:
        held = as_json(entry)
        inside = by_place.get(entry.digest[:12])
        if inside is not None and entry.shape == "recorded_crime":
            held["rows_inside"], held["rows_outside"] = inside
        entries.append(held)
    body = {
        "schema": LEDGER_SCHEMA,
        "rows_in": ledger.rows_in,
        "rows_kept": ledger.rows_kept,
        "rows_set_aside": ledger.rows_set_aside,
        "entries": entries,
        "notes": list(ledger.notes),
        "ignored": [{"file": name, "why": why} for name, why in ledger.ignored],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def table_csv(table: Table) -> str:
    """A table as CSV: its codes head the columns; a cell that is withheld or missing says so."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow([column.code for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(cell.text, table.columns[i].kind) for i, cell in enumerate(row)])
    return held.getvalue()


def _csv_cell(text: str, kind: str) -> str:
    """Numbers without thousands' commas and with a plain minus, so that any program reads them."""
    plain = text.replace("−", "-")
    number = plain.replace(",", "")
    if kind == "number" and number.lstrip("+-").replace(".", "", 1).isdigit():
        return number.lstrip("+")
    # A cell that a spreadsheet would run as a formula is led by an apostrophe.
    return f"'{text}" if text[:1] in ("=", "@", "\t") else text


def csvw(document: Document) -> str:
    """CSV on the Web metadata of every data file: titles, column names and kinds."""
    tables = [
        *[(figure.csv, figure.title, figure.table) for figure in figures_of(document)],
        *[(table.csv, table.title, table) for table in tables_of(document) if table.csv],
    ]
    body = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": document.title,
        "dc:license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "tables": [
            {
                "url": Path(name).name,
                "dc:title": title,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.code,
                            "titles": column.title,
                            "datatype": "number"
                            if column.kind == "number" and _all_numbers(table, i)
                            else "string",
                        }
                        for i, column in enumerate(table.columns)
                    ]
                },
            }
            for name, title, table in tables
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _all_numbers(table: Table, at: int) -> bool:
    return all(
        _csv_cell(row[at].text, "number").lstrip("-").replace(".", "", 1).isdigit()
        for row in table.rows
        if row[at].text
    )


def figures_of(document: Document) -> Iterable[Figure]:
    """Every figure card, in the order of the document."""
    return (block for block in blocks_of(document) if isinstance(block, Figure))


def tables_of(document: Document) -> Iterable[Table]:
    """Every table that stands by itself, in the order of the document."""
    return (block for block in blocks_of(document) if isinstance(block, Table))


def blocks_of(document: Document) -> Iterable[Any]:
    """Every block of the front and the sections, in order, those inside notices too."""
    yield from _inside(document.front)
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterable[Any]:
    yield from _inside(section.blocks)
    for part in section.sections:
        yield from _of_section(part)


def _inside(blocks: Sequence[Any]) -> Iterable[Any]:
    for block in blocks:
        yield block
        if isinstance(block, Notice):
            yield from _inside(block.blocks)
