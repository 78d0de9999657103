"""Indicators and figures for the public: shown, withheld, missing, and opened to their source."""

import json
from datetime import date

import pytest

from partnership.publications.openapi import holds_to_openapi
from partnership.publications.reading import faults_of, words_of

CELL = {"label": "", "low": 3.6, "high": 3.9, "more": {}, "flags": [], "wording": ""}
DIGEST = "ab" * 32


def document(code, cells):
    return {
        "address": code,
        "question": {"measure": "recorded-crime-rate", "period": "2024-01..2024-12", "by": ["area"],
                     "out_of": "residents", "per": 1000, "category": "drugs"},
        "cells": cells,
        "refused": "",
        "judgement": {},
        "trail": {
            "measure": "recorded-crime-rate@1", "method": "", "query": "SELECT 1 < 2", "months": ["2024-01"],
            "missing_months": ["2024-02"], "rows_used": 41, "protection": "already-public@1",
            "caveats": ["A rate per resident says little of a place where many people come."],
            "files": [{"source": "area-month-counts", "name": "counts.csv", "digest": DIGEST,
                       "rows_in": 9, "rows_kept": 8, "rows_set_aside": 1}],
        },
    }  # fmt: skip


@pytest.fixture
def measured(room):
    """A public indicator with a value shown, one withheld, one missing; one kept inside; figures of both kinds."""
    from headrow.partnership.indicators import models as indicators
    from headrow.partnership.insight import models as insight
    from headrow.vocabulary.clock import now

    build = insight.Build.objects.create(
        locality="example", title="Assessment of 2024", built_at=now(), digest="1"
    )
    cells = [
        {**CELL, "key": ["East"], "state": "shown", "value": 3.8, "numerator": 38, "denominator": 10000},
        {**CELL, "key": ["West"], "state": "withheld", "value": None, "numerator": None,
         "denominator": None, "low": None, "high": None},
    ]  # fmt: skip
    shown = insight.StoredFinding.objects.create(
        build=build,
        code="f-open",
        title="Drugs by area, 2024-01 to 2024-12",
        document=document("f-open", cells),
    )
    insight.StoredFinding.objects.create(
        build=build,
        code="f-canary",
        title="Canary figure",
        public=False,
        document=document("f-canary", cells),
    )
    record = indicators.Indicator.objects.create(code="drugs", name="Drug offences recorded")
    for month, status, value, found in (
        (1, "shown", 12, shown),
        (2, "suppressed", 777, None),
        (3, "missing", None, None),
    ):
        record.values.create(
            starts=date(2024, month, 1), ends=date(2024, month, 28), status=status, value=value,
            finding=found, source="Police records",
        )  # fmt: skip
    for words, public in (
        ("More was found because more was looked for.", True),
        ("Canary words", False),
    ):
        record.comments.create(words=words, public=public, by=room["analyst"], at=now())
    inside = indicators.Indicator.objects.create(
        code="canary-inside", name="Canary indicator", shown_to="partnership"
    )
    inside.values.create(starts=date(2024, 1, 1), ends=date(2024, 1, 31), value=5, source="x")
    return room | {"record": record}


def released(room, after_commit):
    from headrow.partnership.publications import changes, queries

    release = changes.build_release(by=room["analyst"])
    changes.agree_release(release=release, by=room["officer"])
    changes.publish_release(release=release, by=room["officer"])
    after_commit()
    folder = queries.folder_of(release.number)
    held = queries.manifest_of(folder)
    return {
        at: (folder / row["file"]).read_bytes().decode("utf-8", "replace")
        for at, row in held.items()
    }


def test_a_withheld_value_is_in_no_file_and_a_missing_one_is_never_nought(measured, after_commit):
    files = released(measured, after_commit)
    assert not [at for at, text in files.items() if "777" in text and "woff2" not in at]
    page = words_of(files["/indicators/drugs/"])
    assert "[c]" in page
    assert "No value" in page
    assert files["/indicators/drugs.csv"].splitlines()[2:] == [
        "2024-02-01,2024-02-28,,suppressed,Police records",
        "2024-03-01,2024-03-28,,missing,Police records",
    ]
    assert json.loads(files["/indicators/drugs.json"])["rows"][1]["value"] is None


def test_what_is_kept_inside_the_partnership_is_in_no_file(measured, after_commit):
    files = released(measured, after_commit)
    assert not [at for at, text in files.items() if "canary" in text.lower()]
    assert "More was found because more was looked for." in files["/indicators/drugs/"]


