import polars as pl
import pytest

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.population import SOURCE

AGES = ",".join([*[f'"{age}"' for age in range(90)], '"90+"'])


def test_single_years_become_broad_ages_beside_the_total(tmp_path):
    text = f"lsoa11_code,lsoa11_name,total_population,{AGES}\nE01000001,Anyton 001A,91,{','.join(['1'] * 91)}\n"
    rows, entry = conform(SOURCE, written(tmp_path, "population19.csv", text), tmp_path)
    persons = dict(rows.select("group", "persons").iter_rows())
    assert persons == {
        "all": 91,
        "aged 0-9": 10,
        "aged 10-17": 8,
        "aged 18-24": 7,
        "aged 25-64": 40,
        "aged 65+": 26,
    }
    assert set(rows["year"]) == {2019}
    assert entry.rows_kept == 1 and entry.notes == ()


def test_ages_that_do_not_add_up_are_said_aloud(tmp_path):
    text = f"lsoa21_code,total_population,{AGES}\n"
    text += f'E01000001,"1,092",{",".join(["12"] * 91)}\nE01000002,90,{",".join(["1"] * 91)}\n'
    rows, entry = conform(SOURCE, written(tmp_path, "population_2022.csv", text), tmp_path)
    assert rows.filter(pl.col("group") == "all")["persons"].to_list() == [1092, 90]
    assert entry.notes == (
        "In 1 rows the single years of age do not add up to 'total_population'; both are kept.",
    )


def test_two_bases_in_one_file_are_two_bases(tmp_path):
    text = (
        "msoa21_code,msoa_hocl_name,census_population,workday_population\nE02000001,North,10,20\n"
    )
    rows, entry = conform(SOURCE, written(tmp_path, "bases.csv", text), tmp_path)
    assert sorted(rows.select("base", "year", "persons").rows()) == [
        ("residents", 2021, 10),
        ("workday", 2021, 20),
    ]
    assert entry.rows_kept == 1


def test_ethnic_groups_come_under_the_five_broad_names_and_finer_ones_are_added_up(tmp_path):
    text = (
        "lsoa21_code,total_residents,ethnic_group,n,prop\n"
        "E01000001,9,White: British,4,.4\nE01000001,9,White: Irish,3,.3\n"
        'E01000001,9,"Asian, Asian British or Asian Welsh",2,.2\n'
    )
    rows, _ = conform(SOURCE, written(tmp_path, "ethnicity21.csv", text), tmp_path)
    assert sorted(rows.select("group", "persons").rows()) == [("Asian", 2), ("White", 7)]


def test_what_is_no_number_no_code_or_said_twice_is_set_aside(tmp_path):
    text = "lsoa21_code,total_residents\nE01000001,10\nE01000002,:\n,12\nLS1,9\nE01000001,11\nE01000003,-4\n"
    rows, entry = conform(SOURCE, written(tmp_path, "residents21.csv", text), tmp_path)
    assert rows.select("area", "persons").rows() == [("E01000001", 10)]
    assert reasons(entry) == {
        "not-a-number": 2,
        "no-area-code": 1,
        "not-an-area-code": 1,
        "same-area-twice": 1,
    }


def test_a_file_that_does_not_say_its_year_is_refused_with_the_remedy(tmp_path):
    rows, entry = conform(
        SOURCE,
        written(tmp_path, "wards.csv", "gss_code,ward,population\nE05000001,North,9\n"),
        tmp_path,
    )
    assert rows.height == 0 and reasons(entry) == {"no-year": 1}
    assert "Put the year in its name" in entry.set_aside[0].words


@pytest.mark.parametrize(
    "columns", ["lsoa21_code,month,population", "msoa21_code,object,census_population", "a,b"]
)
def test_a_table_of_something_else_is_left_alone(tmp_path, columns):
    assert SOURCE.recognise(written(tmp_path, "other21.csv", f"{columns}\nE01000001,1,1\n")) is None


def total(rows: pl.DataFrame, areas: set[str], base: str = "residents") -> float:
    of = rows.filter(
        pl.col("area").is_in(list(areas)), pl.col("base") == base, pl.col("group") == "all"
    )
    return of["persons"].sum()


@pytest.fixture(scope="session")
def leeds(shared_data):
    def of(name: str, key: str) -> set[str]:
        held = pl.read_csv(shared_data / "lookups" / name)
        district = next(
            column
            for column in held.columns
            if column.startswith("ltla") and column.endswith("code")
        )
        return set(held.filter(pl.col(district) == "E08000035")[key])

    return {
        "lsoa11": of("lsoa11_ltla21.csv.gz", "lsoa11_code"),
        "lsoa21": of("lsoa21_ward24_ltla24.csv.gz", "lsoa21_code"),
    }


@pytest.mark.parametrize(
    ("name", "base", "kind", "areas", "expected"),
    [
        ("population19_lsoa11.csv.gz", "residents", "lsoa11", 482, 793_139),
        ("population20_lsoa11.csv.gz", "residents", "lsoa11", 482, 798_786),
        ("residents21_lsoa21.csv.gz", "residents", "lsoa21", 488, 812_017),
        ("households21_lsoa21.csv.gz", "households", "lsoa21", 488, 341_479),
    ],
)
def test_the_totals_of_one_place_are_those_of_the_data_notes(
    shared_data, tmp_path, leeds, name, base, kind, areas, expected
):
    rows, entry = conform(SOURCE, candidate(shared_data / "population" / name), tmp_path)
    assert set(rows["area_kind"]) == {kind} and len(leeds[kind]) == areas
    assert total(rows, leeds[kind], base) == expected
    assert entry.rows_in == entry.rows_kept


def test_broad_ages_add_up_to_the_country(shared_data, tmp_path):
    rows, _ = conform(
        SOURCE, candidate(shared_data / "population/population19_lsoa11.csv.gz"), tmp_path
    )
    sums = rows.group_by(pl.col("group") == "all").agg(pl.col("persons").sum())
    assert set(sums["persons"]) == {59_439_840}


def test_residents_and_workday_people_of_middle_areas(shared_data, tmp_path):
    name = "leeds_msoa21_census_and_workday_population.csv"
    rows, _ = conform(SOURCE, candidate(shared_data / "population" / name), tmp_path)
    areas = set(rows["area"])
    assert (len(areas), total(rows, areas), total(rows, areas, "workday")) == (
        107,
        812_016,
        833_000,
    )


def test_district_files_and_ethnic_groups_are_recognised(shared_data, tmp_path):
    rows, _ = conform(
        SOURCE, candidate(shared_data / "population/households21_ltla21.csv.gz"), tmp_path
    )
    assert total(rows, {"E08000035"}, "households") == 341_500
    rows, _ = conform(
        SOURCE, candidate(shared_data / "population/age_gender21_ltla21_ew.csv.gz"), tmp_path
    )
    assert total(rows, {"E08000035"}) == 811_951
    rows, entry = conform(
        SOURCE,
        candidate(shared_data / "population/ethnicity21_lsoa21_west_yorkshire.csv.gz"),
        tmp_path,
    )
    assert entry.rows_kept == 7_020 and set(rows["group"]) == {
        "Asian",
        "Black",
        "Mixed",
        "Other",
        "White",
    }
