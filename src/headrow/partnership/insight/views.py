"""Pages of kept figures and of the files behind them."""

from __future__ import annotations

import csv
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from headrow.partnership.insight import queries


def figure(request: HttpRequest, key: UUID) -> HttpResponse:
    """One figure: value, numerator, denominator, steps, sources, rule."""
    found = _found(request, key)
    told = {
        "finding": found,
        "cells": queries.cells(found),
        "trail": found.document["trail"],
        "question": found.document["question"],
    }
    return render(request, "insight/figure.html", told)


def figure_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as JSON."""
    return JsonResponse(_found(request, key).document, json_dumps_params={"indent": 1})


def figure_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """Its table as CSV."""
    found = _found(request, key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    writer = csv.writer(response)
    writer.writerow(queries.columns_of(found))
    writer.writerows(queries.as_rows(found))
    return response


def _found(request: HttpRequest, key: UUID):  # type: ignore[no-untyped-def]
    found = queries.finding(request.user, key)
    if found is None:
        raise Http404
    return found


def figure_list(request: HttpRequest) -> HttpResponse:
    """The figures of the newest build."""
    build = queries.latest_build(request.user)
    told = {
        "build": build,
        "findings": queries.findings(request.user, build=build) if build else [],
    }
    return render(request, "insight/figures.html", told)


def sources(request: HttpRequest) -> HttpResponse:
    """The files behind the figures: rows kept, and rows set aside."""
    shown = queries.builds(request.user)
    return render(
        request, "insight/sources.html", {"files": queries.files_of(shown), "builds": shown}
    )
