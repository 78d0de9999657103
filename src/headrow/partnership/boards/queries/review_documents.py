"""The annual review as a document: the same for page, PDF and Word, from its frozen data and people's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from headrow.documents import docx, typst
from headrow.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    plain,
)
from headrow.partnership.boards.models import AnnualReview
from headrow.partnership.boards.queries.annual_reviews import BY_PEOPLE, data_of

NOT_WRITTEN = "Not written."


def pdf_of(found: AnnualReview, *, locality: Any, address: str) -> bytes:
    """The review as tagged PDF."""
    return typst.render(document_of(found, locality=locality, address=address))


def docx_of(found: AnnualReview, *, locality: Any, address: str) -> bytes:
    """The review as a Word document."""
    return docx.render(document_of(found, locality=locality, address=address))


def document_of(found: AnnualReview, *, locality: Any, address: str) -> Document:
    """The document; `address` is the site's own, so that every figure on paper names where it opens."""
    data = data_of(found)
    words = found.sections
    parts: list[tuple[str, str, Iterable[Block]]] = [
        ("foreword", BY_PEOPLE["foreword"], _words(words.get("foreword"))),
        ("membership", BY_PEOPLE["membership"], _words(words.get("membership"))),
        ("duties", "What the law asks, and whether it was done", [_duties(data)]),
        ("picture", BY_PEOPLE["picture"], _words(words.get("picture"))),
        ("deliverables", "Each deliverable", _deliverables(data, address)),
        ("indicators", "Indicators, all of them", [_indicators(data)]),
        ("told", BY_PEOPLE["told"], _words(words.get("told"))),
        ("learning", BY_PEOPLE["learning"], [*_words(words.get("learning")), *_learning(data)]),
        ("money", "Money", [_money(data)]),
        ("risks", "Risks", [_risks(data)]),
        ("could-not", BY_PEOPLE["could_not"], _words(words.get("could_not"))),
        ("decisions", "Decisions of the year", _decisions(data, address)),
        ("proposed", BY_PEOPLE["proposed"], _words(words.get("proposed"))),
    ]
    return Document(
        title=f"Annual review, {found.year}/{(found.year + 1) % 100:02d}",
        subtitle=data["strategy"],
        partnership=getattr(locality, "name", "") or "The partnership",
        service="Annual review",
        language="en-GB",
        marking="Draft: not yet agreed" if found.state == "draft" else "For the public",
        status="Draft"
        if found.state == "draft"
        else f"Frozen with its data, hash {found.frozen_hash[:16]}",
        dated=data["made_on"],
        front=(_front(data),),
        sections=tuple(
            Section(code, str(number), title, tuple(blocks))
            for number, (code, title, blocks) in enumerate(parts, 1)
        ),
        band=getattr(locality, "band", "") or "#0b4a53",
    )


def _front(data: dict[str, Any]) -> Paragraph:
    count = len(data["deliverables"])
    states = ", ".join(f"{number} {state}" for state, number in data["counted"].items())
    return Paragraph(plain(f"{count} deliverables were promised: {states}."), kind="lead")


def _words(text: str | None) -> list[Block]:
    parts = [part.strip() for part in (text or "").split("\n\n") if part.strip()]
    return [Paragraph(plain(part)) for part in parts] or [
        Paragraph(plain(NOT_WRITTEN), kind="small")
    ]


def _table(
    code: str,
    title: str,
    heads: Iterable[str],
    rows: Iterable[Iterable[str]],
    notes: tuple[str, ...] = (),
) -> Table:
    columns = tuple(Column(head, f"{code}-{at}") for at, head in enumerate(heads))
    return Table(
        code,
        title,
        columns,
        tuple(tuple(Cell(text or "Not stated") for text in row) for row in rows),
        notes=notes,
    )


def _duties(data: dict[str, Any]) -> Table:
    rows = ((row["name"], row["words"], row["done"] or "Not recorded") for row in data["duties"])
    return _table("duties-table", "Duties", ("Duty", "How it stands", "Last done"), rows)


def _deliverables(data: dict[str, Any], address: str) -> list[Block]:
    blocks: list[Block] = []
    for row in data["deliverables"]:
        blocks += [
            Subheading(f"{row['code']}: {row['reported']}", f"d-{row['id']}"),
            Paragraph((Span("Promised: ", strong=True), Span(row["promised"]))),
            Paragraph(
                (
                    Span("What happened: ", strong=True),
                    Span(row["happened"] or "No update was given."),
                )
            ),
            Paragraph(
                plain(
                    f"{row['because']} State: {row['state']}. Evidence: {row['evidence'] or 'none given'}."
                ),
                kind="small",
            ),
            Paragraph(
                (
                    Span("Open it: ", emphasis=True),
                    Span(f"{address}{row['address']}", href=f"{address}{row['address']}"),
                ),
                kind="small",
            ),
        ]
    return blocks or [Paragraph(plain("No deliverable was promised."))]


def _indicators(data: dict[str, Any]) -> Table:
    rows = (
        (row["name"], row["value"], _from(row), row["period"], row["words"])
        for row in data["indicators"]
    )
    heads = ("Indicator", "Latest", "Counted, and out of", "Period", "Reading")
    return _table(
        "indicators-table",
        "Indicators",
        heads,
        rows,
        ("A missing value is missing: never nought, never green.",),
    )


def _from(row: dict[str, Any]) -> str:
    if not row["numerator"]:
        return "None"
    return f"{row['numerator']} of {row['denominator']}" if row["denominator"] else row["numerator"]


def _learning(data: dict[str, Any]) -> list[Block]:
    if not data["learning"]:
        return []
    return [
        Bullets(
            tuple(
                plain(f"{row['source']}: {row['text']} ({row['state']}). {row['changed']}")
                for row in data["learning"]
            )
        )
    ]


def _money(data: dict[str, Any]) -> Table:
    rows = (
        (row["name"], row["funder"], f"£{row['amount']}", f"£{row['spent']}", row["words"])
        for row in data["money"]
    )
    return _table(
        "money-table", "Awards", ("Award", "From", "Amount", "Spent", "How it stands"), rows
    )


def _risks(data: dict[str, Any]) -> Table:
    rows = ((row["band"], str(row["count"])) for row in data["risks"])
    return _table("risks-table", "Open risks by band", ("Band", "How many"), rows)


def _decisions(data: dict[str, Any], address: str) -> list[Block]:
    if not data["decisions"]:
        return [Paragraph(plain("No open decision was taken in the year."))]
    return [
        Bullets(
            tuple(
                (
                    Span(row["number"], href=f"{address}{row['address']}"),
                    Span(f": {row['wording']}"),
                )
                for row in data["decisions"]
            )
        )
    ]
