"""`headrow demonstrate`: a whole partnership with fictional people, on this machine only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly

PAGES = ("http://localhost:{port}/sign-in/", "http://127.0.0.1:{port}/")


@click.command(short_help="Run a whole partnership with fictional people.")
@click.option(
    "--open/--no-open", "show", default=True, help="Serve until Ctrl-C; or check and end."
)
@click.option("--port", type=click.IntRange(1024, 65535), default=8000, show_default=True)
@click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demonstration"),
    show_default=True,
    help="The folder it keeps everything in.",
)
@click.option(
    "--afresh", is_flag=True, help="Throw away what an earlier run left, and begin again."
)
def demonstrate(show: bool, port: int, var: Path, afresh: bool) -> None:
    """Set up the demonstration and serve it: a real locality's plan, and people who are made up.

    The first page lists everybody you can sign in as. Nothing leaves this machine.
    """
    _settle(var, port)
    with told_plainly():
        _prepare(var, afresh=afresh)
    serving = subprocess.Popen(
        [sys.executable, "-m", "headrow.command", "serve", "--workers=2"], env=os.environ
    )
    try:
        _wait_until_up(serving, port)
        click.echo(f"Staff:   http://localhost:{port}/   choose there whom to sign in as")
        click.echo(f"Public:  http://127.0.0.1:{port}/")
        if show:
            click.echo("Ctrl-C ends it.")
            serving.wait()
    except KeyboardInterrupt:
        click.echo("\nEnded.")
    finally:
        serving.terminate()
        serving.wait(30)
        _stop_database(var)


def _settle(var: Path, port: int) -> None:
    """Say in the environment what a demonstration is, before anything reads it."""
    from headrow.partnership.web.demonstration.declared import declared

    said = declared()
    os.environ |= {
        "HEADROW_DEMO": "1",
        "HEADROW_VAR": str(var.resolve()),
        "HEADROW_BIND": f"127.0.0.1:{port}",
        "HEADROW_HOSTS": "localhost",
        "HEADROW_LOCALITY": said.locality,
        "HEADROW_AS_OF": said.as_of.isoformat(),
    }
    for name in ("DATABASE_URL", "HEADROW_OWNER_DATABASE_URL", "HEADROW_ADDRESS"):
        os.environ.pop(name, None)


def _prepare(var: Path, *, afresh: bool) -> None:
    """A server of our own, its database up to date, and the people in it."""
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses, launcher

    if afresh and var.exists():
        launcher.stop(var.resolve() / "postgres")
        shutil.rmtree(var)
    site = deployment.read()
    url = addresses.address(site, "app")
    database_state.wait_for_database(url, seconds=60)
    database_state.migrate(site, quietly=True)
    database_state.set_up_django(url)
    from headrow.partnership.web.demonstration import seeding

    if not seeding.is_seeded():
        _build_assessment(var)
        click.echo("Making the partnership: agencies, people, both strategies, meetings, figures.")
        try:
            seeding.seed(site.locality)
        except seeding.NotEmpty as wrong:
            raise Refused(str(wrong)) from None


def _build_assessment(var: Path) -> None:
    """Build the assessment whose figures are shown: from open data, or from the example where they cannot be had."""
    click.echo("Building the assessment from open data.")
    command = [sys.executable, "-m", "headrow.command", "demo", "--no-open", "--quiet"]
    built = subprocess.run(
        [*command, f"--out={var.resolve() / 'assessment'}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        last = (built.stderr.strip() or built.stdout.strip()).splitlines()[-1:]
        click.echo(f"It could not be built, so no figures are shown. {' '.join(last)}")


def _wait_until_up(serving: subprocess.Popen[bytes], port: int) -> None:
    for page in PAGES:
        until = time.monotonic() + 60
        while not _answers(page.format(port=port)):
            if serving.poll() is not None or time.monotonic() > until:
                raise Refused("The site did not come up; what is printed above says why.")
            time.sleep(0.3)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _stop_database(var: Path) -> None:
    from headrow.partnership.web.database import launcher

    launcher.stop(var.resolve() / "postgres")
