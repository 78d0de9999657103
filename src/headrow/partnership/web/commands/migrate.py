"""`headrow migrate`: bring the database to where this Headrow needs it."""

from __future__ import annotations

import click

from headrow.partnership.web.commands.endings import told_plainly


@click.command(short_help="Bring the database up to date.")
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the database.")
def migrate(wait: float) -> None:
    """Make the changes of the database that are missing, as the owner's role.

    May be run again after it was broken off, and by two at once. Make a backup first.
    """
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses

    with told_plainly():
        site = deployment.read()
        database_state.wait_for_database(addresses.address(site, "owner"), seconds=wait)
        database_state.migrate(site)
