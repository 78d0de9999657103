"""Forms of publishing."""

from __future__ import annotations

from django import forms


class BuildForm(forms.Form):
    """What changed since the last edition, and whether it is held back."""

    says = forms.CharField(
        label="What has changed since the last edition?",
        help_text="The public reads this. For a correction, say what was wrong and what is right.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what has changed since the last edition"},
    )
    embargo_until = forms.DateTimeField(
        label="Hold back until",
        help_text="Day and time, for example 2026-12-01 09:30. Before it nobody outside sees this edition.",
        required=False,
        error_messages={
            "invalid": "Hold back until must be a day and time, for example 2026-12-01 09:30"
        },
    )


class ReasonForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label="Why is this edition withdrawn?",
        help_text="The public reads this. Do not repeat what should not have been published.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter why this edition is withdrawn"},
    )
