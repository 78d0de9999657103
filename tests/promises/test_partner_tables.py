"""Attacks on what is published of partners' files: each gives a naive release away, and gets nothing from ours.

The attacker reads findings.json and ledger.json, knows the partner's exact totals, and may look up any police count.
"""

import json
from collections import Counter

import pytest

from analysis.asking.drawn_place import AREAS, MINE, OTHER, base_files, crimes, opened
from analysis.sources.street_files import write
from headrow.analysis.findings import releases
from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.trails import as_json
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.periods import Period
from headrow.vocabulary.protection import policy
from promises.test_disclosure_attacks_on_tables import attack, naive_release, recovered

FLOOR = 5
WHO = {"partner": "Mereshire Homes", "topic": "noise"}
MAPPING = """partner = "Mereshire Homes"
topic = "{topic}"
each_row_is = "an event"
protection = "{protection}"
{more}
[columns]
area = "code"
month = "month"
group = "kind"
[area]
kind = "lsoa11"
"""
# Area, month and group of each event, with how many there were.
EVENTS = {
    ("E01990001", "2030-01", "dogs"): 3,
    ("E01990002", "2030-01", "dogs"): 14,
    ("E01990003", "2030-01", "dogs"): 21,
    ("E01990001", "2030-01", "music"): 26,
    ("E01990002", "2030-01", "music"): 9,
    ("E01990003", "2030-01", "music"): 17,
    ("E01990004", "2030-01", "music"): 31,
    ("E01990005", "2030-01", "music"): 50,  # in the other district
}


def place_with(tmp_path, events, *, protection="published", more="", topic="noise", police=()):
    folder = tmp_path / "data"
    folder.mkdir(parents=True, exist_ok=True)
    base_files(folder)
    street = police or [
        *crimes("E01990001", "2030-01", burglary=2),
        *crimes("E01990001", "2030-02", burglary=2),
    ]
    for month in sorted({row["Month"] for row in street}):
        write(
            folder,
            f"{month}-mereshire-street.csv",
            [row for row in street if row["Month"] == month],
        )
    lines = ["code,month,kind"]
    for (area, month, kind), count in events.items():
        lines += [f"{area},{month},{kind}"] * count
    write(folder, "homes.csv", "\n".join(lines) + "\n")
    said = MAPPING.format(protection=protection, more=more, topic=topic)
    (folder / "homes.toml").write_text(said, encoding="utf-8")
    return opened(folder, Warehouse(tmp_path / "house"), "2030-01..2030-02")


def asked(place, period="2030-01", **more):
    options = {**WHO, **more.pop("options", {})}
    return ask(
        Question("partner-count", MINE, Period.parse(period), options=options, **more), place
    )


def by_hand(events, *at):
    counted = Counter()
    for key, count in events.items():
        if AREAS[key[0]][1] == MINE:
            counted[tuple(key[i] for i in at)] += count
    return dict(counted)


@pytest.mark.parametrize("protection", ["published", "partnership-only"])
def test_totals_give_a_naive_table_away_and_not_ours(tmp_path, protection):
    place = place_with(tmp_path, EVENTS, protection=protection)
    truth = by_hand(EVENTS, 0, 2)
    truth = {
        (a, k): truth.get((a, k), 0)
        for a in AREAS
        if AREAS[a][1] == MINE
        for k in ("dogs", "music")
    }
    lines = [
        tuple(key for key in truth if key[i] == value)
        for i in (0, 1)
        for value in {k[i] for k in truth}
    ]
    totals = [(line, sum(truth[key] for key in line)) for line in (*lines, tuple(truth))]
    assert recovered(attack(naive_release(truth), totals), truth) == [("E01990001", "dogs")]

    found = asked(place, by=("area", "group"), level="lsoa11")
    states = {cell.key: cell.state for cell in found.cells}
    assert states["E01990001", "dogs"] == "withheld"
    # More than he is told: every shown cell exactly, and every exact total that is not small itself.
    shown = {key: None if states.get(key) == "withheld" else count for key, count in truth.items()}
    let_out = [(keys, total) for keys, total in totals if total >= FLOOR]
    low, high = attack(shown, let_out)["E01990001", "dogs"]
    assert high - low >= FLOOR and high >= FLOOR
    if protection == "published":
        assert all(cell.numerator % 5 == 0 for cell in found.cells if cell.state == "shown")


