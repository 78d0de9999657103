"""Pages of indicators."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators import changes, forms, queries
from headrow.partnership.indicators.changes.feeding import COLUMNS, Checked, check_return


def indicator_list(request: HttpRequest) -> HttpResponse:
    """How every indicator reads."""
    found = queries.readings(request.user)
    told = {
        "printed": [row for row in found if row.record.strategy_code],
        "others": [row for row in found if not row.record.strategy_code],
    }
    return render(request, "indicators/indicator_list.html", told)


def indicator(request: HttpRequest, key: UUID) -> HttpResponse:
    """One indicator: reading, chart with its table, definition, returns, comments."""
    row = _found(request, key)
    values = queries.series_of(row.record)
    told: dict[str, Any] = {
        "row": row,
        "values": values,
        "chart": queries.chart_of(values),
        "paired": queries.reading(request.user, row.record.paired_id)
        if row.record.paired_id
        else None,
        "targets": list(row.record.targets.all()),
        "returns": queries.returns_of(row.record),
        "comments": list(row.record.comments.select_related("by")),
        "sends": directory.can(request.user, "send-return", own=True),
        "defines": directory.can(request.user, "define-indicator"),
        "comment": forms.Comment(),
    }
    return render(request, "indicators/indicator.html", told)


def _found(request: HttpRequest, key: UUID) -> queries.IndicatorReading:
    row = queries.reading(request.user, key)
    if row is None:
        raise Http404
    return row


def values_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """The values of an indicator as CSV; what is not shown stays empty."""
    row = _found(request, key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.record.code}.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [
            "starts",
            "ends",
            "value",
            "numerator",
            "denominator",
            "status",
            "source",
            "disclosure_rule",
        ]
    )
    for value in queries.series_of(row.record):
        writer.writerow(
            [
                value.starts,
                value.ends,
                value.value,
                value.numerator,
                value.denominator,
                value.status,
                value.source,
                value.disclosure_rule,
            ]
        )
    return response


def typed_return(request: HttpRequest, key: UUID) -> HttpResponse:
    """A return of one period, typed."""
    row = _sender(request, key)
    form = forms.TypedReturn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        line = ",".join("" if said[name] is None else str(said[name]) for name in COLUMNS)
        checked = check_return(f"{','.join(COLUMNS)}\n{line}\n".encode())
        if checked.set_aside:
            form.add_error(None, checked.set_aside[0]["reason"])
        else:
            changes.take_return(
                indicator=row.record, agency=request.user.agency, checked=checked, by=request.user
            )
            messages.success(request, "The return is kept")
            return redirect("indicator", key=key)
    told = {
        "form": form,
        "heading": f"A return for {row.record.name}",
        "submit": "Keep the return",
        "draft": f"return-{key}",
    }
    return render(request, "web/form_page.html", told)


def _sender(request: HttpRequest, key: UUID) -> queries.IndicatorReading:
    if not directory.can(request.user, "send-return", own=True):
        raise Http404
    return _found(request, key)


def upload(request: HttpRequest, key: UUID) -> HttpResponse:
    """A file of several periods: checked first, then kept."""
    row = _sender(request, key)
    form = forms.Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and "raw" in request.POST:
        return _keep_upload(request, row)
    checked: Checked | None = None
    keep = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        raw = file.read()
        checked = check_return(raw)
        keep = forms.Keep(initial={"raw": raw.decode("utf-8-sig"), "file_name": file.name})
    told = {"row": row, "form": form, "checked": checked, "keep": keep}
    return render(request, "indicators/upload.html", told)


def _keep_upload(request: HttpRequest, row: queries.IndicatorReading) -> HttpResponse:
    raw = request.POST["raw"].encode()
    checked = check_return(raw)
    changes.take_return(
        indicator=row.record,
        agency=request.user.agency,
        checked=checked,
        by=request.user,
        file_name=request.POST.get("file_name", "")[:200],
        raw=raw,
    )
    messages.success(
        request,
        f"{len(checked.kept)} of {checked.rows_in} rows are kept, {len(checked.set_aside)} set aside",
    )
    return redirect("indicator", key=row.record.pk)


def undo(request: HttpRequest, key: UUID, held: UUID) -> HttpResponse:
    """Take a return back."""
    row = _sender(request, key)
    found = next((each for each in queries.returns_of(row.record) if each.pk == held), None)
    if found is None:
        raise Http404
    form = forms.Undo(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.undo_return(held=found, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, "The return is taken back; what was sent is kept with the reason")
        return redirect("indicator", key=key)
    told = {
        "form": form,
        "heading": "Take this return back",
        "submit": "Take it back",
        "warning": True,
    }
    return render(request, "web/form_page.html", told)


def define(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what an indicator counts."""
    row = _definer(request, key)
    form = forms.Define(request.POST or None, initial={"name": row.record.name})
    if request.method == "POST" and form.is_valid():
        changes.define(indicator=row.record, by=request.user, **form.cleaned_data)
        messages.success(request, "It is defined; from here it can be counted")
        return redirect("indicator", key=key)
    told = {"form": form, "heading": f"Define: {row.record.name}", "submit": "Define it"}
    return render(request, "web/form_page.html", told)


def _definer(request: HttpRequest, key: UUID) -> queries.IndicatorReading:
    if not directory.can(request.user, "define-indicator"):
        raise Http404
    return _found(request, key)


def rebase(request: HttpRequest, key: UUID) -> HttpResponse:
    """A target or a new baseline, by decision."""
    row = _definer(request, key)
    form = forms.SetTarget(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.set_target(indicator=row.record, by=request.user, **form.cleaned_data)
        messages.success(request, "It is set; the earlier ones are kept")
        return redirect("indicator", key=key)
    told = {"form": form, "heading": f"Target or baseline: {row.record.name}", "submit": "Set it"}
    return render(request, "web/form_page.html", told)


def comment(request: HttpRequest, key: UUID) -> HttpResponse:
    """A comment of the owner."""
    row = _sender(request, key)
    form = forms.Comment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.comment(indicator=row.record, by=request.user, **form.cleaned_data)
        messages.success(request, "The comment is kept")
        return redirect("indicator", key=key)
    told = {
        "form": form,
        "heading": f"A comment on {row.record.name}",
        "submit": "Keep the comment",
    }
    return render(request, "web/form_page.html", told)
