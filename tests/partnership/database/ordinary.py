"""Running Python as an ordinary account, for tests that are root."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import psycopg

import headrow
from plugins.not_run import cannot_run

PATHS = [Path(headrow.__file__).parents[1], Path(psycopg.__file__).parents[1]]


@cache
def interpreter() -> str | None:
    """A Python of our version that the account `nobody` can run with our packages."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            done = subprocess.run(
                [python, "-c", "import sys, psycopg; print(sys.version_info[:2])"], **_as_nobody()
            )
        except OSError:
            continue
        if done.stdout.strip() == str(sys.version_info[:2]):
            return python
    return None


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program text as `nobody`, or as ourselves where we are ordinary already."""
    if os.geteuid() != 0:
        python: str | None = sys.executable
    else:
        python = interpreter()
    if python is None:
        cannot_run(
            "no Python of this version that the account `nobody` can run",
            "run the tests as an ordinary user as well",
            needed_in_ci=False,
        )
    return subprocess.run([python, "-c", program, *map(str, arguments)], **_as_nobody())


def _as_nobody() -> dict:
    asked = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    paths = os.pathsep.join(str(path) for path in PATHS)
    return {
        **asked,
        "env": {"PATH": os.defpath, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        "cwd": "/",
        "capture_output": True,
        "text": True,
        "check": False,
    }
