"""What is asked of a new strategy: its years, its sections, its priorities, its promises, its adoption."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.partnership.plan.forms.fields import (
    day_field,
    decision_field,
    line_field,
    one_of,
    version_field,
    words_field,
)
from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES

THEMES = (("victim", "Victim"), ("offender", "Offender"), ("location", "Location"))
KINDS = (
    ("priority", "A priority"),
    ("issue", "An issue"),
    ("theme", "A theme"),
    ("commitment", "A commitment for the whole term"),
)


def _part_words(part: Any) -> str:
    return f"{part.kind[:1].upper()}{part.kind[1:].replace('-', ' ')}: {part.name}"


class NewStrategy(forms.Form):
    """A strategy to begin."""

    title = line_field("Title")
    from_year = forms.IntegerField(label="First year", min_value=1998, max_value=2100)
    to_year = forms.IntegerField(label="Last year", min_value=1998, max_value=2100)


class Sections(forms.Form):
    """The six sections of a plan, what serves each required strategy, and the police and crime plan."""

    version = version_field()
    police_plan = line_field("Title and period of the police and crime plan", required=False)
    objectives = words_field("How was each of its objectives considered?", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for code, words in SECTIONS.items():
            self.fields[f"section_{code}"] = words_field(
                words[:1].upper() + words[1:], required=False, rows=5
            )
        for code, words in STRATEGIES.items():
            self.fields[f"linked_{code}"] = forms.MultipleChoiceField(
                label=f"Which sections serve: {words}?",
                required=False,
                choices=[(key, said[:1].upper() + said[1:]) for key, said in SECTIONS.items()],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def sections(self) -> dict[str, str]:
        """The words of each section by its code."""
        return {code: self.cleaned_data[f"section_{code}"] for code in SECTIONS}

    @property
    def linked(self) -> dict[str, list[str]]:
        """For each required strategy, the codes of the sections that serve it."""
        return {code: self.cleaned_data[f"linked_{code}"] for code in STRATEGIES}


class Propose(forms.Form):
    """A priority, an issue, a theme or a commitment, with its ground."""

    kind = forms.ChoiceField(label="What is proposed?", choices=KINDS, widget=forms.RadioSelect)
    name = words_field("In one sentence", rows=2)
    parent = one_of("Under which priority?", None, required=False)
    triangle = forms.ChoiceField(
        label="Side of the problem", required=False, choices=[("", "Not said"), *THEMES]
    )
    finding = one_of("The finding it cites", None, required=False)
    why = words_field("Why is it proposed?", required=False, rows=4)

    def __init__(self, *args: Any, priorities: Any, findings: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"].queryset = priorities
        self.fields["finding"].queryset = findings


class Promise(forms.Form):
    """A deliverable with everything it must say before it is agreed (G-96)."""

    text = words_field("What will be done?", rows=4)
    parts = forms.ModelMultipleChoiceField(
        label="What does it serve?", queryset=None, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.MultipleChoiceField(
        label="Whom or what is it about?",
        choices=THEMES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    body = one_of("Board", None, required=False)
    lead_agency = one_of("Lead organisation", None, required=False)
    lead_role = line_field("The role that leads it", required=False, longest=160)
    baseline_start = day_field("Start", required=False)
    baseline_end = day_field("End", required=False)
    year = forms.IntegerField(
        label="Year of the plan", required=False, help_text="Leave it empty for the whole term."
    )
    success_measure = words_field("How will we know that it works?", required=False, rows=2)
    evidence_of_done = words_field("What will show that it is done?", required=False, rows=2)
    on_page = forms.BooleanField(label="Show it on the plan on a page", required=False)

    def __init__(self, *args: Any, parts: Any, bodies: Any, agencies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parts"].queryset = parts
        self.fields["parts"].label_from_instance = _part_words
        self.fields["body"].queryset = bodies
        self.fields["lead_agency"].queryset = agencies


class Adopt(forms.Form):
    """Adoption by decision."""

    decision = decision_field("Number of the decision of the executive")
    on = day_field("Adopted on", required=False)


class AmendPart(forms.Form):
    """An amended wording of a priority, issue or theme."""

    name = words_field("New wording", rows=2)
    reason = words_field("Why is it amended?", rows=3)
    decision = decision_field()


class Because(forms.Form):
    """A reason."""

    reason = words_field("Why?", rows=3)


class PlaceInYear(forms.Form):
    """The year plan that a deliverable belongs to."""

    year = forms.IntegerField(
        label="Year", required=False, help_text="Leave it empty for the whole term."
    )


class Serves(forms.Form):
    """What a deliverable serves."""

    parts = forms.ModelMultipleChoiceField(
        label="What does it serve?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, parts: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parts"].queryset = parts
        self.fields["parts"].label_from_instance = _part_words
