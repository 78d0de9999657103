"""Strategies as printed and as amended; deliverables with their updates; duties; money; learning."""

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
