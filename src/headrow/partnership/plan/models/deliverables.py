"""Deliverables: what was promised, what was said of it, and how it went on."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed
from headrow.partnership.plan.models.strategies import Part, Strategy


class Deliverable(Keyed):
    """A promise of a strategy: what will be done, under which board, by whom, by when."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="deliverables")
    code = models.CharField(max_length=40)
    order = models.PositiveIntegerField(default=0)
    parts = models.ManyToManyField(Part, blank=True, related_name="deliverables")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="deliverables"
    )
    # A second board where the document prints a deliverable under two (a joint board).
    also_body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, null=True, blank=True, related_name="led"
    )
    leads_as_printed = models.JSONField(default=list, blank=True)
    lead_role = models.CharField(max_length=160, blank=True, default="")
    lead = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="led"
    )
    supporting = models.ManyToManyField("directory.Agency", blank=True, related_name="supports")
    indicators = models.ManyToManyField("indicators.Indicator", blank=True, related_name="+")
    # One of headrow.partnership.plan.rules.deliverables.State.
    state = models.CharField(max_length=30, default="proposed")
    three_year = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Chosen for the plan on a page, at most four under each priority (G-110).
    on_page = models.BooleanField(default=False)
    success_measure = models.TextField(blank=True, default="")
    evidence_of_done = models.TextField(blank=True, default="")
    baseline_start = models.DateField(null=True, blank=True)
    baseline_end = models.DateField(null=True, blank=True)
    forecast_end = models.DateField(null=True, blank=True)
    recovery_note = models.TextField(blank=True, default="")
    accepted_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_from"
    )
    says = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="plan_one_deliverable")
        ]

    def __str__(self) -> str:
        return self.code


class DeliverableWording(models.Model):
    """What was promised, from a day on: the first as published, the others amended by decision (G-97)."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="wordings")
    text = models.TextField()
    starts = models.DateField()
    decision = models.CharField(max_length=40, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["starts", "id"]

    def __str__(self) -> str:
        return self.text


class Milestone(Keyed):
    """A dated step of a deliverable."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")
    # Every day it was due before: {"due", "reason", "by"}, the oldest first.
    moved = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["due"]

    def __str__(self) -> str:
        return self.name


class UpdateDraft(models.Model):
    """What a lead has written of an update and not yet sent; it goes when it is sent."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="+")
    member = models.ForeignKey("directory.Member", models.CASCADE, related_name="+")
    says = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "member"], name="plan_one_draft")
        ]

    def __str__(self) -> str:
        return f"draft of {self.deliverable}"


class DeliverableUpdate(Keyed):
    """What the lead said of a deliverable, and what the rule said on that day: both are kept (G-80)."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="updates")
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    what = models.TextField()
    next_step = models.TextField(blank=True, default="")
    nothing_changed = models.BooleanField(default=False)
    computed = models.CharField(max_length=10)
    computed_because = models.TextField(blank=True, default="")
    stated = models.CharField(max_length=10)
    reason = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    help_wanted = models.TextField(blank=True, default="")
    # What the public may read of it, written by the lead; empty keeps it inside.
    public_words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["deliverable", "-at"], name="plan_newest_update")]

    def __str__(self) -> str:
        return f"{self.deliverable} {self.at:%Y-%m-%d}"


class ChairStatus(models.Model):
    """A status that the chair set against the rule, with the reason that is shown beside it (G-80)."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="chair_statuses")
    rag = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.rag


class DeliverableMove(models.Model):
    """A step in a deliverable's life, with what stood behind it (G-95)."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="moves")
    was = models.CharField(max_length=30)
    to = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=40, blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    restart_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.to
