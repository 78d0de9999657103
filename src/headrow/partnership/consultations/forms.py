"""Forms of consultations."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.partnership.consultations.changes import METHODS

DATE = {"required": "Enter the date", "invalid": "The date must be a real date"}


class Log(forms.Form):
    """A consultation."""

    title = forms.CharField(max_length=200, error_messages={"required": "Enter the title"})
    about = forms.CharField(
        label="What it is about",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Enter what it is about"},
    )
    who = forms.CharField(
        label="Who is asked", max_length=500, error_messages={"required": "Enter who is asked"}
    )
    methods = forms.MultipleChoiceField(
        label="By which methods",
        choices=[(each, each.capitalize()) for each in METHODS[:-1]],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one method"},
    )
    opens = forms.DateField(
        label="Opens", widget=forms.SelectDateWidget, required=False, error_messages=DATE
    )
    closes = forms.DateField(
        label="Closes", widget=forms.SelectDateWidget, required=False, error_messages=DATE
    )
    questions = forms.CharField(
        label="Questions of a survey, one a line",
        help_text="A question alone is answered in words. Give choices after it: How safe do you feel? | Safe | Unsafe",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

    def as_questions(self) -> list[dict[str, Any]]:
        """The lines as questions."""
        rows = []
        for number, line in enumerate(self.cleaned_data["questions"].splitlines(), 1):
            words, *choices = (part.strip() for part in line.split("|"))
            if words:
                kind = "choice" if choices else "text"
                rows.append(
                    {"code": f"q{number}", "words": words, "kind": kind, "choices": choices}
                )
        return rows


class Heard(forms.Form):
    """What a group said."""

    consultation = forms.ChoiceField(label="For which consultation")
    group = forms.CharField(
        label="Which group",
        help_text="The name of the group, never of a person",
        max_length=160,
        error_messages={"required": "Enter which group"},
    )
    on = forms.DateField(label="When", widget=forms.SelectDateWidget, error_messages=DATE)
    method = forms.ChoiceField(
        label="How they were heard", choices=[(each, each.capitalize()) for each in METHODS[1:-1]]
    )
    words = forms.CharField(
        label="What was said",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": "Enter what was said"},
    )

    def __init__(self, *args: Any, consultations: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["consultation"].choices = [(str(each.pk), each.title) for each in consultations]


class Code(forms.Form):
    """Codes of an answer."""

    codes = forms.CharField(
        label="Codes, with commas",
        max_length=300,
        error_messages={"required": "Enter at least one code"},
    )


class Reply(forms.Form):
    """You said, we did."""

    said = forms.CharField(
        label="You said",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Enter what was said"},
    )
    did = forms.CharField(
        label="We did, or did not, and why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Enter what was done"},
    )
