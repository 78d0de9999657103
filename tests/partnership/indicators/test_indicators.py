"""Indicators: as declared, missing never green, returns that lose no row, figures that open to their source."""

import json
from decimal import Decimal

import pytest

from headrow.vocabulary.reasons import Refused

CSV = b"""period,numerator,denominator,value
2026-01,40,1000,
2026-02,,,
2026-03,x,1000,
2026-03,50,1000,
2026-03,51,1000,
2026-04,5,0,
not a month,5,10,
"""


@pytest.fixture
def world(as_the_clock):
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.indicators import changes
    from headrow.vocabulary.localities import load_locality

    clock = as_the_clock
    agency = directory.add_agency(code="a", name="Demo Council", kind="council", by=clock)
    changes.load_local_indicators(locality=load_locality("leeds"), by=clock)
    made = {"clock": clock, "agency": agency}
    for key, role in (("analyst", "AN"), ("officer", "PO"), ("worker", "PW")):
        member = directory.add_member(
            email=f"{key}@demo.test", name=f"Demo {key}", agency=agency, by=clock
        )
        directory.give_post(member=member, role=role, confirmed_by=clock, by=clock)
        made[key] = member
    return made


def one(code):
    from headrow.partnership.indicators.models import Indicator

    return Indicator.objects.get(code=code)


def test_the_ten_of_2018_are_there_and_three_are_not_yet_defined(world):
    from headrow.partnership.indicators import changes, queries
    from headrow.vocabulary.localities import load_locality

    rows = queries.readings(world["officer"], strategy_code="leeds-2018")
    assert len({row.record.printed_as for row in rows}) == 10
    waiting = [row for row in rows if row.record.state == "not-defined"]
    assert len(waiting) == 3
    for row in waiting:
        assert row.judged.rag == "Grey"
        assert "Not yet defined since 1 April 2018" in row.words
        assert row.latest is None
    before = len(queries.readings(world["officer"]))
    changes.load_local_indicators(locality=load_locality("leeds"), by=world["clock"])
    assert len(queries.readings(world["officer"])) == before


def test_without_a_value_nothing_is_green_or_nought(world):
    from headrow.partnership.indicators import queries

    for row in queries.readings(world["officer"]):
        assert row.judged.rag in (None, "Grey")
        assert row.value_words == "No value is held"


