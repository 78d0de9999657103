"""Section 8: what is not known, the ledger that balances, and what the files say against themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences import responses
from headrow.analysis.tables.ledger import Entry
from headrow.documents.model import Block, Bullets, Column, Paragraph, Subheading, Table, plain
from headrow.documents.model import Cell as Printed
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Item
from headrow.vocabulary.periods import Month, listed

ROWS_OPEN = 24


def gaps(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Every gap met while the sections before were written, with what would fill it."""
    if desk.missing:
        yield Paragraph(
            plain(
                f"{numbers.first(len(desk.missing))} of {len(desk.period)} months of {desk.period.words} are not held:"
                f" {listed(desk.missing)}. They are not filled in."
            )
        )
    yield from harm(desk)
    rows = tuple(
        (
            Printed(gap.what, strong=True),
            Printed(_sentence(gap.why)),
            Printed(gap.filled_by or "not known"),
        )
        for gap in desk.gaps
    )
    yield Table(
        code="gaps",
        title="What is not known, and what would fill it",
        columns=(
            Column("What", "what"),
            Column("Why", "why"),
            Column("What would fill it", "filled_by"),
        ),
        rows=rows,
        csv="data/gaps.csv",
        folded=len(rows) > ROWS_OPEN,
    )


# A score stands only where weights cover this share of what is weighted (F16).
LEAST_COVERED = 90.0


def harm(desk: Desk) -> Iterator[Block]:
    """Why no score of harm is given, with the share of recorded crime that bears a weight."""
    finding = desk.ask("harm-coverage")
    covered = None if finding.refused else finding.only.value
    if covered is None:
        desk.gap(
            "A score of harm",
            finding.refused or "nothing was recorded",
            filled_by="weights by offence, with counts by offence",
        )
    elif covered < LEAST_COVERED:
        yield Paragraph((*plain("A score of harm: "), *responses.harm_refused(covered, finding)))
        desk.gap(
            "A score of harm",
            f"weights cover {numbers.percent(covered)} of recorded crime",
            filled_by="counts by offence, each with its weight",
        )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."


def ledger(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Each file of records: rows in, kept inside the place, kept outside it, set aside; the sums balance."""
    entries = [entry for entry in desk.used_entries if entry.shape in RECORD_SHAPES]
    yield Subheading("Every row accounted for", "ledger")
    yield Table(
        code="ledger",
        title="Rows in, and where each went",
        columns=(
            Column("File", "file"),
            Column("Rows in", "rows_in", "number"),
            Column(f"Kept, in {desk.place}", "inside", "number"),
            Column("Kept, elsewhere", "outside", "number"),
            Column("Set aside", "set_aside", "number"),
        ),
        rows=(*[_ledger_row(desk, entry) for entry in entries], _ledger_total(desk, entries)),
        notes=(
            "Rows in are rows kept and rows set aside. Rows elsewhere serve comparison with other districts.",
            "Rows without a small area belong to the force and are in no district's figure.",
        ),
        csv="data/ledger.csv",
        folded=len(entries) > ROWS_OPEN,
    )


RECORD_SHAPES = (
    "recorded_crime",
    "recorded_crime_counts",
    "stop_searches",
    "outcomes",
    "partner_counts",
)


def _inside(desk: Desk, entry: Entry) -> tuple[int, int]:
    """Rows kept inside the place and outside; a series or partner file of the place alone is inside."""
    held = desk.opened.by_snapshot.get(entry.digest[:12])
    return held if held is not None and entry.shape == "recorded_crime" else (entry.rows_kept, 0)


def _aside(entry: Entry) -> int:
    return sum(part.rows for part in entry.set_aside)


def _ledger_row(desk: Desk, entry: Entry) -> tuple[Printed, ...]:
    inside, outside = _inside(desk, entry)
    return (
        Printed(entry.file),
        Printed(numbers.count(entry.rows_in)),
        Printed(numbers.count(inside)),
        Printed(numbers.count(outside)),
        Printed(numbers.count(_aside(entry))),
    )


def _ledger_total(desk: Desk, entries: list[Entry]) -> tuple[Printed, ...]:
    sums = [
        sum(entry.rows_in for entry in entries),
        sum(_inside(desk, entry)[0] for entry in entries),
        sum(_inside(desk, entry)[1] for entry in entries),
        sum(_aside(entry) for entry in entries),
    ]
    return (
        Printed("All files", strong=True),
        *[Printed(numbers.count(total), strong=True) for total in sums],
    )


def set_aside(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Why rows were set aside, by reason."""
    rows: Counter[str] = Counter()
    words: dict[str, str] = {}
    for entry in desk.used_entries:
        for part in entry.set_aside:
            rows[part.reason] += part.rows
            words.setdefault(part.reason, part.words)
    if not rows:
        yield Paragraph(plain("No row of these files was set aside."))
        yield from _useless(desk)
        return
    yield Table(
        code="set-aside",
        title="Rows set aside, and why",
        columns=(
            Column("Reason", "reason"),
            Column("Rows", "rows", "number"),
            Column("In the first file", "words"),
        ),
        rows=tuple(
            (
                Printed(reason.replace("-", " ").capitalize()),
                Printed(numbers.count(rows[reason])),
                Printed(words[reason]),
            )
            for reason in sorted(rows)
        ),
        csv="data/set-aside.csv",
    )
    yield from _useless(desk)


def _useless(desk: Desk) -> Iterator[Block]:
    """Files of which no row could be kept, with the reason; and how many more were not needed."""
    rows = tuple(
        (
            Printed(entry.file),
            Printed(numbers.count(entry.rows_in)),
            Printed(" ".join(part.words for part in entry.set_aside)),
        )
        for entry in desk.useless_entries
    )
    if rows:
        yield Table(
            code="files-without-rows",
            title="Files of which no row could be used",
            columns=(
                Column("File", "file"),
                Column("Rows in", "rows_in", "number"),
                Column("Why", "why"),
            ),
            rows=rows,
            csv="data/files-without-rows.csv",
            folded=True,
        )
    held = desk.opened.ledger
    yield Paragraph(
        plain(
            f"All files together: {numbers.count(held.rows_in)} rows in, {numbers.count(held.rows_kept)} kept and"
            f" {numbers.count(held.rows_set_aside)} set aside. ledger.json holds the account of every file."
        ),
        "small",
    )


def data_notes(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """What the locality and the files themselves say against the data; and where two sources do not agree."""
    notes = [
        note.text for note in desk.locality.declared.data_note if _concerns(desk, note.sources)
    ]
    notes += [words for entry in desk.used_entries for words in entry.notes]
    notes += desk.opened.ledger.notes
    notes += [_totals_apart(desk, month) for month in desk.held_twice]
    if notes:
        yield Subheading("Notes on the data", "data-notes")
        yield Bullets(tuple(plain(words) for words in dict.fromkeys(notes)))


def _concerns(desk: Desk, sources: tuple[str, ...]) -> bool:
    used = {entry.source for entry in desk.used_entries}
    return not sources or set(sources) <= used


def _totals_apart(desk: Desk, month: Month) -> str:
    """A month held both as a series and at street level: both totals, never added."""
    from headrow.vocabulary.periods import Period

    one = Period(month, month)
    series = desk.ask("recorded-crime-count", period=one, source="series").only.numerator or 0
    street = desk.ask("recorded-crime-count", period=one, source="street").only.numerator or 0
    return (
        f"{month.words} is held twice: {numbers.count(series)} in the series by area and month, {numbers.count(street)}"
        f" at street level, {numbers.count(abs(series - street))} apart. Each figure names the one it comes from."
    )
