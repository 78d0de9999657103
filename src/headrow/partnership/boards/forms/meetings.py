"""Forms of a meeting."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms

from headrow.partnership.boards.forms.bodies import date_field, text_field
from headrow.vocabulary.clock import LONDON


class Schedule(forms.Form):
    """When and where."""

    day = date_field("Day of the meeting")
    at = forms.TimeField(
        label="Time it begins",
        help_text="For example 09:30",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I%p"],
        error_messages={"required": "Enter the time", "invalid": "The time must be like 09:30"},
    )
    minutes_long = forms.IntegerField(
        label="How many minutes", initial=120, min_value=15, max_value=480
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    public = forms.BooleanField(label="It is open to the public", required=False)
    year = forms.BooleanField(
        label="Schedule a year of its cycle from that day",
        help_text="Each later meeting falls on a working day.",
        required=False,
    )

    @property
    def starts_at(self) -> datetime:
        """The instant it begins."""
        at: time = self.cleaned_data["at"]
        return datetime.combine(self.cleaned_data["day"], at, tzinfo=LONDON)


class Why(forms.Form):
    """A reason."""

    reason = text_field("The reason", rows=3, longest=1000)


class Item(forms.Form):
    """An item of an agenda."""

    title = forms.CharField(label="Title", max_length=200)
    why = text_field("Why it is on the agenda", rows=2, longest=500, required=False)
    owner = forms.CharField(label="Who speaks to it", max_length=160, required=False)
    minutes = forms.IntegerField(
        label="How many minutes", required=False, min_value=1, max_value=240
    )
    restricted_because = text_field(
        "Why it is restricted to the board",
        rows=2,
        longest=500,
        required=False,
        help_text="Leave this empty unless it must not be seen outside the board.",
    )


class Paper(forms.Form):
    """A paper."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Enter the title"}
    )
    item = forms.ChoiceField(label="For which item", required=False)
    purpose = forms.ChoiceField(
        label="What is the board asked to do?",
        choices=[("decide", "Decide"), ("discuss", "Discuss"), ("note", "Note")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the board is asked to do"},
    )
    body_text = text_field("What it says", rows=10, longest=30_000, required=False)
    recommendation = text_field("The recommendation", rows=2, longest=500, required=False)
    options = text_field("Options", rows=3, required=False)
    evidence = text_field("Evidence, one address a line", rows=3, required=False)
    section_17 = text_field(
        "What it means for crime and disorder (section 17)", rows=2, required=False
    )
    equality = text_field("Equality", rows=2, required=False)
    data_protection = text_field("Data protection", rows=2, required=False)
    money = text_field("Money", rows=2, required=False)
    risk = text_field("Risk", rows=2, required=False)
    consulted = text_field("Who was consulted", rows=2, required=False)
    restricted_because = text_field(
        "Why it is restricted to the board", rows=2, longest=500, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, items: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].choices = [
            ("", "No item"),
            *((str(i.pk), f"{i.order}. {i.title}") for i in items),
        ]

    @property
    def says(self) -> dict[str, Any]:
        """The fields as the change takes them."""
        said = {
            k: v for k, v in self.cleaned_data.items() if k not in ("item", "version", "evidence")
        }
        lines = self.cleaned_data["evidence"].splitlines()
        return said | {"evidence": [line.strip() for line in lines if line.strip()]}


class Attendance(forms.Form):
    """Whether somebody is there."""

    status = forms.ChoiceField(
        choices=[
            ("present", "There"),
            ("deputy", "A deputy"),
            ("apologies", "Apologies"),
            ("absent", "Not there"),
        ],
        widget=forms.RadioSelect,
    )
    deputy = forms.CharField(label="Who deputises", max_length=160, required=False)


class Note(forms.Form):
    """What was said of an item."""

    note = text_field("What was said", rows=5, longest=10_000, required=False)
    closed = forms.BooleanField(label="This item is done", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Interest(forms.Form):
    """An interest in an item."""

    member = forms.ChoiceField(
        label="Whose interest", error_messages={"required": "Select whose interest it is"}
    )
    words = forms.CharField(label="What the interest is", max_length=400)

    def __init__(self, *args: Any, members: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["member"].choices = [(str(m.pk), m.name) for m in members]


class Action(forms.Form):
    """An action."""

    title = forms.CharField(label="What is to be done", max_length=300)
    owner = forms.ChoiceField(
        label="Who does it", error_messages={"required": "Select who does it"}
    )
    due = date_field("By when")

    def __init__(self, *args: Any, members: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = [
            ("", "Choose"),
            *((str(m.pk), f"{m.name}, {m.agency}") for m in members),
        ]


class Minutes(forms.Form):
    """Minutes, and what the public reads."""

    text = text_field("The minutes", rows=24, longest=60_000)
    public_text = text_field("What the public reads", rows=14, longest=60_000, required=False)
    amendment = text_field(
        "What was wrong, and why it is changed", rows=2, longest=1000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
