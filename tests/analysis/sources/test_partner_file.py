import json
from dataclasses import asdict

import openpyxl
import polars as pl
import pytest

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources import partner_file
from headrow.analysis.sources.gathering import gather
from headrow.analysis.sources.partner_file import SOURCE
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.toml_files import folder as declared

MAPPING = """
partner = "fire"
topic = "fires"
each_row_is = "an event"
[columns]
area = "Ward code"
month = "Date"
group = "Kind"
"""
PLAIN = "Ward code,Date,Kind\nE05000001,03/01/2024,Shed\nE05000001,29/01/2024,Shed\nE05000002,05/02/2024,Bin\n"


def mapped(folder, text=PLAIN, mapping=MAPPING, name="partner.csv"):
    (folder / name).with_suffix(".toml").write_text(mapping)
    return written(folder, name, text)


def cells(rows: pl.DataFrame) -> list[tuple]:
    return sorted(rows.select("area", "month", "group", "count").rows())


def test_events_are_counted_by_area_month_and_group(tmp_path):
    rows, entry = conform(SOURCE, mapped(tmp_path), tmp_path)
    assert cells(rows) == [("E05000001", "2024-01", "Shed", 2), ("E05000002", "2024-02", "Bin", 1)]
    assert rows.select("partner", "topic", "area_kind", "protection").unique().rows() == [
        ("fire", "fires", "ward", "published")
    ]
    assert (entry.rows_in, entry.rows_kept, entry.months) == (3, 3, ("2024-01", "2024-02"))


def test_rows_that_cannot_be_used_are_set_aside_with_the_remedy(tmp_path):
    mapping = MAPPING.replace("an event", "a count") + 'count = "Number"\n'
    text = (
        "Ward code,Date,Kind,Number\nE05000001,2024-01,Shed,3\n,2024-01,Shed,3\nNorth,2024-01,Shed,3\n"
        "E05000001,13/2024,Shed,3\nE05000001,2024-01,Bin,<5\nE05000001,2024-01,Bin,*\nE05000001,2024-01,Car,1.5\n"
        "E05000001,2024-01,,2\n"
    )
    rows, entry = conform(SOURCE, mapped(tmp_path, text, mapping), tmp_path)
    assert cells(rows) == [
        ("E05000001", "2024-01", "Shed", 3),
        ("E05000001", "2024-01", "not stated", 2),
    ]
    assert reasons(entry) == {
        "no-area-code": 1, "not-an-area-code": 1, "unreadable-month": 1, "withheld-by-partner": 2, "not-a-number": 1,
    }  # fmt: skip
    words = {aside.reason: aside.words for aside in entry.set_aside}
    assert (
        "[area.codes]" in words["not-an-area-code"] and "'date_format'" in words["unreadable-month"]
    )


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("Name", "name"), ("First name", "name"), ("Surname", "name"), ("Victim's name", "name"),
        ("caller_name", "name"), ("DOB", "birth"), ("Date of Birth", "birth"), ("Home address", "address"),
        ("Address line 2", "address"), ("UPRN", "address"), ("Postcode", "postcode"), ("Home telephone", "telephone"),
        ("Mobile no", "telephone"), ("E-mail", "e-mail"), ("NHS Number", "NHS"), ("NI number", "Insurance"),
        ("National Insurance Number", "Insurance"), ("Patient ID", "stands for a person"), ("PNC ID", "stands for"),
        ("Forename(s)", "name"), ("Name of victim", "name"), ("Officer name", "name"), ("Caller's phone", "telephone"),
        ("D.O.B. (dd/mm/yyyy)", "birth"), ("Year of birth", "birth"), ("Addr1", "address"), ("E-mail addr", "e-mail"),
        ("Nat Ins No", "Insurance"), ("Notes (free text)", "free text"),
        ("Officer notes", "free text"), ("Comments", "free text"), ("Free text", "free text"),
    ],
)  # fmt: skip
def test_a_column_whose_name_promises_a_person_refuses_the_file(tmp_path, column, kind):
    text = (
        f"Ward code,Date,Kind,{column}\nE05000001,03/01/2024,Shed,\nE05000001,04/01/2024,Shed,1\n"
    )
    rows, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert rows.height == 0 and reasons(entry) == {"personal-data": 2}
    words = entry.set_aside[0].words
    assert f"'{column}'" in words and kind in words and "Ask the partner" in words


