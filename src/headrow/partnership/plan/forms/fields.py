"""The fields that several forms of the plan ask in the same words."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.vocabulary.clock import today

DECISION_HINT = "For example GOLD-2026-014. It stands in the minutes and on the decisions page."


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A date asked in three boxes."""
    year = today().year
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint or f"For example 27 3 {year}",
        widget=forms.SelectDateWidget(years=range(year - 20, year + 21)),
        error_messages={"required": _missing(label)},
    )


def words_field(
    label: str, *, required: bool = True, longest: int | None = None, hint: str = "", rows: int = 4
) -> forms.CharField:
    """Words of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _missing(label),
            "max_length": f"Use {longest} characters or fewer",
        },
    )


def line_field(
    label: str, *, required: bool = True, longest: int = 200, hint: str = ""
) -> forms.CharField:
    """Words of one line."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=hint,
        error_messages={"required": _missing(label)},
    )


def decision_field(label: str = "Number of the decision") -> forms.CharField:
    """The number of the decision that stands behind a change (G-64)."""
    return line_field(label, longest=40, hint=DECISION_HINT)


def money_field(label: str, *, required: bool = True, hint: str = "") -> forms.DecimalField:
    """Pounds and pence."""
    return forms.DecimalField(
        label=label,
        required=required,
        max_digits=14,
        decimal_places=2,
        localize=False,
        help_text=hint or "In pounds and pence, for example 12500.00",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _missing(label)},
    )


def version_field() -> forms.IntegerField:
    """The version that the person saw, carried hidden."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput())


def one_of(
    label: str, rows: Any, *, required: bool = True, hint: str = ""
) -> forms.ModelChoiceField:
    """One record of a list."""
    return forms.ModelChoiceField(
        queryset=rows,
        label=label,
        required=required,
        help_text=hint,
        empty_label="None" if not required else "Choose one",
        error_messages={"required": _missing(label, "Select")},
    )


def _missing(label: str, verb: str = "Enter") -> str:
    """What is said of a field left empty; a question is not put into a sentence."""
    if label.endswith("?"):
        return f"{verb} an answer to “{label}”"
    return f"{verb} {label[:1].lower()}{label[1:]}"
