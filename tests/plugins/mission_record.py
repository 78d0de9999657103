"""Keep which mission rows the tests prove: `@pytest.mark.mission("M003")`.

With `--mission-record=FILE` the run writes every marked test and how it ended; a test that was
collected and never ran is in the file as "not run". `plugins.mission_count` does the counting.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.mission_inventory import INVENTORY, row_ids

RECORD = pytest.StashKey["MissionRecord"]()
FROM_WORKER = "mission_marks"


class MissionRecord:
    """The marked tests of one run, gathered from every xdist worker."""

    def __init__(self) -> None:
        self.rows_of: dict[str, list[str]] = {}
        self.ended: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has passed when each phase passed; the first other ending stands."""
        before = self.ended.get(report.nodeid, "passed")
        if before != "passed":
            return
        if hasattr(report, "wasxfail"):
            self.ended[report.nodeid] = "xfailed"
        elif report.outcome != "passed" or report.when == "call":
            self.ended[report.nodeid] = report.outcome

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node) -> None:
        """Under xdist only the workers collect."""
        self.rows_of.update(getattr(node, "workeroutput", {}).get(FROM_WORKER, {}))

    def write(self, path: Path) -> None:
        """One entry a test: the rows it is marked with, and how it ended."""
        tests = {
            test: {"rows": rows, "ended": self.ended.get(test, "not run")}
            for test, rows in sorted(self.rows_of.items())
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"tests": tests}, indent=1) + "\n", encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mission-record", type=Path, help="write the marked tests and their endings")


def pytest_configure(config: pytest.Config) -> None:
    record = MissionRecord()
    config.stash[RECORD] = record
    config.pluginmanager.register(record, "mission-record")


def marked_rows(item: pytest.Item) -> list[str]:
    """The rows a test is marked with; anything but inventory ids is refused."""
    rows = [row for mark in item.iter_markers("mission") for row in mark.args]
    unknown = sorted(set(rows) - row_ids(INVENTORY))
    if unknown:
        raise pytest.UsageError(
            f"{item.nodeid} is marked with mission rows that are not in {INVENTORY.name}: "
            f"{', '.join(map(str, unknown))}"
        )
    if not rows and any(item.iter_markers("mission")):
        raise pytest.UsageError(f"{item.nodeid} has a mission mark that names no row")
    return sorted(set(rows))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: Iterable[pytest.Item]) -> None:
    """Before anything is deselected, so that a row half of whose tests are left out is not proven."""
    rows_of = {item.nodeid: rows for item in items if (rows := marked_rows(item))}
    config.stash[RECORD].rows_of.update(rows_of)
    if hasattr(config, "workeroutput"):
        config.workeroutput[FROM_WORKER] = rows_of


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption("--mission-record")
    if path and not hasattr(session.config, "workerinput"):
        session.config.stash[RECORD].write(path)