# Made up: Ofcom's numbers for drama, an example domain, an NHS number of the range kept for tests,
# a National Insurance prefix that is never given, a postcode that does not exist.
VALUES = {
    "e-mail": "someone@example.org",
    "telephone": "01632 960 123",
    "mobile": "+447700900123",
    "postcode": "see ZZ99 9ZZ",
    "insurance": "AA 12 34 56 C",
    "nhs": "999 012 3454",
    "house": "12a Imaginary Street",
    "titled": "Mrs Nobody",
    "birth": "31/12/2009",
    "old birth": "31/12/61",
    "text": "words " * 30,
}


@pytest.mark.parametrize("what", VALUES)
def test_what_stands_in_an_unsuspicious_column_refuses_the_file_and_is_never_repeated(
    tmp_path, what, caplog, capsys
):
    value = VALUES[what].strip()
    text = f'Ward code,Date,Kind,Ref\nE05000001,03/01/2024,Shed,"{value}"\nE05000001,04/01/2024,Shed,\n'
    rows, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert rows.height == 0 and reasons(entry) == {"personal-data": 2}
    assert "'Ref'" in entry.set_aside[0].words
    printed = capsys.readouterr()
    everything = json.dumps(asdict(entry)) + caplog.text + printed.out + printed.err
    for piece in (value, value[:12]):
        assert piece not in everything


def test_a_column_named_for_a_person_may_be_a_flag_and_not_a_person(tmp_path):
    text = (
        "Ward code,Date,Kind,Victims\nE05000001,03/01/2024,Shed,Yes\nE05000001,04/01/2024,Shed,\n"
    )
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert entry.rows_kept == 2
    _, entry = conform(
        SOURCE, mapped(tmp_path, text.replace("Yes", "Nobody Atall"), name="b.csv"), tmp_path
    )
    assert reasons(entry) == {"personal-data": 2} and "Nobody" not in entry.set_aside[0].words


def test_a_sector_of_postcodes_is_no_address_and_one_full_postcode_among_them_is(tmp_path):
    text = "Ward code,Date,Kind,Postcode\nE05000001,03/01/2024,Shed,ZZ99 9\nE05000001,04/01/2024,Shed,ZZ9 1\n"
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert entry.rows_kept == 2
    _, entry = conform(
        SOURCE, mapped(tmp_path, text.replace("ZZ9 1", "zz9 1zz"), name="b.csv"), tmp_path
    )
    assert reasons(entry) == {"personal-data": 2}


def test_the_published_identifiers_of_crimes_are_no_telephone_numbers(tmp_path):
    identifier = "3a7f0113496012345b" + "c" * 46
    text = f"Ward code,Date,Kind,Crime ID\nE05000001,03/01/2024,Shed,{identifier}\n"
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert entry.rows_kept == 1


def test_personal_values_in_a_mapped_column_are_found_too(tmp_path):
    text = "Ward code,Date,Kind\nE05000001,03/01/2024,someone@example.org\n"
    rows, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert rows.height == 0 and reasons(entry) == {"personal-data": 1}
    births = "Ward code,Date,Kind\nE05000001,03/01/1961,Shed\nE05000001,03/01/2003,Shed\n"
    _, entry = conform(SOURCE, mapped(tmp_path, births, name="b.csv"), tmp_path)
    assert reasons(entry) == {"personal-data": 2}


def test_a_file_without_a_header_does_not_give_its_first_row_away(tmp_path):
    text = "E05000001,03/01/2024,someone@example.org\nE05000001,03/01/2024,other@example.org\n"
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert reasons(entry) == {"personal-data": 1}
    assert "someone" not in entry.set_aside[0].words and "column 3" in entry.set_aside[0].words
    _, entry = conform(SOURCE, mapped(tmp_path, "a,b,Nobody\nc,d,e\n", name="c.csv"), tmp_path)
    assert reasons(entry) == {"column-missing": 1} and "Nobody" not in entry.set_aside[0].words


def test_personal_data_are_found_even_where_the_mapping_is_broken(tmp_path):
    text = "Ward code,Surname\nE05000001,Nobody\n"
    _, entry = conform(SOURCE, mapped(tmp_path, text, "partner = 1 2"), tmp_path)
    assert reasons(entry) == {"personal-data": 1}


@pytest.mark.parametrize(
    "header", ["Ward name", "Station name", "Telephone calls", "Age group", "Ref", "Area name"]
)
def test_columns_that_only_sound_alike_are_let_through(tmp_path, header):
    text = f"Ward code,Date,Kind,{header}\nE05000001,03/01/2024,Shed,1\nE05000002,03/02/2024,Shed,24/000123\n"
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert entry.rows_kept == 2


