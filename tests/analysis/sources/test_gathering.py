"""Files held against one another: read twice, of the same month, missing, too small; in folders and archives."""

import gzip
import io
import zipfile
from collections import Counter

import openpyxl

from analysis.sources.published import reasons
from analysis.sources.street_files import COLUMNS, row, rows, text_of, write
from analysis.sources.test_every_source import STOPS
from headrow.analysis.sources.gathering import gather
from headrow.analysis.warehouse.folder import Warehouse

JANUARY, FEBRUARY = "2030-01-mereshire-street.csv", "2030-02-mereshire-street.csv"


def by_name(holding):
    """The accounts by the files' names."""
    return {entry.file: entry for entry in holding.ledger.entries}


def crimes(holding, warehouse):
    """How many rows are held of each month."""
    months = holding.table(warehouse, "recorded_crime").month.execute().tolist()
    return dict(Counter(months))


def test_a_file_held_twice_counts_once(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(20))
    write(tmp_path, f"copy/{JANUARY}", rows(20))
    holding = gather(tmp_path, warehouse=warehouse)
    first, copy = by_name(holding)[JANUARY], by_name(holding)[f"copy/{JANUARY}"]
    assert (first.rows_kept, reasons(first)) == (20, {})
    assert (copy.rows_in, copy.rows_kept, reasons(copy)) == (20, 0, {"duplicate-file": 20})
    assert f"the same, byte for byte, as {JANUARY}, which is used" in copy.set_aside[0].words
    assert crimes(holding, warehouse) == {"2030-01": 20}


def test_the_same_rows_in_another_packing_count_once(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(20))
    write(tmp_path, f"{JANUARY}.gz", rows(20))
    holding = gather(tmp_path, warehouse=warehouse)
    assert reasons(by_name(holding)[f"{JANUARY}.gz"]) == {"superseded": 20}
    assert crimes(holding, warehouse) == {"2030-01": 20}


def test_a_later_release_corrects_an_earlier_one(tmp_path, warehouse):
    for release, count in (("2030-03", 30), ("2030-06", 26)):
        with zipfile.ZipFile(tmp_path / f"{release}.zip", "w") as archive:
            archive.writestr(f"2030-01/{JANUARY}", text_of(rows(count)))
    holding = gather(tmp_path, warehouse=warehouse)
    early, late = (
        by_name(holding)[f"{release}.zip!2030-01/{JANUARY}"] for release in ("2030-03", "2030-06")
    )
    assert late.rows_kept == 26 and reasons(early) == {"superseded": 30}
    said = early.set_aside[0].words
    assert early.file in said and late.file in said and "released later (2030-06)" in said
    assert "January 2030 of Mereshire Police" in said
    assert crimes(holding, warehouse) == {"2030-01": 26}


def test_a_release_is_told_by_the_folder_of_an_unpacked_archive(tmp_path, warehouse):
    write(tmp_path, f"2030-03/2030-01/{JANUARY}", rows(30))
    write(tmp_path, f"2030-06/2030-01/{JANUARY}", rows(26))
    assert crimes(gather(tmp_path, warehouse=warehouse), warehouse) == {"2030-01": 26}


def test_without_a_release_the_fuller_file_counts(tmp_path, warehouse):
    write(tmp_path, f"a/{JANUARY}", rows(12))
    write(tmp_path, f"b/{JANUARY}", rows(20))
    holding = gather(tmp_path, warehouse=warehouse)
    assert reasons(by_name(holding)[f"a/{JANUARY}"]) == {"superseded": 12}
    assert crimes(holding, warehouse) == {"2030-01": 20}


def test_files_that_overlap_in_one_month_give_way_in_that_month_only(tmp_path, warehouse):
    unplaced = {"LSOA code": ""}
    long = (
        rows(20)
        + rows(8, "2030-02", first=20)
        + rows(3, "2030-02", 40, **unplaced)
        + rows(2, "2030-01", 50, **unplaced)
    )
    write(tmp_path, "quarter.csv", long)
    write(tmp_path, FEBRUARY, rows(24, "2030-02", first=20))
    holding = gather(tmp_path, warehouse=warehouse)
    entry = by_name(holding)["quarter.csv"]
    assert (entry.rows_in, entry.rows_kept) == (33, 20)
    assert reasons(entry) == {"no-small-area": 2, "superseded": 11} and entry.months == ("2030-01",)
    assert entry.set_aside[0].words.startswith("2 rows name no small area")
    assert entry.set_aside[1].by_month == (("2030-02", 11),)
    assert holding.unplaced() == {("quarter.csv", "2030-01"): 2}
    assert crimes(holding, warehouse) == {"2030-01": 20, "2030-02": 24}


