"""`headrow locality`: the partnerships that are declared, and whether a folder is faultless."""

from __future__ import annotations

import click

from headrow.analysis.cli import options, printing


@click.group(short_help="List the partnerships, or check a folder that declares one.")
def locality() -> None:
    """List the localities, or check a folder that declares one."""


@locality.command("list")
@options.as_json
def listing(as_json: bool) -> None:
    """Name each locality, its district and its strategies."""
    from headrow.vocabulary.localities import load_locality, names_of_localities

    rows = [
        {
            "code": held.code,
            "name": held.name,
            "district": held.district.name,
            "force": held.force,
            "strategies": [strategy.head.id for strategy in held.strategies],
        }
        for held in map(load_locality, names_of_localities())
    ]
    if as_json:
        printing.as_json(rows)
    else:
        printing.table(
            ("code", "name", "district", "force", "strategies"),
            [(*list(row.values())[:4], ", ".join(row["strategies"])) for row in rows],
        )


@locality.command("check")
@click.argument("place", type=options.LocalityName())
def check(place: str) -> None:
    """Load PLACE, a name or a path to a folder, and say by file and key what is wrong."""
    from headrow.vocabulary.dated_values import dated_values
    from headrow.vocabulary.duties import declared_duties
    from headrow.vocabulary.local_indicators import local_indicators
    from headrow.vocabulary.localities import load_locality
    from headrow.vocabulary.risk_scales import risk_scales

    held = load_locality(place)
    for load in (dated_values, declared_duties, risk_scales, local_indicators):
        load(place)
    for remark in held.remarks:
        click.echo(f"remark: {remark}")
    strategies = ", ".join(strategy.head.id for strategy in held.strategies) or "none"
    click.echo(
        f"{held.code}: {held.name}, {held.district.name}. Strategies: {strategies}. Nothing is wrong."
    )
