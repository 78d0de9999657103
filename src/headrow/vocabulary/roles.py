"""The one table of who may do what: posts, actions, scopes (declared/roles.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from headrow.vocabulary.records import records
from headrow.vocabulary.toml_files import (
    DeclaredFileError,
    folder,
    read,
    refuse_unknown,
    shown,
)

SCOPES: dict[str, str] = {
    "A": "any",
    "O": "your agency's",
    "N": "those you are named on",
    "B": "your own board or panel's",
    "W": "your wards' counts",
    "S": "your own",
}


@dataclass(frozen=True, slots=True)
class DeclaredPost:
    """A role that a member holds in an agency for a period; `months` is how long at most."""

    code: str
    name: str
    does: str
    granted_by: str
    months: int
    agency_kinds: tuple[str, ...] = ()
    second: str = ""
    lapses_without_training: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done: for each post that may do it, its scope."""

    code: str
    name: str
    section: str
    may: Mapping[str, str] = field(default_factory=dict)
    second: tuple[str, ...] = ()
    reason: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """The whole table."""

    posts: Mapping[str, DeclaredPost]
    actions: Mapping[str, Action]

    def action(self, code: str) -> Action:
        """An action by its code. Raises KeyError for one that the table does not hold."""
        return self.actions[code]


@cache
def roles() -> Roles:
    """The table as declared. Raises DeclaredFileError with file, key and remedy."""
    path = folder("declared") / "roles.toml"
    where = shown(path)
    found = read(path)
    refuse_unknown(found, known=("post", "action"), where=where)
    posts = {row.code: row for row in records(found, "post", DeclaredPost, where=where)}
    actions = {row.code: row for row in records(found, "action", Action, where=where)}
    for action in actions.values():
        _check(action, posts, where=f"{where}: action '{action.code}'")
    return Roles(posts, actions)


def _check(action: Action, posts: Mapping[str, DeclaredPost], *, where: str) -> None:
    for post, scope in action.may.items():
        if post not in posts:
            raise DeclaredFileError(f"{where}: '{post}' is not a post. Posts: {', '.join(posts)}.")
        if scope not in SCOPES:
            raise DeclaredFileError(
                f"{where}: '{scope}' is not a scope. Scopes: {', '.join(SCOPES)}."
            )
    for post in action.second:
        if post not in action.may:
            raise DeclaredFileError(
                f"{where}: 'second' names {post}, which may not do it. Mend the one or the other."
            )
