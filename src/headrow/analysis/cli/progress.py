"""Progress on standard error: a line that renews itself on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
EVERY = 1.0  # seconds between plain lines
WIDTH = 24


def progress(*, quiet: bool) -> Progress:
    """What long work reports to: told what is at hand, how much is done and of how much."""
    if quiet:
        return lambda what, done, of: None
    return _bar() if sys.stderr.isatty() else _lines()


def _bar() -> Progress:
    def show(what: str, done: int, of: int) -> None:
        if of and done >= of:
            sys.stderr.write("\r\033[K")
        else:
            full = WIDTH * done // of if of else 0
            sys.stderr.write(f"\r\033[K[{'#' * full}{'.' * (WIDTH - full)}] {what[-60:]}")
        sys.stderr.flush()

    return show


def _lines() -> Progress:
    last = 0.0

    def show(what: str, done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if what and (now - last >= EVERY or not done):
            last = now
            sys.stderr.write(f"{f'{done + 1} of {of}: ' if of > 1 else ''}{what}\n")
            sys.stderr.flush()

    return show
