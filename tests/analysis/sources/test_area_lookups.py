import polars as pl

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.area_lookups import SOURCE

CHANGES = """lsoa11_code,lsoa11_name,change_code,lsoa21_code,lsoa21_name,ltla22_code,ltla22_name
E01000001,Anyton 001A,U,E01000001,Anyton 001A,E08000090,Anyton
E01000002,Anyton 001B,S,E01033800,Anyton 001F,E08000090,Anyton
E01000002,Anyton 001B,S,E01033801,Anyton 001G,E08000091,Otherton
,Anyton 001C,U,E01000003,Anyton 001C,E08000090,Anyton
E0100004,Anyton 001D,U,E01000004,Anyton 001D,E08000090,Anyton
"""


def pairs(rows: pl.DataFrame, child: str, parent: str) -> dict[str, list[str]]:
    of = rows.filter(pl.col("area_kind") == child, pl.col("parent_kind") == parent)
    return {
        area: of.filter(pl.col("area") == area)["parent"].sort().to_list()
        for area in of["area"].unique()
    }


def test_one_file_gives_every_nesting_pair_and_every_change_of_edition(tmp_path):
    rows, entry = conform(SOURCE, written(tmp_path, "changes.csv", CHANGES), tmp_path)
    assert pairs(rows, "lsoa11", "lsoa21") == {
        "E01000001": ["E01000001"],
        "E01000002": ["E01033800", "E01033801"],
    }
    assert pairs(rows, "lsoa21", "district")["E01033801"] == ["E08000091"]
    assert rows.filter(pl.col("parent_kind") == "lsoa21")["change"].to_list() == ["U", "S", "S"]
    assert set(rows.filter(pl.col("parent_kind") == "district")["change"]) == {""}
    assert entry.rows_in == 5 and entry.rows_kept == 3
    assert reasons(entry) == {"no-area-code": 1, "not-an-area-code": 1}
    assert entry.set_aside[0].examples == (5,)


def test_an_earlier_area_whose_pieces_lie_in_two_districts_is_placed_in_neither(tmp_path):
    rows, _ = conform(SOURCE, written(tmp_path, "changes.csv", CHANGES), tmp_path)
    assert pairs(rows, "lsoa11", "district") == {"E01000001": ["E08000090"]}


def test_names_of_the_office_for_national_statistics_are_known_and_msoas_do_not_nest_in_wards(
    tmp_path,
):
    text = (
        "LSOA11CD,LSOA11NM,MSOA11CD,MSOA11NM,WD24CD,WD24NM,LAD22CD,LAD22NM,RGN22CD,RGN22NM,ObjectId\n"
        "E01000001,Anyton 001A,E02000001,Anyton 001,E05000001,North,E08000090,Anyton,E12000003,Region,1\n"
    )
    rows, _ = conform(SOURCE, written(tmp_path, "best_fit.csv.gz", text), tmp_path)
    given = set(zip(rows["area_kind"], rows["parent_kind"], strict=True))
    assert given == {
        ("lsoa11", "msoa11"), ("lsoa11", "ward"), ("lsoa11", "district"), ("msoa11", "district"), ("ward", "district"),
    }  # fmt: skip
    assert rows.filter(pl.col("parent_kind") == "ward")["parent_name"].to_list() == ["North"]


def test_small_areas_do_not_nest_in_middle_areas_of_the_other_edition(tmp_path):
    text = "lsoa11_code,lsoa21_code,msoa21_code\nE01000001,E01000001,E02000001\n"
    rows, _ = conform(SOURCE, written(tmp_path, "x.csv", text), tmp_path)
    assert pairs(rows, "lsoa21", "msoa21") == {"E01000001": ["E02000001"]}
    assert pairs(rows, "lsoa11", "msoa21") == {}


def test_a_table_that_counts_something_is_no_look_up(tmp_path):
    text = "lsoa21_code,ltla24_code,month,crimes\nE01000001,E08000090,2024-01,4\n"
    assert SOURCE.recognise(written(tmp_path, "counts.csv", text)) is None
    assert (
        SOURCE.recognise(written(tmp_path, "one.csv", "lsoa21_code,lsoa21_name\nE01000001,A\n"))
        is None
    )


def test_the_national_look_ups_give_the_areas_of_one_place(shared_data, tmp_path):
    leeds = "E08000035"
    expected = {
        "lsoa11_ltla21.csv.gz": (34_753, "lsoa11", 482),
        "lsoa11_lsoa21_ltla22.csv.gz": (35_795, "lsoa21", 488),
        "lsoa21_ward24_ltla24.csv.gz": (35_672, "ward", 33),
    }
    for name, (rows_in, kind, areas) in expected.items():
        rows, entry = conform(SOURCE, candidate(shared_data / "lookups" / name), tmp_path)
        assert (entry.rows_in, entry.rows_kept) == (rows_in, rows_in)
        of_leeds = rows.filter(pl.col("parent") == leeds, pl.col("area_kind") == kind)
        assert of_leeds["area"].n_unique() == areas


def test_the_changes_of_the_national_look_up_are_counted_as_published(shared_data, tmp_path):
    rows, _ = conform(
        SOURCE, candidate(shared_data / "lookups/lsoa11_lsoa21_ltla22.csv.gz"), tmp_path
    )
    changes = rows.filter(pl.col("parent_kind") == "lsoa21").group_by("change").len()
    assert dict(changes.iter_rows()) == {"U": 33_647, "S": 1_900, "M": 239, "X": 9}


def test_a_district_with_several_partnerships_is_noted(shared_data, tmp_path):
    rows, entry = conform(
        SOURCE, candidate(shared_data / "lookups/ltla24_csp24_pfa24.csv"), tmp_path
    )
    assert pairs(rows, "district", "csp")["E08000035"] == ["E22000345"]
    assert pairs(rows, "csp", "force")["E22000345"] == ["E23000010"]
    assert len(pairs(rows, "district", "csp")["E06000063"]) == 3
    assert any("more than one csp" in note for note in entry.notes)
