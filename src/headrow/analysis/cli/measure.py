"""`headrow measure`: any calculation from the shell, JSON in and JSON out."""

from __future__ import annotations

import json
from typing import Any, TextIO

import click

from headrow.analysis.cli import options, printing
from headrow.analysis.cli.endings import WrongData


@click.command(short_help="Work out any figure from JSON; --list names them all.")
@click.argument("name", required=False)
@click.argument("inputs", type=click.File("r", encoding="utf-8"), required=False)
@click.option("--list", "listing", is_flag=True, help="Name every method, with its source.")
@options.as_json
def measure(name: str | None, inputs: TextIO | None, listing: bool, as_json: bool) -> None:
    """Work out NAME from a JSON file with `inputs` and `parameters` (or - for standard input).

    NAME is a code that `--list` gives. The answer is always JSON; `--json` gives the list as JSON too.
    """
    from headrow.analysis.findings import catalogue

    if listing:
        _list(catalogue.methods(), as_json)
        return
    if name is None or inputs is None:
        raise click.UsageError(
            "Give a NAME and a file of INPUTS (or -), or --list to see the names."
        )
    from headrow.analysis.workbench.working_out import work_out

    catalogue.method(name)  # an unknown name is said before the file is read
    values = _read(inputs)
    printing.as_json(work_out(name, values["inputs"], values["parameters"]))


def _list(methods: Any, as_json: bool) -> None:
    rows = [
        {"code": method.code, "title": method.title, "source": method.source}
        for method in methods.values()
    ]
    if as_json:
        printing.as_json(rows)
    else:
        printing.table(
            ("code", "what it works out", "source"), [tuple(row.values()) for row in rows]
        )


def _read(file: TextIO) -> dict[str, Any]:
    """The JSON of the file: an object with `inputs` and, where needed, `parameters`. Raises WrongData."""
    try:
        values = json.load(file)
    except ValueError as wrong:
        raise WrongData(f"{file.name} is not JSON: {wrong}. Mend it there.") from None
    if not isinstance(values, dict) or not isinstance(values.get("inputs"), dict):
        raise WrongData(
            f'{file.name} must hold an object like {{"inputs": {{...}}, "parameters": {{...}}}}.'
        )
    if not isinstance(values.setdefault("parameters", {}), dict):
        raise WrongData(f'{file.name}: "parameters" must be an object, or be left out.')
    return values
