"""Telling what could not be fetched from what is wrong in the data: the same error, another exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headrow.analysis.cli.endings import Unreachable


@contextmanager
def or_unreachable(folder: Path | None) -> Iterator[None]:
    """Where no folder was named the data are to be fetched, so a source's error means that they could not be."""
    from headrow.analysis.tables.plug_ins import SourceError

    try:
        yield
    except SourceError as wrong:
        if folder is None:
            raise Unreachable(" ".join(str(wrong).split())) from wrong
        raise
