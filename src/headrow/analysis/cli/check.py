"""`headrow check`: what is in these files, and what could be assessed with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headrow.analysis.cli import endings, options, printing
from headrow.analysis.cli.progress import progress


@click.command(short_help="Say what is in some files, and what could be assessed.")
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--locality",
    type=options.LocalityName(),
    help="Say too what could be assessed for this partnership.",
)
@options.quiet
@options.as_json
@click.pass_context
def check(
    ctx: click.Context, folder: Path, locality: str | None, quiet: bool, as_json: bool
) -> None:
    """Read FOLDER (or a file, or an archive) and say what is there, row by row accounted for.

    Ends with 1 where no source is found or, for a locality, nothing could be assessed.
    """
    from headrow.analysis.workbench import checking

    found = checking.check(folder, locality=locality or "", progress=progress(quiet=quiet))
    if as_json:
        printing.as_json(found)
    else:
        _say(found)
    ctx.exit(endings.DONE if found.sound else endings.WRONG_DATA)


def _say(found: Any) -> None:
    for source in found.sources:
        files = f"{source.files:,} file{'' if source.files == 1 else 's'}"
        click.echo(
            f"{source.name} ({source.code}): {files}, {source.rows_in:,} rows, {source.rows_kept:,} kept"
        )
        if source.months:
            click.echo(f"  months      {months(source.months)}")
        if source.months_between:
            click.echo(f"  not there   {months(source.months_between)}")
        for part in source.set_aside:
            files = f" in {part.files:,} files; of the first" if part.files > 1 else ""
            click.echo(f"  set aside   {part.rows:,} rows{files} [{part.reason}]: {part.words}")
    for name, why in found.unused:
        click.echo(f"not used: {name}: {why}")
    for name, why in found.ignored:
        click.echo(f"not read: {name}: {why}")
    for note in found.notes:
        click.echo(f"note: {note}")
    if not found.sources:
        click.echo("No source knows any of these files. `headrow sources` lists what can be read.")
    if found.place:
        _say_what_can_be_asked(found)
    for lacking in found.lacking:
        come_from = "; ".join(lacking.sources) or "no source yet"
        click.echo(f"lacking: {lacking.shape}. It could come from: {come_from}.")


def _say_what_can_be_asked(found: Any) -> None:
    click.echo(f"\nWhat could be assessed for {found.place}:")
    rows = [
        (
            row.measure,
            row.of,
            "yes, " + months(row.months) if not row.lacking else f"no: {row.lacking}",
        )
        for row in found.answerable
    ]
    printing.table(("measure", "of", "can it be asked"), rows)
    click.echo()


def months(held: tuple[str, ...]) -> str:
    """Months as runs: 2014-01..2014-02, 2014-06."""
    from headrow.vocabulary.periods import Month, Period

    runs: list[list[Month]] = []
    for month in map(Month.parse, held):
        if runs and month == runs[-1][-1].plus(1):
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(Period(run[0], run[-1])) for run in runs)
