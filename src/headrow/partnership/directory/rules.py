"""What a member may do: the posts in force, the declared table, and the record at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.roles import Action, roles

# Gold reads what every board reads (declared table, note of read-restricted).
GOLD = "executive"
GOLD_REACHES_ALL = frozenset({"read-restricted"})


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post in force on the day it was asked for; ids are text, empty where there is none."""

    id: str
    role: str
    agency: str
    agency_name: str = ""
    body: str = ""
    body_name: str = ""
    body_kind: str = ""
    wards: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    trained_until: date | None = None
    granted_by: str = ""

    @property
    def role_name(self) -> str:
        """The role in words."""
        return roles().posts[self.role].name


@dataclass(frozen=True, slots=True)
class Rights:
    """A member's posts in force; their rights are the union of what each gives."""

    member: str
    agency: str
    posts: tuple[HeldPost, ...] = ()
    suspended: tuple[HeldPost, ...] = field(default=())

    def has(self, *codes: str) -> bool:
        """Whether any of these posts is held."""
        return any(post.role in codes for post in self.posts)

    def bodies(self, *codes: str) -> frozenset[str]:
        """The bodies on which any of these posts is held."""
        return frozenset(post.body for post in self.posts if post.role in codes and post.body)


def in_force(post: HeldPost, *, today: date) -> bool:
    """Whether a post gives rights today: begun, not ended, and trained where its role asks for it."""
    begun = post.starts is None or post.starts <= today
    ended = post.ends is not None and post.ends < today
    return begun and not ended and not lapsed(post, today=today)


def lapsed(post: HeldPost, *, today: date) -> bool:
    """Whether training has lapsed for a role that is suspended without it."""
    asked = roles().posts[post.role].lapses_without_training
    return asked and post.trained_until is not None and post.trained_until < today


def may(
    rights: Rights, code: str, *, body: str = "", agency: str = "", own: bool = False
) -> Reason | None:
    """Nothing when the action is allowed on such a record; else the reason. Raises KeyError for no such action.

    body: the record's board. agency: the agency it belongs to. own: whether the reader leads, owns or is
    named on it.
    """
    action = roles().action(code)
    if any(_reaches(post, action, body, agency, own) for post in rights.posts):
        return None
    return Reason("not-yours", f"None of your posts lets you {action.name} here.")


def _reaches(post: HeldPost, action: Action, body: str, agency: str, own: bool) -> bool:
    match action.may.get(post.role, ""):
        case "A":
            return True
        case "O":
            return not agency or agency == post.agency
        case "N" | "S":
            return own
        case "B":
            gold = post.body_kind == GOLD and action.code in GOLD_REACHES_ALL
            return gold or (bool(post.body) and (not body or body == post.body))
        case "W":
            return bool(post.wards)
    return False


def reach(rights: Rights, code: str) -> frozenset[str] | None:
    """The bodies whose records an action reaches; None for those of every body."""
    action = roles().action(code)
    found: set[str] = set()
    for post in rights.posts:
        scope = action.may.get(post.role, "")
        if scope == "A" or (scope == "B" and post.body_kind == GOLD and code in GOLD_REACHES_ALL):
            return None
        if scope == "B" and post.body:
            found.add(post.body)
    return frozenset(found)


def second_person(
    action: Action, *, first: str, second: str, posts: tuple[str, ...]
) -> Reason | None:
    """Whether somebody may be the second person of an act: another member, holding a post marked for it."""
    if first == second:
        return Reason("own-approval", "Somebody else must agree: you began this yourself.")
    if not set(posts) & set(action.second):
        return Reason("not-second", "Your posts do not let you be the second person here.")
    return None


CASEWORKING = frozenset({"TO", "CW", "PC", "PM", "IA", "PW", "RC", "IG"})


def manages(rights: Rights, agency: str) -> bool:
    """Whether a member manages the people of an agency: its own manager, or an administrator."""
    return rights.has("AD") or any(
        post.role == "AM" and post.agency == agency for post in rights.posts
    )


def may_grant(rights: Rights, role: str, *, agency: str) -> Reason | None:
    """Why a member may not give a post in an agency, or nothing (declared table, granted_by).

    An administrator never gives a caseworking post; a manager only in their own agency.
    """
    declared = roles().posts[role]
    if rights.has("PO") and declared.granted_by == "PO":
        return None
    if rights.has("AD") and role in CASEWORKING:
        return Reason("casework", "An administrator never gives a post that reads cases.")
    own = any(post.role == "AM" and post.agency == agency for post in rights.posts)
    if declared.granted_by == "AM" and (own or rights.has("AD")):
        return None
    if declared.granted_by == "AD" and rights.has("AD"):
        return None
    return Reason("not-granted", f"{declared.name}: this post is given by {who_grants(role)}.")


def who_grants(role: str) -> str:
    """Who gives a post, in words."""
    declared = roles().posts[role]
    second = f", with {roles().posts[declared.second].name.lower()}" if declared.second else ""
    return f"{roles().posts[declared.granted_by].name.lower()}{second}"


def may_confirm(
    rights: Rights, *, role: str, proposed_by: str, holder: str, waits: bool
) -> Reason | None:
    """Why a member may not be the second person of a post, or nothing."""
    if not waits:
        return Reason("confirmed", "This post is in force already.")
    if rights.member in (proposed_by, holder):
        return Reason("own-approval", "Somebody else must agree: you began this, or it is yours.")
    second = roles().posts[role].second
    if second and not rights.has(second):
        return Reason("not-second", f"This needs {roles().posts[second].name.lower()}.")
    return None


def last_administrator(role: str, *, others: int) -> Reason | None:
    """Why a post may not end, or nothing: the last administrator stays."""
    if role == "AD" and not others:
        return Reason("last-administrator", "The last administrator stays. Make another first.")
    return None
