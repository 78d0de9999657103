"""Tables of an assessment: kinds, changes, districts, searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from headrow.analysis.assessment import figures
from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.changes import direction
from headrow.documents.model import Block, Column, Table
from headrow.documents.model import Cell as Printed
from headrow.vocabulary import crime
from headrow.vocabulary.bases import default_bases
from headrow.vocabulary.chapters import Chapter

READINGS = {"higher": "rose", "lower": "fell"}


def kinds(
    desk: Desk, findings: list[Finding], chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """A row a kind: count, rate on its own base with its interval, share, and change where a year earlier is held."""
    kinds_asked = findings[0].question.category
    counted = desk.ask("recorded-crime-count", category=kinds_asked, by=("category",))
    whole = sum(cell.numerator or 0 for cell in counted.cells)
    rows = [_kind_row(desk, counted, cell, whole, chapter is None) for cell in _ordered(counted)]
    if len(rows) > 1:
        rows.append(_total_row(desk, counted, whole, chapter))
    yield Table(
        code=f"{where}-kinds",
        title=f"Recorded by kind, {desk.place}, {desk.when(counted)}",
        columns=_kind_columns(desk, chapter is None),
        rows=tuple(rows),
        notes=tuple(_kind_notes(desk, counted, chapter)),
        source=figures.source(desk, counted, *_rates(desk)),
        csv=f"data/{where}-kinds.csv",
    )


def _rates(desk: Desk) -> list[Finding]:
    """The rates of every kind, on residents and on households, as far as bases are held: asked once for all tables."""
    asked = [
        desk.ask("recorded-crime-rate", out_of=base, by=("category",))
        for base in ("residents", "households")
    ]
    return [finding for finding in asked if not finding.refused]


def _ordered(finding: Finding) -> list[Cell]:
    """Anti-social behaviour first, since it is no crime; then kinds by name."""
    return sorted(
        finding.cells,
        key=lambda cell: (cell.key[0] != "anti-social-behaviour", crime.name_of(cell.key[0])),
    )


def _kind_columns(desk: Desk, shares: bool) -> tuple[Column, ...]:
    columns = [
        Column("Kind", "kind"),
        Column("Recorded", "recorded", "number"),
        Column("Rate per 1,000", "rate", "number"),
        Column("Interval", "interval", "number"),
    ]
    if shares:
        columns.append(Column("Share", "share", "number"))
    if desk.earlier is not None:
        columns += [
            Column(_change_title(desk), "change", "number"),
            Column("Reading", "reading"),
        ]
    return tuple(columns)


def _change_title(desk: Desk) -> str:
    """What the change is on; and of which months, where the period is longer."""
    assert desk.earlier is not None
    now = "" if desk.year == desk.period else f", {desk.year.words}"
    return f"Change{now} on {desk.earlier.words}"


def _kind_row(
    desk: Desk, counted: Finding, cell: Cell, whole: int, shares: bool
) -> tuple[Printed, ...]:
    code = cell.key[0]
    rates, base = _rate_cells(desk, code)
    printed = [
        Printed(crime.name_of(code) + (f" (of {base})" if base not in ("", "residents") else "")),
        Printed(numbers.count(cell.numerator or 0), finding=counted.address),
        *rates,
    ]
    if shares:
        printed.append(
            Printed(
                numbers.percent(100 * (cell.numerator or 0) / whole, base=whole) if whole else ""
            )
        )
    if desk.earlier is not None:
        printed += _change_cells(desk, code)
    return tuple(printed)


def _rate_cells(desk: Desk, code: str) -> tuple[list[Printed], str]:
    """Rate and interval with their base: the usual one of the kind, else residents, else none."""
    held = {finding.question.out_of: finding for finding in _rates(desk)}
    rate = held.get(default_bases()[code].base) or held.get("residents")
    cell = rate.cell(code) if rate else None
    if rate is None or cell is None or cell.value is None:
        return [Printed("no rate", "not-applicable"), Printed("", "not-applicable")], ""
    cells = [
        Printed(numbers.rate(cell.value), finding=rate.address),
        Printed(numbers.interval(cell.low or 0, cell.high or 0)),
    ]
    return cells, rate.question.out_of


def _change_cells(desk: Desk, code: str) -> list[Printed]:
    found = desk.ask(
        "recorded-crime-change",
        by=("category",),
        method="year-difference",
        period=desk.year,
        compared_with=desk.earlier,
    )
    cell = found.cell(code)
    if cell is None or cell.value is None:
        return [Printed("base below 50", "not-applicable"), Printed("not assessed")]
    return [
        Printed(numbers.change(cell.value), finding=found.address),
        Printed(READINGS.get(direction(cell), "no clear difference")),
    ]


def _total_row(
    desk: Desk, counted: Finding, whole: int, chapter: Chapter | None
) -> tuple[Printed, ...]:
    total = desk.ask("recorded-crime-count", category=counted.question.category)
    blank = len(_kind_columns(desk, chapter is None)) - 2
    return (
        Printed("All crimes and incidents" if chapter is None else "Together", strong=True),
        Printed(numbers.count(whole), finding=total.address, strong=True),
        *[Printed("") for _ in range(blank)],
    )


def _kind_notes(desk: Desk, counted: Finding, chapter: Chapter | None) -> Iterator[str]:
    yield "Rates are per 1,000 residents, or per 1,000 of what the kind names in brackets."
    yield "Intervals are 95% and describe the underlying rate, not an error in counting."
    if desk.missing:
        yield f"Counts and rates are of the {len(desk.held)} months held; they are not made into a year."
    codes = {cell.key[0] for cell in counted.cells}
    if "burglary" in codes:
        yield "Burglary includes burglary of places other than homes."
    if desk.earlier is not None:
        yield (
            "The reading follows the exact test of two counts, allowing for the days in each period"
            " and for how many kinds are tested together."
        )
    for code in chapter.row.counted_with if chapter else ():
        yield f"{crime.name_of(code)} is counted in another chapter too, and once in the total of the assessment."


def districts(
    desk: Desk, findings: list[Finding], chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """Districts of the force A to Z, and the place's rate over theirs; never a rank."""
    finding = findings[0]
    rows = []
    for cell in sorted(finding.cells, key=lambda cell: cell.label):
        ratio = cell.more.get("ratio")
        beside = "this district" if cell.key[0] == desk.opened.place.code else "not compared"
        if ratio is not None:
            beside = f"{numbers.ratio(ratio)} ({numbers.interval(cell.more['low'], cell.more['high'], numbers.ratio)})"
        rows.append(
            (
                Printed(cell.label),
                Printed(numbers.count(cell.numerator or 0), finding=finding.address),
                Printed(numbers.rate(cell.value) if cell.value is not None else "no rate"),
                Printed(beside),
            )
        )
    yield Table(
        code=f"{where}-districts",
        title=f"Recorded crimes and incidents in the districts of the force, {desk.when(finding)}",
        columns=(
            Column("District", "district"),
            Column("Recorded", "recorded", "number"),
            Column("Rate per 1,000 residents", "rate", "number"),
            Column(f"Rate of {desk.place} over this one's (interval)", "ratio", "number"),
        ),
        rows=tuple(rows),
        notes=(
            "In order of name. Districts are not ranked: they differ in size, in centres and in recording.",
        ),
        source=figures.source(desk, finding),
        csv=f"data/{where}-districts.csv",
    )


