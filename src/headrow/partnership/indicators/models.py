"""Indicators as adopted, their values, the returns that feed them, targets and comments."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Indicator(Keyed):
    """An indicator that the partnership watches: a declared one, or a printed one not yet defined."""

    code = models.CharField(max_length=100, unique=True)
    name = models.TextField()
    # The declared indicator (declared/indicators) that answers it; empty while "not yet defined".
    declared = models.CharField(max_length=80, blank=True, default="")
    printed_as = models.TextField(blank=True, default="")
    strategy_code = models.CharField(max_length=80, blank=True, default="")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    owner_role = models.CharField(max_length=10, blank=True, default="")
    # proposed, monitor, target, not-defined, ended
    state = models.CharField(max_length=20, default="monitor")
    not_defined_since = models.DateField(null=True, blank=True)
    paired = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    definition = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=40, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)
    # public or partnership
    shown_to = models.CharField(max_length=20, default="public")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Target(Keyed):
    """A baseline and a target of an indicator, from a day on, by decision."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=10)  # baseline or target
    value = models.DecimalField(max_digits=16, decimal_places=4)
    starts = models.DateField()
    by_when = models.DateField(null=True, blank=True)
    reason = models.TextField()
    decision = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Return(Keyed):
    """A return typed or uploaded by an agency; it can be undone, and never loses a row."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="returns")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True, default="")
    file_hash = models.CharField(max_length=64, blank=True, default="")
    rows_in = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=list, blank=True)
    set_aside = models.JSONField(default=list, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.at:%Y-%m-%d}"


class Value(Keyed):
    """One value of an indicator for one period: numerator, denominator, source, and how it is protected."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    starts = models.DateField()
    ends = models.DateField()
    group = models.CharField(max_length=80, blank=True, default="")
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    # shown, suppressed, missing
    status = models.CharField(max_length=20, default="shown")
    why_not_shown = models.TextField(blank=True, default="")
    disclosure_rule = models.CharField(max_length=80, blank=True, default="")
    source = models.TextField(blank=True, default="")
    finding = models.ForeignKey(
        "insight.StoredFinding", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_return = models.ForeignKey(
        Return, models.PROTECT, null=True, blank=True, related_name="values"
    )
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts"]
        indexes = [models.Index(fields=["indicator", "starts"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.starts}"


class Comment(Keyed):
    """What the owner says of a value: never a cause that was not shown."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="comments")
    words = models.TextField()
    by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    public = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.words
