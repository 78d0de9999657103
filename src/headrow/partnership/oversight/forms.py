"""Forms of oversight."""

from __future__ import annotations

from typing import Any

from django import forms


class Subject(forms.Form):
    """Which record is asked about."""

    address = forms.CharField(
        label="Address of the page",
        help_text="Copy it from the browser, such as /papers/…/",
        max_length=300,
        error_messages={"required": "Enter the address of the page"},
    )


class Leave(forms.Form):
    """A leaver."""

    to = forms.ChoiceField(label="Who takes over their work", required=False)
    reason = forms.CharField(
        label="The reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": "Enter the reason"},
    )
    sure = forms.BooleanField(
        label="Their sign-in ends now",
        error_messages={"required": "Tick that their sign-in ends now"},
    )

    def __init__(self, *args: Any, colleagues: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        nobody = ("", "Nobody yet: it shows as vacant")
        self.fields["to"].choices = [nobody, *((str(each.pk), each.name) for each in colleagues)]
