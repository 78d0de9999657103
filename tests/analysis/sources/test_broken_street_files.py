"""What becomes of a street file that is not as published: its message, and an account that balances."""

import gzip
import zipfile

import pytest

from analysis.sources.published import reasons
from analysis.sources.street_files import COLUMNS, plainly_counted, row, rows, text_of, write
from headrow.analysis.sources.gathering import gather
from headrow.analysis.tables.plug_ins import SourceError

NAME = "2030-01-mereshire-street.csv"


def only(folder, warehouse):
    """The account of the one file of a folder."""
    (entry,) = gather(folder, warehouse=warehouse).ledger.entries
    return entry


def words(entry):
    """What is said about the rows set aside."""
    return " ".join(part.words for part in entry.set_aside)


def test_a_good_file_is_kept_whole(tmp_path, warehouse):
    path = write(tmp_path, NAME, rows(40))
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept, entry.set_aside) == (plainly_counted(path), 40, ())
    assert entry.months == ("2030-01",) and entry.source == "police-uk-street-crime"


def test_rows_without_a_small_area_belong_to_the_force(tmp_path, warehouse):
    given = rows(10) + rows(3, first=10, **{"LSOA code": "", "LSOA name": ""})
    write(tmp_path, NAME, given)
    entry = only(tmp_path, warehouse)
    (aside,) = entry.set_aside
    assert (entry.rows_in, entry.rows_kept, aside.reason, aside.rows) == (
        13,
        10,
        "no-small-area",
        3,
    )
    assert aside.examples == (12, 13, 14) and aside.by_month == (("2030-01", 3),)
    assert aside.words.startswith("3 rows name no small area (LSOA). Such rows belong to the force")


def test_an_unknown_crime_type_is_named_with_its_lines(tmp_path, warehouse):
    write(tmp_path, NAME, [*rows(5), row(6, **{"Crime type": "Cyber crime"})])
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept, reasons(entry)) == (6, 5, {"unknown-category": 1})
    assert "a crime type that is not known ('Cyber crime'). Check its spelling" in words(entry)
    assert entry.set_aside[0].examples == (7,)


def test_an_earlier_name_of_a_crime_type_is_known(tmp_path, warehouse):
    write(
        tmp_path,
        NAME,
        [
            row(1, **{"Crime type": "Violent crime"}),
            row(2, **{"Crime type": "Public disorder and weapons"}),
        ],
    )
    holding = gather(tmp_path, warehouse=warehouse)
    found = (
        holding.table(warehouse, "recorded_crime").order_by("crime_id").category.execute().tolist()
    )
    assert found == ["violence-and-sexual-offences", "public-order"]


@pytest.mark.parametrize(
    "spelt", ["2030-01", "Jan-30", "Jan 2030", "January 2030", "2030-01-01", "2030-01-01 00:00:00"]
)
def test_months_as_publishers_and_spreadsheets_spell_them(tmp_path, warehouse, spelt):
    write(tmp_path, "street.csv", "\ufeff" + text_of(rows(4, spelt)))
    entry = only(tmp_path, warehouse)
    assert (entry.rows_kept, entry.months) == (4, ("2030-01",))


@pytest.mark.parametrize(
    "spelt", ["30-Jan", "01/2030", "2030-13", "2030-01-17", "Janvier 2030", ""]
)
def test_a_month_that_would_have_to_be_guessed_is_set_aside(tmp_path, warehouse, spelt):
    write(tmp_path, "street.csv", [*rows(4), row(5, spelt)])
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept, reasons(entry)) == (5, 4, {"unreadable-month": 1})
    assert f"a month that cannot be read ({repr(spelt) if spelt else 'nothing'})" in words(entry)
    assert "Months are written 2024-03 or Mar-24; mend them." in words(entry)


