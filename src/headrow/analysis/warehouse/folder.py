"""The warehouse: one folder that keeps what was read, under the names of the bytes it came from."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from headrow.analysis.warehouse.digests import digest_of

ACCOUNT = ".account.json"  # hidden, so that a walk over an unpacked folder does not meet it


class Warehouse:
    """A folder of snapshots and of tables made from them, and the engine that queries these tables.

    Everything in it can be made again: removing the folder loses time, never a figure.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or default_folder()).resolve()

    def once(self, *names: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
        """What `make` writes into the folder it is given, and what it returns, made once for these names.

        names: the parts of the path below the warehouse; together they must name content, so that another
            content has another name. `make` returns what JSON can hold.
        The folder appears whole or not at all; of two runs making it at once, the first to end is kept.
        """
        place = self.folder.joinpath(*names)
        kept = _account_in(place)
        if kept is not None:
            return place, kept[0]
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
        try:
            account = make(work)
            (work / ACCOUNT).write_text(json.dumps([account], ensure_ascii=False), encoding="utf-8")
            _put_in_place(work, place)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        kept = _account_in(place)
        return place, kept[0] if kept else account

    def knows(self, *names: str) -> Any | None:
        """What was returned when these names were made, or nothing when they never were."""
        kept = _account_in(self.folder.joinpath(*names))
        return kept[0] if kept else None

    def keep(self, path: Path) -> Path:
        """A copy of a file under its digest; where its bytes lie from now on."""

        def copy(folder: Path) -> str:
            shutil.copyfile(path, folder / path.name)
            return path.name

        folder, name = self.once("snapshots", digest_of(path), make=copy)
        return folder / name

    @cached_property
    def _engine(self) -> Any:
        return self.connect()

    def open(self) -> Any:
        """The Ibis connection on DuckDB of this warehouse; one for each Warehouse object."""
        return self._engine

    def connect(self) -> Any:
        """A new Ibis connection, for one who makes tables of their own and must not meet another's."""
        from headrow.analysis.warehouse.engine import connect

        return connect(self.folder / "spill")

    def table(
        self,
        code: str,
        columns: Mapping[str, str],
        parts: Sequence[Path],
        *,
        connection: Any | None = None,
    ) -> Any:
        """The Ibis table of Parquet parts, in the order given; without parts, an empty one of these columns.

        code: of the shape; columns: names and Ibis types of the shape. connection: the warehouse's own unless given.
        """
        from headrow.analysis.warehouse.engine import table

        return table(self.open() if connection is None else connection, code, columns, parts)


def default_folder() -> Path:
    """The folder that HEADROW_HOME names, else `headrow` in the user's cache folder."""
    named = os.environ.get("HEADROW_HOME")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "headrow"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "headrow"


def _account_in(place: Path) -> list[Any] | None:
    try:
        held = json.loads((place / ACCOUNT).read_bytes())
    except (OSError, ValueError):
        return None
    return held if isinstance(held, list) and len(held) == 1 else None


def _put_in_place(work: Path, place: Path) -> None:
    """Rename the finished folder; where another run was first, keep theirs; a broken one is replaced."""
    work.chmod(0o755)
    try:
        work.rename(place)
    except OSError:
        if _account_in(place) is None:
            shutil.rmtree(place, ignore_errors=True)
            work.rename(place)
