"""Telling what could not be fetched from what is wrong in the data: the same error, another exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headrow.analysis.cli.endings import Unreachable


@contextmanager
def or_unreachable() -> Iterator[None]:
    """A source's error while something is fetched means that it could not be reached."""
    from headrow.analysis.tables.plug_ins import SourceError

    try:
        yield
    except SourceError as wrong:
        raise Unreachable(" ".join(str(wrong).split())) from wrong


def data_at_hand(folder: Path | None) -> None:
    """See that the sample pack is here, where no folder was named. Raises Unreachable."""
    if folder is not None:
        return
    from headrow.analysis.sources.sample_pack import pack_folder
    from headrow.analysis.warehouse.folder import Warehouse

    with or_unreachable():
        pack_folder(Warehouse())
