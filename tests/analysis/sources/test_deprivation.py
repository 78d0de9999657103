import polars as pl

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.deprivation import SOURCE


def test_the_edition_of_2019_has_no_scores_and_they_stay_missing(tmp_path):
    text = "lsoa11_code,IMD_decile,Income_decile,Crime_decile,IMD_rank,Crime_rank\nE01000001,9,8,1,29199,3\n"
    rows, _ = conform(SOURCE, written(tmp_path, "imd2019.csv", text), tmp_path)
    assert rows.drop("snapshot").rows() == [("E01000001", "lsoa11", 2019, 9, 29199, None, 8)]


def test_the_headings_of_the_publisher_are_known(tmp_path):
    text = (
        "LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\n"
        'E01000001,Anyton 001A,"26,525",8\n'
    )
    rows, entry = conform(SOURCE, written(tmp_path, "File_1.csv", text), tmp_path)
    assert rows.drop("snapshot").rows() == [("E01000001", "lsoa21", 2025, 8, 26525, None, None)]
    assert "Taken as the edition of 2025" in entry.notes[0]


def test_rows_without_a_usable_value_are_set_aside(tmp_path):
    text = "lsoa21_code,IMD_decile,IMD_rank,IMD_score\nE01000001,1,2,50.1\nE01000002,,,\nE01000003,11,5,1\n,1,2,3\n"
    rows, entry = conform(SOURCE, written(tmp_path, "imd2025.csv", text), tmp_path)
    assert rows["area"].to_list() == ["E01000001"] and rows["score"].to_list() == [50.1]
    assert reasons(entry) == {"no-area-code": 1, "not-a-number": 1, "outside-the-scale": 1}


def test_scores_for_a_part_of_the_country_get_no_rank(tmp_path):
    text = "msoa11_code,Score,Extent\nE02000001,14.7,0.1\n"
    rows, entry = conform(SOURCE, written(tmp_path, "imd2019_part.csv", text), tmp_path)
    assert rows["rank"].to_list() == [None] and "no rank or decile" in entry.notes[0]


def test_an_unsaid_edition_of_areas_is_noted(tmp_path):
    text = "msoa_code,imd19 score,msoarank,msoadecile\nE02000001,14.7,3000,5\n"
    rows, entry = conform(SOURCE, written(tmp_path, "points.csv", text), tmp_path)
    assert rows["area_kind"].to_list() == ["msoa11"] and rows["edition"].to_list() == [2019]
    assert "does not say its edition" in entry.notes[0]


def test_indicators_and_subdomains_are_not_the_index(tmp_path):
    text = "lsoa11_code,Education_decile,Indoors_rank\nE01000001,3,4\n"
    assert SOURCE.recognise(written(tmp_path, "imd2019_subdomains.csv", text)) is None
    assert (
        SOURCE.recognise(written(tmp_path, "test.csv", "lsoa11_code,score\nE01000001,3\n")) is None
    )


def test_most_deprived_tenth_of_one_place_is_that_of_the_data_notes(shared_data, tmp_path):
    held = {
        "imd2019_england_lsoa11.csv.gz": (
            "lsoa11_ltla21.csv.gz",
            "lsoa11_code",
            "ltla21_code",
            482,
            114,
        ),
        "imd2025_england_lsoa21.csv.gz": (
            "lsoa21_ward24_ltla24.csv.gz",
            "lsoa21_code",
            "ltla24_code",
            488,
            84,
        ),
    }
    for name, (lookup, key, district, areas, most) in held.items():
        rows, entry = conform(SOURCE, candidate(shared_data / "deprivation" / name), tmp_path)
        leeds = pl.read_csv(shared_data / "lookups" / lookup).filter(
            pl.col(district) == "E08000035"
        )[key]
        of_leeds = rows.filter(pl.col("area").is_in(leeds.to_list()))
        assert of_leeds.height == areas and of_leeds.filter(pl.col("decile") == 1).height == most
        assert entry.rows_in == entry.rows_kept


def test_deciles_of_middle_areas_are_those_that_another_file_prints(shared_data, tmp_path):
    all_areas, entry = conform(
        SOURCE, candidate(shared_data / "deprivation/imd2019_england_msoa11.csv.gz"), tmp_path
    )
    of_leeds, _ = conform(
        SOURCE, candidate(shared_data / "leeds_aggregates/leeds_msoa_imd2019_points.csv"), tmp_path
    )
    both = of_leeds.join(all_areas, on="area", suffix="_worked_out")
    assert both.height == 107
    # The other file was worked out from scores of which a few differ, so its ranks are up to 5 places away.
    assert (both["rank"] - both["rank_worked_out"]).abs().max() == 5
    assert both.filter(pl.col("decile") != pl.col("decile_worked_out")).height == 0
    assert "worked out here" in entry.notes[0]
