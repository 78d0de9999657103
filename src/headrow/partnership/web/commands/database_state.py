"""Bring the database to where this Headrow needs it, and ask whether it is there."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click
import psycopg

from headrow.partnership.web.commands.endings import Refused, Unreachable
from headrow.partnership.web.database import addresses, roles
from headrow.partnership.web.deployment import Deployment

SETTINGS_MODULE = "headrow.partnership.web.settings"


def set_up_django(database_url: str) -> None:
    """Make Django ready in this process, signed in to a database; once for each process."""
    os.environ["DATABASE_URL"] = database_url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django

    django.setup()


def known_migrations() -> list[str]:
    """The changes of the database that this Headrow has, as `app.name`; asks no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    found = MigrationLoader(None).disk_migrations
    return sorted(f"{app}.{name}" for app, name in found)


def migrate(site: Deployment, *, quietly: bool = False) -> None:
    """Make the changes that are missing, as the owner's role; two at once wait for one another."""
    quiet = ["--verbosity=0"] if quietly else []
    url = addresses.address(site, "owner")
    with psycopg.connect(url, autocommit=True) as held:
        held.execute("select pg_advisory_lock(hashtext('headrow.migrate'))")
        done = subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--no-input", *quiet],
            env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE},
            check=False,
        )
    if done.returncode:
        raise Refused("The database was not brought up to date; what is printed above says why.")


def wait_for_database(url: str, *, seconds: float) -> None:
    """Return when a database answers. Raises Unreachable when it has not after so many seconds."""
    deadline = time.monotonic() + seconds
    told = False
    while True:
        try:
            with psycopg.connect(url, connect_timeout=5):
                return
        except psycopg.OperationalError as wrong:
            if time.monotonic() > deadline:
                first = str(wrong).splitlines()[0]
                raise Unreachable(f"No database after {seconds:.0f} seconds: {first}") from None
        if not told:
            click.echo("Waiting for the database.", err=True)
            told = True
        time.sleep(0.5)


def refuse_unready(url: str) -> None:
    """Raise what keeps the site from starting: an unsafe role, or changes of the database that are missing.

    Django must be set up, with this address.
    """
    from headrow.partnership.web.health import missing_migrations

    with psycopg.connect(url) as connection:
        roles.refuse_unsafe_role(connection)
    missing = missing_migrations()
    if missing:
        raise Refused(
            f"{len(missing)} changes of the database are missing, such as {missing[0]}.\n"
            "  remedy     headrow migrate"
        )


def verify_audit(url: str) -> None:
    """Raise Refused when a chain of the audit in a database does not hold."""
    program = (
        "import django; django.setup(); from headrow.partnership.audit import queries;"
        " faults = queries.verify(); print('\n'.join(map(str, faults[:10]))); raise SystemExit(bool(faults))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout.strip() or done.stderr.strip())[-800:]
        raise Refused(
            f"The record of changes and views does not hold in what was restored.\n{said}"
        )
