"""The strategic assessments that were signed: what they say, their figures, and the documents where all is public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps

from headrow.partnership.insight import queries as insight
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.figure_pages import in_words
from headrow.partnership.publications.queries.pages import THE_READER, Edition, Made, Page, Part

DOCUMENTS = (
    ("assessment.pdf", "application/pdf", "PDF"),
    (
        "assessment.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    ),
)


def signed_assessments() -> list[Any]:
    """The signed assessments, newest first. Their app has no query for the public yet; this one asks for no more."""
    model = apps.get_model("assessments", "Assessment")
    return list(model.objects.filter(state="signed").select_related("build"))


def figures_of(assessments: Sequence[Any]) -> list[Any]:
    """The public figures of some assessments."""
    return [found for row in assessments for found in insight.findings(THE_READER, build=row.build)]


def assessment_parts(edition: Edition, assessments: Sequence[Any]) -> Iterator[Part]:
    """The list of assessments, and for each its page and its documents."""
    lines = [
        {"href": of_assessment(row), "text": row.title, "on": row.signed_at} for row in assessments
    ]
    yield Page("/assessment/", "assessments", {"lines": lines})
    for row in assessments:
        documents = list(_documents(row))
        yield from documents
        yield Page(of_assessment(row), "assessment", _known(row, documents))


def of_assessment(row: Any) -> str:
    """The address of a year's assessment."""
    return f"/assessment/{row.year}/"


def _known(row: Any, documents: Sequence[Made]) -> dict[str, Any]:
    said = row.build.document
    figures = insight.findings(THE_READER, build=row.build)
    return {
        "assessment": row,
        "period": in_words(str(said.get("period", "")).replace("..", " to ")),
        "missing": [in_words(month) for month in said.get("months_missing", ())],
        "judgements": [each.words for each in row.judgements.all() if each.words.strip()],
        "figures": [
            {"href": addresses.of_figure(found.code), "text": in_words(found.title)}
            for found in sorted(figures, key=lambda found: found.title)
        ],
        "documents": [
            {"href": made.address, "text": words, "size": len(made.content)}
            for made, (_, kind, words) in ((m, d) for m in documents for d in DOCUMENTS)
            if made.kind == kind
        ],
        "hash": row.frozen_hash or row.build.digest,
    }


def _documents(row: Any) -> Iterator[Made]:
    """The assessment as PDF and Word; not where it holds a figure that is for the partnership only."""
    if row.build.findings.filter(public=False).exists():
        return
    for name, kind, _ in DOCUMENTS:
        file = Path(row.build.folder) / name
        if row.build.folder and file.is_file():
            yield Made(f"{of_assessment(row)}{name}", file.read_bytes(), kind)
