"""`headrow worker`: the background work and the schedule, kept alive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from headrow.partnership.web.commands.endings import told_plainly

LONGEST_PAUSE = 15.0


@click.command(short_help="Do the background work and keep the schedule.")
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="Jobs at a time.",
)
@click.option(
    "--wait", default=60.0, show_default=True, help="Seconds to wait for the database at the start."
)
def worker(concurrency: int, wait: float) -> None:
    """Do what waits in the queue, and what the schedule asks for, until it is stopped.

    The worker of the queue ends without an error when the database goes away; it is started again until
    the database is back. Several may run, on several machines: each job is done by one of them.
    """
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses

    with told_plainly():
        site = deployment.read()
        url = addresses.address(site, "app")
        database_state.wait_for_database(url, seconds=wait)
        database_state.set_up_django(url)
        database_state.refuse_unready(url)
    command = [
        sys.executable,
        "-m",
        "django",
        "procrastinate",
        "worker",
        f"--concurrency={concurrency}",
    ]
    keep_alive([*command, "--shutdown-graceful-timeout=25"])


def keep_alive(command: list[str]) -> None:
    """Run a program again whenever it ends, until this process is told to stop."""
    running: list[subprocess.Popen[bytes]] = []
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)
        for child in running:
            child.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    pause = 0.5
    while not stopping:
        started = time.monotonic()
        running[:] = [subprocess.Popen(command, env=os.environ)]
        if stopping:
            running[0].terminate()
        running[0].wait()
        # Quickly again after a long life, slowly while it cannot even begin.
        pause = 0.5 if time.monotonic() - started > 60 else min(2 * pause, LONGEST_PAUSE)
        until = time.monotonic() + pause
        while not stopping and time.monotonic() < until:
            time.sleep(0.1)
