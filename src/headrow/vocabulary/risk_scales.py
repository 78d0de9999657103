"""What likelihood and impact mean on a risk register, from 1 to 5, in words (G-88)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import DeclaredFileError, folder, read, refuse_unknown, shown

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale."""

    level: int
    word: str
    means: str

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"a level is a whole number from 1 to 5, not {self.level}.")


@dataclass(frozen=True, slots=True)
class RiskScales:
    """Both scales, each from 1 to 5."""

    likelihood: tuple[Level, ...]
    impact: tuple[Level, ...]


@cache
def risk_scales(locality: str = "") -> RiskScales:
    """The declared scales, with a locality's own words level by level. Raises DeclaredFileError."""
    path = folder("declared") / "risk_scales.toml"
    ours = {axis: _levels(path, axis) for axis in ("likelihood", "impact")}
    for axis, levels in ours.items():
        if tuple(sorted(levels)) != LEVELS:
            raise DeclaredFileError(f"{shown(path)}: [[{axis}]] needs each level from 1 to 5 once.")
    own = folder("localities") / locality / "risk_scales.toml" if locality else None
    if own is not None and own.exists():
        ours = {axis: levels | _levels(own, axis) for axis, levels in ours.items()}
    return RiskScales(*(tuple(ours[axis][level] for level in LEVELS) for axis in ours))


def _levels(path: Path, axis: str) -> dict[int, Level]:
    found = read(path)
    refuse_unknown(found, known=("likelihood", "impact"), where=shown(path))
    rows = records(found, axis, Level, where=shown(path))
    levels = {row.level: row for row in rows}
    if len(levels) < len(rows):
        raise DeclaredFileError(f"{shown(path)}: a level of [[{axis}]] stands twice. Take one out.")
    return levels
