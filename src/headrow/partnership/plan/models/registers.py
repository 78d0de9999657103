"""Duties, quarterly sets, money, learning."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed
from headrow.partnership.plan.models.deliverables import Deliverable


class DutyDone(Keyed):
    """One time that a duty of declared/duties.toml was done, with its evidence."""

    duty = models.CharField(max_length=60)
    done_on = models.DateField()
    covers = models.CharField(max_length=60, blank=True, default="")  # a year, a quarter, an event
    event_on = models.DateField(null=True, blank=True)
    evidence = models.TextField()
    address = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-done_on"]

    def __str__(self) -> str:
        return f"{self.duty} {self.done_on}"


class DutyDate(Keyed):
    """A day on which a duty is due that no clock gives: set by a person, or owed to an event."""

    duty = models.CharField(max_length=60)
    due = models.DateField()
    what = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.duty} due {self.due}"


class InformationReturn(Keyed):
    """One cell of the quarterly section 17A set: a holder, a quarter, and what came."""

    data_set = models.CharField(max_length=60)
    quarter = models.CharField(max_length=7)
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    # received, nil-return, not-held
    answer = models.CharField(max_length=20)
    received_on = models.DateField()
    note = models.TextField(blank=True, default="")
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-quarter"]

    def __str__(self) -> str:
        return f"{self.data_set} {self.quarter}"


class Award(Keyed):
    """Money given for a purpose and a period, in pounds and pence (G-120)."""

    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200)
    holder = models.ForeignKey("directory.Agency", models.PROTECT, related_name="awards")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    starts = models.DateField()
    ends = models.DateField()
    restricted = models.BooleanField(default=False)
    # mainstream, in-kind, grant, policing-body, levy (G-120); work in kind is never added to cash (G-124).
    kind = models.CharField(max_length=20, default="grant")
    reference = models.CharField(max_length=80, blank=True, default="")
    purpose = models.TextField(blank=True, default="")
    decision = models.CharField(max_length=40, blank=True, default="")
    deliverables = models.ManyToManyField(Deliverable, blank=True, related_name="awards")
    committed = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    forecast = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    forecast_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AwardCondition(Keyed):
    """A condition of an award."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="conditions")
    words = models.TextField()
    due = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["due"]

    def __str__(self) -> str:
        return self.words


class Spend(Keyed):
    """A line of spend of an award."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="spends")
    day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    what = models.CharField(max_length=300)
    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(blank=True, default="")
    flags = models.JSONField(default=list, blank=True)
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.amount} on {self.day}"


class Learning(Keyed):
    """A recommendation of a review or an inspection, and what came of it."""

    source = models.CharField(max_length=200)
    text = models.TextField()
    made_on = models.DateField()
    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="learning"
    )
    # open, acted-on, not-accepted
    state = models.CharField(max_length=20, default="open")
    what_changed = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-made_on"]

    def __str__(self) -> str:
        return self.text
