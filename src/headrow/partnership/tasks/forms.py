"""Forms of an action."""

from __future__ import annotations

from django import forms

from headrow.partnership.tasks.rules import ENDING_WORDS, State

SHOWN = (State.DONE, State.COULD_NOT, State.NOT_DONE, State.WITHDRAWN)


class Answer(forms.Form):
    """How an action ended."""

    ending = forms.ChoiceField(
        label="How did it end?",
        choices=[(state.value, ENDING_WORDS[state]) for state in SHOWN],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it ended"},
    )
    note = forms.CharField(
        label="What happened?",
        help_text="What was done and where the evidence is; or why it was not done.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Enter what happened"},
    )
    decision = forms.CharField(
        label="Number of the decision that withdrew it",
        help_text="Only where it was withdrawn, for example EXEC-2026-014.",
        max_length=40,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveDate(forms.Form):
    """A later due date."""

    to = forms.DateField(
        label="New date",
        widget=forms.SelectDateWidget,
        error_messages={
            "required": "Enter the new date",
            "invalid": "The date must be a real date",
        },
    )
    why = forms.CharField(
        label="Why is it moved?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Enter why it is moved"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendBack(forms.Form):
    """What is still missing."""

    why = forms.CharField(
        label="What is still missing?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Enter what is still missing"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Filter(forms.Form):
    """Which actions to list."""

    show = forms.ChoiceField(
        choices=[("open", "Open"), ("ended", "Ended"), ("all", "All")],
        required=False,
        widget=forms.RadioSelect,
    )
    mine = forms.BooleanField(label="Mine only", required=False)
