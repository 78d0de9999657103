"""How a command of the site ends: what went wrong as a sentence, with the exit code that says whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

WRONG, UNREACHABLE = 1, 3


class Refused(click.ClickException):
    """Something in the settings, the files or the database: what, and what to do."""

    exit_code = WRONG


class Unreachable(click.ClickException):
    """A database or a file that could not be reached."""

    exit_code = UNREACHABLE


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the errors that an administrator can mend into sentences; others go on as defects."""
    import psycopg

    from headrow.partnership.web import deployment
    from headrow.partnership.web.database import (
        binaries,
        client_programs,
        dumping,
        passwords,
        roles,
        sealed_stream,
        server,
        upgrading,
    )

    ours = (
        binaries.NoServerPrograms,
        client_programs.ProgramFailed,
        deployment.WrongSettings,
        dumping.RestoreFailed,
        dumping.RestoreRefused,
        passwords.PasswordsLost,
        roles.UnsafeRole,
        sealed_stream.BadKey,
        sealed_stream.CannotBeOpened,
        server.ServerWouldNotStart,
        upgrading.UpgradeFailed,
    )
    try:
        yield
    except ours as wrong:
        raise Refused(str(wrong)) from None
    except psycopg.OperationalError as wrong:
        # Only the first line: libpq's further lines repeat the address for each way it tried.
        first = str(wrong).splitlines()[0]
        raise Unreachable(f"The database cannot be reached: {first}") from None
