"""`headrow doctor`: is this machine ready; each line ok or not, with the remedy."""

from __future__ import annotations

import click

from headrow.analysis.cli import endings, options, printing


@click.command(short_help="Say whether this machine is ready.")
@options.as_json
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check Python, packages, fonts, browser, disk, sample pack and declared files.

    Ends with 1 where something is not ok; what is only wished for is said and does not count.
    """
    from headrow.analysis.workbench.examining import examine

    found = examine()
    if as_json:
        printing.as_json(found)
    else:
        for line in found:
            click.echo(
                f"{'ok     ' if line.ok else 'not ok ' if line.needed else 'without'}  {line.what}: {line.found}"
            )
            if not line.ok:
                click.echo(f"         remedy: {line.remedy}")
    ctx.exit(
        endings.DONE if all(line.ok or not line.needed for line in found) else endings.WRONG_DATA
    )