def test_an_area_code_of_another_form_is_set_aside(tmp_path, warehouse):
    write(
        tmp_path,
        NAME,
        [*rows(4), row(5, **{"LSOA code": "E0100000"}), row(6, **{"LSOA code": "Mere 001"})],
    )
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept, reasons(entry)) == (6, 4, {"invalid-area-code": 2})
    assert (
        "('E0100000', 'Mere 001'). It should look like E01011698; fetch the file again."
        in words(entry)
    )


def test_a_crime_that_stands_twice_is_used_once(tmp_path, warehouse):
    write(tmp_path, NAME, [*rows(8), row(1), row(1, Location="On or near Elsewhere"), row(2)])
    entry = only(tmp_path, warehouse)
    (aside,) = entry.set_aside
    assert (entry.rows_in, entry.rows_kept, aside.reason, aside.rows) == (
        11,
        8,
        "repeated-crime-id",
        3,
    )
    assert aside.examples == (10, 11, 12)
    assert "the first row of each is used" in aside.words


def test_anti_social_behaviour_is_never_taken_for_a_repeat(tmp_path, warehouse):
    alike = [row(0)] * 9
    write(tmp_path, NAME, [*alike, row(1), row(1)])
    holding = gather(tmp_path, warehouse=warehouse)
    kept = holding.table(warehouse, "recorded_crime")
    assert kept.filter(kept.category == "anti-social-behaviour").count().execute() == 9
    assert reasons(holding.ledger.entries[0]) == {"repeated-crime-id": 1}


def test_the_same_identifier_in_another_month_is_another_row(tmp_path, warehouse):
    write(tmp_path, "street.csv", [row(1), row(1, "2030-02")])
    assert only(tmp_path, warehouse).rows_kept == 2


def test_coordinates_abroad_or_missing_are_kept_with_a_remark(tmp_path, warehouse):
    abroad = row(1, Longitude="12.5", Latitude="41.9")
    nowhere = row(2, Longitude="", Latitude="")
    write(tmp_path, NAME, [row(0), abroad, nowhere])
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept) == (3, 3)
    assert entry.notes == (
        "1 row has an LSOA and no coordinates: kept, and on no point map.",
        "1 row has coordinates outside the country: kept, since the LSOA decides the place.",
    )


def test_coordinates_far_from_the_others_are_kept_with_a_remark(tmp_path, warehouse):
    near = [
        row(n, Longitude=f"{-1.5 + n % 40 / 100}", Latitude=f"{53.7 + n % 30 / 100}")
        for n in range(2000)
    ]
    write(
        tmp_path,
        NAME,
        [*near, row(2001, Longitude="0.1", Latitude="51.5"), row(2002, Longitude="-1.7")],
    )
    entry = only(tmp_path, warehouse)
    assert entry.rows_kept == 2002
    assert entry.notes == (
        "1 row has coordinates far outside the area of the others: kept, since the LSOA decides the place.",
    )


