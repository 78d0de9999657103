"""What a Django form field needs to be drawn in the GOV.UK pattern for its widget."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from headrow.partnership.web.look.words_of_errors import words_of

# The first widget class that fits names the pattern.
PATTERNS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.SelectDateWidget, "date"),
    # Before RadioSelect, whose child it is.
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)
CLASS_OF = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}
DATE_PARTS = (("day", "Day", "2"), ("month", "Month", "2"), ("year", "Year", "4"))
# Longer answers than this are counted aloud only near the end.
COUNT_FROM = 30


def pattern_of(bound: BoundField) -> str:
    """The name of the pattern in which this field is drawn: text, textarea, radios, date ..."""
    widget = bound.field.widget
    return next((name for kind, name in PATTERNS if isinstance(widget, kind)), "text")


def target_of(bound: BoundField) -> str:
    """The id of the control to which the error summary sends the reader."""
    pattern = pattern_of(bound)
    if pattern == "date":
        return f"{bound.auto_id}_day"
    return f"{bound.auto_id}_0" if pattern in ("radios", "checkboxes") else bound.auto_id


def drawn(bound: BoundField, **chosen: Any) -> dict[str, Any]:
    """Gather what `web/parts/field.html` needs.

    chosen: label, hint, heading (the label is the page's h1), width ("2" to "30", characters),
    rows (of a textarea), optional (says "(optional)"), inline (radios side by side), autocomplete.
    """
    pattern = pattern_of(bound)
    hint = chosen.get("hint", bound.help_text)
    described = [f"{bound.auto_id}_helptext"] if hint else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    limit = _limit_of(bound) if pattern == "textarea" else None
    described += [f"{bound.auto_id}-info"] if limit else []  # the name GOV.UK's script looks for
    described_by = " ".join(described)
    return {
        "field": bound,
        "pattern": pattern,
        "label": chosen.get("label", bound.label),
        "hint": hint,
        "heading": chosen.get("heading", False),
        "inline": chosen.get("inline", False),
        "described_by": described_by,
        "limit": limit,
        "optional": chosen.get("optional", not bound.field.required)
        and pattern not in ("checkbox", "hidden"),
        "errors": words_of(bound),
        "control": _control(bound, pattern, described_by, chosen),
        "options": _options(bound) if pattern in ("radios", "checkboxes") else (),
        "parts": _date_parts(bound) if pattern == "date" else (),
        "ticked": bool(bound.value()) if pattern == "checkbox" else False,
    }


def _limit_of(bound: BoundField) -> int | None:
    limit = getattr(bound.field, "max_length", None)
    return limit if limit and limit >= COUNT_FROM else None


def _control(bound: BoundField, pattern: str, described_by: str, chosen: dict[str, Any]) -> str:
    """The control itself, drawn by its own widget with our classes; groups draw their own."""
    if pattern in ("radios", "checkboxes", "date", "checkbox"):
        return ""
    if pattern == "hidden":
        return bound.as_hidden()
    widget = bound.field.widget
    classes = [CLASS_OF.get(pattern, "govuk-input"), str(widget.attrs.get("class", ""))]
    classes += [f"govuk-input--width-{chosen['width']}"] if chosen.get("width") else []
    classes += [f"{classes[0]}--error"] if bound.errors else []
    classes += ["govuk-js-character-count"] if pattern == "textarea" and _limit_of(bound) else []
    # A limit in HTML cuts pasted text off without a word; the server says it instead.
    attrs: dict[str, Any] = {"class": " ".join(filter(None, classes)), "maxlength": False}
    if described_by:
        attrs["aria-describedby"] = described_by
    for name in ("rows", "autocomplete", "inputmode"):
        if name in chosen:
            attrs[name] = chosen[name]
    return bound.as_widget(attrs=attrs)


def _options(bound: BoundField) -> list[dict[str, Any]]:
    hints = getattr(bound.field.widget, "hints", {})
    return [
        {
            "id": each.id_for_label,
            "value": each.data["value"],
            "label": each.choice_label,
            "hint": hints.get(str(each.data["value"]), ""),
            "chosen": each.data["selected"],
        }
        for each in bound.subwidgets
    ]


def _date_parts(bound: BoundField) -> list[dict[str, str]]:
    """Three boxes under the names that Django's SelectDateWidget reads: x_day, x_month, x_year."""
    held = bound.field.widget.format_value(bound.value()) or {}
    return [
        {
            "id": f"{bound.auto_id}_{part}",
            "name": f"{bound.html_name}_{part}",
            "label": label,
            "width": width,
            "value": str(held.get(part) or ""),
        }
        for part, label, width in DATE_PARTS
    ]
