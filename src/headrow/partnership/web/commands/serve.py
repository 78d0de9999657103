"""`headrow serve`: the site, behind checks that refuse to start it unsafe."""

from __future__ import annotations

import os
import sys

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly

APPLICATION = "headrow.partnership.web.wsgi:application"


@click.command(short_help="Serve the site.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes; else twice the cores, at most 8."
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="Threads of each process.",
)
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the database.")
@click.option(
    "--migrate", "first_migrate", is_flag=True, help="Bring the database up to date first."
)
def serve(workers: int | None, threads: int, wait: float, first_migrate: bool) -> None:
    """Serve the site at HEADROW_BIND until it is stopped.

    Refuses to start with unsafe settings, with a role of the database that passes row level security,
    and while changes of the database are missing.
    """
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses

    with told_plainly():
        site = deployment.read()
        url = addresses.address(site, "app")
        database_state.wait_for_database(url, seconds=wait)
        if first_migrate:
            database_state.migrate(site)
        database_state.set_up_django(url)
        _refuse_failed_checks()
        database_state.refuse_unready(url)
    count = workers or min(8, 2 * (os.cpu_count() or 1))
    click.echo(f"Headrow serves {site.address} at {site.bind} with {count} processes.", err=True)
    sys.stderr.flush()
    # In place of this process, so that whoever started it speaks to the server itself.
    os.execv(
        sys.executable,
        [sys.executable, "-m", "gunicorn", *_options(site.bind, count, threads), APPLICATION],
    )


def _options(bind: str, workers: int, threads: int) -> list[str]:
    return [
        f"--bind={bind}",
        f"--workers={workers}",
        f"--threads={threads}",
        "--worker-class=gthread",
        "--timeout=30",
        "--graceful-timeout=30",
        "--keep-alive=5",
        "--no-control-socket",
        # A worker is renewed now and then, so that what it leaks does not add up.
        "--max-requests=5000",
        "--max-requests-jitter=500",
        # Its heartbeat must not wait for a full or slow disk.
        *(["--worker-tmp-dir=/dev/shm"] if os.access("/dev/shm", os.W_OK) else []),
        "--config=python:headrow.partnership.web.gunicorn_settings",
    ]


def _refuse_failed_checks() -> None:
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", fail_level="ERROR", verbosity=0)
    except SystemCheckError as wrong:
        raise Refused(str(wrong)) from None
