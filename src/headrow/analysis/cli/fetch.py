"""`headrow fetch`: bring open data to this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headrow.analysis.cli import options, printing
from headrow.analysis.cli.progress import progress
from headrow.analysis.cli.reaching import or_unreachable

PACK = "sample-pack"


@click.command(short_help="Fetch open data to this machine.")
@click.argument("source", required=False)
@click.option(
    "--period", type=options.PeriodText(), help="The months to fetch, as 2024-01..2024-12."
)
@click.option(
    "--place",
    default="",
    help="The force as police.uk spells it (west-midlands), or `all` for whole archives.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to put the files in.",
)
@options.quiet
@options.as_json
def fetch(
    source: str | None,
    period: str | None,
    place: str,
    into: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Fetch SOURCE: `sample-pack`, or a source that `headrow sources` says can be fetched.

    Without SOURCE it names those that can be. What is here already is not fetched again, and what broke off goes on
    where it stopped.
    """
    if source is None:
        _list(as_json)
        return
    with or_unreachable():
        files = (
            _pack()
            if source == PACK
            else _fetched(source, period, place, into, progress(quiet=quiet))
        )
    if as_json:
        printing.as_json([str(path) for path in files])
    else:
        for path in files:
            click.echo(path)


def _fetchable() -> dict[str, Any]:
    from headrow.analysis.sources.gathering import registered

    return {source.code: source for source in registered() if source.fetch is not None}


def _list(as_json: bool) -> None:
    rows = [(PACK, "Three Julys of one force, its small areas and their census (7 MB)")]
    rows += [(code, source.name) for code, source in _fetchable().items()]
    if as_json:
        printing.as_json([{"code": code, "name": name} for code, name in rows])
    else:
        printing.table(("code", "what is fetched"), rows)


def _pack() -> list[Path]:
    from headrow.analysis.sources.sample_pack import pack_folder
    from headrow.analysis.warehouse.folder import Warehouse

    return [pack_folder(Warehouse())]


def _fetched(
    code: str, period: str | None, place: str, into: Path | None, progress: Any
) -> list[Path]:
    from headrow.analysis.tables.plug_ins import FetchRequest
    from headrow.vocabulary.periods import Period

    fetchable = _fetchable()
    if code not in fetchable:
        held = ", ".join([PACK, *fetchable])
        raise click.UsageError(f"'{code}' cannot be fetched. Can be: {held}.")
    if period is None or not place or into is None:
        raise click.UsageError(f"To fetch {code}, give --period, --place and --into.")
    into.mkdir(parents=True, exist_ok=True)
    months = tuple(str(month) for month in Period.parse(period).months)
    return list(fetchable[code].fetch(FetchRequest(months, place, into, progress)))
