"""How a command ends: the exit codes, and the one sentence that an error becomes."""

from __future__ import annotations

from importlib import import_module

import click

DONE, WRONG_DATA, WRONG_CALL, UNREACHABLE, DEFECT, STOPPED = 0, 1, 2, 3, 4, 130

MEANINGS: dict[int, str] = {
    DONE: "done",
    WRONG_DATA: "something is wrong in the data or the files given, or a check found something",
    WRONG_CALL: "the command was called wrongly: an unknown name, option, period or folder",
    UNREACHABLE: "something could not be fetched or reached",
    DEFECT: "a defect of the program: report it, with the output of the same command after `headrow --debug`",
    STOPPED: "stopped by Ctrl-C",
}

# Errors of lower packages: named here and imported only when there is an error, so that commands start fast.
KNOWN: dict[str, int] = {
    "headrow.vocabulary.toml_files:DeclaredFileError": WRONG_DATA,
    "headrow.vocabulary.periods:PeriodError": WRONG_CALL,
    "headrow.analysis.tables.plug_ins:SourceError": WRONG_DATA,
    "headrow.analysis.findings.catalogue:UnknownName": WRONG_CALL,
    "headrow.analysis.workbench.opening:NothingHeld": WRONG_DATA,
    "headrow.analysis.workbench.questions:WrongQuestion": WRONG_CALL,
    "headrow.analysis.workbench.working_out:WrongInputs": WRONG_DATA,
}


class WrongData(click.ClickException):
    """Something in the user's files: what, where, and what to do."""

    exit_code = WRONG_DATA


class Unreachable(click.ClickException):
    """Something that could not be fetched or reached, and what to do."""

    exit_code = UNREACHABLE


def code_of(error: Exception) -> int:
    """The exit code of an error; anything unknown is a defect."""
    if isinstance(error, click.ClickException):
        return error.exit_code
    for name, code in KNOWN.items():
        module, _, kind = name.partition(":")
        if isinstance(error, getattr(import_module(module), kind)):
            return code
    # Permissions, a full disk, a missing file: the machine's or the caller's, not ours.
    return WRONG_DATA if isinstance(error, OSError) else DEFECT


def sentence(error: Exception) -> str:
    """What went wrong, where, and what to do."""
    if isinstance(error, click.UsageError):
        where = f" See `{error.ctx.command_path} --help`." if error.ctx else ""
        return error.format_message().rstrip(".") + "." + where
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        named = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{named}. Check the path, the rights and the space on the disk."
    if code_of(error) == DEFECT:
        said = " ".join(str(error).split())
        return (
            f"A defect of Headrow: {type(error).__name__}: {said}. "
            "Run it as `headrow --debug ...` and report what it prints."
        )
    return " ".join(str(error).split())
