"""A site of its own for the tests of the look: the gallery, forms that are refused, slow answers. No database.

python site.py PORT. Answers carry the same policy and headers as the real site.
"""

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings

HERE = Path(__file__).parent
LOCALITY = SimpleNamespace(name="Exampleshire community safety", band="#3d3580")
NAVIGATION = [
    {"href": "/", "text": words, "current": words == "Boards"}
    for words in ("Your work", "Plan", "Boards", "Indicators", "Reports", "People")
]


def known(request):
    """What the real site's context processors say."""
    return {
        "locality": LOCALITY,
        "service_name": "Partnership workspace",
        "navigation": NAVIGATION,
        "demonstration": True,
        "session_seconds": request.GET.get("seconds"),
        "stay_address": "/stay/",
        "sensitive": "sensitive" in request.GET,
    }


def configure():
    """Settings that need nothing but the app itself."""
    from headrow.partnership.web.headers import CONTENT_SECURITY_POLICY

    settings.configure(
        SECRET_KEY="for tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        INSTALLED_APPS=[
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django_htmx",
            "csp",
            "headrow.partnership.web",
        ],
        MIDDLEWARE=[
            "headrow.partnership.web.headers.Headers",
            "csp.middleware.CSPMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        CONTENT_SECURITY_POLICY=CONTENT_SECURITY_POLICY,
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
        ROOT_URLCONF=__name__,
        STATIC_URL="/static/",
        USE_TZ=True,
        TIME_ZONE="Europe/London",
        LANGUAGE_CODE="en-gb",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.messages.context_processors.messages",
                        f"{__name__}.known",
                    ],
                },
            },
        ],
    )
    django.setup()


if not settings.configured:
    sys.modules.setdefault("site_of_the_look", sys.modules[__name__])
    configure()

from django import forms  # noqa: E402
from django.contrib import messages  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import redirect, render  # noqa: E402
from django.urls import path  # noqa: E402

from headrow.partnership.web.theme import theme  # noqa: E402

RECEIVED = []
STATUSES = ["on_track", "at_risk", "off_track", "done", "not_started", "no_update", "stopped"]


