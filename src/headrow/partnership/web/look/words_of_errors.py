"""What an error says: the form's own words, or, where it left Django's, words that say what to do."""

from django import forms
from django.forms.boundfield import BoundField

DJANGO_SAYS = "This field is required."
CHOSEN = (forms.Select, forms.RadioSelect, forms.CheckboxInput, forms.CheckboxSelectMultiple)


def words_of(bound: BoundField) -> list[str]:
    """The errors of one field in words; "Enter the ..." or "Select the ..." for a bare "required"."""
    return [_asked_for(bound) if words == DJANGO_SAYS else str(words) for words in bound.errors]


def _asked_for(bound: BoundField) -> str:
    widget = bound.field.widget
    label = str(bound.label).rstrip("?")
    # An abbreviation or a name keeps its capital: "CSP area", "ASB".
    label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if isinstance(widget, forms.FileInput):
        return f"Choose a file: {label}"
    chosen = isinstance(widget, CHOSEN) and not isinstance(widget, forms.SelectDateWidget)
    return f"{'Select' if chosen else 'Enter'} {label}"
