"""Which account the server runs under, and running a program as that account."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine: its name and numbers."""

    name: str
    uid: int
    gid: int

    @property
    def ours(self) -> bool:
        """Whether we run as this account already."""
        return self.uid == os.geteuid()


def server_account(preferred: str | None = None) -> Account:
    """The account for the server: our own, or `postgres`, else `nobody`, when we are root.

    PostgreSQL refuses to run as root. preferred: the name of another account, for root only.
    Raises LookupError when root names an account that is not there.
    """
    if os.geteuid() != 0:
        return _of(pwd.getpwuid(os.geteuid()))
    for name in [preferred] if preferred else ["postgres", "nobody"]:
        try:
            return _of(pwd.getpwnam(name))
        except KeyError:
            continue
    raise LookupError(f"There is no account {preferred or 'postgres or nobody'} to run PostgreSQL.")


def owner_of(path: Path) -> Account:
    """The account that owns a file or folder."""
    return _of(pwd.getpwuid(path.stat().st_uid))


def run_as(
    account: Account, command: Sequence[object], *, output: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as an account, from the root folder and with a bare environment.

    output: a file for what it prints, for a program that leaves a server behind: a pipe would be
    inherited by that server, and reading it would wait for ever.
    """
    with open(output or os.devnull, "ab") as kept:
        to: int = kept.fileno() if output else subprocess.PIPE
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
            check=False,
            user=None if account.ours else account.uid,
            group=None if account.ours else account.gid,
            extra_groups=None if account.ours else [],
        )


def can_enter(account: Account, folder: Path) -> bool:
    """Whether an account reaches the inside of a folder, tried with the account itself."""
    return run_as(account, ["test", "-x", folder]).returncode == 0


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
