"""What runs at set times. Times are in UTC; each is a call of an app below, so that it can be called by hand too."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from headrow.partnership.audit import queries as audit
from headrow.partnership.boards.changes import escalations
from headrow.partnership.directory import changes as directory
from headrow.partnership.jobs import anchoring, reminding
from headrow.partnership.jobs.queue import scheduled
from headrow.partnership.post import changes as post
from headrow.vocabulary.actors import THE_CLOCK

journal = logging.getLogger(__name__)


@scheduled("5 * * * *", "anchor-audit")
def anchor_audit() -> None:
    """Write the signed ends of the audit's chains to the place that is kept apart, every hour."""
    anchoring.write_anchor(_anchors())
    journal.info("audit.anchored")


@scheduled("40 2 * * *", "verify-audit")
def verify_audit() -> None:
    """Verify every chain of the audit against the last anchor, every night."""
    newest = anchoring.newest_anchor(_anchors())
    anchored = anchoring.read_anchor(newest) if newest else None
    faults = audit.verify(anchored=anchored)
    anchoring.record_verification(_anchors(), len(faults))
    if faults:
        journal.critical("audit.does_not_hold", extra={"faults": len(faults)})


def _anchors() -> Path:
    return Path(settings.HEADROW_ANCHORS)


@contextmanager
def _as_the_clock() -> Iterator[None]:
    """One transaction in which the database shows what the clock may see."""
    with transaction.atomic():
        audit.act_as(clock=True)
        yield


@scheduled("20 3 * * *", "escalate")
def escalate() -> None:
    """Ask every rule of escalation, every night (G-90)."""
    with _as_the_clock():
        raised = escalations.evaluate(by=THE_CLOCK)
    journal.info("escalations.asked", extra={"count": raised})


@scheduled("10 4 * * *", "review-access")
def review_access() -> None:
    """Open the quarter's reviews of access, and end the posts that nobody answered for."""
    with _as_the_clock():
        opened = directory.open_access_reviews(by=THE_CLOCK)
        ended = directory.end_unanswered(by=THE_CLOCK)
    journal.info("access.reviewed", extra={"count": opened + ended})


@scheduled("30 8 * * *", "remind")  # after the usual quiet hours, in winter and in summer
def remind() -> None:
    """Make the day's notices and send one e-mail to each member who has any unread."""
    with _as_the_clock():
        made = reminding.make_notices(by=THE_CLOCK)
    sent = post.send_waiting(by=THE_CLOCK)
    journal.info("notices.made", extra={"count": made + sent})
