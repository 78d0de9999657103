"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


class PeriodText(click.ParamType):
    """A period of months, checked and kept as text."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, when it can be read as a period."""
        from headrow.vocabulary.periods import Period, PeriodError

        try:
            return str(Period.parse(value))
        except PeriodError as wrong:
            self.fail(str(wrong), param, ctx)


class LocalityName(click.ParamType):
    """The name of a locality's folder, or a path to one."""

    name = "locality"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, when there is such a folder."""
        from headrow.vocabulary.localities import names_of_localities

        if value in names_of_localities() or (
            "/" in value and (Path(value) / "locality.toml").is_file()
        ):
            return str(value)
        held = ", ".join(names_of_localities())
        self.fail(
            f"There is no locality '{value}'. There are: {held}. A path to a folder will do too.",
            param,
            ctx,
        )

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The localities that begin with what was typed."""
        from click.shell_completion import CompletionItem

        from headrow.vocabulary.localities import names_of_localities

        return [
            CompletionItem(name) for name in names_of_localities() if name.startswith(incomplete)
        ]


locality = click.option(
    "--locality",
    type=LocalityName(),
    required=True,
    help="The partnership: a folder in localities/, or a path to one.",
)
period = click.option(
    "--period",
    type=PeriodText(),
    help="Months, as 2024-01..2024-12 or 2024-03. Without it: all that are held, or the sample pack's latest.",
)
quiet = click.option("--quiet", is_flag=True, help="No progress on standard error.")
as_json = click.option(
    "--json", "as_json", is_flag=True, help="The answer as JSON on standard output."
)


def folder(*names: str, required: bool = False) -> Callable[[Any], Any]:
    """The option `--from`: a folder, file or archive that exists; without it the sample pack is used."""
    place = click.Path(exists=True, path_type=Path)
    words = "A folder, file or archive of data. Without it: the sample pack."
    return click.option("--from", "folder", type=place, required=required, help=words)
