"""A page that is one form: shown, checked, done, and back to where its result can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def ask(
    request: HttpRequest,
    form_class: type[BaseForm],
    *,
    heading: str,
    submit: str,
    then: str | Callable[[Any], str],
    act: Callable[[dict[str, Any]], Any],
    said: str,
    back: str = "",
    template: str = "plan/form.html",
    initial: dict[str, Any] | None = None,
    draft: str = "",
    warning: bool = False,
    choices: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it asks; `act` gets what was typed, and may raise Refused or Conflict.

    then: the address to go to, or a function of what `act` gave. said: the message of success.
    choices: keyword arguments of the form, such as what its lists offer.
    """
    post = request.POST if request.method == "POST" else None
    form = form_class(post, initial=initial, **(choices or {}))
    if post is not None and form.is_valid():
        result = act(form.cleaned_data)
        messages.success(request, said)
        return redirect(then(result) if callable(then) else then)
    address = then if isinstance(then, str) else ""
    known = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "cancel": back or address,
        "draft": draft,
        "warning": warning,
    }
    return render(request, template, known | more, status=422 if post is not None else 200)
