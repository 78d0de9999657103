"""From a publisher's CSV to a conformed table: rows kept, rows set aside by rule, and an account that balances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.ledger import Entry, SetAside
from headrow.analysis.tables.plug_ins import Candidate, Conformed
from headrow.analysis.tables.published_values import found_columns
from headrow.analysis.tables.row_rules import Rule, counted
from headrow.analysis.tables.shapes import Shape
from headrow.analysis.warehouse.csv_files import Block, CsvFault, blocks, count_rows
from headrow.analysis.warehouse.digests import SHORT

if TYPE_CHECKING:
    import polars as pl

EXAMPLES = 5
LEVEL = 1  # of zstd: 6 % larger than the default, for three quarters of the work
REASON = "_reason"
ROW = "_row"
UNREADABLE = "Rows of the file cannot be told apart ({wrong}): none of it is used. Fetch it again."


@dataclass(frozen=True, slots=True)
class Reading:
    """How the CSV files of a source become its shape.

    spelt: our names for the publisher's columns, each with the spellings known; the first is the one published.
    prepare: a frame of texts under our names in, a frame with the shape's columns (all but `snapshot`), and the
        columns named by the rules, out.
    once: columns whose values together may stand in one row only; later ones are set aside under `repeated`.
    notes: gives remarks on the rows kept, as {words with {rows}: how many}.
    spread: turns rows kept into rows of the shape, where one row of the file gives several.
    """

    source: str
    shape: Shape
    spelt: Mapping[str, tuple[str, ...]]
    prepare: Callable[[pl.DataFrame, Candidate], pl.DataFrame]
    rules: tuple[Rule, ...]
    once: tuple[str, ...] = ()
    repeated: Rule | None = None
    notes: Callable[[pl.DataFrame], Mapping[str, int]] = field(default=lambda kept: {})
    spread: Callable[[pl.DataFrame], pl.DataFrame] = field(default=lambda kept: kept)


@dataclass(slots=True)
class _Aside:
    rows: int = 0
    examples: list[int] = field(default_factory=list)
    by_month: dict[str, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)


def conform_csv(candidate: Candidate, folder: Path, reading: Reading) -> Conformed:
    """Write the rows kept as Parquet parts into the folder, and account for every row of the file.

    A file that breaks off, is not UTF-8 or has an open quotation mark is set aside whole, its rows counted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        repeats = _run(candidate, folder, reading, frozenset())
        if repeats.suspects:
            repeats = _run(candidate, folder, reading, repeats.suspects)
        return repeats.conformed()
    except CsvFault as fault:
        for part in folder.glob("*.parquet"):
            part.unlink()
        return _whole_file(candidate, reading, fault)


def _whole_file(candidate: Candidate, reading: Reading, fault: CsvFault) -> Conformed:
    rows = count_rows(candidate.path)
    aside = (SetAside(fault.reason, str(fault), rows),) if rows else ()
    notes = () if rows else (str(fault),)
    return Conformed((), _entry(candidate, reading, rows, 0, aside, (), notes))


def _entry(
    candidate: Candidate,
    reading: Reading,
    rows_in: int,
    kept: int,
    aside: tuple[SetAside, ...],
    months: tuple[str, ...],
    notes: tuple[str, ...],
) -> Entry:
    return Entry(
        candidate.name, candidate.digest, candidate.bytes, reading.source, reading.shape.code,
        rows_in, kept, aside, months, notes,
    )  # fmt: skip


class _Run:
    """One pass over a file: what was met so far."""

    def __init__(self, candidate: Candidate, folder: Path, reading: Reading) -> None:
        self.candidate, self.folder, self.reading = candidate, folder, reading
        self.rows_in = self.rows_kept = 0
        self.aside: dict[str, _Aside] = {}
        self.months: set[str] = set()
        self.notes: dict[str, int] = {}
        self.parts: list[Path] = []
        self.suspects: frozenset[int] = frozenset()
        self.block: Block | None = None  # the one at hand

    def keep(self, kept: pl.DataFrame) -> None:
        """Write the rows kept as the next part."""
        import polars as pl

        for words, rows in self.reading.notes(kept).items():
            self.notes[words] = self.notes.get(words, 0) + rows
        if "month" in self.reading.shape.columns:
            self.months.update(kept["month"].unique())
        snapshot = pl.lit(self.candidate.digest[:SHORT]).alias("snapshot")
        part = self.folder / f"part-{len(self.parts):04d}.parquet"
        columns = [name for name in self.reading.shape.columns if name != "snapshot"]
        self.reading.spread(kept).select(*columns, snapshot).write_parquet(
            part, compression="zstd", compression_level=LEVEL
        )
        self.parts.append(part)
        self.rows_kept += kept.height

    def put_aside(self, rule: Rule, rows: pl.DataFrame) -> None:
        """Count rows under a rule, with the lines of the first and the months of all."""
        if not rows.height:
            return
        held = self.aside.setdefault(rule.reason, _Aside())
        held.rows += rows.height
        if self.block is not None and len(held.examples) < EXAMPLES:
            held.examples += self.block.lines_of(
                rows[ROW].head(EXAMPLES - len(held.examples)).to_list()
            )
        if "month" in self.reading.shape.columns:
            for month, count in rows["month"].drop_nulls().value_counts().iter_rows():
                held.by_month[month] = held.by_month.get(month, 0) + count
        if rule.shows and len(held.seen) < 3:
            values = rows[rule.shows].unique(maintain_order=True).head(3).to_list()
            held.seen += [value for value in values if value not in held.seen][: 3 - len(held.seen)]

    def conformed(self) -> Conformed:
        """The parts and the file's account."""
        rules = [*self.reading.rules, *([self.reading.repeated] if self.reading.repeated else [])]
        aside = tuple(
            _words(rule, self.aside[rule.reason]) for rule in rules if rule.reason in self.aside
        )
        notes = tuple(counted(words, rows) for words, rows in self.notes.items() if rows)
        if not self.rows_in:
            notes = ("The file holds a header and no row. If rows were expected, fetch it again.",)
        entry = _entry(
            self.candidate, self.reading, self.rows_in, self.rows_kept, aside,
            tuple(sorted(self.months)), notes,
        )  # fmt: skip
        return Conformed(tuple(self.parts), entry)


