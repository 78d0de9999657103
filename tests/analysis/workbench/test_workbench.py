"""The analysis as a library: a place opened in a line, findings that show themselves, frames and charts."""

import subprocess
import sys
from html import escape

import jsonschema
import pytest

import headrow
from headrow.analysis.workbench.charting import NoChart
from headrow.analysis.workbench.opening import NothingHeld, open_workbench
from headrow.analysis.workbench.working_out import WrongInputs


def test_each_name_at_the_root_leads_somewhere():
    assert headrow.open is open_workbench
    for name in headrow.NAMES:
        assert callable(getattr(headrow, name))
        assert name in dir(headrow)
    with pytest.raises(AttributeError, match=r"headrow has no 'luck'\. It has: open, "):
        headrow.luck  # noqa: B018


def test_importing_headrow_loads_nothing():
    script = (
        "import sys, headrow\n"
        "print([m for m in sys.modules if m.startswith('headrow.') or m in ('ibis', 'numpy')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_without_a_period_every_month_held_is_asked_about(place):
    assert str(place.period) == "2023-11..2024-12"
    assert len(place.months) == 14
    assert place.ask("recorded-crime-count").question.period == place.period
    assert str(place.ask("recorded-crime-count", period="2024-02").question.period) == "2024-02"


def test_a_frame_holds_each_cell_with_its_state(place):
    found = place.ask("recorded-crime-count", by="month", period="2023-09..2024-12")
    frame = found.to_pandas()
    assert list(frame.columns[:2]) == ["month", "numerator"]
    assert list(frame["state"][:3]) == ["missing", "missing", "shown"]
    assert frame["numerator"][:2].isna().all()
    assert frame["numerator"].sum() == sum(cell.numerator or 0 for cell in found.cells)
    arrow = found.to_arrow()
    assert arrow.schema.field("numerator").type == "int64"
    assert arrow.column("numerator").null_count == 2


def test_nought_is_not_missing_in_a_frame(place):
    found = place.ask(
        "recorded-crime-count", category="robbery", by=("area", "month"), level="lsoa21"
    )
    column = found.to_arrow().column("numerator").to_pylist()
    assert 0 in column
    assert None not in column


def test_a_finding_shows_itself_with_its_trail(place):
    found = place.ask("recorded-crime-rate", out_of="residents", by="area", level="ward")
    text, html = str(found), found._repr_html_()
    assert text.startswith(
        f"{found.address}: recorded-crime-rate@1 per 1,000 residents, all, November 2023 to December 2024"
    )
    assert "already-public" in text.splitlines()[-1]
    for file in found.trail.files:
        assert file.digest[:12] in html
    assert "<details><summary>How " in html
    assert "Abbot&#x27;s Row" in html
    assert "SELECT" in html


def test_a_finding_without_an_answer_says_why(place):
    found = place.ask("recorded-crime-change", period="2023-11", compared_with="2022-11")
    assert (
        str(found)
        == f"{found.address}: no answer, since no earlier period of the same months is held."
    )
    assert "no answer" in found._repr_html_()
    with pytest.raises(NoChart, match="no earlier period"):
        found.chart()


DRAWN = {
    "months": ({"measure": "recorded-crime-count", "by": "month"}, "<path"),
    "kinds": ({"measure": "recorded-crime-count", "by": "category"}, "Burglary"),
    "rates": ({"measure": "recorded-crime-rate", "by": "category", "out_of": "residents"}, "Burglary"),
    "changes": (
        {
            "measure": "recorded-crime-change", "by": "category", "period": "2024-12", "compared_with": "2023-12",
            "method": "year-difference",
        },
        "Burglary",
    ),
    "hexagons": ({"measure": "recorded-crime-in-hexagons", "by": "area", "level": "hexagon"}, "<path"),
    "areas": ({"measure": "recorded-crime-rate", "by": "area", "level": "ward", "out_of": "residents"}, "<path"),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "drawn"), DRAWN.values(), ids=DRAWN)
def test_a_finding_that_a_chart_fits_is_drawn_with_its_words_and_source(
    place, asked, drawn, tmp_path
):
    chart = place.ask(**asked).chart()
    assert chart.svg.startswith("<svg")
    assert drawn in chart.svg
    assert len(chart.alt) > 40
    html = chart._repr_html_()
    assert "Source: police.uk" in html
    assert f'aria-label="{escape(chart.alt)}"' in html
    assert chart.svg.partition(">")[2] in html
    assert chart.save(tmp_path / "chart.svg").read_text(encoding="utf-8") == chart.svg


def test_a_chart_is_saved_as_a_picture_too(place, tmp_path):
    chart = place.ask("recorded-crime-count", by="month").chart()
    assert chart.save(tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_a_finding_that_no_chart_fits_says_what_can_be_drawn(place):
    with pytest.raises(NoChart, match="split by nothing, which no chart fits"):
        place.ask("recorded-crime-count").chart()


def test_the_rows_of_a_published_shape_are_given(place):
    rows = place.rows("recorded_crime")
    assert rows.num_rows == sum(
        e.rows_kept for e in place.ledger.entries if e.shape == "recorded_crime"
    )
    with pytest.raises(NothingHeld, match=r"No rows of 'luck' are held\. Held are: "):
        place.rows("luck")


def test_the_rows_of_a_partners_file_are_never_given(place):
    assert any(
        entry.shape == "partner_counts" and entry.rows_kept for entry in place.ledger.entries
    )
    with pytest.raises(
        NothingHeld, match=r"are not public \(A partner's file\)\. Ask a measure of them\."
    ):
        place.rows("partner_counts")


def test_a_finding_keeps_its_address(place):
    first, again = place.ask("recorded-crime-count"), place.ask("recorded-crime-count")
    assert (
        first.address
        == again.address
        != place.ask("recorded-crime-count", category="crimes").address
    )
    jsonschema.validate(first.to_json()["address"], {"pattern": "^f-[0-9a-f]{10}$"})


def test_a_figure_can_be_worked_out_from_values():
    assert (
        headrow.work_out("rate", {"numerator": 5, "denominators": {"r": 1000}})["rate_per_1000_r"]
        == 5
    )
    with pytest.raises(WrongInputs, match="rate needs 'numerator', and was given nothing"):
        headrow.work_out("rate", {})


def test_without_a_period_the_months_of_the_place_are_asked_about_and_not_those_of_others(
    place, tmp_path
):
    for month, district in (("2024-01", "Exampleford"), ("2024-03", "Otherham")):
        path = next(place.folder.rglob(f"{month}-exampleshire-street.csv"))
        heading, *rows = path.read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if f",{district} " in row]
        (tmp_path / path.name).write_text("\n".join([heading, *kept]) + "\n", encoding="utf-8")
    bench = open_workbench(str(place.locality.folder), tmp_path, warehouse=place.warehouse)
    assert str(bench.period) == "2024-01"
    assert bench.ask("recorded-crime-count").only.numerator == len(
        [
            e
            for e in (tmp_path / "2024-01-exampleshire-street.csv")
            .read_text("utf-8")
            .splitlines()[1:]
            if "E01" in e
        ]
    )
