"""Forms of a body: its terms, seats and groups."""

from __future__ import annotations

from typing import Any

from django import forms

DATE = {"required": "Enter the date", "invalid": "The date must be a real date"}


def date_field(label: str, **more: Any) -> forms.DateField:
    """A date in three boxes."""
    return forms.DateField(label=label, widget=forms.SelectDateWidget, error_messages=DATE, **more)


def text_field(label: str, *, rows: int = 4, longest: int = 4000, **more: Any) -> forms.CharField:
    """A box for several lines; the error says what to enter."""
    missing = {"required": f"Enter {label[:1].lower()}{label[1:].rstrip('?')}"}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=widget, max_length=longest, error_messages=missing, **more
    )


class Terms(forms.Form):
    """Terms of reference."""

    text = text_field("The terms of reference", rows=14, longest=20_000)
    starts = date_field("From which day")
    decision = forms.CharField(label="Number of the decision", max_length=40, required=False)


class Seat(forms.Form):
    """A seat."""

    name = forms.CharField(
        label="Name of the seat", max_length=200, help_text="An office or an agency, never a person"
    )
    agency = forms.ChoiceField(label="Agency", required=False)
    voting = forms.BooleanField(label="It has a vote", required=False, initial=True)
    starts = date_field("From which day")

    def __init__(self, *args: Any, agencies: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [
            ("", "No agency of its own"),
            *((str(a.pk), a.name) for a in agencies),
        ]


class TaskGroup(forms.Form):
    """A task and finish group."""

    name = forms.CharField(label="Name of the group", max_length=200)
    purpose = text_field("What it is for", rows=3, longest=1000)
    ends = date_field("The day it ends")


class At(forms.Form):
    """A day to look at."""

    on = forms.DateField(
        label="As it was on",
        required=False,
        help_text="For example 2020-04-01",
        error_messages={"invalid": "The date must be like 2020-04-01"},
    )


class Ends(forms.Form):
    """The day something ends."""

    ends = date_field("The last day")


class Cycle(forms.Form):
    """How often a board meets, and what makes its quorum."""

    months = forms.IntegerField(
        label="How many months between meetings", required=False, min_value=1, max_value=24
    )
    share = forms.ChoiceField(
        label="Share of the voting members who must be there",
        choices=[("1/2", "Half"), ("1/3", "A third"), ("2/3", "Two thirds"), ("0", "No share")],
    )
    at_least = forms.IntegerField(
        label="At least how many of them", initial=1, min_value=1, max_value=99
    )
    agencies = forms.MultipleChoiceField(
        label="Agencies without which it has no quorum",
        choices=[
            (kind, kind.capitalize())
            for kind in ("council", "police", "health", "fire", "probation")
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NewName(forms.Form):
    """A new name of an agency."""

    name = forms.CharField(
        label="New name", max_length=200, error_messages={"required": "Enter the new name"}
    )
    starts = date_field("From which day")


class AgencyEnds(forms.Form):
    """The end of an agency, and which one follows it."""

    ends = date_field("The last day")
    successor = forms.ChoiceField(label="Which agency follows it", required=False)

    def __init__(self, *args: Any, agencies: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["successor"].choices = [
            ("", "None"),
            *((str(a.pk), a.name) for a in agencies),
        ]
