"""The trail of a finding and its address: made from the question and the data, never from a clock or a path."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from headrow.analysis.findings import beside
from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Cell, FileUsed, Question, Trail
from headrow.analysis.findings.opening import Opened
from headrow.analysis.tables.ledger import Entry
from headrow.analysis.tables.opened import Feed
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary.periods import Month

PARTS = ("headrow", "duckdb", "ibis-framework", "numpy", "polars", "scipy")
SHAPES_OF = {"street": "recorded_crime", "series": "recorded_crime_counts"}


@cache
def versions() -> dict[str, str]:
    """The versions of what worked a figure out."""
    return {part: version(part) for part in PARTS}


def trail_of(
    question: Question,
    measure: Measure,
    opened: Opened,
    feed: Feed | None,
    *,
    query: str,
    cells: Sequence[Counted | Cell],
    policy: str,
) -> Trail:
    """How a figure came about: files with their digests and rows, the query, the policy, months held and missing."""
    held = feed.held(question.period) if feed else ()
    missing = _missing(question, feed, own=bool(beside.own_shape(measure)))
    entries = _entries(question, measure, opened, feed)
    return Trail(
        measure=f"{measure.code}@{measure.version}",
        method=question.method,
        files=tuple(_file(entry) for entry in entries),
        query=query,
        protection=policy,
        months=tuple(str(month) for month in held),
        missing_months=tuple(str(month) for month in missing),
        rows_used=sum(cell.numerator or 0 for cell in cells),
        versions=versions(),
        caveats=tuple(dict.fromkeys((*measure.caveats, *_caveats(entries, opened)))),
    )


def _missing(question: Question, feed: Feed | None, *, own: bool) -> tuple[Month, ...]:
    """The months asked for that are not held; of a table kept by the quarter, the quarters not held."""
    if feed is None:
        return question.period.months
    every = 1
    if own and len(feed.months) > 1:
        steps = {(later - first) for first, later in pairwise(map(_number, feed.months))}
        every = min(steps) if all(step % min(steps) == 0 for step in steps) else 1
    start = _number(feed.months[0]) if feed.months else 0
    held = set(feed.held(question.period))
    return tuple(
        month
        for month in question.period.months
        if month not in held and (_number(month) - start) % every == 0
    )


def _number(month: Month) -> int:
    return 12 * month.year + month.month


def _entries(
    question: Question, measure: Measure, opened: Opened, feed: Feed | None
) -> list[Entry]:
    """The files that hold the months asked for, and of the tables beside them those that this feed stands on."""
    if feed is None:
        return []
    shapes = set(measure.needs) - {"recorded_crime", "population"}
    if "recorded_crime" in measure.needs:
        shapes.add(SHAPES_OF[feed.code])
    if beside.own_shape(measure) == "partner_counts":
        return _partner_entries(question, opened, feed)
    asked = {str(month) for month in question.period.months}
    if question.compared_with is not None:
        asked |= {str(month) for month in question.compared_with.months}
    base = opened.bases.get((feed.name, question.out_of or "residents"))
    base_file = {base.snapshot} if base is not None and "population" in measure.needs else set()
    return [
        entry
        for entry in opened.ledger.entries
        if entry.digest[:12] in base_file
        or (entry.shape in shapes and entry.rows_kept and _serves(entry, asked, opened, feed))
    ]


def _partner_entries(question: Question, opened: Opened, feed: Feed) -> list[Entry]:
    """The files of the topic asked for, and of no other: each partner's figure stands on the partner's own file."""
    rows = beside.of_topic(opened.tables[feed.name].partner, question)
    held = set(rows.select("snapshot").distinct().to_pyarrow().column(0).to_pylist())
    return [entry for entry in opened.ledger.entries if entry.digest[:12] in held]


def _serves(entry: Entry, asked: set[str], opened: Opened, feed: Feed) -> bool:
    """Whether a file holds a month asked for, in the place; or, without months, rows of the feed's areas."""
    if entry.months:
        held = opened.by_snapshot.get(entry.digest[:12])
        return bool(asked & set(entry.months)) and (held is None or held[0] > 0)
    return entry.digest[:12] in opened.beside.get(feed.name, ())


def _file(entry: Entry) -> FileUsed:
    aside = sum(part.rows for part in entry.set_aside)
    return FileUsed(entry.file, entry.digest, entry.source, entry.rows_in, entry.rows_kept, aside)


def _caveats(entries: Sequence[Entry], opened: Opened) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entry in entries:
        source = opened.sources.get(entry.source)
        for caveat in source.caveats if source else ():
            found[caveat] = None
    return tuple(found)


def address_of(question: Question, trail: Trail) -> str:
    """A short stable address: the question, the measure's version and the data's digests, hashed."""
    said = json.dumps(
        [as_json(question), trail.measure, [file.digest for file in trail.files]],
        sort_keys=True,
        default=str,
    )
    return "f-" + hashlib.sha256(said.encode()).hexdigest()[:10]


def as_json(value: Any) -> Any:
    """Findings and questions as plain JSON values; floats that are no number become null."""
    from headrow.vocabulary.periods import Month, Period

    if isinstance(value, Month | Period):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: as_json(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(part) for part in value]
    if isinstance(value, float):
        return None if value != value else value
    if hasattr(value, "keys"):
        return {str(key): as_json(value[key]) for key in value}
    return value.item() if hasattr(value, "item") else value
