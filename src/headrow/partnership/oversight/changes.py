"""What oversight itself does: a look at who looked, and a leaver with everything they owned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from headrow.partnership.audit import queries as audit
from headrow.partnership.audit.changes import record_view
from headrow.partnership.boards.changes import risks
from headrow.partnership.directory import changes as directory
from headrow.partnership.plan import changes as plan
from headrow.partnership.tasks import changes as tasks


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How much went to somebody else."""

    deliverables: int
    actions: int
    risks: int


@transaction.atomic
def looked_at_looks(*, subject: str, by: Any) -> None:
    """Whoever asks who looked is written down too."""
    record_view("asked-who-looked", subject=subject, by=by)


@transaction.atomic
def leave(*, member: Any, to: Any, reason: str, by: Any) -> HandedOver:
    """A member leaves now: their work goes to a colleague or to nobody, then posts and sessions end.

    All of it or nothing, in one transaction.
    """
    with audit.as_the_clock(by):  # the work may be of boards whose inside the manager may not read
        handed = HandedOver(
            deliverables=plan.hand_over(member=member, to=to, by=by),
            actions=tasks.hand_over(member=member, to=to, by=by),
            risks=risks.hand_over(member=member, to=to, by=by),
        )
    directory.leave(member=member, by=by, reason=reason)
    return handed
