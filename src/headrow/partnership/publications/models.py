"""Releases: what the public host serves, built whole, agreed by two, and kept."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Release(Keyed):
    """One built public site: a folder of pages and data that is never changed afterwards."""

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # built, published, withdrawn
    state = models.CharField(max_length=20, default="built")
    embargo_until = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    contents = models.JSONField(default=dict, blank=True)
    checks = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Release {self.number}"