def test_a_truncated_file_is_set_aside_whole_and_counted(tmp_path, warehouse):
    packed = gzip.compress(text_of(rows(5000)).encode())
    (tmp_path / f"{NAME}.gz").write_bytes(packed[: len(packed) * 2 // 3])
    holding = gather(tmp_path, warehouse=warehouse)
    (entry,) = holding.ledger.entries
    assert 1000 < entry.rows_in < 5000 and entry.rows_kept == 0
    assert (
        reasons(entry) == {"truncated-file": entry.rows_in}
        and holding.parts["recorded_crime"] == ()
    )
    assert (
        "breaks off: it was cut short or damaged on the way, so none of it is used. Fetch it again."
        in words(entry)
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-be"])
def test_an_encoding_other_than_utf8_is_refused_and_never_guessed(tmp_path, warehouse, encoding):
    text = text_of([*rows(6), row(7, Location="On or near Caf\xe9")])
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    write(tmp_path, NAME, mark + text.encode(encoding))
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, reasons(entry)) == (7, {"wrong-encoding": 7})
    assert "not UTF-8 text" in words(entry) and "Save it again as CSV UTF-8." in words(entry)


def test_a_byte_order_mark_changes_nothing(tmp_path, warehouse):
    write(tmp_path, NAME, "\ufeff" + text_of(rows(6)))
    assert only(tmp_path, warehouse).rows_kept == 6


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(tmp_path, warehouse, end):
    write(tmp_path, NAME, text_of(rows(6), end=end))
    assert only(tmp_path, warehouse).rows_kept == 6


def test_a_carriage_return_alone_ends_a_row_among_others(tmp_path, warehouse):
    head, *lines = text_of(rows(6)).splitlines()
    path = write(
        tmp_path, NAME, "\n".join([head, *lines[:3]]) + "\n" + "\r".join(lines[3:]) + "\r\n"
    )
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept) == (plainly_counted(path), 6)


def test_mixed_line_ends_blank_lines_and_quoted_line_ends(tmp_path, warehouse):
    head, *lines = text_of(rows(6)).splitlines()
    quoted = text_of(
        [row(8, Location="On or near\nThe Green"), row(9, **{"Crime type": "Odd"})]
    ).splitlines()[1:]
    text = (
        head
        + "\r\n"
        + "\r\n".join(lines[:3])
        + "\n\n"
        + "\n".join(lines[3:])
        + "\n\r\n"
        + "\n".join(quoted)
        + "\n\n"
    )
    path = write(tmp_path, NAME, text)
    holding = gather(tmp_path, warehouse=warehouse)
    (entry,) = holding.ledger.entries
    assert (entry.rows_in, entry.rows_kept, reasons(entry)) == (
        plainly_counted(path),
        7,
        {"unknown-category": 1},
    )
    assert entry.set_aside[0].examples == (12,)
    kept = holding.table(warehouse, "recorded_crime")
    assert kept.filter(kept.location == "On or near\nThe Green").count().execute() == 1


def test_an_open_quotation_mark_is_refused(tmp_path, warehouse):
    text = text_of(rows(6)).replace("On or near Street 3", '"On or near Street 3')
    write(tmp_path, NAME, text)
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, reasons(entry)) == (6, {"unbalanced-quotes": 6})
    assert "A quotation mark is opened and never closed" in words(entry)


def test_renamed_columns_are_named_with_the_nearest_found(tmp_path, warehouse):
    text = text_of(rows(6)).replace("Crime type", "Crime kind", 1)
    path = write(tmp_path, NAME, text)
    entry = only(tmp_path, warehouse)
    assert (entry.source, entry.rows_in, reasons(entry)) == (
        "",
        plainly_counted(path),
        {"unknown-columns": 6},
    )
    assert (
        "nearly of the kind 'Recorded crime, street level' and lacks the column 'Crime type'"
        in words(entry)
    )
    assert "(nearest found: 'Crime kind')" in words(entry)


def test_columns_as_the_api_names_them_are_known(tmp_path, warehouse):
    head = (
        ",category,location_type,context,persistent_id,id,location_subtype,month,location.latitude,"
        "location.street.id,location.street.name,location.longitude,outcome_status.category"
    )
    line = "0,violent-crime,Force,,aa11,1,,2030-03,53.8,1308010,On or near Mill Lane,-1.6,Under investigation"
    write(tmp_path, "api.csv", f"{head}\n{line}\n")
    entry = only(tmp_path, warehouse)
    assert (entry.source, reasons(entry)) == ("police-uk-street-crime", {"no-small-area": 1})
    assert entry.set_aside[0].by_month == (("2030-03", 1),)


def test_a_file_with_a_persons_age_beside_the_crime_is_no_street_file(tmp_path, warehouse):
    given = [row(1) | {"victim_age": "30", "sex": "1"}]
    write(tmp_path, NAME, text_of(given, [*COLUMNS, "victim_age", "sex"]))
    entry = only(tmp_path, warehouse)
    assert entry.source == "" and reasons(entry) == {"unknown-columns": 1}
    assert "others that such a file has not ('victim_age' and 'sex')" in words(entry)


