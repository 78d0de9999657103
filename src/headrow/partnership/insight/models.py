"""Figures of the analysis, kept as they were answered: value, numerator, denominator, trail, protection."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Build(Keyed):
    """One built assessment of the analysis: which place, which files, when."""

    locality = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    built_at = models.DateTimeField()
    folder = models.CharField(max_length=300, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)
    document = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-built_at"]

    def __str__(self) -> str:
        return self.title


class StoredFinding(Keyed):
    """One finding of a build, whole: its question, cells, sentences, trail and the rule applied."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="findings")
    # The stable address of the finding inside its build.
    code = models.CharField(max_length=160)
    chapter = models.CharField(max_length=80, blank=True, default="")
    title = models.TextField()
    sentence = models.TextField(blank=True, default="")
    # As declared by schema headrow.analysis.findings.schemas.
    document = models.JSONField()
    public = models.BooleanField(default=True)

    class Meta:
        ordering = ["build", "code"]
        constraints = [models.UniqueConstraint(fields=["build", "code"], name="insight_one_code")]

    def __str__(self) -> str:
        return self.title
