"""A partner's own file (fire, ambulance, A&E, housing, youth justice ...), mapped to counts by a TOML, without code.

A file with a column of personal data is refused whole, by name and by content; no message, note or table repeats a
value of it. Only counts leave this module.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.area_columns import CODE as AREA_CODE
from headrow.analysis.tables.area_columns import AreaColumn, area_column, kind_of
from headrow.analysis.tables.months_in_text import months_in
from headrow.analysis.tables.partner_mappings import (
    COUNT,
    PartnerMapping,
    digest_of_mapping,
    load,
    mapping_file,
)
from headrow.analysis.tables.parts import Refusal, conformed, refused_whole, sift
from headrow.analysis.tables.personal_data import Personal, personal_columns, years_of
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import PARTNER_COUNTS
from headrow.analysis.tables.text_tables import TextTable, number, read
from headrow.vocabulary.toml_files import DeclaredFileError, shown

if TYPE_CHECKING:
    import polars as pl

CODE = "partner-file"
ALL = "all"
MOST_GROUPS = 60  # more are no groups but names, references or free text
WITHHELD = r"^(?:\*|\[?c\]?|x|<\s*\d+|fewer than \d+|suppressed|withheld)$"


def recognise(candidate: Candidate) -> str | None:
    """A table for which somebody wrote a mapping."""
    if not candidate.columns:
        return None
    mapping = mapping_file(candidate)
    return f"mapped by {shown(mapping)}" if mapping else None


def beside(candidate: Candidate) -> str:
    """The digest of the mapping: with another mapping the same bytes give another result."""
    return digest_of_mapping(candidate)


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Counts by area, month and group; the whole file is refused for personal data or a mapping that does not fit."""
    table = read(candidate.path, candidate.name)
    path = mapping_file(candidate)
    assert path is not None  # recognised by it
    try:
        mapping = load(path)
    except DeclaredFileError as wrong:
        # Personal data first: what is wrong with the mapping does not matter for a file that must go.
        reason, words = _personal(candidate, table, None) or ("mapping-not-usable", str(wrong))
        return _refused(candidate, table, reason, words)
    refused = _personal(candidate, table, mapping) or _missing(candidate, table, mapping)
    return (
        _refused(candidate, table, *refused)
        if refused
        else _counted(candidate, table, mapping, folder)
    )


def _refused(candidate: Candidate, table: TextTable, reason: str, words: str) -> Conformed:
    return refused_whole(
        table, reason, words, source=CODE, shape=PARTNER_COUNTS, candidate=candidate
    )


def _personal(
    candidate: Candidate, table: TextTable, mapping: PartnerMapping | None
) -> tuple[str, str] | None:
    """Why the file is refused for the persons in it, or nothing; names columns and kinds, never a value."""
    month = mapping.columns["month"] if mapping else ""
    years = years_of(table.frame[month]) if month in table.frame.columns else None
    newest = int(years.max()) if years is not None and years.len() else None  # type: ignore[arg-type]
    found = personal_columns(table.frame, newest_event=newest)
    if not found:
        return None
    return "personal-data", (
        f"{candidate.name} is refused whole, because it holds personal data: {'; '.join(map(_in_words, found))}. Ask"
        f" the partner for an export without these columns, and delete this file."
    )


def _in_words(found: Personal) -> str:
    column = found.column if found.column.startswith("column ") else f"the column '{found.column}'"
    return f"{column} is {found.kind} (by {found.by})"


def _missing(
    candidate: Candidate, table: TextTable, mapping: PartnerMapping
) -> tuple[str, str] | None:
    missing = [column for column in mapping.columns.values() if column not in table.frame.columns]
    if not missing:
        return None
    listed = ", ".join(f"'{column}'" for column in missing)
    held = ", ".join(column for column in table.frame.columns if column != "line")
    # Where none is found, the first row is perhaps no header but a row of values: it is not repeated.
    there = (
        f" Its columns are: {held}."
        if len(missing) < len(mapping.columns)
        else " Its first row must be the header."
    )
    return "column-missing", (
        f"{candidate.name} has no column {listed}, which {mapping.file} names.{there} Mend the mapping, or ask the"
        f" partner for the column."
    )


