"""Forms of a decision."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.partnership.boards.forms.bodies import date_field, text_field


class Decision(forms.Form):
    """A decision. What it is about may be a long list, so it stands last."""

    field_order = (
        "wording",
        "agreed_by",
        "reasons",
        "proposer",
        "effective",
        "review",
        "votes_for",
        "votes_against",
        "votes_abstained",
        "expected_effect",
        "reverses",
        "restricted_because",
        "subjects",
    )

    wording = text_field("What was decided", rows=3, longest=2000)
    proposer = forms.CharField(
        label="Who proposed it",
        max_length=160,
        error_messages={"required": "Enter who proposed it"},
    )
    reasons = text_field("The reasons", rows=3, longest=2000)
    expected_effect = text_field(
        "What should change because of it", rows=2, longest=1000, required=False
    )
    subjects = forms.MultipleChoiceField(
        label="What it is about",
        help_text="Each is kept as it stands now.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    effective = date_field("From which day it holds")
    review = date_field("The day it is reviewed")
    votes_for = forms.IntegerField(
        label="Votes for",
        required=False,
        min_value=0,
        max_value=99,
        help_text="Leave the votes empty where it was agreed without one.",
    )
    votes_against = forms.IntegerField(
        label="Votes against", required=False, min_value=0, max_value=99
    )
    votes_abstained = forms.IntegerField(
        label="Abstained", required=False, min_value=0, max_value=99
    )
    reverses = forms.CharField(
        label="Number of the decision that it reverses", max_length=40, required=False
    )
    restricted_because = text_field(
        "Why it is restricted to the board", rows=2, longest=500, required=False
    )

    def __init__(self, *args: Any, subjects: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["subjects"].choices = list(subjects)


class Urgent(Decision):
    """A decision between two meetings, to which three have agreed in writing (G-66)."""

    agreed_by = forms.MultipleChoiceField(
        label="Who agreed in writing",
        choices=[("chair", "The chair"), ("council", "The council"), ("police", "The police")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select who agreed in writing"},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("votes_for", "votes_against", "votes_abstained", "reverses"):
            del self.fields[name]
