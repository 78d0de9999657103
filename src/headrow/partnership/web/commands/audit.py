"""`headrow audit`: whether the record of changes and looks still holds together."""

from __future__ import annotations

from pathlib import Path

import click

from headrow.partnership.web.commands.endings import Refused, told_plainly


@click.group(short_help="Verify the record of changes and looks.")
def audit() -> None:
    """The record of who changed and who looked at what: hash chains that nobody can edit unseen."""


@audit.command(short_help="Walk every chain and say what does not hold.")
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A signed copy of the ends of the chains, kept elsewhere; else the newest in HEADROW_ANCHORS.",
)
def verify(anchor: Path | None) -> None:
    """Find entries that were edited, removed, inserted or moved, chains cut short, and chains written anew.

    A chain that was cut together with its head, or written anew whole, is found by an anchor only.
    """
    with told_plainly():
        _ready()
        from headrow.partnership.audit import queries
        from headrow.partnership.jobs import anchoring
        from headrow.partnership.web import deployment

        file = anchor or anchoring.newest_anchor(deployment.read().anchors)
        anchored = _read(file) if file else None
        faults = queries.verify(anchored=anchored)
        if faults:
            told = "\n".join(f"  {fault}" for fault in faults[:50])
            raise Refused(f"The record does not hold: {len(faults)} faults.\n{told}")
        entries = sum(head["seq"] for head in queries.heads())
        against = f"against {file.name}" if file else "without an anchor: none was found"
        click.echo(f"The record holds: {entries:,} entries, {against}.")


@audit.command(short_help="Show the ends of the chains.")
def heads() -> None:
    """Print kind, chain, number of entries and last hash of every chain that has entries."""
    with told_plainly():
        _ready()
        from headrow.partnership.audit import queries

        for head in queries.heads():
            if head["seq"]:
                click.echo(f"{head['kind']:6} {head['chain']:2} {head['seq']:8,} {head['hash']}")


def _ready() -> None:
    from headrow.partnership.web import deployment
    from headrow.partnership.web.commands import database_state
    from headrow.partnership.web.database import addresses

    database_state.set_up_django(addresses.address(deployment.read(), "app"))


def _read(file: Path) -> list[dict[str, object]]:
    from django.core.signing import BadSignature

    from headrow.partnership.jobs import anchoring

    try:
        return anchoring.read_anchor(file)
    except BadSignature:
        raise Refused(
            f"{file} is not as it was signed, or was signed with another secret key. Take another copy."
        ) from None
