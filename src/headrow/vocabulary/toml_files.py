"""The one loader of declared files: find, read, check, and say file, key and remedy where something is wrong."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any


class DeclaredFileError(Exception):
    """A declared file is missing, is not TOML, or says something that leads nowhere."""


def folder(name: str) -> Path:
    """The folder of declared files (`declared`) or of localities (`localities`).

    Looks at the setting HEADROW_DECLARED or HEADROW_LOCALITIES, then inside the package, then at the root
    of the checkout. Raises DeclaredFileError, naming the three places tried.
    """
    setting = f"HEADROW_{name.upper()}"
    inside = Path(__file__).resolve().parents[1] / name
    checkout = Path(__file__).resolve().parents[3] / name
    tried = [Path(os.environ[setting])] if os.environ.get(setting) else []
    for place in [*tried, inside, checkout]:
        if place.is_dir():
            return place
    raise DeclaredFileError(
        f"No folder '{name}' was found. Looked at {setting}, inside the package and at the root of the checkout."
        f" Set {setting} to the folder."
    )


def read(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary. Raises DeclaredFileError with the file and line at fault."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeclaredFileError(
            f"{shown(path)} is not there. Check the name, or copy it from another locality."
        ) from None
    except UnicodeDecodeError:
        raise DeclaredFileError(
            f"{shown(path)} is not UTF-8 text. Save it again as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as wrong:
        raise DeclaredFileError(
            f"{shown(path)}: {wrong}. Mend that line; the rest of the file was not read."
        ) from None


def shown(path: Path) -> str:
    """A path as a reader knows it: its last two parts."""
    return "/".join(path.parts[-2:])


def refuse_unknown(found: Mapping[str, Any], *, known: Iterable[str], where: str) -> None:
    """Raise DeclaredFileError when a key is not one that this file may hold."""
    names = sorted(known)
    for key in found:
        if key not in names:
            raise DeclaredFileError(
                f"{where}: '{key}' is not a key here. Keys are: {', '.join(names)}."
            )


def needed(
    found: Mapping[str, Any], key: str, *, where: str, kind: Callable[[Any], bool] | None = None
) -> Any:
    """The value under a key that must be there. Raises DeclaredFileError naming file, key and remedy."""
    if key not in found:
        raise DeclaredFileError(f"{where}: '{key}' is missing. Add it.")
    value = found[key]
    if kind is not None and not kind(value):
        raise DeclaredFileError(
            f"{where}: '{key}' holds {value!r}, which is not of the kind expected. Mend it."
        )
    return value


def must_resolve(name: str, *, among: Iterable[str], where: str, what: str) -> str:
    """The name, when it leads somewhere. Raises DeclaredFileError listing what it could have been."""
    options = sorted(among)
    if name not in options:
        raise DeclaredFileError(
            f"{where} names '{name}', which is not a {what}. It may be: {', '.join(options)}."
        )
    return name
