"""Forms of assessments."""

from __future__ import annotations

from typing import Any

from django import forms


class Begin(forms.Form):
    """Which build becomes which year's assessment."""

    build = forms.ChoiceField(error_messages={"required": "Select the build"})
    year = forms.IntegerField(min_value=1998, max_value=2100)
    title = forms.CharField(max_length=200)

    def __init__(self, *args: Any, builds: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["build"].choices = [(str(each.pk), each.title) for each in builds]


class Judge(forms.Form):
    """A judgement."""

    words = forms.CharField(
        label="Your judgement",
        help_text="Say what the figures cannot. Cite a figure by its address rather than typing its number.",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=8000,
        error_messages={"required": "Enter your judgement"},
    )
