"""Without `--from` the sample pack is used: real months of a real place, asked from the command line."""

import pytest

from headrow.analysis.workbench import demonstration

RECORDED = {
    "2016-07": 9_243,
    "2017-07": 9_671,
    "2018-07": 10_726,
}  # counted by the csv module in tests/analysis/sources


@pytest.fixture
def pack_at_hand(sample_pack, monkeypatch, headrow):
    """The warehouse that the pack was fetched into, in place of the tests' own."""
    monkeypatch.delenv("HEADROW_HOME")
    return headrow


def test_the_latest_month_of_the_pack_is_asked_unless_another_is_named(pack_at_hand):
    said = demonstration.declared()
    call = ("ask", "recorded-crime-count", "--locality", said.locality, "--quiet", "--json")
    found = pack_at_hand(*call).json
    assert found["question"]["period"] == max(RECORDED) == said.period
    counts = {
        month: pack_at_hand(*call, "--period", month).json["cells"][0]["numerator"]
        for month in RECORDED
    }
    assert counts == RECORDED


def test_the_pack_is_where_fetch_says(pack_at_hand):
    (folder,) = pack_at_hand("fetch", "sample-pack", "--json").json
    found = pack_at_hand("check", folder, "--quiet", "--json").json
    street = next(
        source for source in found["sources"] if source["code"] == "police-uk-street-crime"
    )
    unplaced = {
        month: sum(rows for m, rows in part["by_month"] if m == month)
        for entry in found["ledger"]["entries"]
        for part in entry["set_aside"]
        for month in entry["months"]
        if part["reason"] == "no-small-area"
    }
    assert street["months"] == list(RECORDED)
    assert unplaced == {"2016-07": 1_347, "2017-07": 1_541, "2018-07": 883}
