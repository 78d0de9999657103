"""The notices of a day: what is due, what is late, what was escalated, which post ends. No notice says what of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from headrow.partnership.boards.queries import escalations
from headrow.partnership.directory import queries as directory
from headrow.partnership.post import changes as post
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import today

SOON_DAYS = 3
POST_ENDS_DAYS = 30


def make_notices(*, by: Any) -> int:
    """Every notice that is due today; the same thing is told once. How many were made."""
    return _actions(by) + _escalated(by) + _posts(by)


def _tell(member: Any, kind: str, words: str, key: str, address: str, by: Any) -> int:
    told = post.tell(member=member, kind=kind, words=words, once_key=key, address=address, by=by)
    return int(told is not None)


def _actions(by: Any) -> int:
    made, soon = 0, today() + timedelta(days=SOON_DAYS)
    for row in tasks.open_with_owner():
        due = row.late.due_now
        if row.late.overdue or due <= soon:
            words = (
                "An action of yours is overdue"
                if row.late.overdue
                else "An action of yours is due in days"
            )
            key = f"action:{row.task.pk}:{due.isoformat()}:{'late' if row.late.overdue else 'soon'}"
            made += _tell(row.task.owner, "action", words, key, f"/tasks/{row.task.pk}/", by)
    return made


def _escalated(by: Any) -> int:
    made = 0
    gold = directory.bodies(None).filter(kind="executive").first()
    chairs = list(directory.holders("BC", body=gold)) if gold else []
    for row in escalations.open_ones():
        for chair in chairs:
            key = f"escalation:{row.pk}"
            made += _tell(
                chair,
                "escalation",
                "Something is escalated to the executive",
                key,
                f"/escalations/{row.pk}/",
                by,
            )
    return made


def _posts(by: Any) -> int:
    made = 0
    for post_held in directory.posts_ending(before=today() + timedelta(days=POST_ENDS_DAYS)):
        key = f"post:{post_held.pk}"
        made += _tell(
            post_held.member, "post", "A post of yours ends before long", key, "/can/", by
        )
    return made
