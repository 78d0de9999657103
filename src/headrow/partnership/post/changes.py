"""Notices: told once about each thing, read, sent by e-mail without content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import mail
from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.post.models import Notice
from headrow.vocabulary.clock import LONDON, now

SUBJECT = "Something waits for you"
BODY = "Something waits for you in the partnership's workspace. Sign in to read it:\n{address}\n"


@transaction.atomic
def tell(
    *, member: Any, kind: str, words: str, once_key: str, by: Actor, address: str = ""
) -> Notice | None:
    """Tell a member that something waits; the same thing is told once. Nothing where it was told already."""
    notice, made = Notice.objects.get_or_create(
        member=member,
        once_key=once_key,
        defaults={"kind": kind, "words": words[:200], "address": address, "made_at": now()},
    )
    if made:
        record("notice-made", subject=notice, by=by, codes={"kind": kind})
    return notice if made else None


@transaction.atomic
def mark_read(*, notice: Notice, by: Any) -> None:
    """Its member has read it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now())
    record("notice-read", subject=notice, by=by)


def send_waiting(*, by: Actor) -> int:
    """One e-mail a day to each member with unread notices, without what they say; how many were sent.

    Each member is a transaction of its own: one address that fails takes no other with it.
    """
    sent = 0
    waiting = Notice.objects.filter(read_at=None, mailed_at=None, failed_because="")
    for member_id in list(waiting.order_by().values_list("member", flat=True).distinct()):
        sent += _send(member_id, by)
    return sent


@transaction.atomic
def _send(member_id: Any, by: Actor) -> int:
    rows = list(
        Notice.objects.select_for_update().filter(member=member_id, read_at=None, mailed_at=None)
    )
    rows = [row for row in rows if not row.failed_because]
    if not rows or _quiet(rows[0].member):
        return 0
    try:
        mail.send_mail(
            SUBJECT,
            BODY.format(address=settings.SITE.address),
            settings.DEFAULT_FROM_EMAIL,
            [rows[0].member.email],
        )
    except OSError as wrong:
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
            failed_because=type(wrong).__name__
        )
        record("mail-failed", subject=rows[0], by=by, codes={"kind": type(wrong).__name__})
        return 0
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now())
    record("mail-sent", subject=rows[0], by=by, codes={"notices": len(rows)})
    return 1


def _quiet(member: Any) -> bool:
    """Whether it is an hour at which a member wants no e-mail: from 20:00 to 07:00 unless they say otherwise."""
    said = member.quiet_hours or {}
    start, end = int(said.get("from", 20)), int(said.get("to", 7))
    hour = now().astimezone(LONDON).hour
    return start <= hour or hour < end if start > end else start <= hour < end
