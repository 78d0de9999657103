"""Forms of people and their posts."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.vocabulary.roles import roles

EMAIL = {
    "required": "Enter the e-mail address",
    "invalid": "Enter an e-mail address in the right form",
}


def _posts() -> list[tuple[str, str]]:
    return [("", "Choose"), *((code, row.name) for code, row in roles().posts.items())]


class Invite(forms.Form):
    """Somebody to invite."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the name"}
    )
    email = forms.EmailField(label="E-mail address at the agency", error_messages=EMAIL)
    agency = forms.ChoiceField(label="Agency")
    role = forms.ChoiceField(
        label="Post", choices=_posts, error_messages={"required": "Select the post"}
    )
    body = forms.ChoiceField(
        label="Board", required=False, help_text="For a seat, a chair or a deliverable lead"
    )
    months = forms.IntegerField(label="For how many months", initial=12, min_value=1, max_value=48)

    def __init__(self, *args: Any, agencies: Any = (), bodies: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [(str(each.pk), each.name) for each in agencies]
        self.fields["body"].choices = [
            ("", "No board"),
            *((str(each.pk), each.name) for each in bodies),
        ]


class GivePost(forms.Form):
    """A post for a member."""

    role = forms.ChoiceField(
        label="Post", choices=_posts, error_messages={"required": "Select the post"}
    )
    body = forms.ChoiceField(label="Board", required=False)
    months = forms.IntegerField(label="For how many months", initial=12, min_value=1, max_value=48)

    def __init__(self, *args: Any, bodies: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].choices = [
            ("", "No board"),
            *((str(each.pk), each.name) for each in bodies),
        ]


class Why(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label="The reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Enter the reason"},
    )


class Join(forms.Form):
    """A password, on joining."""

    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. Three words that only you would put together are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )


class Filter(forms.Form):
    """Which people to list."""

    name = forms.CharField(label="Name or address", required=False)
    left = forms.BooleanField(label="Those who have left", required=False)
