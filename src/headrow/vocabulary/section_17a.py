"""The data sets of section 17A: who discloses which, and how a body of 2007 is called today (G-29 to G-31)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headrow.vocabulary.dated_values import CONFIDENCE
from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    folder,
    must_resolve,
    needed,
    read,
    refuse_unknown,
    shown,
)

# Kinds of agency that hold a set today.
HOLDERS = ("police", "fire", "council", "health", "ambulance")


@dataclass(frozen=True, slots=True)
class Holder:
    """The body that the schedule names, and the kind of agency that stands for it today."""

    said: str
    holder: str
    why: str = ""

    def __post_init__(self) -> None:
        if self.holder not in HOLDERS:
            raise ValueError(f"'{self.holder}' holds no set. It may be: {', '.join(HOLDERS)}.")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A prescribed data set, in our words."""

    code: str
    said: str
    name: str
    paragraph: str
    confidence: str
    fields: tuple[str, ...]
    outward_postcode_only: bool = False

    def __post_init__(self) -> None:
        if self.confidence not in CONFIDENCE:
            raise ValueError(
                f"confidence '{self.confidence}' is not one of: {', '.join(CONFIDENCE)}."
            )


@dataclass(frozen=True, slots=True)
class Section17A:
    """The checklist of one quarter: each data set with the holder of today."""

    source: str
    holders: tuple[Holder, ...]
    datasets: tuple[Dataset, ...]

    def holder_of(self, dataset: Dataset) -> Holder:
        """Who holds a data set today, and which body the schedule named."""
        return next(row for row in self.holders if row.said == dataset.said)


@cache
def section_17a() -> Section17A:
    """The declared checklist. Raises DeclaredFileError with file, key and remedy."""
    path = folder("declared") / "section_17a.toml"
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("source", "holder", "dataset"), where=where)
    holders = records(found, "holder", Holder, where=where)
    datasets = records(found, "dataset", Dataset, where=where)
    for row in datasets:
        must_resolve(
            row.said,
            among=(holder.said for holder in holders),
            where=f"{where}: dataset '{row.code}'",
            what="body of a [[holder]]",
        )
    if len({row.code for row in datasets}) < len(datasets):
        raise DeclaredFileError(f"{where}: a code stands twice. Give each data set its own.")
    return Section17A(needed(found, "source", where=where), holders, datasets)
