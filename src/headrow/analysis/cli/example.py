"""`headrow example`: the files of a fictional place, to try everything on."""

from __future__ import annotations

from pathlib import Path

import click

from headrow.analysis.cli import options
from headrow.analysis.cli.endings import WrongData


@click.command(short_help="Write the data of a fictional place, to try things on.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--period", type=options.PeriodText(), help="Other months than the three years from 2022-01."
)
def example(folder: Path, period: str | None) -> None:
    """Write the generated data of the locality `example` into FOLDER, which must be new or empty.

    Police files, look-ups, boundaries, population, deprivation and
    partners' files. Nothing in them is about anywhere.
    """
    from headrow.analysis.sources.example_place.writing import PERIOD, write_example
    from headrow.vocabulary.periods import Period

    if folder.exists() and any(folder.iterdir()):
        raise WrongData(f"{folder} is not empty. Name a folder that is new.")
    write_example(folder, period=Period.parse(period) if period else PERIOD)
    click.echo(f"{sum(path.is_file() for path in folder.rglob('*')):,} files in {folder}")