def test_two_halves_of_a_force_stand_side_by_side(tmp_path, warehouse):
    write(tmp_path, f"north/{JANUARY}", rows(10, **{"LSOA code": "E01000001"}))
    write(tmp_path, f"south/{JANUARY}", rows(12, first=10, **{"LSOA code": "E01000002"}))
    holding = gather(tmp_path, warehouse=warehouse)
    assert crimes(holding, warehouse) == {"2030-01": 22}
    assert holding.ledger.notes == (
        f"north/{JANUARY} and south/{JANUARY} both hold January 2030 of Mereshire Police, for different places or "
        "types: both are used. Check that they belong together.",
    )


def test_another_force_of_the_same_month_does_not_overlap(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(10))
    write(
        tmp_path, "2030-01-otherwold-street.csv", rows(10, **{"Falls within": "Otherwold Police"})
    )
    holding = gather(tmp_path, warehouse=warehouse)
    assert holding.ledger.rows_kept == 20 and holding.ledger.notes == ()


def test_months_that_are_not_held_are_named(tmp_path, warehouse):
    for month in ("2030-01", "2030-02", "2030-05", "2030-07"):
        write(tmp_path, f"{month}-mereshire-street.csv", rows(8, month))
    (note,) = gather(tmp_path, warehouse=warehouse).ledger.notes
    assert note.startswith(
        "Recorded crime, Mereshire Police: March 2030 to April 2030 and June 2030 not held between "
        "January 2030 and July 2030."
    )
    assert "named and never filled in" in note


def test_a_month_of_under_half_the_usual_rows_is_remarked_on(tmp_path, warehouse):
    for number, count in enumerate((40, 44, 36, 40, 19, 21), start=1):
        month = f"2030-{number:02d}"
        write(tmp_path, f"{month}-mereshire-street.csv", rows(count, month))
    held = by_name(gather(tmp_path, warehouse=warehouse))
    noted = {name for name, entry in held.items() if entry.notes}
    assert noted == {"2030-05-mereshire-street.csv"}
    assert (
        held["2030-05-mereshire-street.csv"]
        .notes[0]
        .startswith(
            "May 2030 has 19 rows, under half of the 40 that the months before it have in the middle."
        )
    )


def test_a_single_file_and_an_archive_give_what_the_folder_gives(tmp_path, warehouse):
    path = write(tmp_path / "files", JANUARY, rows(20))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(path, f"deep/down/{JANUARY}")
        archive.writestr("__MACOSX/._rubbish.csv", "x")
        archive.writestr("readme.md", "not data")
    alone, packed = (
        gather(path, warehouse=warehouse),
        gather(tmp_path / "all.zip", warehouse=warehouse),
    )
    assert alone.ledger.rows_kept == packed.ledger.rows_kept == 20
    assert packed.ledger.entries[0].file == f"all.zip!deep/down/{JANUARY}"
    assert (
        alone.parts["recorded_crime"][0].read_bytes()
        == packed.parts["recorded_crime"][0].read_bytes()
    )


def test_a_compressed_file_inside_an_archive(tmp_path, warehouse):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(f"{JANUARY}.gz", gzip.compress(text_of(rows(20)).encode()))
    assert gather(tmp_path, warehouse=warehouse).ledger.rows_kept == 20


def test_names_in_an_archive_are_never_paths(tmp_path, warehouse):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("../../escaped-street.csv", text_of(rows(20)))
    assert gather(tmp_path, warehouse=warehouse).ledger.rows_kept == 20
    assert not list(tmp_path.parent.glob("**/escaped*"))


def test_a_workbook_is_read_as_its_first_sheet(tmp_path, warehouse):
    book = openpyxl.Workbook()
    for line in [COLUMNS, *([each[column] for column in COLUMNS] for each in rows(20))]:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    write(tmp_path, "street.xlsx", out.getvalue())
    holding = gather(tmp_path, warehouse=warehouse)
    assert crimes(holding, warehouse) == {"2030-01": 20}


def test_hidden_files_are_passed_over_and_others_are_named(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(20))
    write(tmp_path, ".cache/old.csv", "a,b\n1,2\n")
    write(tmp_path, "notes.txt", "hello")
    write(tmp_path, "shopping.csv", "bread,milk\n1,2\n")
    ignored = dict(gather(tmp_path, warehouse=warehouse).ledger.ignored)
    assert ignored.keys() == {"notes.txt", "shopping.csv"}
    assert ignored["notes.txt"].startswith("Not a kind of file that is read (.csv")
    assert (
        ignored["shopping.csv"]
        == "No source knows this kind of file: it begins with the columns bread, milk."
    )


