"""Forms of indicators and their returns."""

from __future__ import annotations

from django import forms


class TypedReturn(forms.Form):
    """One period, typed."""

    period = forms.RegexField(
        r"^\d{4}-\d{2}(\.\.\d{4}-\d{2})?$",
        label="Period",
        help_text="A month like 2026-09, or months like 2026-07..2026-09",
        error_messages={
            "required": "Enter the period",
            "invalid": "The period must be like 2026-09 or 2026-07..2026-09",
        },
    )
    numerator = forms.DecimalField(
        label="What was counted (numerator)",
        min_value=0,
        required=False,
        help_text="Leave it empty where it is not known: missing is not nought.",
    )
    denominator = forms.DecimalField(
        label="Out of how many (denominator)", min_value=0, required=False
    )
    value = forms.DecimalField(
        label="The value, where it is given as such", min_value=0, required=False
    )


class Upload(forms.Form):
    """A file of several periods."""

    file = forms.FileField(
        label="CSV file",
        help_text="Columns: period, numerator, denominator, value. It is checked first; nothing is kept yet.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )


class Keep(forms.Form):
    """What was checked, kept as it was read."""

    raw = forms.CharField(widget=forms.HiddenInput)
    file_name = forms.CharField(widget=forms.HiddenInput, required=False)


class Undo(forms.Form):
    """Why a return is taken back."""

    why = forms.CharField(
        label="Why is it taken back?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Enter why it is taken back"},
    )


class Define(forms.Form):
    """What it counts."""

    name = forms.CharField(label="Name", max_length=300)
    definition = forms.CharField(
        label="What exactly is counted", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    source = forms.CharField(label="Source", max_length=300)
    unit = forms.CharField(label="Unit", max_length=60, required=False)
    decision = forms.CharField(label="Number of the decision that adopts it", max_length=40)


class SetTarget(forms.Form):
    """A target or a new baseline."""

    kind = forms.ChoiceField(
        choices=[("target", "A target"), ("baseline", "A new baseline")],
        widget=forms.RadioSelect,
        initial="target",
    )
    value = forms.DecimalField(label="Value")
    reason = forms.CharField(
        label="The reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    decision = forms.CharField(label="Number of the decision", max_length=40)


class Comment(forms.Form):
    """What its owner says."""

    words = forms.CharField(
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1500,
        help_text="What is known. Never a cause that was not shown.",
    )
    public = forms.BooleanField(label="The public may read it", required=False)
