"""Figures that were kept, for those who may read them: public ones for every member, others by protection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.directory import queries as directory
from headrow.partnership.insight.models import Build, StoredFinding


def findings(reader: Any, *, build: Any = None) -> QuerySet[StoredFinding]:
    """The findings a reader may see: partnership-only ones for boards, officer and analysts."""
    found = StoredFinding.objects.select_related("build")
    if build is not None:
        found = found.filter(build=build)
    return found if reads_all(reader) else found.filter(public=True)


def reads_all(reader: Any) -> bool:
    """Whether a reader may see figures that are for the partnership only."""
    reach = directory.reach(reader, "read-restricted") if reader is not None else frozenset()
    return reach is None or bool(reach)


def finding(reader: Any, key: UUID | str) -> StoredFinding | None:
    """One finding by its id, or nothing."""
    return findings(reader).filter(pk=key).first()


def builds(reader: Any) -> QuerySet[Build]:
    """The builds that are kept, newest first."""
    return Build.objects.all()


def latest_build(reader: Any) -> Build | None:
    """The newest build, or nothing."""
    return builds(reader).first()


def cells(found: StoredFinding) -> list[dict[str, Any]]:
    """The answers of a finding as a table: key, value, numerator, denominator, interval and state."""
    rows = []
    for cell in found.document.get("cells", []):
        words = cell.get("label") or ", ".join(cell.get("key") or []) or "The whole place"
        rows.append({**cell, "words": words, "shown": cell.get("state") == "shown"})
    return rows


def columns_of(found: StoredFinding) -> list[str]:
    """The columns of a finding's table as CSV."""
    return ["key", "label", "value", "numerator", "denominator", "low", "high", "state", "wording"]


def as_rows(found: StoredFinding) -> Iterable[list[Any]]:
    """The rows of a finding's table as CSV; what is not shown stays empty, never nought."""
    for cell in found.document.get("cells", []):
        yield [
            "|".join(cell.get("key") or []),
            *(cell.get(name, "") for name in columns_of(found)[1:]),
        ]


def files_of(builds_shown: Iterable[Build]) -> list[dict[str, Any]]:
    """The files behind the builds shown, each once, with its rows kept and set aside."""
    seen: dict[str, dict[str, Any]] = {}
    for build in builds_shown:
        for each in build.document.get("files", []):
            seen.setdefault(each["digest"], each)
    return sorted(seen.values(), key=lambda each: (each["source"], each["name"]))


def findings_to_feed(build: Build) -> QuerySet[StoredFinding]:
    """Every finding of a build, for what is fed from it; shown to nobody as it is."""
    return StoredFinding.objects.filter(build=build).select_related("build")
