"""What runs at set times. Times are in UTC; each is a call of an app below, so that it can be called by hand too."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

from headrow.partnership.audit import queries as audit
from headrow.partnership.jobs import anchoring
from headrow.partnership.jobs.queue import scheduled

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
