"""Files as a publisher would give them, made small, and what a source makes of them."""

import gzip
import hashlib
from pathlib import Path

import polars as pl

from headrow.analysis.tables.ledger import Entry
from headrow.analysis.tables.plug_ins import Candidate, Source
from headrow.analysis.warehouse.csv_files import header_of


def candidate(path: Path, name: str = "") -> Candidate:
    """A file on disk as gathering hands it to a source."""
    raw = path.read_bytes()
    columns = header_of(path) if path.name.endswith((".csv", ".csv.gz", ".xlsx")) else ()
    return Candidate(name or path.name, path, hashlib.sha256(raw).hexdigest(), len(raw), columns)


def written(folder: Path, name: str, text: str | bytes) -> Candidate:
    """A file made here; compressed when its name says so."""
    raw = text.encode() if isinstance(text, str) else text
    path = folder / name
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return candidate(path)


def conform(source: Source, file: Candidate, folder: Path) -> tuple[pl.DataFrame, Entry]:
    """The rows of the shape that a source gives, and the file's account."""
    assert source.recognise(file), f"{source.code} does not recognise {file.name}"
    done = source.conform(file, folder / "parts" / file.digest[:8])
    assert done.entry.source == source.code
    assert done.entry.shape == source.gives.code
    schema = dict.fromkeys(source.gives.columns)
    rows = (
        pl.concat([pl.read_parquet(part) for part in done.parts])
        if done.parts
        else pl.DataFrame(schema=schema)
    )
    assert list(rows.columns) == list(source.gives.columns)
    return rows, done.entry


def reasons(entry: Entry) -> dict[str, int]:
    """Rows set aside by reason."""
    return {aside.reason: aside.rows for aside in entry.set_aside}