def test_the_trail_and_the_ledger_do_not_count_the_people(tmp_path):
    events = {("E01990001", "2030-01", "dogs"): 12, ("E01990002", "2030-01", "music"): 26}
    place = place_with(tmp_path, events)
    found = asked(place)
    assert found.only.numerator == 40 and found.trail.rows_used == 40
    entry = next(entry for entry in place.ledger.entries if entry.shape == "partner_counts")
    assert (entry.rows_in, entry.rows_kept) == (40, 40)
    printed = json.dumps([as_json(found), as_json(entry)]).replace(entry.digest, "")
    assert " 38" not in printed and "38," not in printed
    # Only the partner's own file stands behind the figure.
    assert [file.name for file in found.trail.files] == ["homes.csv"]


def test_areas_of_another_district_are_not_counted(tmp_path):
    place = place_with(tmp_path, EVENTS, protection="partnership-only")
    assert asked(place).only.numerator == sum(by_hand(EVENTS, 1).values())
    assert OTHER not in {cell.key[0] for cell in asked(place, by=("area",), level="lsoa11").cells}


def test_two_periods_that_differ_by_a_small_month_are_not_both_given(tmp_path):
    later = {("E01990003", "2030-02", "dogs"): 3}
    naive = sum(by_hand({**EVENTS, **later}, 1).values()) - sum(by_hand(EVENTS, 1).values())
    assert naive == 3
    place = place_with(tmp_path, {**EVENTS, **later}, protection="partnership-only")
    assert asked(place, "2030-01").only.state == "shown"
    both = asked(place, "2030-01..2030-02")
    assert both.cells == () and "small count" in both.refused
    assert both.trail.rows_used == 0, "a trail that adds up what was refused gives it away"


def test_a_run_is_held_to_a_release_of_last_year(tmp_path):
    later = {("E01990003", "2030-02", "dogs"): 3}
    place = place_with(tmp_path, {**EVENTS, **later}, protection="partnership-only")
    asked(place, "2030-01")
    saved = json.loads(json.dumps(releases.ledger_of(place).as_json()))
    again = place_with(tmp_path, {**EVENTS, **later}, protection="partnership-only")
    assert asked(again, "2030-01..2030-02").only.state == "shown", "alone it gives nothing away"
    held = place_with(tmp_path, {**EVENTS, **later}, protection="partnership-only")
    releases.start_from(held, saved)
    assert not asked(held, "2030-01..2030-02").cells


def test_areas_published_before_and_their_sum_with_a_sliver_are_not_both_given(tmp_path):
    events = {(area, "2030-01", "dogs"): count for area, count in
              [("E01990001", 12), ("E01990002", 9), ("E01990003", 13), ("E01990004", 3)]}  # fmt: skip
    place = place_with(tmp_path, events, protection="partnership-only")
    one = [["Mereshire Homes", "noise", area, "2030-01", "dogs"] for area, _, _ in events]
    cells = [
        {"atoms": [atom], "count": events[atom[2], "2030-01", "dogs"], "name": atom[2]}
        for atom in one[:3]
    ]
    releases.start_from(place, [{"code": "three areas", "cells": cells}])
    assert 37 - (12 + 9 + 13) == 3
    assert not asked(place).cells


def test_the_same_question_twice_has_the_same_answer(tmp_path):
    place = place_with(tmp_path, EVENTS)
    assert asked(place, by=("group",)) == asked(place, by=("group",))