def _counted(
    candidate: Candidate, table: TextTable, mapping: PartnerMapping, folder: Path
) -> Conformed:
    import polars as pl

    rows = _spelt(table.frame, mapping)
    kind, note = _kind(mapping, rows["area"])
    if kind is None:
        return _refused(
            candidate,
            table,
            "unknown-area-kind",
            f"{candidate.name}: {note}. Say its kind in [area].",
        )
    if rows["group"].n_unique() > MOST_GROUPS:
        return _refused(candidate, table, "too-many-groups", _too_many(candidate, mapping))
    kept, set_aside = sift(rows, *_refusals(candidate.name, mapping))
    counts = (
        kept.group_by("area", "month", "group")
        .agg(pl.col("count").sum())
        .sort("area", "month", "group")
    )
    counts = counts.with_columns(
        partner=pl.lit(mapping.partner), topic=pl.lit(mapping.topic), area_kind=pl.lit(kind),
        protection=pl.lit(mapping.protection), contains=pl.lit(mapping.contains),
    )  # fmt: skip
    mapped = (
        f"Read with {mapping.file} ({hashlib.sha256(repr(mapping).encode()).hexdigest()[:12]})."
    )
    return conformed(
        counts, table, source=CODE, shape=PARTNER_COUNTS, candidate=candidate, folder=folder, kept=kept.height,
        set_aside=set_aside, notes=(note, mapped), months=tuple(sorted(counts["month"].unique())),
    )  # fmt: skip


def _spelt(frame: pl.DataFrame, mapping: PartnerMapping) -> pl.DataFrame:
    """The rows under our names: area, month (null when not read), group, count (1 for an event), withheld."""
    import polars as pl

    columns = mapping.columns
    area = (
        pl.col(columns["area"]).str.strip_chars()
        if "area" in columns
        else pl.lit(mapping.area_code)
    )
    group = (
        pl.col(columns["group"]).str.strip_chars().fill_null("not stated")
        if "group" in columns
        else pl.lit(ALL)
    )
    count = number(columns["count"]) if mapping.each_row_is == COUNT else pl.lit(1.0)
    withheld = pl.lit(value=False)
    if mapping.each_row_is == COUNT:
        withheld = (
            pl.col(columns["count"]).str.strip_chars().str.to_lowercase().str.contains(WITHHELD)
        )
    return frame.select(
        "line",
        area=area.replace(dict(mapping.area_codes)) if mapping.area_codes else area,
        month=months_in(frame[columns["month"]], mapping.date_format),
        group=group.replace(dict(mapping.groups)) if mapping.groups else group,
        count=count,
        withheld=withheld,
    )


def _kind(mapping: PartnerMapping, areas: pl.Series) -> tuple[str | None, str]:
    if mapping.area_kind:
        return mapping.area_kind, ""
    column = mapping.columns.get("area", "code")
    told = area_column(column) or AreaColumn(column, "", "", "code")
    codes = areas.drop_nulls()
    return kind_of(told, codes.filter(codes.str.contains(AREA_CODE)).unique().sort().to_list())


def _too_many(candidate: Candidate, mapping: PartnerMapping) -> str:
    return (
        f"{candidate.name}: the column '{mapping.columns['group']}' has more than {MOST_GROUPS} different values, so it"
        f" is no group (it may name persons or cases). Name another column in {mapping.file}, or none."
    )


def _refusals(name: str, mapping: PartnerMapping) -> list[Refusal]:
    import polars as pl

    columns = mapping.columns
    area, month, count = columns.get("area", "the area"), columns["month"], columns.get("count", "")
    form = f" as {mapping.date_format}" if mapping.date_format else ""
    whole = (pl.col("count") >= 0) & (pl.col("count") == pl.col("count").floor())
    return [
        Refusal("no-area-code", f"{name}: '{area}' is empty. Ask the partner for the area.", pl.col("area").is_null()),
        Refusal("not-an-area-code", f"{name}: '{area}' is no area code (a letter and eight digits). Put the partner's"
                f" names and their codes under [area.codes] in {mapping.file}.",
                ~pl.col("area").str.contains(AREA_CODE)),
        Refusal("unreadable-month", f"{name}: '{month}' cannot be read{form}. Say how it is written in 'date_format' of"
                f" {mapping.file}.", pl.col("month").is_null()),
        Refusal("withheld-by-partner", f"{name}: '{count}' was withheld by the partner, and is neither nought nor"
                " guessed. Ask for the count under a sharing agreement, if it is needed.", pl.col("withheld")),
        Refusal("not-a-number", f"{name}: '{count}' is no whole number of nought or more. Ask the partner to mend it.",
                ~whole.fill_null(value=False)),
    ]  # fmt: skip


SOURCE = Source(
    code=CODE,
    name="A partner's file",
    publisher="the partner named in the mapping",
    licence="held under the sharing agreement with the partner; not to be passed on",
    gives=PARTNER_COUNTS,
    every="as the partner sends it",
    personal=False,
    version=2,
    policy="published",
    caveats=("Counted by the partner, in its own way; not comparable with police counts.",),
    recognise=recognise,
    conform=conform,
    beside=beside,
)
