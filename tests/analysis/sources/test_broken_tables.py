"""What becomes of a published table that cannot be read to its end, in every source that reads one whole."""

import gzip

import pytest

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.area_lookups import SOURCE as LOOKUPS
from headrow.analysis.sources.boundaries import SOURCE as BOUNDARIES
from headrow.analysis.sources.deprivation import SOURCE as DEPRIVATION
from headrow.analysis.sources.population import SOURCE as POPULATION
from headrow.analysis.tables.plug_ins import SourceError

HEADS = {
    POPULATION: "lsoa21_code,total_residents",
    DEPRIVATION: "lsoa21_code,IMD_rank",
    LOOKUPS: "lsoa21_code,msoa21_code",
}


def rows_of(source, count: int = 5000) -> str:
    lines = [f"E01{at:06d},{'E02000001' if source is LOOKUPS else at + 1}" for at in range(count)]
    return "\n".join([HEADS[source], *lines, ""])


@pytest.mark.parametrize("source", HEADS, ids=lambda source: source.code)
def test_a_compressed_file_cut_short_is_set_aside_whole_and_its_rows_counted(tmp_path, source):
    packed = gzip.compress(rows_of(source).encode())
    path = tmp_path / "file2021.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    rows, entry = conform(source, candidate(path), tmp_path)
    assert rows.height == 0 and 500 < entry.rows_in < 5000
    assert reasons(entry) == {"truncated-file": entry.rows_in}
    assert entry.notes == ()


@pytest.mark.parametrize("source", HEADS, ids=lambda source: source.code)
def test_letters_that_are_not_utf8_are_never_guessed(tmp_path, source):
    text = rows_of(source, 3).replace("\n", ",msoa21_name\n", 1).replace("1\n", "1,Caf\xe9\n", 1)
    rows, entry = conform(
        source, written(tmp_path, "file2021.csv", text.encode("cp1252")), tmp_path
    )
    assert rows.height == 0 and reasons(entry) == {"wrong-encoding": 3}


def test_a_byte_order_mark_blank_lines_and_carriage_returns_change_nothing(tmp_path):
    text = "\ufefflsoa21_code,total_residents\r\nE01000001,10\r\n\r\nE01000002,11\r\n\r\n"
    rows, entry = conform(POPULATION, written(tmp_path, "residents21.csv", text), tmp_path)
    assert rows["persons"].to_list() == [10, 11] and entry.rows_in == 2


def test_a_header_alone_gives_no_row_and_balances(tmp_path):
    rows, entry = conform(
        POPULATION, written(tmp_path, "residents21.csv", "lsoa21_code,total_residents\n"), tmp_path
    )
    assert (rows.height, entry.rows_in, entry.rows_kept) == (0, 0, 0)


def test_outlines_cut_short_are_refused_in_one_sentence(tmp_path):
    packed = gzip.compress(b'{"type":"FeatureCollection","features":[{"WD24CD":1' + b'"x"' * 9999)
    path = tmp_path / "wards.geojson.gz"
    path.write_bytes(packed[:-20])
    with pytest.raises(SourceError, match="cut short"):
        BOUNDARIES.conform(candidate(path), tmp_path)


def test_a_workbook_is_read_as_a_table_is(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["gss_code", "ward", "population"])
    book.active.append(["E05000001", "North", 1234])
    book.save(tmp_path / "population2023.xlsx")
    rows, _ = conform(POPULATION, candidate(tmp_path / "population2023.xlsx"), tmp_path)
    assert rows.select("area", "area_kind", "year", "persons").rows() == [
        ("E05000001", "ward", 2023, 1234.0)
    ]
    (tmp_path / "broken2023.xlsx").write_bytes(b"PK\x03\x04nothing")
    assert POPULATION.recognise(candidate(tmp_path / "broken2023.xlsx")) is None
