"""`headrow demo`: the main job on real open data, checked and shown on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from headrow.analysis.cli import assess, options
from headrow.analysis.cli.endings import WrongData
from headrow.analysis.cli.progress import progress


@click.command(short_help="Build, check and show one from real open data.")
@click.option(
    "--open/--no-open",
    "show",
    default=True,
    help="Serve the result and open it; or build, check and end.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port to serve on; 0 for any that is free."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write into."
)
@options.quiet
def demo(show: bool, port: int | None, out: Path | None, quiet: bool) -> None:
    """Build an assessment from the sample pack, check it, and show it in the browser.

    Where the pack cannot be had it says so and builds the example locality from generated data.
    """
    from headrow.analysis.workbench import demonstration

    said = demonstration.declared()
    place = out or Path(said.out)
    made, without = demonstration.build(place, progress=progress(quiet=quiet))
    if without:
        click.echo(
            f"The sample pack could not be had, so this is the example locality, with generated data. {without}"
        )
    assess.say(made)
    faults = demonstration.faults(place)
    if faults:
        raise WrongData("The assessment was built and is not whole: " + " ".join(faults))
    click.echo(
        "Checked: every file is there, the ledger balances, and the page holds every section it lists."
    )
    if show:
        _serve(place, said.port if port is None else port)


def _serve(folder: Path, port: int) -> None:
    """Serve the folder on this machine only, until Ctrl-C."""
    from headrow.analysis.cli.serving import serving

    with serving(folder, port) as server:
        address = f"http://127.0.0.1:{server.server_port}/assessment.html"
        click.echo(f"Serving {folder} at {address} (Ctrl-C ends it)")
        if sys.stdout.isatty():
            import webbrowser

            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nEnded.")
