"""A locality: a folder that says who a partnership is, which area, which strategies, which words; no code.

The folder holds locality.toml, the strategy files it names, partner mappings, and the analyst's commentary.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from headrow.vocabulary.chapters import Chapter, crime_group_chapters
from headrow.vocabulary.contrast import LEAST_RATIO, contrast_on_white
from headrow.vocabulary.locality_file import (
    OUR_BAND,
    CentreArea,
    Contact,
    DataNote,
    DeclaredBoard,
    District,
    Event,
    LocalityFile,
    RecordingChange,
)
from headrow.vocabulary.periods import Month
from headrow.vocabulary.records import record, records
from headrow.vocabulary.strategies import Strategy, load_strategy
from headrow.vocabulary.toml_files import DeclaredFileError, folder, must_resolve, read, shown

__all__ = [
    "CentreArea",
    "Contact",
    "DataNote",
    "DeclaredBoard",
    "District",
    "Event",
    "Locality",
    "LocalityFile",
    "RecordingChange",
    "folder_of_locality",
    "load_locality",
    "names_of_localities",
    "national_contacts",
    "national_recording_changes",
]


@dataclass(frozen=True, slots=True)
class Locality:
    """A partnership's own facts, loaded with its strategies; `remarks` say what was put right while loading."""

    folder: Path
    declared: LocalityFile
    strategies: tuple[Strategy, ...]
    recording_changes: tuple[RecordingChange, ...]
    band: str = OUR_BAND
    remarks: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The name of the folder."""
        return self.declared.code

    @property
    def name(self) -> str:
        """The partnership's name."""
        return self.declared.name

    @property
    def district(self) -> District:
        """Its district."""
        return self.declared.district

    @property
    def place(self) -> str:
        """The place as sentences say it."""
        return self.declared.place or self.district.name

    @property
    def force(self) -> str:
        """The police force as it names itself in its files."""
        return self.declared.force

    @property
    def commentary_folder(self) -> Path:
        """Where the analyst's Markdown lies."""
        return self.folder / self.declared.commentary

    @property
    def mapping_files(self) -> tuple[Path, ...]:
        """The mappings of partners' files."""
        return tuple(sorted((self.folder / "partner_files").glob("*.toml")))

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Ways to report and to get help: those of the whole country first, then its own."""
        return (*national_contacts(), *self.declared.contact)

    def says(self, words: str) -> str:
        """Declared words in this partnership's wording."""
        return self.declared.wording.get(words, words)

    def strategy(self, code: str) -> Strategy:
        """The strategy of that id, or that begins in that year. Raises DeclaredFileError listing those held."""
        for strategy in self.strategies:
            if code in (strategy.head.id, str(strategy.head.from_year)):
                return strategy
        held = ", ".join(strategy.head.id for strategy in self.strategies) or "none"
        raise DeclaredFileError(f"{self.code} has no strategy '{code}'. It has: {held}.")

    def strategy_for(self, last: Month) -> Strategy | None:
        """The strategy whose chapters fit data that end in that month, or nothing where none is held.

        That is the first one that still runs in that year, or the last one held. Data from before any began
        fit the first, since its assessment looks back on them.
        """
        by_start = sorted(self.strategies, key=lambda strategy: strategy.head.from_year)
        fitting = [strategy for strategy in by_start if last.year < strategy.head.to_year]
        return fitting[0] if fitting else (by_start[-1] if by_start else None)

    def others(self, strategy: Strategy) -> tuple[Strategy, ...]:
        """The strategies beside the one chosen, which a crosswalk ties to it."""
        return tuple(other for other in self.strategies if other.head.id != strategy.head.id)

    def chapters(self, strategy: Strategy | None) -> tuple[Chapter, ...]:
        """One chapter an issue of the strategy or, without one, a group of crimes."""
        return strategy.chapters() if strategy else crime_group_chapters()


