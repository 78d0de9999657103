"""The one program `headrow`: it gathers the commands of both floors and loads each when it is asked for."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from headrow.analysis.cli import endings

# Name and where it lives, in the order in which `headrow --help` lists them: the main job first.
COMMANDS: dict[str, str] = {
    "assess": "headrow.analysis.cli.assess:assess",
    "demo": "headrow.analysis.cli.demo:demo",
    "check": "headrow.analysis.cli.check:check",
    "ask": "headrow.analysis.cli.ask:ask",
    "measure": "headrow.analysis.cli.measure:measure",
    "sources": "headrow.analysis.cli.sources:sources",
    "fetch": "headrow.analysis.cli.fetch:fetch",
    "locality": "headrow.analysis.cli.locality:locality",
    "example": "headrow.analysis.cli.example:example",
    "doctor": "headrow.analysis.cli.doctor:doctor",
    "demonstrate": "headrow.partnership.web.commands.demonstrate:demonstrate",
    "serve": "headrow.partnership.web.commands.serve:serve",
    "worker": "headrow.partnership.web.commands.worker:worker",
    "migrate": "headrow.partnership.web.commands.migrate:migrate",
    "database": "headrow.partnership.web.commands.database:database",
    "backup": "headrow.partnership.web.commands.backup:backup",
    "restore": "headrow.partnership.web.commands.restore:restore",
    "audit": "headrow.partnership.web.commands.audit:audit",
    "settings": "headrow.partnership.web.commands.settings:settings",
}


class Gathered(click.Group):
    """A group whose commands are imported when they are named or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, the main job first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(module), name)
        return found


@click.group(cls=Gathered, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="headrow", message="headrow %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def program(debug: bool) -> None:
    """Strategic assessments for community safety partnerships, from open data to the page.

    Exit codes: 0 done; 1 something is wrong in the data or files given; 2 the command was called wrongly;
    3 something could not be fetched or reached; 4 a defect of the program; 130 stopped by Ctrl-C.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command; what went wrong goes to standard error in one sentence. Returns the exit code."""
    try:
        code = program.main(args=list(arguments), prog_name="headrow", standalone_mode=False)
    except click.Abort:
        click.echo(
            "\nheadrow: stopped. What was read so far is kept; run it again to go on.", err=True
        )
        return endings.STOPPED
    except (
        BrokenPipeError,
        SystemExit,
    ):  # click ends so when the reader of our output (`head`, a pager) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return endings.DONE
    except Exception as wrong:  # the one place where every error ends as a sentence
        if "--debug" in arguments:
            traceback.print_exc()
        click.echo(f"headrow: {endings.sentence(wrong)}", err=True)
        return endings.code_of(wrong)
    return code if isinstance(code, int) else endings.DONE


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