def searches(
    desk: Desk, findings: list[Finding], chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """A row a group: searches, residents, rate and ratio; those not known are shown and in no ratio."""
    finding = findings[0]
    reference = str(finding.question.options.get("reference", ""))
    yield Table(
        code=f"{where}-searches",
        title=f"Stops and searches by ethnic group, {desk.place}, {finding.question.period.words}",
        columns=(
            Column("Group", "group"),
            Column("Searches", "searches", "number"),
            Column("Residents", "residents", "number"),
            Column("Rate per 1,000 residents", "rate", "number"),
            Column("Ratio (interval)", "ratio", "number"),
        ),
        rows=tuple(_search_row(finding, cell, reference) for cell in finding.cells),
        notes=(
            "Residents are not the people available to be stopped.",
            "By district only, never by smaller areas.",
        ),
        source=figures.source(desk, finding),
        csv=f"data/{where}-searches.csv",
    )


def _search_row(finding: Finding, cell: Cell, reference: str) -> tuple[Printed, ...]:
    ratio = cell.more.get("ratio")
    if ratio is not None:
        beside = Printed(
            f"{numbers.ratio(ratio)} ({numbers.interval(cell.more['low'], cell.more['high'], numbers.ratio)})"
        )
    else:
        beside = Printed(
            "the others are compared with this" if cell.key[0] == reference else "in no ratio"
        )
    return (
        Printed(cell.key[0]),
        Printed(numbers.count(cell.numerator or 0), finding=finding.address),
        Printed(numbers.count(cell.denominator))
        if cell.denominator
        else Printed("not counted", "not-applicable"),
        Printed(numbers.rate(cell.value))
        if cell.value is not None
        else Printed("no rate", "not-applicable"),
        beside,
    )


SHAPES: dict[str, Callable[[Desk, list[Finding], Chapter | None, str], Iterator[Block]]] = {
    "kinds": kinds,
    "districts": districts,
    "searches": searches,
}