def names_of_localities() -> tuple[str, ...]:
    """The localities that exist: folders with a locality.toml, those made on this site too."""
    files = [path for place in _places() for path in place.glob("*/locality.toml")]
    return tuple(sorted({path.parent.name for path in files}))


def folder_of_locality(name: str) -> Path:
    """The folder of a locality, by its name or by a path: one made on this site comes before one of the package."""
    if "/" in name:
        return Path(name)
    held = [place / name for place in _places() if (place / name / "locality.toml").is_file()]
    return held[0] if held else _places()[-1] / name


def _places() -> list[Path]:
    """Where localities lie: those made on this site, then the folder of declared ones."""
    made_here = Path(os.environ.get("HEADROW_VAR", "var")) / "localities"
    return [*([made_here.resolve()] if made_here.is_dir() else []), folder("localities")]


def load_locality(name: str) -> Locality:
    """A locality by the name of its folder, or by a path to one. Raises DeclaredFileError with file, key and remedy."""
    place = folder_of_locality(name)
    if not (place / "locality.toml").is_file():
        raise DeclaredFileError(
            f"There is no locality '{name}'. There are: {', '.join(names_of_localities())}. Copy one to begin."
        )
    path = place / "locality.toml"
    declared = record(read(path), LocalityFile, where=shown(path))
    if declared.code != place.name:
        raise DeclaredFileError(
            f"{shown(path)}: 'code' says {declared.code!r}, and the folder is '{place.name}'. Make them the same."
        )
    strategies = tuple(load_strategy(place / file) for file in declared.strategies)
    _check_crosswalks(strategies)
    band, remarks = _band(declared.band, where=shown(path))
    changes = tuple(
        sorted(
            (*national_recording_changes(), *declared.recording_change),
            key=lambda change: change.starts,
        )
    )
    return Locality(place, declared, strategies, changes, band, remarks)


def national_recording_changes() -> tuple[RecordingChange, ...]:
    """The changes of recording that hold for every force of England and Wales, in order."""
    path = folder("declared") / "recording_changes.toml"
    return records(read(path), "recording_change", RecordingChange, where=shown(path))


def national_contacts() -> tuple[Contact, ...]:
    """Ways to report and to get help that hold everywhere in England and Wales, emergencies first."""
    path = folder("declared") / "contacts.toml"
    return records(read(path), "contact", Contact, where=shown(path))


def _band(colour: str, *, where: str) -> tuple[str, tuple[str, ...]]:
    """The band's colour, or ours with a remark where white words on it could not be read."""
    try:
        ratio = contrast_on_white(colour)
    except ValueError as wrong:
        raise DeclaredFileError(f"{where}: 'band' holds {colour!r}. {wrong}") from None
    if ratio >= LEAST_RATIO:
        return colour, ()
    return OUR_BAND, (
        f"{where}: white words on the band {colour} have a contrast of {ratio:.1f} to 1; {LEAST_RATIO} is the least."
        f" {OUR_BAND} is used. Choose a darker colour.",
    )


def _check_crosswalks(strategies: tuple[Strategy, ...]) -> None:
    by_id = {strategy.head.id: strategy for strategy in strategies}
    for strategy in strategies:
        for row in strategy.crosswalk:
            where = f"{strategy.file}: crosswalk '{row.theme}'"
            later = by_id[
                must_resolve(
                    row.to_strategy, among=by_id, where=where, what="strategy of this locality"
                )
            ]
            issues, boards = (
                {issue.id for issue in later.issues},
                {board.id for board in later.boards},
            )
            for code in row.to_issues:
                must_resolve(code, among=issues, where=where, what=f"issue of {row.to_strategy}")
            for code in row.to_boards:
                must_resolve(code, among=boards, where=where, what=f"board of {row.to_strategy}")
            for step in row.issue:
                if step.to:
                    must_resolve(
                        step.to,
                        among=issues | boards,
                        where=where,
                        what=f"issue or board of {row.to_strategy}",
                    )
