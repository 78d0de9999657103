"""Meetings, papers, decisions, minutes, risks, escalations, highlight reports, annual reviews, scrutiny."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Terms(Keyed):
    """Terms of reference of a body, from a day on."""

    body = models.ForeignKey("directory.Body", models.CASCADE, related_name="terms")
    text = models.TextField()
    starts = models.DateField()
    decision = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["-starts"]

    def __str__(self) -> str:
        return f"{self.body} from {self.starts}"


class Meeting(Keyed):
    """One meeting of a body."""

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True, default="")
    # One of headrow.partnership.boards.rules.meetings.MeetingState.
    state = models.CharField(max_length=30, default="scheduled")
    public = models.BooleanField(default=False)
    papers_close = models.DateField(null=True, blank=True)
    # Null while nobody has looked; False for a meeting held without one: it may note, not decide.
    quorate = models.BooleanField(null=True)
    reason = models.TextField(blank=True, default="")
    minutes_agreed_at = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="agreed_minutes_of"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["body", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.body} on {self.starts_at:%d %B %Y}"


class AgendaItem(Keyed):
    """One item of an agenda, with why it is there and what was said of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    # welcome, interests, minutes, actions, escalations, decisions, highlight, risks, duties, item, other
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True, default="")
    subject = models.CharField(max_length=120, blank=True, default="")
    owner = models.CharField(max_length=160, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    restricted = models.BooleanField(default=False)
    restricted_because = models.TextField(blank=True, default="")
    # What was said, written in the meeting; becomes the draft of the minutes.
    note = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class Paper(Keyed):
    """A paper for an item: what is asked, why, with which evidence."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    title = models.CharField(max_length=200)
    author = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    # decide, discuss, note
    purpose = models.CharField(max_length=20)
    body_text = models.TextField(blank=True, default="")
    recommendation = models.TextField(blank=True, default="")
    options = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=list, blank=True)
    section_17 = models.TextField(blank=True, default="")
    equality = models.TextField(blank=True, default="")
    data_protection = models.TextField(blank=True, default="")
    money = models.TextField(blank=True, default="")
    risk = models.TextField(blank=True, default="")
    consulted = models.TextField(blank=True, default="")
    restricted = models.BooleanField(default=False)
    restricted_because = models.TextField(blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Attendee(Keyed):
    """Who was at a meeting, sent apologies, or was not there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    member = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey(
        "directory.Seat", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    # present, apologies, absent, deputy
    status = models.CharField(max_length=20, default="absent")
    voting = models.BooleanField(default=True)
    deputy = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        ordering = ["agency__name"]

    def __str__(self) -> str:
        return f"{self.member or self.seat}: {self.status}"


class Interest(Keyed):
    """An interest declared in a meeting; it locks the member's vote on the item."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="interests")
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="interests"
    )
    member = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.words


class Decision(Keyed):
    """A decision of a body: never changed, only reversed by a later one (G-64)."""

    number = models.CharField(max_length=40, unique=True)
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    wording = models.TextField()
    proposer = models.CharField(max_length=160)
    reasons = models.TextField()
    expected_effect = models.TextField(blank=True, default="")
    effective = models.DateField()
    review = models.DateField(null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    restricted = models.BooleanField(default=False)
    restricted_because = models.TextField(blank=True, default="")
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    # Deliverables, indicators, risks and figures as they stood when it was taken.
    frozen = models.JSONField(default=list, blank=True)
    # What it is about, as the audit names records.
    subjects = models.JSONField(default=list, blank=True)
    urgent_agreed_by = models.JSONField(default=list, blank=True)
    taken_at = models.DateTimeField()
    recorded_by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return self.number


class Minutes(Keyed):
    """The minutes of a meeting: drafted, agreed at the next, amended only with a note of what and why."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    text = models.TextField()
    public_text = models.TextField(blank=True, default="")
    # draft, agreed
    state = models.CharField(max_length=20, default="draft")
    agreed_on = models.DateField(null=True, blank=True)
    amendments = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"


class Risk(Keyed):
    """A risk of a body on a scale of five by five: before controls, now, and as wanted."""

    number = models.CharField(max_length=20, unique=True)
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="risks")
    deliverable = models.ForeignKey(
        "plan.Deliverable", models.PROTECT, null=True, blank=True, related_name="risks"
    )
    cause = models.TextField()
    event = models.TextField()
    effect = models.TextField()
    owner = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="risks"
    )
    owner_role = models.CharField(max_length=160, blank=True, default="")
    controls = models.TextField(blank=True, default="")
    # open, accepted, closed
    state = models.CharField(max_length=20, default="open")
    decision = models.CharField(max_length=40, blank=True, default="")
    raised_at = models.DateTimeField()
    reviewed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class RiskScore(models.Model):
    """One score of a risk: inherent, current or target; the newest of each kind counts."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="scores")
    kind = models.CharField(max_length=10)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    on = models.DateField()
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.likelihood} × {self.impact}"


class Escalation(Keyed):
    """Something that a declared rule, or a chair, brought before the executive (G-90)."""

    rule = models.CharField(max_length=20)
    # What it is about, as the audit names records, and which of its turns.
    subject = models.CharField(max_length=120)
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="escalations")
    words = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    condition_ended_at = models.DateTimeField(null=True, blank=True)
    # open, closed
    state = models.CharField(max_length=20, default="open")
    outcome = models.CharField(max_length=40, blank=True, default="")
    outcome_reason = models.TextField(blank=True, default="")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="closed_escalations"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at"]

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}"


class HighlightReport(Keyed):
    """A body's report of one period, drafted from what happened, edited and signed by its chair (G-70)."""

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="highlight_reports")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="highlight_reports"
    )
    period = models.CharField(max_length=20)  # 2026-09/2026-10
    starts = models.DateField()
    ends = models.DateField()
    due = models.DateField()
    # What the records say: statuses, changes, overdue, risks, decisions wanted. Frozen when signed.
    drafted = models.JSONField(default=dict, blank=True)
    # What people wrote, by section.
    sections = models.JSONField(default=dict, blank=True)
    proposed = models.CharField(max_length=10, blank=True, default="")
    shown = models.CharField(max_length=10, blank=True, default="")
    shown_reason = models.TextField(blank=True, default="")
    # draft, signed
    state = models.CharField(max_length=20, default="draft")
    signed_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-ends"]
        constraints = [
            models.UniqueConstraint(fields=["body", "period"], name="boards_one_highlight")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.period}"


class AnnualReview(Keyed):
    """The review of a strategy's year: drafted, frozen with its data, issued (G-100, G-101)."""

    strategy = models.ForeignKey("plan.Strategy", models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()  # the year that begins on 1 April
    # draft, frozen, issued
    state = models.CharField(max_length=20, default="draft")
    sections = models.JSONField(default=dict, blank=True)
    frozen = models.JSONField(default=dict, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True, default="")
    frozen_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "year"], name="boards_one_review")
        ]

    def __str__(self) -> str:
        return f"Annual review {self.year}"


class ScrutinyRecommendation(Keyed):
    """A recommendation of the crime and disorder committee, and the answer owed in 28 days (G-52)."""

    number = models.CharField(max_length=20, unique=True)
    text = models.TextField()
    made_on = models.DateField()
    made_by = models.ForeignKey("directory.Member", models.PROTECT, related_name="+")
    due = models.DateField()
    # owed, accepted, rejected
    state = models.CharField(max_length=20, default="owed")
    response = models.TextField(blank=True, default="")
    responded_on = models.DateField(null=True, blank=True)
    deliverable = models.ForeignKey(
        "plan.Deliverable", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_on"]

    def __str__(self) -> str:
        return self.number
