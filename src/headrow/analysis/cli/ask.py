"""`headrow ask`: one question, one protected answer, with its trail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headrow.analysis.cli import endings, options, printing
from headrow.analysis.cli.progress import progress
from headrow.analysis.cli.reaching import data_at_hand


@click.command(short_help="Ask one question; get a protected answer with its trail.")
@click.argument("measure")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, option, wanted: _list(ctx) if wanted else None,
    help="Name every measure and end.",
)
@options.locality
@options.folder()
@options.period
@click.option(
    "--category",
    multiple=True,
    help="A crime category, `all` or `crimes`; several are counted together.",
)
@click.option(
    "--by",
    multiple=True,
    help="Split by category, month, area, outcome, group, decile or district.",
)
@click.option(
    "--level",
    default="",
    help="The kind of area meant by `--by area`: lsoa21, msoa21, ward, hexagon ...",
)
@click.option("--out-of", default="", help="The base of a rate: residents, households or workday.")
@click.option(
    "--per",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="A rate for each so many.",
)
@click.option(
    "--source", default="", help="street or series, where the figure must come from that one."
)
@click.option("--compared-with", type=options.PeriodText(), help="The earlier months of a change.")
@click.option(
    "--method",
    default="",
    help="How the counts are judged: xmr, gini, gi-star, funnel, lq, sii ...",
)
@click.option(
    "--option", "pairs", multiple=True, metavar="NAME=VALUE", help="What else the measure asks for."
)
@options.quiet
@options.as_json
@click.pass_context
def ask(
    ctx: click.Context,
    measure: str,
    locality: str,
    folder: Path | None,
    period: str | None,
    category: tuple[str, ...],
    pairs: tuple[str, ...],
    quiet: bool,
    as_json: bool,
    **rest: Any,
) -> None:
    """Ask MEASURE of a place. The answer is a table or, with --json, the finding as findings.json holds it.

    Ends with 1 where the data cannot answer; it then says why.
    """
    from headrow.analysis.workbench.opening import open_workbench

    others: dict[str, Any] = dict(_pair(pair) for pair in pairs)
    data_at_hand(folder)
    place = open_workbench(locality, folder, period, progress=progress(quiet=quiet))
    found = place.ask(measure, category=_one_or_many(category), **rest, **others)
    if as_json:
        printing.as_json(found.to_json())
    elif found.cells:
        for line in found.lines():
            click.echo(line)
        click.echo(found.said_of_trail())
    if found.refused:
        lacking = "is not judged" if found.cells else "has no answer"
        click.echo(f"headrow: {found.address} {lacking}: {found.refused}.", err=True)
    ctx.exit(endings.DONE if found.cells else endings.WRONG_DATA)


def _list(ctx: click.Context) -> None:
    from headrow.analysis.findings.catalogue import measures

    rows = [(held.code, held.counts, held.out_of) for held in measures().values()]
    printing.table(("measure", "counts", "out of"), rows)
    ctx.exit()


def _one_or_many(category: tuple[str, ...]) -> str | tuple[str, ...]:
    return category if len(category) > 1 else (category or ("all",))[0]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise click.UsageError(f"'{text}' is not NAME=VALUE.")
    return name, value
