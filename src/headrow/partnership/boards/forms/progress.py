"""Forms of risks, escalations, highlight reports, reviews and scrutiny."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.partnership.boards.forms.bodies import date_field, text_field
from headrow.partnership.boards.rules.escalations import Outcome
from headrow.vocabulary.risk_scales import risk_scales
from headrow.vocabulary.status import Rag


def _levels(axis: str) -> list[tuple[str, str]]:
    """The five levels of likelihood or impact, each with what it means."""
    rows = getattr(risk_scales(), axis)
    return [(str(level.level), f"{level.level}. {level.word}: {level.means}") for level in rows]


class Risk(forms.Form):
    """A risk."""

    cause = text_field("Because of what", rows=2, longest=1000)
    event = text_field("What may happen", rows=2, longest=1000)
    effect = text_field("What that would mean", rows=2, longest=1000)
    controls = text_field("What holds it", rows=2, longest=2000, required=False)
    owner_role = forms.CharField(
        label="Who owns it (an office)",
        max_length=160,
        error_messages={"required": "Enter who owns it"},
    )
    inherent_likelihood = forms.ChoiceField(
        label="Before controls: how likely",
        choices=lambda: [("", "Choose"), *_levels("likelihood")],
    )
    inherent_impact = forms.ChoiceField(
        label="Before controls: how bad", choices=lambda: [("", "Choose"), *_levels("impact")]
    )
    current_likelihood = forms.ChoiceField(
        label="Now: how likely",
        choices=lambda: [("", "Not scored yet"), *_levels("likelihood")],
        required=False,
    )
    current_impact = forms.ChoiceField(
        label="Now: how bad",
        choices=lambda: [("", "Not scored yet"), *_levels("impact")],
        required=False,
    )
    target_likelihood = forms.ChoiceField(
        label="Wanted: how likely", choices=lambda: [("", "Choose"), *_levels("likelihood")]
    )
    target_impact = forms.ChoiceField(
        label="Wanted: how bad", choices=lambda: [("", "Choose"), *_levels("impact")]
    )

    def clean(self) -> dict[str, Any]:
        """Both halves of the current score, or neither."""
        said = super().clean() or {}
        if bool(said.get("current_likelihood")) is not bool(said.get("current_impact")):
            self.add_error("current_impact", "Give both halves of the score, or neither")
        return said

    def pair(self, kind: str) -> tuple[int, int] | None:
        """The two numbers of a kind of score."""
        likelihood, impact = (
            self.cleaned_data[f"{kind}_{axis}"] for axis in ("likelihood", "impact")
        )
        return (int(likelihood), int(impact)) if likelihood and impact else None


class ReviewRisk(forms.Form):
    """A risk's score now."""

    likelihood = forms.ChoiceField(
        label="How likely now", choices=lambda: [("", "Choose"), *_levels("likelihood")]
    )
    impact = forms.ChoiceField(
        label="How bad", choices=lambda: [("", "Choose"), *_levels("impact")]
    )
    why = text_field("Why the score is what it is", rows=3, longest=1000)
    controls = text_field("What holds it now", rows=2, longest=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Number(forms.Form):
    """The number of a decision."""

    decision = forms.CharField(
        label="Number of the decision",
        max_length=40,
        error_messages={"required": "Enter the number of the decision"},
    )


class CloseEscalation(forms.Form):
    """How the executive closes an escalation."""

    outcome = forms.ChoiceField(
        choices=[(each.value, each.value.capitalize()) for each in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": "Select the outcome"},
    )
    decision = forms.CharField(
        label="Number of the decision",
        max_length=40,
        error_messages={"required": "Enter the number of the decision"},
    )
    reason = text_field("What follows from it", rows=2, longest=1000, required=False)


class ByHand(forms.Form):
    """Why something goes to the executive."""

    reason = text_field("Why the executive must see it", rows=3, longest=1000)


class Period(forms.Form):
    """The period of a report."""

    starts = date_field("First day of the period")
    ends = date_field("Last day of the period")


class Words(forms.Form):
    """The words of one part."""

    words = text_field("What you want to say", rows=8, longest=6000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Sign(forms.Form):
    """The chair's view."""

    shown = forms.ChoiceField(
        label="The status you show",
        choices=[
            ("", "As proposed"),
            *((each.value, f"{each.words} ({each.value})") for each in Rag),
        ],
        required=False,
    )
    reason = text_field(
        "Your reason, where it differs from what is proposed", rows=2, longest=1000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Begin(forms.Form):
    """Which year."""

    year = forms.IntegerField(
        label="The year that begins on 1 April of", min_value=1998, max_value=2100
    )


class Recommend(forms.Form):
    """A recommendation."""

    text = text_field("The recommendation", rows=4, longest=3000)


class Respond(forms.Form):
    """The answer."""

    answer = forms.ChoiceField(
        choices=[("accepted", "Accepted"), ("rejected", "Rejected")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether it is accepted or rejected"},
    )
    response = text_field("What will be done, or why not", rows=5, longest=5000)
