"""The steps of a release: built by one, agreed by another, published, withdrawn (roles_and_pages 2.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from headrow.vocabulary.reasons import Reason, first_reason

ANALYST, PARTNERSHIP_OFFICER = "AN", "PO"
# An analyst with a partnership officer: between the two people both posts are held.
PAIR = frozenset({ANALYST, PARTNERSHIP_OFFICER})


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What is known of a release when somebody wants to move it on.

    made_by: id of the member who built it, empty for the clock. made_by_posts: the posts that member holds.
    failed: the names of the checks it did not pass. whole: whether its folder is still as it was built.
    """

    state: str
    made_by: str = ""
    made_by_posts: Collection[str] = ()
    agreed_by: str = ""
    failed: Collection[str] = ()
    whole: bool = True


def may_agree(release: ReleaseFacts, *, by: str, posts: Collection[str]) -> Reason | None:
    """Why a member may not agree a release, or nothing.

    The second person is not the first, and the two of them are an analyst and a partnership officer.
    """
    return first_reason(
        (
            _is_built(release),
            Reason("already-agreed", "Somebody has agreed this release already.")
            if release.agreed_by
            else None,
            Reason("own-approval", "Somebody else must agree: you built this release yourself.")
            if release.made_by == by
            else None,
            _pair(release.made_by_posts, posts) if release.made_by else None,
            _passes(release),
        )
    )


def may_publish(release: ReleaseFacts) -> Reason | None:
    """Why a release may not be published, or nothing: agreed by a second person, checked, and unchanged."""
    return first_reason(
        (
            _is_built(release),
            None
            if release.agreed_by
            else Reason("not-agreed", "A second person must agree this release first."),
            _passes(release),
        )
    )


def may_withdraw(release: ReleaseFacts, *, reason: str) -> Reason | None:
    """Why a release may not be withdrawn, or nothing: one that was published, with a reason people can read."""
    if release.state != "published":
        return Reason("not-published", "Only a published release can be withdrawn.")
    if not reason.strip():
        return Reason("no-reason", "Enter why this release is withdrawn. The public will read it.")
    return None


def may_hold_back(embargo: datetime | None, *, now: datetime) -> Reason | None:
    """Why a release may not be held back until then, or nothing: only until a moment that is still to come."""
    if embargo is not None and embargo <= now:
        return Reason("embargo-past", "Hold back until must be in the future, or left empty.")
    return None


def _is_built(release: ReleaseFacts) -> Reason | None:
    if release.state == "built":
        return None
    return Reason("not-waiting", f"This release is {release.state}: it does not wait for anybody.")


def _pair(first: Collection[str], second: Collection[str]) -> Reason | None:
    both = PAIR & (set(first) | set(second))
    if both == PAIR and PAIR & set(second):
        return None
    return Reason(
        "not-the-pair", "A release is agreed by an analyst and a partnership officer together."
    )


def _passes(release: ReleaseFacts) -> Reason | None:
    if not release.whole:
        return Reason("folder-changed", "The files of this release were changed. Build it again.")
    if release.failed:
        return Reason("checks-failed", f"This release fails: {'; '.join(release.failed)}.")
    return None
