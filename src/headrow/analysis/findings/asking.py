"""The one door to a shown number: measure, judge, protect, divide, and keep the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from headrow.analysis.findings import (
    beside,
    catalogue,
    hexagon_counts,
    protecting,
    releases,
    trails,
)
from headrow.analysis.findings.dividing import divided
from headrow.analysis.findings.framing import frame
from headrow.analysis.findings.judging.judged import Judge, Judged
from headrow.analysis.findings.judging.judges import JUDGES
from headrow.analysis.findings.model import Cell, Finding, Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.tables.opened import Feed, Tables
from headrow.analysis.tables.plug_ins import Measure


def ask(question: Question, opened: Opened) -> Finding:
    """Answer a question with protected figures and the trail behind them.

    Where the data cannot answer, the finding has no cells and says why in `refused`.
    Raises UnknownName for a measure or method that does not exist.
    """
    measure = catalogue.measure(question.measure)
    catalogue.check_category(question.category)
    judge = JUDGES.get(question.method)
    if question.method and judge is None:
        raise catalogue.UnknownName(
            f"No question can be judged by '{question.method}'. Methods: {', '.join(JUDGES)}."
        )
    feed = _feed(question, measure, opened)
    if feed is None:
        return refused(question, measure, opened, _nothing_held(question, measure, opened))
    why = _cannot(question, measure, opened, feed)
    if why:
        return refused(question, measure, opened, why, feed=feed)
    return _answered(question, measure, judge, opened, feed)


def _answered(
    question: Question, measure: Measure, judge: Judge | None, opened: Opened, feed: Feed
) -> Finding:
    """Count, judge, protect, divide, and keep the trail, in that order."""
    tables = _tables(question, opened, feed)
    query = opened.connection.compile(measure.counted(tables, question), pretty=True)
    rows = opened.connection.raw_sql(query).to_arrow_table().to_pylist()
    cells = frame(question, rows, opened, feed, measure)
    judged = judge(question, cells, opened, feed) if judge else Judged()
    policy = protecting.policy_of(question, measure, tables)
    public = {} if policy.exact else _public(question, opened, tables)
    shown = protecting.protected(
        cells, question=question, measure=measure, policy=policy, public=public
    )
    if not policy.exact and not releases.may_go_out(
        question, cells, shown.cells, opened, policy, public
    ):
        return refused(question, measure, opened, TOGETHER, feed=feed)
    judged = protecting.handed_on(judged, shown.cells, policy)
    answer = [
        divided(
            replace(cell, label=label_of(question, cell.key, opened, feed)),
            question,
            measure,
            judged.cells.get(cell.key, {}),
        )
        for cell in shown.cells
    ]
    # A sum of exact counts would give withheld ones away: the trail of a protected answer adds up what is shown.
    trail = trails.trail_of(
        question,
        measure,
        opened,
        feed,
        query=query,
        cells=cells if policy.exact else answer,
        policy=f"{policy.code}@{policy.version}",
    )
    return _finding(question, answer, trail, judged, opened, feed, shown.flags)


def _public(question: Question, opened: Opened, tables: Tables) -> dict[tuple[str, ...], int]:
    """The police's own published counts of the cells that hold them, where the partner's mapping says so."""
    category = beside.contained(tables, question)
    if not category or "group" in question.by:
        return {}
    police = replace(
        question, measure="recorded-crime-count", category=category, method="", options={}
    )
    counted = ask(police, opened).cells
    return {cell.key: cell.numerator for cell in counted if cell.numerator is not None}


TOGETHER = "together with figures already given, it would give a small count away"


def _finding(
    question: Question,
    cells: Sequence[Cell],
    trail: Any,
    judged: Judged,
    opened: Opened,
    feed: Feed,
    protection: tuple[str, ...],
) -> Finding:
    flags = [*protection]
    base = opened.bases.get((feed.name, question.out_of))
    if base is not None and base.stale:
        flags.append("stale_denominator")
    if trail.missing_months:
        flags.append("months_missing")
    return Finding(
        trails.address_of(question, trail),
        question,
        tuple(cells),
        trail,
        judged.whole,
        judged.refused,
        tuple(flags),
    )


def refused(
    question: Question, measure: Measure, opened: Opened, why: str, *, feed: Feed | None = None
) -> Finding:
    """A finding without an answer: why there is none, and the trail as far as it went."""
    trail = trails.trail_of(question, measure, opened, feed, query="", cells=(), policy="")
    return Finding(trails.address_of(question, trail), question, (), trail, refused=why)


def _feed(question: Question, measure: Measure, opened: Opened) -> Feed | None:
    """The feed asked for, or the one that covers the period best; a change must find both its periods in one."""
    if beside.own_shape(measure):
        return _feed_beside(question, measure, opened)
    if question.level:
        able = [
            feed
            for feed in opened.feeds
            if _reaches(feed, question.level, opened) and feed.held(question.period)
        ]
        able = [feed for feed in able if question.source in ("", feed.code)]
        return max(
            able,
            key=lambda feed: (len(feed.held(question.period)), feed.code == "series"),
            default=None,
        )
    if question.measure in ("outcome-mix", "recorded-crime-in-hexagons"):
        return opened.covering(question.period, code="street")
    return opened.covering(question.period, code=question.source)


def _feed_beside(question: Question, measure: Measure, opened: Opened) -> Feed | None:
    """The areas of the feed that reaches the level best, with the months of the stops or the partner's own."""
    able = [
        tables.feed
        for tables in opened.tables.values()
        if not question.level or _reaches(tables.feed, question.level, opened)
    ]
    feed = max(able, key=lambda feed: len(feed.held(question.period)), default=None)
    if feed is None:
        return None
    months = beside.months_of(opened.tables[feed.name], measure, question)
    own = replace(feed, months=months)
    return own if own.held(question.period) else None


