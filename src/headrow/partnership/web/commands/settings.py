"""`headrow settings`: what is set for this site, checked, with secrets hidden."""

from __future__ import annotations

import click

from headrow.partnership.web.commands.endings import told_plainly


@click.command(short_help="Show and check what is set for this site, secrets hidden.")
def settings() -> None:
    """Read the settings as `headrow serve` would, and show them; ends with 1 and all that is wrong else."""
    from headrow.partnership.web import deployment

    with told_plainly():
        read = deployment.read()
    for name, value in deployment.shown(read).items():
        click.echo(f"{name:<28} {value}")
