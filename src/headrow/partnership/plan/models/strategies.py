"""Strategies as printed and as drafted, and their named parts."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Strategy(Keyed):
    """A community safety strategy: printed, drafted, adopted, ended."""

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    # draft, adopted, ended
    state = models.CharField(max_length=20, default="draft")
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    # Decision number of the executive that adopted it; empty for one that was printed before Headrow.
    adopted_by = models.CharField(max_length=40, blank=True, default="")
    adopted_on = models.DateField(null=True, blank=True)
    # What its head says and no table of ours holds: vision, outcome, cover of deliverables, method.
    says = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-from_year"]

    def __str__(self) -> str:
        return self.short_title


class Part(Keyed):
    """A named part of a strategy, of a kind its own document uses."""

    # priority, focus-area, supporting-issue, opportunity, critical-theme, theme, subtheme, issue,
    # key-issue, focus-point, commitment, finding, duty, tier, group, role, unit, plan-link, funding, figure,
    # derived-figure, survey, indicator, named-process, repair, assessment, consultation, page-column
    kind = models.CharField(max_length=30)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="parts")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    code = models.CharField(max_length=80)
    name = models.TextField()
    order = models.PositiveIntegerField(default=0)
    section = models.CharField(max_length=200, blank=True, default="")
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    # Everything else that its row says, as declared.
    says = models.JSONField(default=dict, blank=True)
    # Proposed by a person from a finding (proposed), or printed (agreed), or left out (withdrawn).
    state = models.CharField(max_length=20, default="agreed")
    # The finding of an assessment that it cites: insight.StoredFinding.
    finding = models.ForeignKey(
        "insight.StoredFinding", models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.TextField(blank=True, default="")
    decision = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "kind", "code"], name="plan_one_part")
        ]

    def __str__(self) -> str:
        return self.name
