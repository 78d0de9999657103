"""What is asked of a deliverable: an update in five steps, its milestones, its wording, its ending."""

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
from headrow.partnership.plan.rules.updates import LONGEST_UPDATE, STOP
from headrow.vocabulary.status import Rag

STATED_CHOICES = (
    (Rag.GREEN.value, "On track"),
    (Rag.AMBER.value, "At risk"),
    (Rag.RED.value, "Off track"),
    (Rag.BLUE.value, "Done"),
    (STOP, "It should stop"),
)


class WhatHappened(forms.Form):
    """Step 1."""

    what = words_field("What has happened?", longest=LONGEST_UPDATE, rows=6)
    next_step = line_field("What comes next?", required=False, longest=300)


class IsItOnTrack(forms.Form):
    """Step 2."""

    stated = forms.ChoiceField(
        label="Is it on track?",
        choices=STATED_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether it is on track"},
    )


class WhyDifferent(forms.Form):
    """Step 3: asked where the lead sees it differently from the rule, and where it is late."""

    reason = words_field("Why do you see it differently?", longest=600)
    recovery_note = words_field("How will it catch up?", required=False, longest=600, rows=3)
    forecast_end = day_field("When do you expect it to end?", required=False)

    def __init__(self, *args: Any, differs: bool = True, late: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not differs:
            del self.fields["reason"]
        if not late:
            del self.fields["recovery_note"], self.fields["forecast_end"]


class Evidence(forms.Form):
    """Step 4."""

    evidence = words_field(
        "What shows it?",
        required=False,
        rows=3,
        hint="A link, the number of a figure, or a note of where it can be seen.",
    )
    help_wanted = words_field("What do you need from the board?", required=False, rows=2)
    public_words = words_field(
        "What may the public read of this?",
        required=False,
        longest=400,
        rows=3,
        hint="Leave it empty to keep this update inside the partnership.",
    )


class SendIt(forms.Form):
    """Step 5: the version seen, so that two who write at once both keep their words."""

    version = version_field()


class AddMilestone(forms.Form):
    """A dated step."""

    name = line_field("What will have happened?")
    due = day_field("By when?")


class DoneMilestone(forms.Form):
    """A step that is done."""

    done_on = day_field("When was it done?")
    evidence = words_field("What shows it?", required=False, rows=3)


class MoveMilestone(forms.Form):
    """Another day for a step."""

    due = day_field("New day")
    reason = words_field("Why does it move?", rows=3)


class Dates(forms.Form):
    """The start and end agreed, and the end expected."""

    baseline_start = day_field("Start agreed", required=False)
    baseline_end = day_field("End agreed", required=False)
    forecast_end = day_field("End expected now", required=False)
    recovery_note = words_field("How it will catch up", required=False, rows=3)


class Amend(forms.Form):
    """An amended wording."""

    text = words_field("New wording", rows=5)
    reason = words_field("Why is it amended?", rows=3)
    decision = decision_field()
    version = version_field()


class Complete(forms.Form):
    """A claim that it is done."""

    evidence = words_field("What shows that it is done?")


class Decided(forms.Form):
    """A step that only a decision allows."""

    decision = decision_field()


class SendBack(forms.Form):
    """Why the board did not accept it."""

    reason = words_field("What is still missing?")


class Pause(forms.Form):
    """A pause with the day it ends."""

    reason = words_field("Why is it paused?", rows=3)
    restart_on = day_field("When does it go on?")
    decision = decision_field()


class End(forms.Form):
    """How it ends without being done."""

    how = forms.ChoiceField(
        label="How does it end?",
        choices=(
            ("carried forward", "It is carried into another deliverable"),
            ("superseded", "Another takes its place"),
            ("withdrawn", "It is withdrawn"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it ends"},
    )
    successor = one_of("The deliverable that carries it on", None, required=False)
    reason = words_field("Why?", rows=3)
    decision = decision_field()

    def __init__(self, *args: Any, successors: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["successor"].queryset = successors
        self.fields["successor"].label_from_instance = lambda row: f"{row.code}, {row.strategy}"


class HandOver(forms.Form):
    """Who leads it from now on."""

    lead = one_of("Who leads it from now on?", None)
    lead_role = line_field("The role they lead it in", required=False, longest=160)
    version = version_field()

    def __init__(self, *args: Any, members: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead"].queryset = members
        self.fields["lead"].label_from_instance = lambda row: f"{row.name}, {row.agency}"


class ChairSays(forms.Form):
    """The status that the chair sets."""

    rag = forms.ChoiceField(
        label="What do you say?",
        choices=[(rag.value, rag.words) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED)],
        widget=forms.RadioSelect,
        error_messages={"required": "Select a status"},
    )
    reason = words_field("Why?", hint="It is shown beside the status until the next period.")


class Find(forms.Form):
    """Filters of the list of deliverables."""

    strategy = one_of("Strategy", None, required=False)
    board = one_of("Board", None, required=False)
    lead = one_of("Lead organisation", None, required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Any"), *((rag.value, rag.words) for rag in Rag)],
    )
    year = forms.IntegerField(label="Year", required=False)

    def __init__(
        self, *args: Any, strategies: Any, boards: Any, agencies: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        lists = (("strategy", strategies), ("board", boards), ("lead", agencies))
        for name, rows in lists:
            self.fields[name].queryset = rows
            self.fields[name].empty_label = "Any"


class Measure(forms.Form):
    """What shows that it works and that it is done."""

    indicators = forms.ModelMultipleChoiceField(
        label="Indicators", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    success_measure = words_field("How will we know that it works?", required=False, rows=2)
    evidence_of_done = words_field("What will show that it is done?", required=False, rows=2)

    def __init__(self, *args: Any, indicators: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["indicators"].queryset = indicators