def _words(rule: Rule, held: _Aside) -> SetAside:
    seen = ", ".join(f"'{value}'" if value else "nothing" for value in held.seen)
    words = counted(rule.words, held.rows, seen=seen)
    by_month = tuple(sorted(held.by_month.items()))
    return SetAside(rule.reason, words, held.rows, tuple(held.examples), by_month)


def _run(candidate: Candidate, folder: Path, reading: Reading, suspects: frozenset[int]) -> _Run:
    run = _Run(candidate, folder, reading)
    places = found_columns(candidate.columns, reading.spelt)
    met = _Met(reading, suspects)
    for block in blocks(candidate.path):
        frame = _frame(block, candidate.columns, places)
        run.rows_in += frame.height
        run.block = block
        prepared = _judged(reading.prepare(frame, candidate), reading.rules)
        worst = prepared[REASON].max()
        kept = prepared.filter(prepared[REASON] == 0) if worst else prepared
        for index, rule in enumerate(reading.rules, start=1):
            if worst:
                run.put_aside(rule, prepared.filter(prepared[REASON] == index))
        if reading.repeated is not None and kept.height:
            kept, again = met.split(kept)
            run.put_aside(reading.repeated, again)
        if kept.height:
            run.keep(kept)
    run.suspects = met.repeats() if not suspects else frozenset()
    return run


def _frame(block: Block, columns: tuple[str, ...], places: Mapping[str, int]) -> pl.DataFrame:
    """The rows of a block as texts under our names, with their places in it; blank lines are no rows.

    Raises CsvFault when rows cannot be told apart.
    """
    import polars as pl

    wanted = sorted(set(places.values()))
    text = block.text if block.header else b",".join([b"c"] * len(columns)) + b"\n" + block.text
    if block.header and b"\n" not in block.text:
        text += b"\n"
    try:
        frame = pl.read_csv(text, columns=wanted, infer_schema=False, truncate_ragged_lines=True)
    except pl.exceptions.PolarsError as wrong:
        raise CsvFault(
            "unreadable-rows", UNREADABLE.format(wrong=str(wrong).splitlines()[0])
        ) from None
    at = {place: name for place, name in zip(wanted, frame.columns, strict=True)}
    row = pl.int_range(frame.height, eager=True).alias(ROW)
    frame = frame.select(*(pl.col(at[place]).alias(ours) for ours, place in places.items()), row)
    if frame.height and all(frame[ours].null_count() for ours in places):
        frame = frame.filter(~row.is_in(block.blank_rows()))
    return frame


def _judged(frame: pl.DataFrame, rules: tuple[Rule, ...]) -> pl.DataFrame:
    """The frame with the number of the first rule that a row fails, 0 where it fails none."""
    import polars as pl

    reason = pl.lit(0, dtype=pl.UInt8)
    for index, rule in reversed(list(enumerate(rules, start=1))):
        reason = pl.when(pl.col(rule.fails)).then(pl.lit(index, dtype=pl.UInt8)).otherwise(reason)
    return frame.with_columns(reason.alias(REASON))


class _Met:
    """Which keys were met: by 8-byte hashes on the first pass, by the keys themselves where hashes repeat.

    A file of any size is so checked in 8 bytes a row; two keys of one hash are told apart on the second pass.
    """

    def __init__(self, reading: Reading, suspects: frozenset[int]) -> None:
        self.once, self.suspects = reading.once, suspects
        self.hashes: list[pl.Series] = []
        self.keys: set[tuple[str, ...]] = set()

    def split(self, kept: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows whose key is new (or empty), and rows whose key was met."""
        import polars as pl

        keyed = pl.col(self.once[0]).is_not_null()
        hashes = kept.select(pl.when(keyed).then(pl.struct(self.once).hash()).alias("h"))["h"]
        if not self.suspects:
            self.hashes.append(hashes.drop_nulls())
            return kept, kept.clear()
        doubtful = hashes.is_in(list(self.suspects)).fill_null(False)
        fresh = []
        for index, *key in kept.select(*self.once).with_row_index().filter(doubtful).iter_rows():
            if tuple(key) in self.keys:
                fresh.append(index)
            self.keys.add(tuple(key))
        again = pl.Series(fresh, dtype=pl.UInt32)
        is_again = kept.select(pl.int_range(pl.len(), dtype=pl.UInt32).is_in(again.implode()))
        mask = is_again.to_series()
        return kept.filter(~mask), kept.filter(mask)

    def repeats(self) -> frozenset[int]:
        """Hashes met more than once."""
        import polars as pl

        if not self.hashes:
            return frozenset()
        every = pl.concat(self.hashes)
        if every.n_unique() == every.len():
            return frozenset()
        return frozenset(every.filter(every.is_duplicated()))


def mapped(column: pl.Series, read: Callable[[str | None], str | None]) -> pl.Series:
    """A column with each distinct text read once; texts that cannot be read become nothing."""
    import polars as pl

    texts = column.unique().drop_nulls().to_list()
    values = [read(text) for text in texts]
    if values == texts:  # as published: nothing to write anew
        return column
    read_as = pl.Series(values, dtype=pl.String)
    return column.replace_strict(texts, read_as, default=None, return_dtype=pl.String)
