"""The look's own small site, served in a process of its own, and axe to look at its pages."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@pytest.fixture(scope="session")
def built() -> None:
    """The static files as they are in the sources now; without npm, our own alone."""
    subprocess.run([sys.executable, str(ROOT / "tools" / "static_files.py")], check=True)


@pytest.fixture(scope="session")
def site(built) -> Iterator[str]:
    """The address of the gallery's site."""
    serving = subprocess.Popen(
        [sys.executable, str(HERE / "served" / "site.py"), "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        port = serving.stdout.readline().strip()
        assert port, "the gallery's site did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait(10)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from its wheel."""
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return script.read_text(encoding="utf-8")
