"""Consultations: who was asked, by which method, what was said, what changed."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Consultation(Keyed):
    """One time that people were asked."""

    title = models.CharField(max_length=200)
    about = models.TextField()
    # survey, meeting, focus group, written, printed record
    methods = models.JSONField(default=list, blank=True)
    who = models.TextField()
    # Questions of a survey: code, words, kind (choice, text), choices.
    questions = models.JSONField(default=list, blank=True)
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    # draft, open, closed, answered
    state = models.CharField(max_length=20, default="draft")
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True, default="entered")
    says = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opens"]

    def __str__(self) -> str:
        return self.title


class Answer(Keyed):
    """What one person or group said; no name, address or e-mail is asked or kept."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="answers")
    method = models.CharField(max_length=30)
    group = models.CharField(max_length=160, blank=True, default="")
    on = models.DateField()
    words = models.JSONField(default=dict)
    codes = models.JSONField(default=list, blank=True)
    coded_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_codes = models.JSONField(default=list, blank=True)
    second_coded_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.method} {self.on}"


class Reply(Keyed):
    """You said, we did (or did not, and why); tied to the priority it touches."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="replies")
    said = models.TextField()
    did = models.TextField()
    part = models.ForeignKey("plan.Part", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.said
