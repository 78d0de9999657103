"""An outline's items made into blocks: sentences, charts, maps, tables, fixed words, boxes and named blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from headrow.analysis.assessment import drawing, tables
from headrow.analysis.assessment.conditions import holds
from headrow.analysis.assessment.desk import Desk
from headrow.analysis.assessment.named_blocks import NAMED
from headrow.analysis.assessment.questions import NotHeld, findings_for
from headrow.analysis.findings.model import Finding
from headrow.analysis.present.sentences import SENTENCES, changes, levels, places, series
from headrow.documents.model import Block, Notice, Paragraph, Span, Spans, Subheading, plain
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.crime import BY_CODE
from headrow.vocabulary.outlines import Item

NAMES = {code: kind.name for code, kind in BY_CODE.items()}


def blocks_of(desk: Desk, item: Item, chapter: Chapter | None, *, where: str) -> Iterator[Block]:
    """The blocks of one item. `where` is the code of the section, in which a gap is noted."""
    if not all(holds(condition, desk, chapter) for condition in item.needs):
        return
    made = list(_made(desk, item, chapter, where))
    if not made and item.else_say:
        made = [Notice("gap", "Not available", (Paragraph(plain(item.else_say)),))]
    if made and item.title and item.kind != "map":
        yield Subheading(item.title, f"{where}-{_slug(item.title)}")
    yield from made


def _slug(words: str) -> str:
    return "-".join(
        "".join(letter if letter.isalnum() else " " for letter in words.casefold()).split()
    )


def _made(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    if item.kind == "said":
        yield Paragraph(plain(filled(desk, item.text)), "lead" if item.lead else "body")
    elif item.kind == "author":
        code = chapter.slug if chapter else where
        yield from desk.commentary.blocks(code, title=item.label, role=filled(desk, item.role))
    elif item.kind == "block":
        yield from NAMED[item.block](desk, item, chapter, where)
    else:
        yield from _asked(desk, item, chapter, where)


# These show counts where no base is held for a rate.
COUNTS_WITHOUT_BASE = ("kinds", "bars")


def _asked(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    try:
        findings = findings_for(desk, item, chapter)
    except NotHeld as why:
        note_gap(desk, item, chapter, str(why), where)
        return
    lacking = any(finding.refused and not finding.cells for finding in findings)
    if lacking and item.shape not in COUNTS_WITHOUT_BASE:
        refused = next(finding for finding in findings if finding.refused)
        note_gap(desk, item, chapter, refused.refused, where)
        if item.kind == "sentence" and not item.else_say:
            yield Paragraph(said(desk, item, findings), "lead" if item.lead else "body")
        return
    if item.kind == "sentence":
        words = said(desk, item, findings)
        if words:
            yield Paragraph(words, "lead" if item.lead else "body")
    elif item.kind == "table":
        yield from tables.SHAPES[item.shape](desk, findings, chapter, where)
    else:
        figure = drawing.drawn(desk, item, findings, chapter, where)
        if figure is not None:
            yield figure


def said(desk: Desk, item: Item, findings: list[Finding]) -> Spans:
    """The words of a sentence item."""
    breaks = desk.locality.recording_changes
    if item.says in ("change", "change_headline"):
        # The headline says "that" of the count before it, so it stands only where both are of the same months.
        headline = item.says == "change_headline" and desk.year == desk.period
        sentence = changes.change_headline if headline else changes.change
        words = sentence(findings[0], place=desk.place, breaks=breaks)
        # Two single months are never a trend (F4), however clear their difference.
        return (*words, Span(" Two months are not a trend.")) if len(desk.period) == 1 else words
    if item.says == "kinds_that_changed":
        return changes.kinds_that_changed(findings[0], place=desk.place, names=NAMES)
    if item.says == "control_chart":
        return series.control_chart(findings[0], place=desk.place, within=desk.period)
    if item.says == "quotient":
        return _quotients(desk, findings[0])
    if item.says == "two_rates":
        return _two_rates(desk, findings)
    function, _ = SENTENCES[item.says]
    return function(*findings, place=desk.place)


def _quotients(desk: Desk, finding: Finding) -> Spans:
    """How large a share of what is recorded in each busy centre is of the chapter's kinds."""
    words: Spans = ()
    for code, name in desk.centres.items():
        cell = finding.cell(code)
        if cell is not None and cell.more.get("lq") is not None:
            named = replace(finding, cells=(replace(cell, label=name),))
            words += places.quotient(named, code, place=desk.place)
    return words


def _two_rates(desk: Desk, findings: list[Finding]) -> Spans:
    """Each busy centre on both its bases."""
    words: Spans = ()
    for code, name in desk.centres.items():
        one, other = (_of_area(finding, code) for finding in findings)
        if one is not None and other is not None:
            words += levels.two_rates(one, other, place=name)
    return words


def _of_area(finding: Finding, code: str) -> Finding | None:
    """A finding narrowed to one of its areas, or nothing."""
    cell = finding.cell(code)
    return replace(finding, cells=(cell,)) if cell is not None else None


def note_gap(desk: Desk, item: Item, chapter: Chapter | None, why: str, where: str) -> None:
    """Remember what could not be said, once, for the section that lists what is not known."""
    what = GAP_WORDS.get(item.says or item.shape, (item.says or item.shape).replace("_", " "))
    about = f"{chapter.title}: {what}" if chapter else what[0].upper() + what[1:]
    desk.gap(about, why, filled_by=FILLED_BY.get(item.says or item.shape, ""), section=where)


GAP_WORDS = {
    "rate": "a rate",
    "change": "change on the year before",
    "change_headline": "change on the year before",
    "kinds_that_changed": "change by kind",
    "control_chart": "a signal among the months",
    "trend": "months with limits",
    "season": "the time of year",
    "multiples": "months by kind",
    "gradient": "deprivation",
    "other_districts": "the other districts of the force",
    "funnel": "areas for their size",
    "concentration": "concentration",
    "areas_that_stand_out": "areas that stand out",
    "areas": "a map",
    "outcomes": "outcomes",
    "searches": "stops and searches",
    "two_rates": "rates on two bases",
    "bars": "rates by kind",
    "kinds": "rates by kind",
}
FILLED_BY = {
    "change": "the same months of the year before",
    "change_headline": "the same months of the year before",
    "kinds_that_changed": "the same months of the year before",
    "control_chart": "at least twelve months in a row, from the police.uk archive",
    "season": "36 months in a row, from the police.uk archive",
    "gradient": "the index of multiple deprivation for these areas",
    "other_districts": "police.uk files of the whole force",
    "outcomes": "police.uk street files of the period",
    "concentration": "police.uk street files of the period",
    "searches": "police.uk stop and search files, and residents by ethnic group",
    "areas": "outlines of the areas, or street files with points",
    "rate": "a count of the people or households",
    "two_rates": "the census workday population",
}


def filled(desk: Desk, words: str) -> str:
    """Declared words with the place's own facts in their braces."""
    facts: dict[str, Any] = {
        "{place}": desk.place,
        "{kind_of_area}": desk.locality.declared.kind_of_area,
        "{author}": desk.locality.declared.author,
        "{period}": desk.period.words,
    }
    for name, fact in facts.items():
        words = words.replace(name, fact)
    return words
