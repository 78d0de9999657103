"""Say loudly what was not tested: a missing part is never a quiet skip.

A fixture that cannot do its work calls `cannot_run(what, remedy)`. At the end each such reason
is listed on a line that begins NOT RUN, with the number of tests it cost. Parts that a build
machine must have (`needed_in_ci=True`) fail there instead (CI=true).
"""

import os
from collections import Counter
from typing import NoReturn

import pytest

OPENING = "NOT RUN: "


def cannot_run(what: str, remedy: str, *, needed_in_ci: bool) -> NoReturn:
    """Skip the test with a reason that is listed at the end; fail it where CI=true demands it."""
    reason = f"{OPENING}{what} ({remedy})"
    if needed_in_ci and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def reason_of(report: pytest.TestReport) -> str:
    """The words a skipped test gave, without the place they were given in."""
    words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return words.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter) -> None:
    """List what was not run, once a reason, where nobody can overlook it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(reason_of(report) for report in skipped)
    loud = {reason: count for reason, count in reasons.items() if reason.startswith(OPENING)}
    if loud:
        terminalreporter.section("NOT RUN", red=True, bold=True)
    for reason, count in sorted(loud.items()):
        tests = "test" if count == 1 else "tests"
        terminalreporter.line(f"{OPENING}{count} {tests}: {reason.removeprefix(OPENING)}", red=True)
