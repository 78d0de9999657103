"""Notices: that something waits, never what it says."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Notice(Keyed):
    """One notice to one member, shown on their first page and, without content, sent by e-mail."""

    member = models.ForeignKey("directory.Member", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True, default="")
    # The same notice about the same thing is sent once.
    once_key = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["member", "once_key"], name="post_one_notice")
        ]

    def __str__(self) -> str:
        return self.words
