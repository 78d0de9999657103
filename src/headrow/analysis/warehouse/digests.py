"""Naming bytes by their content: a snapshot is its sha256, wherever the file lies and whatever it is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHORT = 12  # digits of a digest that a row carries; enough to tell the files of one run apart


def digest_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_text(*parts: str) -> str:
    """The sha256 of texts joined by a character that none of them holds."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
