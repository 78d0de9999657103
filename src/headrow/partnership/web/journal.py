"""What is written to the log: one JSON object a line, without anything a person typed or is called.

A line has the route of a request and not its address, the kind of an error and not its message: an
address can hold a name that was searched for, and a message of the database the row it refused.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

request_id: ContextVar[str] = ContextVar("request_id", default="")
# What a caller may add to a line: codes and numbers. Anything else is left out.
FIELDS = (
    "job",
    "again",
    "route",
    "method",
    "status",
    "ms",
    "queries",
    "count",
    "setting",
    "faults",
)
requests = logging.getLogger("headrow.requests")


class JsonLines(logging.Formatter):
    """A record as one line of JSON, its text only where it is one of ours."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": self._event(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        found = {name: getattr(record, name, None) for name in FIELDS}
        line |= {
            name: value for name, value in found.items() if isinstance(value, str | int | float)
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = error_of(record.exc_info[1])
        return json.dumps(line, default=str)

    @staticmethod
    def _event(record: logging.LogRecord) -> str:
        # Ours are codes, and gunicorn's are templates. What other libraries say has values worked in.
        if record.name.startswith(("headrow", "gunicorn")) and isinstance(record.msg, str):
            return record.msg
        return f"{record.module}:{record.lineno}"


def error_of(error: BaseException) -> dict[str, Any]:
    """What an error was and where, without its words: kind, code of the database, places in the program."""
    told: dict[str, Any] = {"kind": type(error).__qualname__}
    cause = error.__cause__ if error.__cause__ is not None else error
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is not None:
        told |= {"sqlstate": diagnosis.sqlstate, "constraint": diagnosis.constraint_name}
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    told["at"] = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]
    return told


def _short(file: str) -> str:
    return file.rpartition("site-packages/")[2].rpartition("/src/")[2]


class RequestJournal:
    """Middleware: one line for each request, and an id that the error page shows too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and write its line."""
        token = request_id.set(uuid.uuid4().hex[:12])
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            self._write(request, response.status_code, started)
            return response
        finally:
            request_id.reset(token)

    @staticmethod
    def _write(request: HttpRequest, status: int, started: float) -> None:
        route = request.resolver_match.route if request.resolver_match else "no route"
        if request.path_info.startswith(
            "/status/"
        ):  # asked every few seconds by what watches the site
            return
        method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
        ms = round(1000 * (time.perf_counter() - started), 1)
        fields = {"route": route, "method": method, "status": status, "ms": ms}
        requests.info("request", extra=fields)


def logging_settings(level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: every logger writes JSON lines to standard error, and none to anywhere else."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "headrow.partnership.web.journal.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own line for each refused request has the address in it.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "CRITICAL"},
            "django.security": {"level": "WARNING"},
            "django.db.backends": {"level": "CRITICAL"},
            "procrastinate": {"level": "WARNING"},
        },
    }