def test_ten_digit_references_that_pass_the_check_by_chance_are_no_nhs_numbers(tmp_path):
    references = [4_000_000_000 + 7 * step for step in range(60)]
    lines = [f"E05000001,03/01/2024,Shed,{reference}" for reference in references]
    text = "\n".join(["Ward code,Date,Kind,Ref", *lines, ""])
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert entry.rows_kept == 60


def test_a_group_with_too_many_values_is_no_group(tmp_path):
    lines = [f"E05000001,03/01/2024,Person {at}" for at in range(80)]
    rows, entry = conform(
        SOURCE, mapped(tmp_path, "\n".join(["Ward code,Date,Kind", *lines])), tmp_path
    )
    assert rows.height == 0 and reasons(entry) == {"too-many-groups": 80}
    assert "Person 1" not in entry.set_aside[0].words


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('partner = "fire"|', "'partner' is missing"),
        ('topic = "fires"|tpoic = "fires"', "'tpoic' is not a key here"),
        ('"an event"|"a row"', 'Say "an event" or "a count"'),
        ('each_row_is = "an event"|each_row_is = "a count"', "'count' is missing"),
        (
            'topic = "fires"|topic = "fires"\nprotection = "already-public"',
            "is not a disclosure policy for a partner's",
        ),
        ('topic = "fires"|topic = "fires"\ntheme = "fires"', "is not a sensitive theme"),
        ('area = "Ward code"|', "must say where"),
        ("[columns]|[columns", "partner.toml: "),
    ],
)
def test_a_mapping_that_is_wrong_says_what_where_and_what_to_do(tmp_path, change, says):
    before, after = change.split("|")
    _, entry = conform(SOURCE, mapped(tmp_path, mapping=MAPPING.replace(before, after)), tmp_path)
    assert reasons(entry) == {"mapping-not-usable": 3}
    assert says in entry.set_aside[0].words and "partner.toml" in entry.set_aside[0].words


def test_a_renamed_column_is_named_beside_those_there_are(tmp_path):
    text = PLAIN.replace("Kind", "Type")
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert reasons(entry) == {"column-missing": 3}
    assert (
        "no column 'Kind'" in entry.set_aside[0].words
        and "Ward code, Date, Type" in entry.set_aside[0].words
    )


def test_a_sensitive_theme_brings_its_policy(tmp_path):
    mapping = MAPPING.replace('topic = "fires"', 'topic = "referrals"\ntheme = "domestic-abuse"')
    rows, _ = conform(SOURCE, mapped(tmp_path, mapping=mapping), tmp_path)
    assert set(rows["protection"]) == {"published-sensitive"}


def test_months_before_days_are_read_only_when_the_mapping_says_so(tmp_path):
    text = PLAIN.replace("29/01/2024", "01/29/2024")
    _, entry = conform(SOURCE, mapped(tmp_path, text), tmp_path)
    assert reasons(entry) == {"unreadable-month": 1}
    mapping = 'date_format = "%m/%d/%Y"\n' + MAPPING
    rows, entry = conform(SOURCE, mapped(tmp_path, text, mapping, "us.csv"), tmp_path)
    assert cells(rows)[0] == ("E05000001", "2024-01", "Shed", 1) and reasons(entry) == {}


def test_a_file_is_found_by_name_in_a_folder_of_mappings_and_only_a_mapped_one_is_ours(tmp_path):
    assert SOURCE.recognise(written(tmp_path, "partner.csv", PLAIN)) is None
    (tmp_path / "partner_files").mkdir()
    (tmp_path / "partner_files/any.toml").write_text('files = ["PART*.csv"]\n' + MAPPING)
    assert (
        SOURCE.recognise(candidate(tmp_path / "partner.csv")) == "mapped by partner_files/any.toml"
    )
    one = partner_file.beside(candidate(tmp_path / "partner.csv"))
    (tmp_path / "partner_files/any.toml").write_text('files = ["PART*.csv"]\n# other\n' + MAPPING)
    assert partner_file.beside(candidate(tmp_path / "partner.csv")) != one


def test_of_two_mappings_for_a_name_the_one_that_fits_is_taken(tmp_path):
    (tmp_path / "partner_files").mkdir()
    other = MAPPING.replace("Ward code", "Area")
    (tmp_path / "partner_files/a.toml").write_text('files = ["partner.csv"]\n' + other)
    (tmp_path / "partner_files/b.toml").write_text('files = ["partner.csv"]\n' + MAPPING)
    assert (
        SOURCE.recognise(written(tmp_path, "partner.csv", PLAIN))
        == "mapped by partner_files/b.toml"
    )


