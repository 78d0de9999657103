"""`headrow sources`: what can be read, who publishes it, and under which licence."""

from __future__ import annotations

from typing import Any

import click

from headrow.analysis.cli import options, printing


@click.command(short_help="List what can be read, and who publishes it.")
@options.as_json
def sources(as_json: bool) -> None:
    """List every source: what it gives, who publishes it, its licence and its caveats."""
    from headrow.analysis.sources.gathering import registered

    rows: list[dict[str, Any]] = [
        {
            "code": source.code,
            "name": source.name,
            "publisher": source.publisher,
            "licence": source.licence,
            "gives": source.gives.code,
            "row_is": source.gives.row_is,
            "every": source.every,
            "personal": source.personal,
            "policy": source.policy,
            "fetched": source.fetch is not None,
            "caveats": list(source.caveats),
        }
        for source in registered()
    ]
    if as_json:
        printing.as_json(rows)
        return
    for row in rows:
        click.echo(f"{row['code']}: {row['name']}")
        click.echo(f"  from     {row['publisher']}, {row['licence']}")
        click.echo(f"  gives    {row['gives']} ({row['row_is']}), every {row['every']}")
        click.echo(
            f"  fetched  {'yes, by headrow fetch' if row['fetched'] else 'no: put the files in a folder'}"
        )
        for caveat in row["caveats"]:
            click.echo(f"  caveat   {caveat}")
