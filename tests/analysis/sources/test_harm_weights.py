from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.harm_weights import SOURCE

WEIGHTS = """edition,policeuk_category,order_in_source,weight,offence_label,label_status
First,Burglary,1,438.0,,unlabelled in source
First,Robbery,1,746.0,Robbery,single weight for the category
Later,,0,9.16,Criminal damage,quoted
Later,Piracy,0,9.16,,
Later,Robbery,0,none,,
Later,,0,9.16,,
"""


def test_an_unlabelled_weight_stays_unlabelled(tmp_path):
    rows, entry = conform(SOURCE, written(tmp_path, "weights.csv", WEIGHTS), tmp_path)
    assert rows.select("category", "offence", "weight", "edition").rows() == [
        ("burglary", None, 438.0, "First"),
        ("robbery", "Robbery", 746.0, "First"),
        (None, "Criminal damage", 9.16, "Later"),
    ]
    assert reasons(entry) == {"unknown-category": 1, "not-a-number": 1, "no-category": 1}
    assert entry.notes == ("1 of 3 weights name no offence, and are not given one.",)


def test_a_score_is_no_weight(tmp_path):
    text = "area_code,area_name,period,value,indicator\nE22000107,Anyton,2008/09,10.5,Crime Severity Score\n"
    assert SOURCE.recognise(written(tmp_path, "severity.csv", text)) is None


def test_the_partial_list_is_kept_whole_and_173_stay_unlabelled(shared_data, tmp_path):
    rows, entry = conform(
        SOURCE, candidate(shared_data / "harm/ons_css_weights_partial.csv"), tmp_path
    )
    assert (entry.rows_in, entry.rows_kept, rows["offence"].null_count()) == (187, 187, 173)
