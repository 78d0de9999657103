"""Open police counts are shown exactly: no cell withheld, none rounded, nought as nought.

Each count of a small area is compared with the rows of the file, counted by the csv module alone.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest

from plugins.assessments import SHARED

STREET = (
    "crime_sim_toolkit/tests/testing_data/test_policedata/2018-07/2018-07-west-yorkshire-street.csv"
)


def no_cell_is_hidden(findings: list[dict]) -> int:
    """How many cells were looked at; each is open."""
    seen = 0
    for finding in findings:
        assert finding["trail"]["protection"].partition("@")[0] in ("already-public", "")
        for cell in finding["cells"]:
            seen += 1
            assert cell["state"] != "withheld", (finding["address"], cell["key"])
            assert not {"rounded", "withheld", "suppressed"} & set(cell["flags"])
    return seen


def test_no_cell_of_the_sample_is_withheld(pack_built):
    assert no_cell_is_hidden(pack_built.findings["findings"]) > 1_000
    assert "[c]" not in pack_built.html
    for path in (pack_built.out / "data").glob("*.csv"):
        assert "[c]" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.shared
@pytest.mark.parametrize("name", SHARED)
def test_no_cell_of_the_open_data_is_withheld(shared_document, name):
    built = shared_document(name)
    seen = 0
    for finding in built.desk.findings.values():
        assert finding.trail.protection.partition("@")[0] in ("already-public", "")
        assert all(cell.state != "withheld" for cell in finding.cells), finding.address
        seen += len(finding.cells)
    assert seen > 1_000
    cells = [cell for table in built.tables.values() for row in table.rows for cell in row]
    cells += [cell for figure in built.figures for row in figure.table.rows for cell in row]
    assert all(cell.state != "withheld" and "[c]" not in cell.text for cell in cells)


def test_each_small_area_has_the_very_count_of_its_rows(pack_built, sample_pack):
    """Counts of one to four among them, which a rule for partners' data would hide."""
    with zipfile.ZipFile(sample_pack) as wheel, wheel.open(STREET) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""))
        by_hand = Counter(row["LSOA code"] for row in rows)
    (finding,) = pack_built.asked("recorded-crime-count", method="gini", category="all")
    assert len(finding["cells"]) == 482
    for cell in finding["cells"]:
        assert cell["numerator"] == by_hand[cell["key"][0]], cell["key"]
    assert any(1 <= cell["numerator"] <= 4 for cell in finding["cells"])


def test_partners_small_counts_are_hidden_by_the_same_door(example_built):
    """Where the data are not public the same door withholds, so the tests above can fail."""
    from headrow.analysis.findings.asking import ask
    from headrow.analysis.findings.model import Question

    desk = example_built.desk
    # As if nothing had been shown before: what was shown forbids what could be subtracted from it.
    opened = replace(desk.opened, kept={})
    states = set()
    for partner, topic in desk.partner_topics:
        named = {"partner": partner, "topic": topic}
        asked = Question(
            "partner-count",
            desk.opened.place.code,
            desk.period,
            by=("group", "month"),
            options=named,
        )
        states |= {cell.state for cell in ask(asked, opened).cells}
    assert states >= {"shown", "withheld"}
