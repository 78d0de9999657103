"""Serving a folder to this machine and nobody else."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from headrow.analysis.cli.endings import WrongData

HERE = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address was printed, and that is enough."""


def serving(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder on 127.0.0.1; a port that is taken gives way to one that is free. Raises WrongData."""
    handler = partial(_Quiet, directory=str(folder))
    for wanted in (port, 0):
        try:
            return ThreadingHTTPServer((HERE, wanted), handler)
        except OSError:
            continue
    raise WrongData(
        f"No port of {HERE} can be served on. Open {folder / 'assessment.html'} in a browser instead."
    )
