"""A line of the log says what happened and where, and nothing that a person typed or is called."""

import json
import logging

import pytest
from django.db import IntegrityError

from headrow.partnership.web.journal import JsonLines, error_of

CANARY = "Ada Canary of Elm Row"


def _line(
    logger: str, message: str, *arguments, error: BaseException | None = None, **extra
) -> dict:
    record = logging.getLogger(logger).makeRecord(
        logger,
        logging.WARNING,
        __file__,
        7,
        message,
        arguments,
        (type(error), error, error.__traceback__) if error else None,
        extra=extra,
    )
    return json.loads(JsonLines().format(record))


def test_one_of_our_events_keeps_its_code_and_its_figures():
    line = _line("headrow.jobs", "job.worker_lost", job="remind", again=True)
    assert line["event"] == "job.worker_lost"
    assert (line["job"], line["again"], line["level"]) == ("remind", True, "warning")


@pytest.mark.parametrize(
    "line",
    [
        lambda: _line("django.request", "Not Found: %s", f"/people/?name={CANARY}"),
        lambda: _line(
            "procrastinate.worker", f"Job remind[4](name='{CANARY}') ended with status: Error"
        ),
        lambda: _line("procrastinate.worker", "x", job={"task_kwargs": {"name": CANARY}}),
        lambda: _line("gunicorn.error", "Error handling request %s %s", "GET", f"/?q={CANARY}"),
        lambda: _line("headrow.web", "request.failed", error=ValueError(CANARY)),
        lambda: _line("headrow.web", "request.failed", person=CANARY),
    ],
)
def test_what_a_person_typed_never_reaches_a_line(line):
    assert "Canary" not in json.dumps(line())


def test_an_error_of_the_database_keeps_its_kind_and_constraint_and_not_the_row(tmp_path):
    class Diagnosis:
        sqlstate, constraint_name = "23505", "one_name"

    class Cause(Exception):
        diag = Diagnosis()

    try:
        raise IntegrityError(f"Key (name)=({CANARY}) already exists.") from Cause(CANARY)
    except IntegrityError as error:
        told = error_of(error)
    assert (told["kind"], told["sqlstate"], told["constraint"]) == (
        "IntegrityError",
        "23505",
        "one_name",
    )
    assert told["at"][-1].startswith("test_journal.py:") or ":" in told["at"][-1]
    assert "Canary" not in json.dumps(told)
