"""What is asked for the registers: duties, quarterly sets, learning, money."""

from __future__ import annotations

from typing import Any

from django import forms

from headrow.partnership.plan.forms.fields import (
    day_field,
    line_field,
    money_field,
    one_of,
    words_field,
)
from headrow.partnership.plan.queries.money import KINDS
from headrow.vocabulary.section_17a import section_17a


class DutyWasDone(forms.Form):
    """A duty done, with its evidence."""

    done_on = day_field("When was it done?")
    evidence = words_field("What shows it?", rows=3)
    address = line_field("Where it can be read", required=False, longest=300)
    covers = forms.ChoiceField(label="What does it answer?", required=False)

    def __init__(self, *args: Any, dates: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if dates:
            self.fields["covers"].choices = [
                ("", "All of it"),
                *((str(row.pk), f"{row.what or 'Due'}, {row.due:%d %B %Y}") for row in dates),
            ]
        else:
            del self.fields["covers"]


class DutyIsDue(forms.Form):
    """A day on which a duty is due."""

    due = day_field("When is it due?")
    what = line_field("What is it about?", required=False, longest=300)


class InformationCame(forms.Form):
    """What came of one data set for one quarter."""

    data_set = forms.ChoiceField(label="Data set")
    quarter = forms.ChoiceField(label="Quarter")
    answer = forms.ChoiceField(
        label="What came?",
        choices=(
            ("received", "The data set"),
            ("nil-return", "A nil return: there was nothing to send"),
            ("not-held", "The holder says that it does not hold it"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what came"},
    )
    agency = one_of("Who sent it", None, required=False)
    received_on = day_field("When did it come?")
    note = words_field("Note", required=False, rows=2)

    def __init__(self, *args: Any, agencies: Any, quarters: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["data_set"].choices = [(row.code, row.name) for row in section_17a().datasets]
        self.fields["quarter"].choices = quarters
        self.fields["agency"].queryset = agencies


class NewLearning(forms.Form):
    """A recommendation."""

    source = line_field("Where does it come from?", hint="A review, an inspection, scrutiny.")
    text = words_field("What is recommended?")
    made_on = day_field("When was it made?")
    deliverable = one_of("The deliverable it is about", None, required=False)

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["deliverable"].queryset = rows


class LearningCame(forms.Form):
    """What came of a recommendation."""

    state = forms.ChoiceField(
        label="What came of it?",
        choices=(("acted-on", "We acted on it"), ("not-accepted", "We did not accept it")),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what came of it"},
    )
    what_changed = words_field("What changed, or why not?")
    deliverable = one_of("The deliverable that it changed", None, required=False)

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["deliverable"].queryset = rows


class NewAward(forms.Form):
    """An award."""

    name = line_field("Name")
    funder = line_field("Who gives it?")
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    holder = one_of("Who holds it?", None)
    amount = money_field("Amount")
    starts = day_field("First day")
    ends = day_field("Last day")
    reference = line_field("Reference of the award", required=False, longest=80)
    purpose = words_field("Purpose", required=False, rows=2)
    restricted = forms.BooleanField(
        label="It may be spent on the deliverables linked to it only", required=False
    )
    deliverables = forms.ModelMultipleChoiceField(
        label="Deliverables it pays for", queryset=None, required=False
    )
    decision = line_field("Number of the decision that accepted it", required=False, longest=40)

    def __init__(self, *args: Any, agencies: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["holder"].queryset = agencies
        self.fields["deliverables"].queryset = rows


class NewSpend(forms.Form):
    """A line of spend."""

    day = day_field("When was it spent?")
    amount = money_field("Amount")
    what = line_field("What for?", longest=300)
    deliverable = one_of("For which deliverable?", None, required=False)
    evidence = words_field("Evidence", required=False, rows=2)

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["deliverable"].queryset = rows


class NewForecast(forms.Form):
    """The return of a quarter."""

    amount = money_field("Expected in all by the last day")
    committed = money_field("Committed and not yet spent")


class NewCondition(forms.Form):
    """A condition of an award."""

    words = words_field("What must be done?", rows=3)
    due = day_field("By when?")


class ConditionMet(forms.Form):
    """A condition that is met."""

    met_on = day_field("When was it met?")
    evidence = words_field("What shows it?", rows=3)
