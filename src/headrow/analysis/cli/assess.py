"""`headrow assess`: the whole assessment, from the files to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headrow.analysis.cli import options, printing
from headrow.analysis.cli.progress import progress
from headrow.analysis.cli.reaching import data_at_hand


@click.command(short_help="Build a partnership's assessment into a folder.")
@options.locality
@options.folder()
@options.period
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write into.",
)
@click.option(
    "--outline",
    default="",
    help="Another outline than the usual one: its code, or a path to its .toml.",
)
@click.option(
    "--strategy",
    default="",
    help="The strategy to assess against: its id, or the year in which it begins.",
)
@click.option(
    "--commentary",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of Markdown to weave in.",
)
@options.quiet
@options.as_json
def assess(
    locality: str,
    folder: Path | None,
    period: str | None,
    out: Path,
    outline: str,
    strategy: str,
    commentary: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Build the assessment of a partnership into a folder: page, PDF, Word document, data, findings and ledger."""
    from headrow.analysis.assessment.running import assess

    _check_names(locality, outline, strategy)
    data_at_hand(folder)
    made = assess(
        locality=locality,
        folder=folder,
        period=period,
        out=out,
        outline=outline,
        strategy=strategy,
        commentary=commentary,
        progress=progress(quiet=quiet),
    )
    printing.as_json(summary(made)) if as_json else say(made)


def _check_names(locality: str, outline: str, strategy: str) -> None:
    """An outline or strategy that does not exist is a wrong call, not a fault in a file."""
    from headrow.vocabulary.localities import load_locality
    from headrow.vocabulary.outlines import names_of_outlines
    from headrow.vocabulary.toml_files import DeclaredFileError

    place = load_locality(locality)
    if outline and not outline.endswith(".toml") and outline not in names_of_outlines():
        raise click.UsageError(
            f"There is no outline '{outline}'. There are: {', '.join(names_of_outlines())}."
        )
    if strategy:
        try:
            place.strategy(strategy)
        except DeclaredFileError as unknown:
            raise click.UsageError(str(unknown)) from None


def summary(made: Any) -> dict[str, Any]:
    """What was made, as plain values."""
    return {
        "out": str(made.out),
        "files": [str(path) for path in made.files],
        "findings": made.findings,
        "rows_in": made.ledger.rows_in,
        "rows_kept": made.ledger.rows_kept,
        "rows_set_aside": made.ledger.rows_set_aside,
        "messages": list(made.messages),
    }


def say(made: Any) -> None:
    """What was made, in a few lines."""
    ledger = made.ledger
    click.echo(
        f"{ledger.rows_in:,} rows in: {ledger.rows_kept:,} kept, {ledger.rows_set_aside:,} set aside with a reason."
    )
    for message in made.messages:
        click.echo(f"note: {message}")
    click.echo(f"{made.findings:,} findings in {made.out}:")
    beside = [path for path in made.files if path.parent == made.out]
    for path in beside:
        click.echo(f"  {path}")
    click.echo(
        f"  {made.out / 'data'}: {len(made.files) - len(beside):,} tables, drawings and pictures"
    )
