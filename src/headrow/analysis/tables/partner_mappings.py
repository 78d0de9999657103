"""Declared mappings: how a partner's own table becomes counts by area, month and group, without code.

A mapping is a TOML beside the file (fire.csv, fire.toml), or a TOML in a folder `partner_files` (beside the file, of a
locality, or declared) whose `files` match the file's name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

from headrow.analysis.tables.plug_ins import Candidate
from headrow.analysis.warehouse.digests import digest_of
from headrow.vocabulary import crime, protection, toml_files
from headrow.vocabulary.toml_files import DeclaredFileError

FOLDER = "partner_files"
FICTIONAL = "example"  # the locality whose place and partners are made up
EVENT, COUNT = "an event", "a count"
KEYS = ("partner", "name", "topic", "title", "files", "each_row_is", "protection", "theme", "contains", "date_format",
        "columns", "area", "groups")  # fmt: skip
COLUMNS = ("area", "month", "group", "count")
AREA = ("kind", "code", "codes")
KINDS = ("lsoa11", "lsoa21", "msoa11", "msoa21", "ward", "district", "csp", "force")


@dataclass(frozen=True, slots=True)
class PartnerMapping:
    """What a mapping says: whose file, about what, and which column is what.

    columns: ours (area, month, group, count) to the partner's. area_kind: "" when the codes tell it. area_code: the
    one area of all rows, where the file has no column for it. area_codes: the partner's names of areas and their
    codes. groups: the partner's words for groups and ours; words not listed stay as they are. contains: the police
    category whose published records are among those counted, since anybody can take these away.
    """

    file: str
    partner: str
    topic: str
    each_row_is: str
    columns: Mapping[str, str]
    protection: str = "published"
    date_format: str = ""
    area_kind: str = ""
    area_code: str = ""
    area_codes: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    contains: str = ""


def mapping_file(candidate: Candidate) -> Path | None:
    """The TOML that maps a file, or nothing.

    Of several in the folders that are meant for a file of this name, the first whose columns are all there; else the
    first. A member of an archive has no file beside it.
    """
    base = candidate.name.replace("!", "/").rsplit("/", 1)[-1]
    stem = base.removesuffix(".gz").rsplit(".", 1)[0]
    beside = candidate.path.with_name(f"{stem}.toml")
    if candidate.path.name == base and beside.is_file():
        return beside
    meant = [
        (file, found)
        for file in _in_folders(candidate.path)
        if (found := _meant(file, base)) is not None
    ]
    fitting = (file for file, found in meant if _columns(found) <= set(candidate.columns))
    return next(fitting, meant[0][0] if meant else None)


def _in_folders(path: Path) -> Iterator[Path]:
    """Every mapping of a `partner_files` folder: beside the file, then the localities', then the declared.

    The fictional locality comes last, so that its partners are not taken for anybody's.
    """
    yield from sorted((path.parent / FOLDER).glob("*.toml"))
    of_localities = sorted(_folder("localities").glob(f"*/{FOLDER}/*.toml"))
    yield from (file for file in of_localities if file.parent.parent.name != FICTIONAL)
    yield from sorted((_folder("declared") / FOLDER).glob("*.toml"))
    yield from (file for file in of_localities if file.parent.parent.name == FICTIONAL)


def _folder(name: str) -> Path:
    try:
        return toml_files.folder(name)
    except DeclaredFileError:
        return Path(os.devnull)


def _meant(file: Path, base: str) -> dict[str, Any] | None:
    """What a mapping says, when one of its `files` is the name given."""
    state = file.stat()
    found = _said(file, state.st_mtime_ns, state.st_size)
    patterns = found.get("files", ())
    meant = isinstance(patterns, list) and any(
        fnmatch(base.casefold(), str(one).casefold()) for one in patterns
    )
    return found if meant else None


@lru_cache(maxsize=256)  # asked for every file of an archive, which may be thousands
def _said(file: Path, changed: int, size: int) -> dict[str, Any]:
    try:
        return toml_files.read(file)
    except DeclaredFileError:
        return {}


def _columns(found: Mapping[str, Any]) -> set[str]:
    columns = found.get("columns", {})
    return set(columns.values()) if _texts(columns) else set()


def digest_of_mapping(candidate: Candidate) -> str:
    """The digest of the mapping that a file is read with, or nothing; another mapping gives another result."""
    file = mapping_file(candidate)
    return digest_of(file) if file else ""


def load(path: Path) -> PartnerMapping:
    """Read and check a mapping. Raises DeclaredFileError naming the file, the key and the remedy."""
    found, where = toml_files.read(path), toml_files.shown(path)
    toml_files.refuse_unknown(found, known=KEYS, where=where)
    columns = toml_files.needed(found, "columns", where=where, kind=_texts)
    toml_files.refuse_unknown(columns, known=COLUMNS, where=f"{where} [columns]")
    area = found.get("area", {})
    toml_files.refuse_unknown(area, known=AREA, where=f"{where} [area]")
    each_row_is = _one_of(found, "each_row_is", (EVENT, COUNT), where)
    _check_columns(columns, area, each_row_is, where)
    if area.get("kind"):
        toml_files.must_resolve(
            area["kind"], among=KINDS, where=f"{where} [area]", what="kind of area"
        )
    return PartnerMapping(
        file=where,
        partner=toml_files.needed(found, "partner", where=where, kind=_text),
        topic=toml_files.needed(found, "topic", where=where, kind=_text),
        each_row_is=each_row_is,
        columns=columns,
        protection=_protection(found, where),
        date_format=found.get("date_format", ""),
        area_kind=area.get("kind", ""),
        area_code=area.get("code", ""),
        area_codes=area.get("codes", {}),
        groups=found.get("groups", {}),
        contains=_contains(found, where),
    )


def _contains(found: Mapping[str, Any], where: str) -> str:
    said: str = found.get("contains", "")
    if said:
        kinds = (crime.ALL, crime.CRIMES, *crime.BY_CODE)
        toml_files.must_resolve(said, among=kinds, where=where, what="category of police records")
    return said


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(_text(text) for text in value.values())


def _one_of(found: Mapping[str, Any], key: str, options: tuple[str, ...], where: str) -> str:
    said = toml_files.needed(found, key, where=where, kind=_text)
    if said not in options:
        words = " or ".join(f'"{option}"' for option in options)
        raise DeclaredFileError(f"{where}: '{key}' is \"{said}\". Say {words}.")
    return str(said)


def _check_columns(
    columns: Mapping[str, str], area: Mapping[str, Any], each_row_is: str, where: str
) -> None:
    toml_files.needed(columns, "month", where=f"{where} [columns]")
    if each_row_is == COUNT:
        toml_files.needed(columns, "count", where=f"{where} [columns]")
    elif "count" in columns:
        raise DeclaredFileError(
            f"{where} [columns]: 'count' has no sense where each row is an event. Leave it out."
        )
    if ("area" in columns) == bool(area.get("code")):
        raise DeclaredFileError(
            f"{where} must say where: either 'area' in [columns], or 'code' in [area] for one area of all rows."
        )


def _protection(found: Mapping[str, Any], where: str) -> str:
    """The policy asked for, or the stricter one that the theme demands. A partner's file is never already public."""
    policies = protection.policies()
    asked = found.get("protection", "published")
    toml_files.must_resolve(asked, among=[code for code in policies if code != "already-public"], where=where,
                            what="disclosure policy for a partner's file")  # fmt: skip
    theme = found.get("theme", "")
    themes = {theme: code for code, policy in policies.items() for theme in policy.themes}
    if theme:
        toml_files.must_resolve(theme, among=themes, where=where, what="sensitive theme")
    return themes.get(theme, asked)
