"""`headrow database`: the PostgreSQL that Headrow keeps for itself, where DATABASE_URL is not set."""

from __future__ import annotations

from pathlib import Path

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly


@click.group(short_help="Start, stop or upgrade the database that Headrow keeps for itself.")
def database() -> None:
    """The PostgreSQL that Headrow keeps for itself, where DATABASE_URL is not set."""


@database.command()
def start() -> None:
    """Start the server, and make the roles and the database where they are missing."""
    from headrow.partnership.web import deployment
    from headrow.partnership.web.database import addresses

    with told_plainly():
        server = addresses.ready_server(deployment.read())
    click.echo(
        f"PostgreSQL {server.programs.major} runs in {server.data}, as {server.account.name}."
    )


@database.command()
def stop() -> None:
    """Stop the server; what was acknowledged is kept."""
    from headrow.partnership.web.database import launcher

    with told_plainly():
        stopped = launcher.stop(_folder())
    click.echo("PostgreSQL is stopped." if stopped else "PostgreSQL was not running.")


@database.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say whether the server runs; ends with 1 when it does not."""
    from headrow.partnership.web.database import launcher

    with told_plainly():
        running = launcher.status(_folder())
    for server in running:
        click.echo(
            f"PostgreSQL {server.programs.major} runs in {server.data}, as {server.account.name}."
        )
    if not running:
        click.echo(f"No server runs in {_folder()}.")
        ctx.exit(1)


@database.command()
def upgrade() -> None:
    """Take the databases of an older PostgreSQL over into the one that is installed now."""
    from headrow.partnership.web.database import upgrading

    with told_plainly():
        server = upgrading.upgrade(_folder(), say=click.echo)
    click.echo(f"PostgreSQL {server.programs.major} runs in {server.data}.")


def _folder() -> Path:
    from headrow.partnership.web import deployment

    own = deployment.read().own_server
    if own is None:
        raise Refused("DATABASE_URL is set: that server is not Headrow's to start or stop.")
    return own
