"""The errors of a page's forms, in the order of the fields, for the summary at its head."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BaseForm, BaseFormSet

from headrow.partnership.web.look.fields import target_of
from headrow.partnership.web.look.words_of_errors import words_of

Summary = list[dict[str, str]]


def forms_in(found: Any) -> Iterator[BaseForm]:
    """The forms in a form, a set of forms, or a list of either."""
    if isinstance(found, BaseForm):
        yield found
    elif isinstance(found, BaseFormSet) or (
        isinstance(found, Iterable) and not isinstance(found, str | bytes | dict)
    ):
        for each in found:
            yield from forms_in(each)


def errors_of(found: Any) -> Summary:
    """Words and target of each error; the errors of the whole form come first."""
    errors: Summary = []
    for form in forms_in(found):
        if not form.is_bound:
            continue
        errors += [{"target": "", "words": words} for words in form.non_field_errors()]
        for bound in form:
            errors += [{"target": target_of(bound), "words": words} for words in words_of(bound)]
    return errors