def _reaches(feed: Feed, level: str, opened: Opened) -> bool:
    if level == "hexagon":
        return feed.code == "street"
    held = opened.units.get(feed.area_kind)
    return held is not None and level in held.levels


def _nothing_held(question: Question, measure: Measure, opened: Opened) -> str:
    shape, held = beside.own_shape(measure), next(iter(opened.tables.values()), None)
    if not shape or held is None or beside.months_of(held, measure, question):
        return "no month of the period is held"
    if shape == "stop_searches":
        return "no stops and searches were supplied"
    partner, topic = (question.options.get(name, "nobody") for name in ("partner", "topic"))
    return f"no counts of {topic} by {partner} are held for this place"


def _cannot(question: Question, measure: Measure, opened: Opened, feed: Feed) -> str:
    """Why the data held cannot answer, or nothing."""
    if measure.code == "recorded-crime-rate" and (feed.name, question.out_of) not in opened.bases:
        return f"no count of {question.out_of or 'people'} is held for these areas"
    if question.compared_with is not None:
        lacking = [month for month in question.compared_with.months if month not in feed.months]
        if lacking:
            return "no earlier period of the same months is held"
        if feed.held(question.period) != question.period.months:
            return "months of the period itself are missing"
    for shape, why in LACKING.items():
        if shape in measure.needs and not _any(shape, opened, feed):
            return why
    if question.level == "hexagon" and not hexagon_counts.has_points(opened):
        return "the records carry no points"
    return ""


LACKING = {
    "deprivation": "no index of deprivation is held for these areas",
    "harm_weights": "no weights of harm were supplied",
}


def _any(shape: str, opened: Opened, feed: Feed) -> bool:
    """Whether a table beside the crimes holds a row; asked of the data once."""
    key = ("any", shape, feed.name)
    if key not in opened.kept:
        tables = opened.tables[feed.name]
        table = tables.deprivation if shape == "deprivation" else tables.harm
        opened.kept[key] = bool(table.limit(1).count().to_pyarrow().as_py())
    return bool(opened.kept[key])


def _tables(question: Question, opened: Opened, feed: Feed) -> Tables:
    tables = opened.tables[feed.name]
    if question.measure == "recorded-crime-in-hexagons":
        return replace(tables, hexagons=hexagon_counts.by_hexagon(opened, feed))
    return tables


def label_of(question: Question, key: tuple[str, ...], opened: Opened, feed: Feed) -> str:
    """What the cell's area or district is called, else nothing."""
    for name, code in zip(question.by, key, strict=True):
        level = {"area": question.level, "district": "district"}.get(name)
        if level == "hexagon":
            return hexagon_counts.near(opened, code)
        if level:
            return opened.units[feed.area_kind].names.get((level, code), code)
    return ""
