"""The passwords of the server's roles, in one file that only the account of the site can read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from headrow.partnership.web.database.accounts import Account


class PasswordsLost(Exception):
    """There is a database and nobody can sign in to it."""


def file_of(data: Path) -> Path:
    """Where the passwords of a data folder are: beside it, never inside the server's own folder."""
    return data.with_name(f"{data.name}.passwords")


def make(data: Path, names: Sequence[str]) -> dict[str, str]:
    """Draw a password for each role and keep them, replacing what was there."""
    drawn = {name: secrets.token_urlsafe(32) for name in names}
    half = data.with_name(f"{data.name}.passwords.half")
    half.unlink(missing_ok=True)
    _write_private(half, json.dumps(drawn))
    half.rename(file_of(data))
    return drawn


def read(data: Path) -> dict[str, str]:
    """The passwords by role name. Raises PasswordsLost when the file is gone or cannot be read."""
    try:
        kept: dict[str, str] = json.loads(file_of(data).read_text())
    except (OSError, ValueError) as wrong:
        raise PasswordsLost(
            f"The passwords of the database cannot be read: {file_of(data)} ({wrong}).\n"
            "  remedy     bring the file back, or restore a backup into a new folder"
        ) from None
    return kept


@contextmanager
def shown_to(account: Account, password: str, *, beside: Path) -> Iterator[Path]:
    """A file with one password which the server's account can read, for as long as needed."""
    file = beside.with_name(beside.name + ".password")
    file.unlink(missing_ok=True)
    _write_private(file, password)
    os.chown(file, account.uid, account.gid)
    try:
        yield file
    finally:
        file.unlink()


def _write_private(file: Path, text: str) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(text)