class Everything(forms.Form):
    """One field of each pattern."""

    name = forms.CharField(
        max_length=200,
        help_text="As the terms of reference say it",
        error_messages={"required": "Enter the name of the board"},
    )
    due = forms.DateField(
        widget=forms.SelectDateWidget,
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the date", "invalid": "Date must be a real date"},
    )
    colour = forms.ChoiceField(
        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it is going"},
    )
    agencies = forms.MultipleChoiceField(
        label="Supporting agencies",
        choices=[("a", "Demo council"), ("b", "Demo police"), ("c", "Demo health")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    cycle = forms.ChoiceField(choices=[("2", "Every 2 months"), ("3", "Every 3 months")])
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=100,
        error_messages={"required": "Enter a reason"},
    )
    paper = forms.FileField(required=False, help_text="PDF, smaller than 20 MB")
    sure = forms.BooleanField(
        label="The chair agrees", error_messages={"required": "Select whether the chair agrees"}
    )


class Short(forms.Form):
    """A progress update, as on a phone."""

    colour = forms.ChoiceField(
        label="How is it going?",
        choices=Everything.base_fields["colour"].choices,
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label="What happened?",
        widget=forms.Textarea,
        max_length=400,
        error_messages={"required": "Enter what happened"},
    )


class Filter(forms.Form):
    """The filter column of a list."""

    board = forms.ChoiceField(choices=[("", "Any"), ("gold", "Gold executive")], required=False)
    status = forms.MultipleChoiceField(
        choices=[("red", "Off track"), ("amber", "At risk")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def gallery(request):
    """Every component once, with an error on every field."""
    asked = {
        "form": Everything({"due_day": "31", "due_month": "2", "due_year": "2027", "name": ""})
    }
    if "calm" in request.GET:
        asked = {}
    messages.success(request, "The minutes of 9 December 2026 are approved")
    deliverables = [
        [
            {"href": "#", "text": f"Demo deliverable {n}"},
            {"status": code},
            "Demo council",
            date(2027, 3, n + 1),
        ]
        for n, code in enumerate(STATUSES)
    ]
    return render(
        request,
        "gallery.html",
        {
            **asked,
            "deliverables": deliverables,
            "statuses": STATUSES,
            "filter": Filter(request.GET or None),
            "page": Paginator(range(60), 20).page(2),
            "facts": [
                ("Stage", "Being looked at"),
                ("Risk", "Medium, judged 18 November"),
                ("Next", date(2026, 11, 25)),
            ],
            "summary": [
                ("Chair", "Demo chair", "#"),
                ("Vice-chair", None, "#", "Name one"),
                ("Seats", 12_345),
            ],
            "tasks": [
                {"text": "Agenda", "href": "#", "done": True},
                {
                    "text": "Papers",
                    "href": "#",
                    "hint": "Close on 2 December",
                    "status": "3 to come",
                },
                {"text": "Minutes", "status": "Cannot start yet"},
            ],
            "events": [
                {
                    "when": datetime(2026, 11, 22, 9, 40, tzinfo=UTC),
                    "text": "Update sent",
                    "current": True,
                },
                {
                    "when": "18 November 2026, 3:30pm",
                    "text": "Risk judged medium",
                    "by": "Demo officer",
                    "detail": "Two agencies agreed.",
                },
            ],
            "parts": [
                {"href": "#", "text": words, "current": words == "Agenda"}
                for words in ("Agenda", "Papers", "Attendance", "Decisions", "Actions", "Minutes")
            ],
            "risks": [
                {"likelihood": 4, "impact": 4, "text": "R2", "href": "#"},
                {"likelihood": 3, "impact": 5, "text": "R1", "href": "#"},
                {"likelihood": 2, "impact": 3, "text": "R4", "href": "#"},
                {"likelihood": 2, "impact": 3, "text": "R5"},
            ],
            "summer": datetime(2026, 7, 1, 14, 30, tzinfo=UTC),
        },
    )


def update(request):
    """A form whose draft is kept; `?answer=` makes the server slow, broken, or signed out."""
    answer = request.GET.get("answer", "")
    form = Short(request.POST or None)
    if request.method == "POST":
        if answer == "slow":
            time.sleep(1.5)
        if answer == "broken":
            return render(request, "503.html", status=503)
        if answer == "signed-out":
            return redirect("/sign-in/")
        if form.is_valid():
            RECEIVED.append(
                {"key": request.POST["idempotency_key"], "what": form.cleaned_data["what"]}
            )
            messages.success(request, "Your update was sent")
            return redirect("/received/")
    return render(
        request,
        "web/form_page.html",
        {"form": form, "submit": "Send the update", "draft": "update-17", "heading": "Update D-17"},
    )


def received(request):
    """What arrived."""
    return render(request, "received.html", {"received": RECEIVED})


def failure(request, code):
    """One of the failure pages."""
    return render(request, f"{code}.html", status=int(code[:3]))


def public(request):
    """A page of the public host."""
    return render(request, "public.html")


def plain(request):
    """Answers that a test reads, or that stand for others."""
    return HttpResponse("here")


def signing_in(request):
    """A page that does not say that anything was saved."""
    return HttpResponse(
        "<!doctype html><title>Sign in</title><main id=main tabindex=-1><h1>Sign in</h1></main>"
    )


urlpatterns = [
    path("", gallery),
    path("update/", update),
    path("received/", received),
    path("failure/<str:code>/", failure),
    path("public/", public),
    path("stay/", plain),
    path("sign-in/", signing_in),
    path("theme.css", theme(lambda: LOCALITY)),
]


class Quiet(WSGIRequestHandler):
    """No line for each request."""

    def log_message(self, *words):
        """Nothing."""


class Threads(ThreadingMixIn, WSGIServer):
    """A slow answer does not keep the others waiting."""

    daemon_threads = True


if __name__ == "__main__":
    application = StaticFilesHandler(get_wsgi_application())
    with make_server("127.0.0.1", int(sys.argv[1]), application, Threads, Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()
