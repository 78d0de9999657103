"""Running one way of a workload in a process of its own, and keeping its best."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv-peers" / "bin" / "python"

# Runs a command and prints the peak memory of its process.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def reported(work: Callable[[], Any]) -> None:
    """Run the work once and print what it cost and what it gave, as JSON; for the process that is measured."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        2**20 if sys.platform == "darwin" else 2**10
    )
    print(json.dumps({"cpu": cpu, "wall": wall, "peak_mib": peak, "answer": answer}))


def best(python: Path, arguments: list[str], rounds: int) -> dict[str, Any]:
    """The run with the least CPU of so many, each in a new process."""
    runs = []
    for _ in range(rounds):
        done = subprocess.run(
            [str(python), *arguments],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: run["cpu"])


def whole(command: list[str], rounds: int) -> dict[str, Any]:
    """A whole command, start-up included: its best CPU, wall and peak memory."""
    runs = []
    for _ in range(rounds):
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PEAK, *command],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        peak = int(done.stdout) / (2**20 if sys.platform == "darwin" else 2**10)
        runs.append({"cpu": cpu, "wall": time.perf_counter() - wall, "peak_mib": peak})
    return min(runs, key=lambda run: run["cpu"])
