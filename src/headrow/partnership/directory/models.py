"""Agencies, the bodies they sit on, their people, and the posts that give people rights for a period."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from headrow.partnership.keyed import Keyed


class Agency(Keyed):
    """An organisation of the partnership, or one that a strategy names."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    # council, police, fire, health, probation, prison, education, vcs, centre, hub, other
    kind = models.CharField(max_length=30)
    # responsible-authority, co-operating-body, or nothing; as its origin states it or not stated.
    statutory = models.CharField(max_length=40, blank=True, default="")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    email_domains = models.JSONField(default=list, blank=True)
    demonstration = models.BooleanField(default=False)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    # Where the row comes from: the strategy's code, or "entered".
    origin = models.CharField(max_length=80, blank=True, default="entered")
    note = models.TextField(blank=True, default="")
    # Single sign-on of this agency: issuer, client id; the secret stays outside the database.
    single_sign_on = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """A name that an agency had for a time."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Body(Keyed):
    """A board, group or panel: something that meets, decides or is answered to."""

    class Kind(models.TextChoices):
        """What a body is."""

        EXECUTIVE = "executive", "Executive (Gold)"
        DELIVERY = "delivery-board", "Delivery board (Silver)"
        PLACE = "place-board", "Place board"
        SUB_GROUP = "sub-group", "Subgroup"
        TASK_GROUP = "task-group", "Task and finish group"
        CONNECTED = "connected-board", "Connected strategic board"
        CORE = "core-group", "Core group"
        SCRUTINY = "scrutiny", "Scrutiny board"
        PANEL = "panel", "Panel"

    code = models.SlugField(max_length=80, unique=True)
    # Two to eight capital letters at the head of its decision numbers (G-64).
    short_code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    purpose = models.TextField(blank=True, default="")
    # As headrow.partnership.boards.rules.meetings.QuorumRule: share "1/2", agencies, at_least.
    quorum = models.JSONField(default=dict, blank=True)
    meets_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    cycle_as_printed = models.CharField(max_length=200, blank=True, default="")
    chair_as_printed = models.CharField(max_length=200, blank=True, default="")
    members_as_printed = models.TextField(blank=True, default="")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True, default="entered")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="task-group") | Q(ends__isnull=False),
                name="directory_task_group_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Keyed):
    """A place on a body, for an agency or an office, voting or not, for a period."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="seats")
    # Kind of responsible authority that the law seats here, such as "police"; empty for others.
    statutory_kind = models.CharField(max_length=30, blank=True, default="")
    chairs = models.CharField(max_length=10, blank=True, default="")  # "", chair or vice
    voting = models.BooleanField(default=True)
    connected_to = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    """How Django finds a member by e-mail, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Member:
        """The member of an e-mail address."""
        return self.get(email__iexact=username)


class Member(AbstractBaseUser):
    """A person of one agency who signs in; what they may do is given by posts, never by this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="members")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    # One digest a day, and no e-mail between these hours.
    quiet_hours = models.JSONField(default=dict, blank=True)
    # Sessions begun before this moment no longer hold: sign out everywhere, new factors, leaving.
    sessions_from = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = MemberManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as Django's parts ask for it."""
        return self.name


class Post(Keyed):
    """A role of declared/roles.toml held by a member for a period, within a scope."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=2)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="posts")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="posts")
    wards = models.JSONField(default=list, blank=True)
    case_types = models.JSONField(default=list, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    ended_early_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="proposed_posts"
    )
    confirmed_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="confirmed_posts"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    trained_until = models.DateField(null=True, blank=True)
    liaison_officer = models.BooleanField(default=False)
    data_protection_officer = models.BooleanField(default=False)

    class Meta:
        ordering = ["role", "starts"]
        indexes = [models.Index(fields=["member", "starts", "ends"])]

    def __str__(self) -> str:
        return f"{self.role} of {self.agency}"


class Invitation(Keyed):
    """An invitation to join, opened once with a token of which only the hash is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    # The posts that acceptance gives: role, body id, months.
    posts = models.JSONField(default=list, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, models.PROTECT, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    member = models.OneToOneField(Member, models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation of {self.name}"


class AccessReview(Keyed):
    """A quarter's question to an agency's manager: does each post still stand?"""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="access_reviews")
    quarter = models.CharField(max_length=7)  # 2026-Q3
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "quarter"], name="directory_one_review")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.quarter}"


class AccessAnswer(models.Model):
    """What the manager answered for one post: keep, change or end; no answer in time ends it."""

    review = models.ForeignKey(AccessReview, models.CASCADE, related_name="answers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, blank=True, default="")
    by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "post"], name="directory_one_answer")
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.answer or 'not answered'}"
