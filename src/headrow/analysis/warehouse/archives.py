"""Opening an archive: members of known kinds are unpacked under the archive's digest; bombs are refused."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from headrow.analysis.warehouse.folder import Warehouse

MOST_MEMBERS = 100_000
MOST_TIMES = 100  # unpacked bytes for a packed one; street files pack about five times
SMALL = 50 * 2**20  # below this nothing is a bomb
SPARE = 2**30  # bytes to be left on the disk


class ArchiveRefused(Exception):
    """An archive that is damaged or would fill the disk: what is wrong and what to do."""


def unpack(path: Path, digest: str, kinds: Iterable[str], warehouse: Warehouse) -> dict[str, Path]:
    """The archive's members whose names end in one of the kinds, and where each now lies. Raises ArchiveRefused.

    Names in the archive are never used as paths: members are numbered.
    """
    endings = tuple(kinds)

    def make(folder: Path) -> dict[str, str]:
        with zipfile.ZipFile(path) as archive:
            wanted = [
                member
                for member in archive.infolist()
                if not member.is_dir()
                and member.filename.lower().endswith(endings)
                and not _hidden(member.filename)
            ]
            _refuse_bombs(archive.infolist(), wanted, folder)
            return {
                member.filename: _copy(archive, member, folder, n)
                for n, member in enumerate(wanted)
            }

    try:
        folder, names = warehouse.once("unpacked", digest, make=make)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as wrong:
        raise ArchiveRefused(
            f"The archive cannot be opened ({wrong}). Fetch it again, or unpack it yourself."
        ) from None
    return {name: folder / held for name, held in sorted(names.items())}


def _hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part not in (".", "..")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _refuse_bombs(
    members: list[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo], folder: Path
) -> None:
    if len(members) > MOST_MEMBERS:
        raise ArchiveRefused(
            f"The archive holds {len(members):,} files, more than {MOST_MEMBERS:,}. Unpack what is needed."
        )
    for member in wanted:
        if member.file_size > SMALL and member.file_size > MOST_TIMES * max(
            member.compress_size, 1
        ):
            raise ArchiveRefused(
                f"The archive says that {member.filename} unpacks to {member.file_size / 2**20:,.0f} MiB, more than "
                f"{MOST_TIMES} times its packed size: it is not opened. Ask who sent it, or unpack it yourself."
            )
    size = sum(member.file_size for member in wanted)
    if size > shutil.disk_usage(folder).free - SPARE:
        raise ArchiveRefused(
            f"The archive unpacks to {size / 2**30:,.1f} GiB and the disk has no room for it. Make room."
        )


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, number: int) -> str:
    """Copy one member under a number and its ending; the reader stops at the size that the archive declared."""
    name = f"{number:05d}{''.join(PurePosixPath(member.filename).suffixes[-2:])}"
    name = name if name.isascii() and "/" not in name else f"{number:05d}"
    with archive.open(member) as packed, (folder / name).open("wb") as out:
        shutil.copyfileobj(packed, out, 2**20)
    return name
