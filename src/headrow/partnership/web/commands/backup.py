"""`headrow backup`: the database and the files in one sealed file that this machine cannot open again."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly

PATTERN = "headrow-*.age"


@click.command(short_help="Write a sealed backup of the database and the files.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="The file to write; else a dated one in HEADROW_BACKUPS.",
)
@click.option("--keep", type=click.IntRange(min=1), help="Keep only this many of the dated files.")
@click.option(
    "--make-key",
    type=click.Path(path_type=Path),
    help="Make a pair of keys instead, the secret one in this file.",
)
def backup(to: Path | None, keep: int | None, make_key: Path | None) -> None:
    """Write a sealed backup of the database and the files, as of one moment.

    It is sealed for HEADROW_BACKUP_RECIPIENT and opens with the secret key alone, which belongs on
    another machine and on paper in a safe. Work that waits and signed-in sessions are left out.
    """
    with told_plainly():
        if make_key:
            _make_key(make_key)
            return
        from headrow.partnership.web import deployment
        from headrow.partnership.web.database import addresses, dumping

        site = deployment.read()
        if not site.backup_recipient:
            raise Refused(
                "HEADROW_BACKUP_RECIPIENT is not set, so nobody could open a backup.\n"
                "  remedy     headrow backup --make-key FILE"
            )
        site.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        to = to or site.backups / f"headrow-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.age"
        url = addresses.address(site, "backup")
        manifest = dumping.backup(url, to, recipient=site.backup_recipient, files=site.files)
    rows = sum(held.rows for held in manifest.tables.values())
    click.echo(f"{to}: {len(manifest.tables)} tables, {rows:,} rows, {to.stat().st_size:,} bytes.")
    for old in sorted(site.backups.glob(PATTERN))[:-keep] if keep else []:
        old.unlink()
        click.echo(f"{old} is removed.")


def _make_key(file: Path) -> None:
    from headrow.partnership.web.database.sealed_stream import make_key

    recipient, identity = make_key()
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(f"# opens backups sealed for {recipient}\n{identity}\n")
    except FileExistsError:
        raise Refused(f"{file} is there already, and is not written over.") from None
    click.echo(
        f"The secret key is in {file}. Take it away from this machine; two people should hold it."
    )
    click.echo(f"HEADROW_BACKUP_RECIPIENT={recipient}")
