"""What no file of a release may hold, gathered apart from the sections that build it."""

from __future__ import annotations

from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.rules.checks import Forbidden


def forbidden() -> Forbidden:
    """The words of restricted records, of figures kept inside, and of members' names; read as the clock."""
    return Forbidden(people=directory.names_to_keep_inside())