def test_only_what_is_wanted_is_read_and_the_rest_is_named(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(20))
    write(
        tmp_path, FEBRUARY, "Crime ID,Month,Longitude,Latitude,LSOA code,Crime type\n" + "\xff" * 9
    )
    write(tmp_path, "all_2030_03.csv", rows(20, "2030-03"))

    def january(shape, months):
        return shape == "recorded_crime" and (not months or "2030-01" in months)

    for _ in ("cold", "warm"):
        holding = gather(tmp_path, warehouse=warehouse, wanted=january)
        assert [entry.file for entry in holding.ledger.entries] == [JANUARY]
        why = "Recorded crime, street level: not needed for what was asked."
        assert holding.ledger.ignored == ((FEBRUARY, why), ("all_2030_03.csv", why))


def test_a_second_gathering_gives_the_same_and_reads_no_file_again(tmp_path, warehouse):
    write(tmp_path, JANUARY, [*rows(20), row(21, **{"LSOA code": ""})])
    write(tmp_path, "odd.csv", text_of(rows(3)).replace("Crime type", "Kind"))
    first = gather(tmp_path, warehouse=warehouse)
    made = {path: path.stat().st_mtime_ns for path in warehouse.folder.rglob("*.parquet")}
    again = gather(tmp_path, warehouse=warehouse)
    assert again.ledger == first.ledger and again.parts == first.parts
    assert made == {path: path.stat().st_mtime_ns for path in warehouse.folder.rglob("*.parquet")}


def test_a_file_under_another_name_is_accounted_for_under_that_name(tmp_path, warehouse):
    write(tmp_path, f"old/{JANUARY}", rows(20))
    gather(tmp_path / "old", warehouse=warehouse)
    (tmp_path / "old").rename(tmp_path / "new")
    holding = gather(tmp_path, warehouse=warehouse)
    assert [entry.file for entry in holding.ledger.entries] == [f"new/{JANUARY}"]


def test_progress_is_told_of_every_file(tmp_path, warehouse):
    write(tmp_path, JANUARY, rows(4))
    write(tmp_path, FEBRUARY, rows(4, "2030-02"))
    told = []
    gather(tmp_path, warehouse=warehouse, progress=lambda *step: told.append(step))
    assert told == [(JANUARY, 0, 2), (FEBRUARY, 1, 2), ("", 2, 2)]


def test_a_table_without_months_counts_once_in_whatever_packing(tmp_path, warehouse):
    text = "lsoa21_code,total_residents\nE01000001,1500\nE01000002,1700\n"
    write(tmp_path, "a/residents21.csv", text)
    write(tmp_path, "b/residents21.csv.gz", text)
    write(tmp_path, "c/residents21.csv", text.replace("1700", "1800"))
    holding = gather(tmp_path, warehouse=warehouse)
    held = by_name(holding)
    again = held["b/residents21.csv.gz"]
    assert reasons(again) == {"duplicate-file": 2}
    assert "holds the same rows as a/residents21.csv, which is used" in again.set_aside[0].words
    assert held["a/residents21.csv"].rows_kept == held["c/residents21.csv"].rows_kept == 2
    assert len(holding.parts["population"]) == 2


def test_a_series_that_overlaps_for_years_is_said_in_one_breath(tmp_path, warehouse):
    months = [f"20{year}-{month:02d}" for year in (30, 31) for month in range(1, 13)]
    lines = [f"{month},E02000001,Burglary,{number}" for number, month in enumerate(months)]
    head = "month,msoa21_code,crime_type,crime_count"
    write(tmp_path, "long.csv", "\n".join([head, *lines, ""]))
    write(tmp_path, "short.csv", "\n".join([head, *lines[6:12], ""]))
    held = by_name(gather(tmp_path, warehouse=warehouse))
    (aside,) = held["short.csv"].set_aside
    assert (aside.reason, aside.rows) == ("superseded", 6)
    assert "July 2030 to December 2030 of msoa21 from long.csv, which is fuller" in aside.words


def test_a_warehouse_below_the_folder_is_not_read_as_data(tmp_path):
    write(tmp_path, JANUARY, rows(20))
    with zipfile.ZipFile(tmp_path / "2030-02.zip", "w") as archive:
        archive.writestr(FEBRUARY, text_of(rows(20, "2030-02")))
    for _ in range(2):
        ledger = gather(tmp_path, warehouse=Warehouse(tmp_path / "kept")).ledger
        assert [entry.rows_kept for entry in ledger.entries] == [20, 20] and ledger.ignored == ()


def test_what_a_name_says_is_not_remembered_for_another_name(tmp_path, warehouse):
    for name in ("mereshire", "otherwold"):
        write(tmp_path / name, f"2030-01-{name}-stop-and-search.csv", STOPS)
        table = gather(tmp_path / name, warehouse=warehouse).table(warehouse, "stop_searches")
        assert set(table.force.execute()) == {name}
