"""Which columns of a published file hold codes or names of areas, and of which kind and edition.

Kinds are told by the column's name (LSOA11CD, lsoa21_code, "LSOA code (2011)", WD24CD), else by the prefix of
the codes themselves. Prefixes: ONS Register of Geographic Codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

# Stems as publishers write them, longest first, and the kind of area each stands for.
STEMS = {
    "lowerlayersuperoutputarea": "lsoa", "lsoa": "lsoa",
    "middlelayersuperoutputarea": "msoa", "msoa": "msoa",
    "ward": "ward", "wd": "ward",
    "localauthoritydistrict": "district", "localauthority": "district", "district": "district",
    "ltla": "district", "lad": "district",
    "communitysafetypartnership": "csp", "csp": "csp",
    "policeforcearea": "force", "policeforce": "force", "pfa": "force",
}  # fmt: skip
PARTS = {"code": "code", "cd": "code", "c": "code", "": "bare", "name": "name", "nm": "name", "n": "name",
         "hoclname": "name"}  # fmt: skip
_TOLD = re.compile(
    rf"({'|'.join(STEMS)})(\d{{4}}|\d{{2}})?({'|'.join(sorted(filter(None, PARTS), key=len, reverse=True))})?"
    r"(\d{4}|\d{2})?"
)
CODES_OF_ANY_KIND = {
    "areacode",
    "geographycode",
    "gsscode",
    "onscode",
    "code",
    "mnemonic",
    "geocode",
}
NAMES_OF_ANY_KIND = {"areaname", "geographyname", "geography", "name"}

PREFIXES = {
    "E01": "lsoa", "W01": "lsoa", "S01": "lsoa", "E02": "msoa", "W02": "msoa", "S02": "msoa",
    "E05": "ward", "W05": "ward", "S13": "ward", "N08": "ward",
    "E06": "district", "E07": "district", "E08": "district", "E09": "district",
    "W06": "district", "S12": "district", "N09": "district",
    "E22": "csp", "W14": "csp", "E23": "force", "W15": "force",
}  # fmt: skip
CODE = r"^[EWSN]\d{8}$"
# The last code of the 2011 edition; a greater one was made for 2021.
LAST_OF_2011 = {"E01": "E01033768", "W01": "W01001958", "E02": "E02006934", "W02": "W02000423"}
EDITIONED = ("lsoa", "msoa")


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """A column of area codes or names; `stem` is lsoa, msoa, ward, district, csp, force or "" (any kind)."""

    column: str
    stem: str
    edition: str  # two digits of the year in the column's name, or ""
    part: str  # code | name | bare (a kind alone, such as "ward": a name where a code stands beside it)


def plain(column: str) -> str:
    """A column's name in small letters and digits only, so that spellings can be compared."""
    return re.sub(r"[^a-z0-9+]", "", column.casefold())


def area_column(column: str) -> AreaColumn | None:
    """What a column's name says of areas, or nothing."""
    name = plain(column)
    if name in CODES_OF_ANY_KIND:
        return AreaColumn(column, "", "", "code")
    if name in NAMES_OF_ANY_KIND:
        return AreaColumn(column, "", "", "name")
    told = _TOLD.fullmatch(name)
    if told is None:
        return None
    stem, before, part, after = told.groups()
    return AreaColumn(column, STEMS[stem], (before or after or "")[-2:], PARTS[part or ""])


def area_columns(columns: Iterable[str], part: str) -> list[AreaColumn]:
    """The columns that hold codes (part="code") or names (part="name") of areas, in the file's order."""
    found = [told for column in columns if (told := area_column(column)) is not None]
    has_code = any(column.part == "code" for column in found)
    bare = "name" if has_code else "code"
    return [
        replace(column, part=part) if column.part == "bare" else column
        for column in found
        if column.part == part or (column.part == "bare" and part == bare)
    ]


def name_beside(code: AreaColumn, columns: Iterable[str]) -> str | None:
    """The column that names the areas of a code column, or nothing."""
    names = [name for name in area_columns(columns, "name") if name.stem == code.stem]
    same = [name for name in names if name.edition == code.edition]
    return next((name.column for name in [*same, *names]), None)


def is_of_2021(code: str) -> bool:
    """Whether a code of an LSOA or MSOA was made for the 2021 edition."""
    return code > LAST_OF_2011.get(code[:3], "~")


def kind_of(column: AreaColumn, codes: Iterable[str]) -> tuple[str | None, str]:
    """The kind of area that a column's codes are of, and a note where the edition had to be taken on trust.

    codes: the codes of the column. Returns (None, why) when the kind cannot be told.
    """
    codes = [code for code in codes if code]
    stem = column.stem or _commonest_stem(codes)
    if not stem:
        return None, f"no code in the column '{column.column}' is of a kind known here"
    if stem not in EDITIONED:
        return stem, ""
    if column.edition:
        if int(column.edition) < 11:
            return (
                None,
                f"'{column.column}' holds areas of the 2001 edition, which is not used here",
            )
        return stem + ("21" if int(column.edition) >= 21 else "11"), ""
    if any(is_of_2021(code) for code in codes):
        return f"{stem}21", ""
    return f"{stem}11", (
        f"The column '{column.column}' does not say its edition, and no code of it was made for 2021: taken as"
        f" the 2011 edition. Name the column {stem}21_code if it is not."
    )


def _commonest_stem(codes: list[str]) -> str:
    stems = [PREFIXES[code[:3]] for code in codes if code[:3] in PREFIXES]
    return max(set(stems), key=stems.count, default="")