def test_rows_in_are_rows_kept_and_rows_set_aside(world):
    from headrow.partnership.indicators.changes.feeding import check_return

    checked = check_return(CSV)
    assert checked.rows_in == 7
    assert [row["period"] for row in checked.kept] == ["2026-01", "2026-03"]
    reasons = {row["line"]: row["reason"] for row in checked.set_aside}
    assert "never written as nought" in reasons["3"]
    assert "not a number" in reasons["4"]
    assert "stands in the file already" in reasons["6"]
    assert "denominator is nought" in reasons["7"]
    assert "must be written" in reasons["8"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"month,count\n1,2\n", "missing: period, numerator"),
        (b"period,numerator\n" + b"2026-01,1\n" * 40_000, "more than"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(world, raw, words):
    from headrow.partnership.indicators.changes.feeding import check_return

    with pytest.raises(Refused, match=words):
        check_return(raw)


def test_a_return_is_uploaded_checked_kept_and_taken_back(world, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    held = one("public-confidence")
    site = signed_in(world["analyst"])
    address = f"/indicators/{held.pk}/upload/"
    page = site.post(address, {"file": SimpleUploadedFile("r.csv", CSV)}).content.decode()
    assert "7 rows came: 2 can be kept, 5 are set aside" in page
    assert not held.values.exists(), "a dry run keeps nothing"
    site.post(address, {"raw": CSV.decode(), "file_name": "r.csv", "idempotency_key": "u"})
    assert held.values.count() == 2
    site.post(address, {"raw": CSV.decode(), "file_name": "r.csv", "idempotency_key": "u"})
    assert held.values.count() == 2, "the same form twice is one return"
    page = site.get(f"/indicators/{held.pk}/").content.decode()
    assert "Line 4: The numerator is not a number" in page
    sent = held.returns.get()
    site.post(f"/indicators/{held.pk}/returns/{sent.pk}/undo/", {"why": "Wrong year"})
    assert not held.values.exists()
    assert held.returns.get().undone_because == "Wrong year"


def test_a_target_needs_a_direction_and_a_decision(world):
    from headrow.partnership.indicators import changes

    with pytest.raises(Refused, match="needs a direction"):
        changes.set_target(
            indicator=one("asb-recorded"), value=Decimal(5), reason="x", decision="EXEC-2026-001",
            by=world["officer"],
        )  # fmt: skip
    with pytest.raises(Refused, match="set by a decision"):
        changes.set_target(
            indicator=one("public-confidence"), value=Decimal(5), reason="x", decision="",
            by=world["officer"],
        )  # fmt: skip


def test_what_is_not_defined_takes_no_return_until_a_decision_defines_it(world, signed_in):
    held = one("reoffending")
    site = signed_in(world["analyst"])
    sent = {"period": "2026-01", "numerator": "5", "denominator": "10"}
    assert site.post(f"/indicators/{held.pk}/return/", sent).status_code == 409
    site.post(
        f"/indicators/{held.pk}/define/",
        {"name": "Reoffending", "definition": "Those who did", "source": "Probation",
         "unit": "people", "decision": "EXEC-2026-001"},
    )  # fmt: skip
    assert site.post(f"/indicators/{held.pk}/return/", sent).status_code == 302


def test_a_worker_neither_sends_nor_defines(world, signed_in):
    site = signed_in(world["worker"])
    held = one("public-confidence")
    for part in ("return/", "upload/", "define/", "rebase/", "comment/"):
        assert site.get(f"/indicators/{held.pk}/{part}").status_code == 404


@pytest.fixture
def build(world, tmp_path):
    """A build of two findings, one of them for the partnership only."""
    from headrow.partnership.insight import changes

    def finding(address, policy, category):
        return {
            "address": address,
            "question": {"measure": "recorded-crime-rate", "place": "X", "period": "2026-01..2026-03",
                         "category": category, "by": [], "out_of": "residents", "per": 1000},
            "cells": [{"key": [], "numerator": 50, "denominator": 10000.0, "value": 5.0, "low": 4.0,
                       "high": 6.0, "state": "shown", "wording": "", "flags": [], "label": "", "more": {}}],
            "trail": {"measure": "recorded-crime-rate@1", "method": "", "protection": policy,
                      "files": [{"name": "f.csv", "digest": f"sha256:{address}", "source": "Demo source",
                                 "rows_in": 60, "rows_kept": 50, "rows_set_aside": 10}],
                      "query": "SELECT 1", "months": ["2026-01"], "missing_months": [], "rows_used": 50,
                      "versions": {}, "caveats": []},
            "judgement": {}, "refused": "", "flags": [],
        }  # fmt: skip

    said = {
        "schema": "headrow/findings/1", "locality": "example", "place": {}, "period": "2026-01..2026-03",
        "outline": "x", "strategy": None, "months_held": [], "months_missing": [], "versions": {},
        "findings": [finding("f-open", "already-public@1", "anti-social-behaviour"),
                     finding("f-inside", "partner@1", "burglary")],
    }  # fmt: skip
    (tmp_path / "findings.json").write_text(json.dumps(said))
    (tmp_path / "ledger.json").write_text("{}")
    return changes.store_build(folder=tmp_path, title="Demo build", by=world["clock"])


def test_an_indicator_is_fed_by_a_figure_and_opens_to_it(world, build, signed_in):
    from headrow.partnership.indicators import changes, queries

    assert changes.feed_from_build(build=build, by=world["clock"]) == 1
    assert changes.feed_from_build(build=build, by=world["clock"]) == 0, "fed once"
    row = queries.reading(world["officer"], one("asb-recorded").pk)
    assert row.latest.numerator == 50
    assert row.latest.denominator == 10000
    site = signed_in(world["officer"])
    page = site.get(f"/indicators/{row.record.pk}/").content.decode()
    assert f"/figures/{row.latest.finding_id}/" in page
    figure = site.get(f"/figures/{row.latest.finding_id}/").content.decode()
    for words in ("10,000", "SELECT 1", "already-public@1", "60 rows, 50 kept, 10 set aside"):
        assert words in figure
    assert site.get(f"/figures/{row.latest.finding_id}.json").json()["address"] == "f-open"
    assert b"5.0,50,10000.0" in site.get(f"/figures/{row.latest.finding_id}.csv").content


def test_a_figure_for_the_partnership_does_not_exist_for_others(world, build, signed_in):
    inside = build.findings.get(code="f-inside")
    assert signed_in(world["analyst"]).get(f"/figures/{inside.pk}/").status_code == 200
    site = signed_in(world["worker"])
    for end in ("/", ".json", ".csv"):
        assert site.get(f"/figures/{inside.pk}{end}").status_code == 404
    assert b"burglary" not in site.get("/figures/").content


def test_a_chart_draws_a_gap_where_a_value_is_missing(world):
    from headrow.partnership.indicators import changes, queries
    from headrow.partnership.indicators.changes.feeding import check_return
    from headrow.partnership.indicators.models import Value

    held = one("public-confidence")
    raw = b"period,numerator,denominator\n" + b"".join(
        f"2026-0{n},{40 + n},100\n".encode() for n in (1, 2, 3, 4)
    )
    changes.take_return(
        indicator=held, agency=world["agency"], checked=check_return(raw), by=world["analyst"]
    )
    whole = queries.chart_of(queries.series_of(held)).svg
    assert whole.count("chart__dot") == 4 and whole.count("chart__line") == 3
    Value.objects.filter(indicator=held, starts="2026-02-01").update(value=None, status="missing")
    gap = queries.chart_of(queries.series_of(held))
    assert gap.svg.count("chart__dot") == 3 and gap.svg.count("chart__line") == 1
    assert "no change is claimed" in gap.words