def test_a_number_opens_to_its_source_in_three_steps(measured, after_commit, public):
    files = released(measured, after_commit)
    assert 'href="drugs/"' in files["/indicators/"]
    assert 'href="../../figures/f-open/"' in files["/indicators/drugs/"]
    figure = files["/figures/f-open/"]
    assert f'href="../../sources/{DIGEST[:16]}/"' in figure
    assert "January 2024 to December 2024" in words_of(figure)
    assert "38 of 10,000" in words_of(figure)
    assert "3.60 to 3.90" in words_of(figure)
    assert "[c]" in words_of(figure)
    assert "missing: 2024-02" in words_of(figure)
    source = words_of(files[f"/sources/{DIGEST[:16]}/"])
    assert DIGEST in source
    assert "Open Government Licence" in source
    assert faults_of(figure) == []
    assert holds_to_openapi(json.loads(files["/data/openapi.json"]), public) > 10


def test_a_value_without_a_source_stops_the_release(measured):
    from headrow.partnership.publications import changes
    from headrow.vocabulary.reasons import Refused

    measured["record"].values.filter(status="shown").update(source="", finding=None)
    release = changes.build_release(by=measured["analyst"])
    with pytest.raises(Refused, match="Every figure has its source"):
        changes.agree_release(release=release, by=measured["officer"])


@pytest.mark.parametrize(("first", "then"), [("suppressed", "shown"), ("shown", "suppressed")])
def test_what_one_edition_withholds_no_other_gives(measured, after_commit, first, then):
    from headrow.partnership.publications import changes
    from headrow.vocabulary.reasons import Refused

    values = measured["record"].values.filter(starts=date(2024, 2, 1))
    values.update(status=first)
    released(measured, after_commit)
    values.update(status=then)
    release = changes.build_release(by=measured["analyst"])
    with pytest.raises(Refused, match="comparing releases"):
        changes.agree_release(release=release, by=measured["officer"])


def test_an_indicator_that_nobody_defined_says_so(measured, after_commit):
    type(measured["record"]).objects.filter(code="drugs").update(
        state="not-defined", not_defined_since=date(2018, 4, 1)
    )
    measured["record"].values.all().delete()
    files = released(measured, after_commit)
    assert "Not yet defined" in words_of(files["/indicators/"])
    assert "No value is held. That does not mean nought." in words_of(files["/indicators/drugs/"])


@pytest.fixture
def assessed(measured, tmp_path):
    """An assessment of that build, signed; its PDF lies in the folder of the build."""
    from headrow.partnership.assessments.models import Assessment
    from headrow.partnership.insight.models import Build
    from headrow.vocabulary.clock import now

    build = Build.objects.get()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "assessment.pdf").write_bytes(b"%PDF-1.7 the assessment")
    build.folder, build.document = str(tmp_path / "build"), {"period": "2024-01..2024-12"}
    build.save()
    row = Assessment.objects.create(
        year=2024, title="Strategic assessment 2024", build=build, state="signed", signed_at=now()
    )
    row.judgements.create(box="b", words="More was looked for.", by=measured["analyst"], at=now())
    Assessment.objects.create(year=2025, title="Canary draft", build=build)
    return measured


def test_a_signed_assessment_is_public_and_a_draft_is_not(assessed, after_commit):
    from headrow.partnership.insight.models import StoredFinding

    files = released(assessed, after_commit)
    page = words_of(files["/assessment/2024/"])
    assert "January 2024 to December 2024" in page
    assert "More was looked for." in page
    assert 'href="../../figures/f-open/"' in files["/assessment/2024/"]
    assert "/assessment/2025/" not in files
    assert not [at for at, text in files.items() if "canary" in text.lower()]
    assert "/assessment/2024/assessment.pdf" not in files, "it holds a figure kept inside"
    StoredFinding.objects.filter(public=False).delete()
    assert "/assessment/2024/assessment.pdf" in released(assessed, after_commit)


def test_how_safe_it_is_says_only_what_the_figures_say(assessed, after_commit):
    from headrow.partnership.insight.models import StoredFinding

    cell = {**CELL, "key": [], "state": "shown", "numerator": 420}
    whole = document("f-whole", [{**cell, "value": 4.2, "denominator": 100000}])
    whole["question"] |= {"category": "all", "by": []}
    more = {"verdict": "no clear change", "low": -1, "high": 3}
    change = document("f-change", [{**cell, "value": 1.2, "denominator": 415, "more": more}])
    change["question"] = {
        "measure": "recorded-crime-change",
        "period": "2024-01..2024-12",
        "by": [],
        "category": "all",
        "compared_with": "2023-01..2023-12",
    }
    build = StoredFinding.objects.get(code="f-open").build
    for code, said in (("f-whole", whole), ("f-change", change)):
        StoredFinding.objects.create(build=build, code=code, title=code, document=said)
    files = released(assessed, after_commit)
    page = words_of(files["/how-safe/"])
    assert "There was no clear difference in recorded crime in Exampleford" in page
    assert "420 crimes and incidents were recorded: 4.20 for each 1,000 residents." in page
    assert 'href="east/"' in files["/how-safe/"]
    east = words_of(files["/how-safe/east/"])
    assert "3.80 (3.60 to 3.90)" in east
    assert "[c]" in words_of(files["/how-safe/west/"])