def test_a_file_without_the_last_columns_is_read(tmp_path, warehouse):
    write(tmp_path, NAME, text_of(rows(6), COLUMNS[:10]))
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept) == (6, 6)


def test_a_row_that_breaks_off_is_set_aside(tmp_path, warehouse):
    text = text_of(rows(6)).rstrip("\n").rsplit(",Violence", 1)[0].rsplit(",Vehicle", 1)[0]
    path = write(tmp_path, NAME, text)
    entry = only(tmp_path, warehouse)
    assert entry.rows_in == plainly_counted(path) and reasons(entry) == {"unknown-category": 1}
    assert "(nothing)" in words(entry)


def test_a_header_without_rows_says_so(tmp_path, warehouse):
    write(tmp_path, NAME, text_of([]))
    entry = only(tmp_path, warehouse)
    assert (entry.rows_in, entry.rows_kept) == (0, 0)
    assert entry.notes == (
        "The file holds a header and no row. If rows were expected, fetch it again.",
    )


def test_an_empty_file_is_named(tmp_path, warehouse):
    (tmp_path / NAME).touch()
    ledger = gather(tmp_path, warehouse=warehouse).ledger
    assert ledger.entries == ()
    assert ledger.ignored == ((NAME, "The file is empty. Fetch it again, or remove it."),)


def test_a_file_that_is_no_gzip_although_it_says_so(tmp_path, warehouse):
    (tmp_path / f"{NAME}.gz").write_bytes(b"\x1f\x8b\x08\x00garbage that inflates to nothing")
    ledger = gather(tmp_path, warehouse=warehouse).ledger
    assert ledger.entries == () and len(ledger.ignored) == 1


def test_a_damaged_archive_is_named_and_the_rest_is_read(tmp_path, warehouse):
    write(tmp_path, NAME, rows(6))
    (tmp_path / "2030-02.zip").write_bytes(b"PK\x03\x04 this is no archive")
    ledger = gather(tmp_path, warehouse=warehouse).ledger
    assert ledger.rows_kept == 6
    ((name, why),) = ledger.ignored
    assert name == "2030-02.zip" and why.startswith("The archive cannot be opened")


def test_an_archive_that_would_fill_the_disk_is_not_opened(tmp_path, warehouse):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, b"0" * (60 * 2**20))
    ledger = gather(tmp_path, warehouse=warehouse).ledger
    ((_, why),) = ledger.ignored
    assert "unpacks to 60 MiB, more than 100 times its packed size: it is not opened." in why
    assert not any(path.is_file() for path in (warehouse.folder / "unpacked").rglob("*"))


def test_a_folder_that_is_not_there(tmp_path, warehouse):
    with pytest.raises(
        SourceError, match=r"There is no folder or file .*nowhere\. Check the name\."
    ):
        gather(tmp_path / "nowhere", warehouse=warehouse)


def test_one_row_is_said_in_the_singular(tmp_path, warehouse):
    write(tmp_path, NAME, [*rows(4), row(5, **{"LSOA code": ""}), row(6, "soon"), row(1)])
    said = [part.words for part in only(tmp_path, warehouse).set_aside]
    assert [words.split(" ", 3)[:3] for words in said] == [
        ["1", "row", "has"],
        ["1", "row", "names"],
        ["1", "row", "repeats"],
    ]


def test_a_published_file_whose_area_column_was_renamed_is_not_taken_for_one_without_areas(
    tmp_path, warehouse
):
    write(tmp_path, NAME, text_of(rows(6)).replace("LSOA code", "Small area", 1))
    entry = only(tmp_path, warehouse)
    assert (entry.source, entry.rows_kept, reasons(entry)) == ("", 0, {"unknown-columns": 6})
    assert "'LSOA code'" in words(entry)
