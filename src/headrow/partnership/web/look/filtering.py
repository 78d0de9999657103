"""What a list is filtered by now, each with the address of the same list without it."""

from typing import Any

from django.forms import BaseForm
from django.http import QueryDict


def chosen_filters(form: BaseForm, data: Any) -> list[dict[str, str]]:
    """{"words", "href"} for each value of the form's fields in the address.

    data: the request's GET. Values that the form does not offer are left out.
    """
    if not isinstance(data, QueryDict):
        return []
    found = []
    for bound in form:
        for value in filter(None, data.getlist(bound.html_name)):
            words = _said(bound.field, value)
            if words:
                label = f"{bound.label}: {words}"
                found.append({"words": label, "href": _without(data, bound.html_name, value)})
    return found


def _said(field: Any, value: str) -> str:
    """A choice in its own words, anything else as typed; nothing for a choice not offered."""
    if not hasattr(field, "choices"):
        return value
    flat = [pair for group in field.choices for pair in _pairs(group)]
    return next((str(words) for code, words in flat if str(code) == value), "")


def _pairs(group: Any) -> list[Any]:
    return list(group[1]) if isinstance(group[1], list | tuple) else [group]


def _without(data: QueryDict, name: str, value: str) -> str:
    left = data.copy()
    left.setlist(name, [each for each in data.getlist(name) if each != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"
