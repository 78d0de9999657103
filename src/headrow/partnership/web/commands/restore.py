"""`headrow restore`: bring a backup back, or try whether it could be brought back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly

RECORD = "last_restore_test.json"


@click.command(short_help="Bring a backup back, or test that it can be.")
@click.argument(
    "sealed", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="BACKUP"
)
@click.option(
    "--identity",
    type=click.File(),
    required=True,
    help="The file with the secret key; - reads it from standard input.",
)
@click.option(
    "--test",
    "only_test",
    is_flag=True,
    help="Restore into a server that is thrown away, compare everything, change nothing.",
)
@click.option(
    "--then-migrate", is_flag=True, help="Take a backup of an older Headrow, and migrate it."
)
def restore(sealed: Path, identity: TextIO, only_test: bool, then_migrate: bool) -> None:
    """Bring the backup in the file BACKUP back into an empty database and an empty folder of files.

    The whole file is checked before anything is written. Everybody has to sign in again afterwards, and
    nothing that waited to be sent is sent a second time.
    """
    with told_plainly():
        key = _key_in(identity.read())
        if only_test:
            _test(sealed, key)
        else:
            _restore(sealed, key, then_migrate=then_migrate)


def _restore(sealed: Path, key: str, *, then_migrate: bool) -> None:
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses, dumping

    site = deployment.read()
    manifest = dumping.restore(
        sealed,
        addresses.address(site, "owner"),
        identity=key,
        files=site.files,
        known_migrations=database_state.known_migrations(),
        older_allowed=then_migrate,
    )
    _say(manifest.made_at, sum(held.rows for held in manifest.tables.values()), "brought back")
    if then_migrate:
        database_state.migrate(site)


def _test(sealed: Path, key: str) -> None:
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import dumping

    site = deployment.read()
    outcome = {
        "backup": sealed.name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "passed": False,
    }
    try:
        manifest = dumping.try_restore(
            sealed,
            identity=key,
            known_migrations=database_state.known_migrations(),
            verify=database_state.verify_audit,
        )
        outcome |= {"passed": True, "made_at": manifest.made_at}
    finally:
        # The health page shows the last trial: one that failed, or that nobody made, is an alarm.
        site.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        (site.backups / RECORD).write_text(json.dumps(outcome))
    rows = sum(held.rows for held in manifest.tables.values())
    _say(manifest.made_at, rows, "restored for a trial and compared; the chain of the audit holds")


def _say(made_at: str, rows: int, what: str) -> None:
    click.echo(f"The backup of {made_at}: {rows:,} rows {what}.")


def _key_in(text: str) -> str:
    lines = [
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]
    if len(lines) != 1:
        raise Refused(f"The file of the secret key should hold one key; it holds {len(lines)}.")
    return lines[0]
