"""Declared mappings: how a partner's own table becomes counts by area, month and group, without code.

A mapping is a TOML beside the file (fire.csv, fire.toml), or a TOML in a folder `partner_files` (beside the file, of a
locality, or declared) whose `files` match the file's name.
"""

from __future__ import annotations

import fnmatch
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headrow.vocabulary import protection, toml_files
from headrow.vocabulary.toml_files import DeclaredFileError

FOLDER = "partner_files"
EVENT, COUNT = "an event", "a count"
KEYS = ("partner", "name", "topic", "title", "files", "each_row_is", "protection", "theme", "date_format",
        "columns", "area", "groups")  # fmt: skip
COLUMNS = ("area", "month", "group", "count")
AREA = ("kind", "code", "codes")
KINDS = ("lsoa11", "lsoa21", "msoa11", "msoa21", "ward", "district", "csp", "force")


@dataclass(frozen=True, slots=True)
class PartnerMapping:
    """What a mapping says: whose file, about what, and which column is what.

    columns: ours (area, month, group, count) to the partner's. area_kind: "" when the codes tell it. area_code: the
    one area of all rows, where the file has no column for it. area_codes: the partner's names of areas and their
    codes. groups: the partner's words for groups and ours; words not listed stay as they are.
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


def mapping_file(name: str, path: Path) -> Path | None:
    """The TOML that maps a file, or nothing.

    name: as the reader knows the file; path: where its bytes lie (a member of an archive has no file beside it).
    """
    base = name.replace("!", "/").rsplit("/", 1)[-1]
    stem = base.removesuffix(".gz").rsplit(".", 1)[0]
    if path.name == base:
        beside = path.with_name(f"{stem}.toml")
        if beside.is_file():
            return beside
    return next((file for file in _in_folders(path) if _meant(file, base)), None)


def _in_folders(path: Path) -> Iterator[Path]:
    """Every mapping of a `partner_files` folder: beside the file, then the localities', then the declared."""
    yield from sorted((path.parent / FOLDER).glob("*.toml"))
    for place in ("localities", "declared"):
        try:
            root = toml_files.folder(place)
        except DeclaredFileError:
            continue
        yield from sorted(
            root.glob(f"*/{FOLDER}/*.toml" if place == "localities" else f"{FOLDER}/*.toml")
        )


def _meant(file: Path, base: str) -> bool:
    try:
        patterns = toml_files.read(file).get("files", ())
    except DeclaredFileError:
        return False
    return isinstance(patterns, list) and any(
        fnmatch.fnmatch(base.casefold(), str(p).casefold()) for p in patterns
    )


def digest_of_mapping(name: str, path: Path) -> str:
    """The digest of the mapping that a file is read with, or nothing; another mapping gives another result."""
    file = mapping_file(name, path)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""


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
    )


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
