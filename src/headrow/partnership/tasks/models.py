"""An action: who does what by when, and how it ended."""

from __future__ import annotations

from django.db import models

from headrow.partnership.keyed import Keyed


class Task(Keyed):
    """One action, from whatever asked for it: a board, a decision, a report, a review."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    # What asked for it, as the audit names records: "boards.meeting:<id>".
    source = models.CharField(max_length=120)
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="tasks")
    owner = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    first_due = models.DateField()
    # One of headrow.partnership.tasks.rules.State.
    state = models.CharField(max_length=40, default="open")
    claimed_done_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        "directory.Member", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first_due", "number"]
        constraints = [models.UniqueConstraint(fields=["number"], name="tasks_one_number")]

    def __str__(self) -> str:
        return f"Action {self.number}"


class TaskDateMove(models.Model):
    """A change of an action's due date; `decision` is the board's number when it set a new baseline (G-65)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="moves")
    moved_to = models.DateField()
    on = models.DateField()
    why = models.TextField()
    decision = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey("directory.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.task} to {self.moved_to}"