@pytest.mark.parametrize("declared", [True, False])
def test_a_total_less_the_police_count_is_no_way_in_where_the_mapping_says_so(tmp_path, declared):
    police = [*crimes("E01990001", "2030-01", asb=31), *crimes("E01990002", "2030-01", asb=40),
              *crimes("E01990003", "2030-01", asb=22)]  # fmt: skip
    together = {("E01990001", "2030-01", "all"): 34, ("E01990002", "2030-01", "all"): 68,
                ("E01990003", "2030-01", "all"): 60}  # fmt: skip
    more = 'contains = "anti-social-behaviour"' if declared else ""
    place = place_with(tmp_path, together, protection="partnership-only", more=more, police=police)
    found = asked(place, by=("area",), level="lsoa11")
    public = ask(
        Question("recorded-crime-count", MINE, Period.parse("2030-01"), category="anti-social-behaviour",
                 by=("area",), level="lsoa11"), place)  # fmt: skip
    cell, open_count = found.cell("E01990001"), public.cell("E01990001").numerator
    if declared:
        assert cell.state == "withheld"
        # One other is hidden with it, or the total would give it away.
        assert sum(cell.state == "withheld" for cell in found.cells) >= 2
    else:
        assert cell.numerator - open_count == 3, "what a naive release gives away"


@pytest.mark.parametrize("topic", ["domestic-abuse", "hate-crime"])
def test_a_sensitive_topic_is_sensitive_whatever_its_file_asks_for(tmp_path, topic):
    place = place_with(tmp_path, EVENTS, topic=topic)
    found = asked(place, options={"topic": topic}, by=("group",))
    assert found.trail.protection == f"published-sensitive@{policy('published-sensitive').version}"
    small = asked(place, options={"topic": topic}, by=("area",), level="lsoa11")
    assert {cell.state for cell in small.cells} == {"withheld"}


def test_what_is_judged_of_rounded_counts_hands_on_no_number(tmp_path):
    events = {(area, month, "dogs"): 7 + place for place, area in enumerate(sorted(AREAS)[:4])
              for month in ("2030-01", "2030-02")}  # fmt: skip
    place = place_with(tmp_path, events)
    found = asked(place, "2030-01..2030-02", by=("area",), level="lsoa11", method="gini")

    def numbers(value):
        if isinstance(value, dict):
            return [found for part in value.values() for found in numbers(part)]
        if isinstance(value, list | tuple):
            return [found for part in value for found in numbers(part)]
        return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []

    assert found.judgement and numbers(as_json(found.judgement)) == []
    exact = place_with(tmp_path / "open", events, protection="partnership-only")
    told = asked(exact, "2030-01..2030-02", by=("area",), level="lsoa11", method="gini")
    assert numbers(as_json(told.judgement)), (
        "where every count is shown exactly nothing is kept back"
    )


def test_what_a_built_assessment_prints_of_partners(example_built):
    asked_of = example_built.asked("partner-count")
    assert len(asked_of) >= 3
    for finding in asked_of:
        assert finding["trail"]["protection"].startswith("published")
        counts = [cell["numerator"] for cell in finding["cells"] if cell["state"] == "shown"]
        assert counts and all(count % 5 == 0 for count in counts)
        assert finding["trail"]["rows_used"] == sum(counts)
        (file,) = finding["trail"]["files"]
        assert all(file[name] % 5 == 0 for name in ("rows_in", "rows_kept", "rows_set_aside"))
        assert f"{counts[0]:,}" in example_built.printed
    rows = [
        entry for entry in example_built.ledger["entries"] if entry["shape"] == "partner_counts"
    ]
    assert rows and all(entry["rows_in"] % 5 == 0 and entry["rows_kept"] % 5 == 0 for entry in rows)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["the year 2024", "seven months of 2014"])
def test_no_cell_of_the_open_data_is_withheld_or_rounded(shared_ran, name):
    seen = 0
    for finding in shared_ran(name).findings["findings"]:
        assert finding["trail"]["protection"] in ("already-public@1", "")
        for cell in finding["cells"]:
            seen += 1
            assert cell["state"] in ("shown", "missing")
            assert not any(
                flag.startswith("rounded") or flag == "disclosure-control" for flag in cell["flags"]
            )
    assert seen > 1_000