def test_a_mapping_added_or_changed_later_is_used_in_the_next_run(tmp_path):
    folder, warehouse = tmp_path / "data", Warehouse(tmp_path / "warehouse")
    folder.mkdir()
    written(folder, "partner.csv", PLAIN)
    assert gather(folder, warehouse=warehouse).parts == {}
    mapped(folder)
    first = gather(folder, warehouse=warehouse)
    assert first.ledger.entries[0].rows_kept == 3
    mapped(folder, mapping=MAPPING + "[groups]\nShed = 'Outbuilding'\n")
    again = gather(folder, warehouse=warehouse)
    assert set(pl.read_parquet(again.parts["partner_counts"])["group"]) == {"Outbuilding", "Bin"}


def test_a_declared_mapping_goes_before_a_source_that_only_finds_a_likeness(tmp_path):
    text = "ward24_code,month,category,count,population\nE05000001,2024-01,burglary,3,9\n"
    written(tmp_path, "counts2024.csv", text)
    found = gather(tmp_path, warehouse=Warehouse(tmp_path / "w1"))
    assert [entry.source for entry in found.ledger.entries] == ["area-month-counts"]
    (tmp_path / "counts2024.toml").write_text(
        'partner = "p"\ntopic = "t"\neach_row_is = "a count"\n[columns]\narea = "ward24_code"\nmonth = "month"\n'
        'group = "category"\ncount = "count"\n'
    )
    found = gather(tmp_path, warehouse=Warehouse(tmp_path / "w1"))
    assert [entry.source for entry in found.ledger.entries] == ["partner-file"]


def test_a_file_that_nobody_mapped_and_that_has_no_header_is_not_quoted_in_the_ledger(tmp_path):
    written(tmp_path, "list.csv", "someone@example.org,01632 960123,Mrs Nobody\n")
    found = gather(tmp_path, warehouse=Warehouse(tmp_path / "w"))
    assert "example.org" not in repr(found.ledger) and "Nobody" not in repr(found.ledger)


EXAMPLES = {
    "fire.toml": (
        "fire_incidents_2024.csv",
        "Ward code,Date of call,Incident type\n"
        "E05000901,05/01/2024,FDR1 deliberate\nE05000901,06/01/2024,False alarm\n",
        [
            ("E05000901", "2024-01", "Deliberate primary fire", 1),
            ("E05000901", "2024-01", "False alarm", 1),
        ],
        ("ward", "published"),
    ),
    "ambulance.toml": (
        "ambulance_assaults_2024.csv",
        "MSOA21CD,Month,Call category,Calls\nE02000901,2024-01,Assault,12\nE02000901,2024-02,Assault,9\n",
        [("E02000901", "2024-01", "Assault", 12), ("E02000901", "2024-02", "Assault", 9)],
        ("msoa21", "published"),
    ),
    "accident_and_emergency.toml": (
        "ed_violence_2024.csv",
        "Arrival,Weapon\n05/01/2024 23:10,Fist\n31/01/2024 01:00,Fist\n01/02/2024 01:00,Glass\n",
        [("E08000090", "2024-01", "Fist", 2), ("E08000090", "2024-02", "Glass", 1)],
        ("district", "published"),
    ),
    "housing_asb.toml": (
        "housing_asb_2024.csv",
        "Estate area,Reported on,Complaint type\nNorthgate,5 January 2024,Noise\nRiverside,6 January 2024,Noise\n",
        [("E05000901", "2024-01", "Noise", 1), ("E05000902", "2024-01", "Noise", 1)],
        ("ward", "published"),
    ),
    "youth_justice.toml": (
        "youth_justice_2024.csv",
        "LAD24CD,Period begins,Outcome,Children\nE08000090,2024-01-01,Caution,14\n",
        [("E08000090", "2024-01", "Caution", 14)],
        ("district", "published-sensitive"),
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_example_mapping_reads_its_partners_file(tmp_path, example, kind):
    name, text, expected, (area_kind, protection) = EXAMPLES[example]
    if kind == "csv":
        file = written(tmp_path, name, text)
    else:
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
        book.save(tmp_path / name.replace(".csv", ".xlsx"))
        file = candidate(tmp_path / name.replace(".csv", ".xlsx"))
    assert SOURCE.recognise(file) == f"mapped by partner_files/{example}"
    rows, entry = conform(SOURCE, file, tmp_path)
    assert cells(rows) == expected and reasons(entry) == {}
    assert rows.select("area_kind", "protection").unique().rows() == [(area_kind, protection)]


def test_every_example_mapping_is_proved_here():
    assert {path.name for path in (declared("declared") / "partner_files").glob("*.toml")} == set(
        EXAMPLES
    )
