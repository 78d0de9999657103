"""Assessments on their way from a build to a signed document."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Assessment(Keyed):
    """A strategic assessment of one year."""

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    build = models.ForeignKey("insight.Build", models.PROTECT, related_name="+")
    # draft, checked, signed
    state = models.CharField(max_length=20, default="draft")
    checked_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.title


class Judgement(Keyed):
    """What an analyst wrote into one box of the outline."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="judgements")
    box = models.CharField(max_length=120)
    words = models.TextField()
    by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.box
