"""A folder for a server, and one server for the tests that only use it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from headrow.partnership.web.database import launcher, roles
from headrow.partnership.web.database.server import Server


@pytest.fixture
def place() -> Iterator[Path]:
    """An open folder: pytest's own are closed to the account that runs the server."""
    folder = Path(tempfile.mkdtemp(prefix="headrow-test-"))
    folder.chmod(0o755)
    yield folder
    for running in list(folder.rglob("postmaster.pid")):
        launcher.stop(running.parent.parent)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="headrow-test-"))
    folder.chmod(0o755)
    started = launcher.start(folder, fast=True)
    roles.prepare(started)
    yield started
    started.discard()
    shutil.rmtree(folder)
