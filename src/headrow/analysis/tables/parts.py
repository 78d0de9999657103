"""From a frame to what a source hands over: rows sifted with reasons, Parquet parts of the shape, the account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.ledger import Entry, SetAside
from headrow.analysis.tables.plug_ins import Candidate, Conformed
from headrow.analysis.tables.shapes import Shape
from headrow.analysis.tables.text_tables import TextTable

if TYPE_CHECKING:
    import polars as pl

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows that a source will not use: the ledger's reason, words for the reader, and which rows."""

    reason: str
    words: str
    rows: pl.Expr


def sift(frame: pl.DataFrame, *refusals: Refusal) -> tuple[pl.DataFrame, tuple[SetAside, ...]]:
    """The rows kept and those set aside; a row that several refusals meet counts under the first.

    frame: with a column `line`, from which the examples of the ledger are taken.
    """
    aside = []
    for refusal in refusals:
        refused = frame.select("line", _refused=refusal.rows.fill_null(value=False))
        lines = refused.filter("_refused")["line"]
        if lines.len():
            examples = tuple(lines.head(EXAMPLES).to_list())
            aside.append(SetAside(refusal.reason, refusal.words, lines.len(), examples))
            frame = frame.filter(~refused["_refused"])
    return frame, tuple(aside)


def write_part(frame: pl.DataFrame, shape: Shape, candidate: Candidate, folder: Path) -> Path:
    """One Parquet part of a shape, in its columns and types; `snapshot` is filled in from the file's digest."""
    import polars as pl

    types = {"string": pl.String, "int64": pl.Int64, "float64": pl.Float64, "binary": pl.Binary}
    snapshot = candidate.digest[:12]
    frame = frame.with_columns(snapshot=pl.lit(snapshot))
    columns = [pl.col(column).cast(types[kind]) for column, kind in shape.columns.items()]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{shape.code}-{snapshot}.parquet"
    frame.select(columns).write_parquet(path, compression="zstd")
    return path


def conformed(
    frame: pl.DataFrame,
    table: TextTable,
    *,
    source: str,
    shape: Shape,
    candidate: Candidate,
    folder: Path,
    kept: int,
    set_aside: tuple[SetAside, ...] = (),
    notes: tuple[str, ...] = (),
    months: tuple[str, ...] = (),
) -> Conformed:
    """What a source hands over for a text table: its part, and the account of the file's rows.

    kept: rows of the *file* that were used; one of them may give several rows of the shape, or none anew.
    """
    parts = (write_part(frame, shape, candidate, folder),) if frame.height else ()
    entry = Entry(
        file=candidate.name, digest=candidate.digest, bytes=candidate.bytes, source=source, shape=shape.code,
        rows_in=table.rows_in, rows_kept=kept, set_aside=(*set_aside, *table.fault),
        months=months, notes=() if table.fault else tuple(note for note in notes if note),
    )  # fmt: skip
    return Conformed(parts, entry)


def refused_whole(
    table: TextTable, reason: str, words: str, *, source: str, shape: Shape, candidate: Candidate
) -> Conformed:
    """A file none of whose rows can be used, with the one reason for all of them."""
    lines = tuple(table.frame["line"].head(EXAMPLES).to_list())
    rows = table.frame.height
    entry = Entry(
        file=candidate.name, digest=candidate.digest, bytes=candidate.bytes, source=source, shape=shape.code,
        rows_in=table.rows_in, rows_kept=0,
        set_aside=(*((SetAside(reason, words, rows, lines),) if rows else ()), *table.fault),
    )  # fmt: skip
    return Conformed((), entry)
