"""The main job from end to end: an analyst's words woven in, a misnamed file refused, a missing source a gap."""

from __future__ import annotations

import shutil

import pytest

from headrow.documents.model import Notice, text_of
from headrow.vocabulary.toml_files import DeclaredFileError
from plugins.assessments import build_at

YEAR = "2024-01..2024-12"
FRONT = "---\nauthor: Partnership analyst\ndate: 2025-03-31\n---\n"
WORDS = FRONT + "The summer fair moved to June, and so did the calls.\n"


def test_the_analysts_words_are_woven_in_and_survive_a_rebuild(
    tmp_path, example_folder, assessments_home
):
    from headrow.analysis.warehouse.folder import Warehouse

    folder = tmp_path / "words"
    folder.mkdir()
    file = folder / "changes.md"
    file.write_text(WORDS, encoding="utf-8")
    before = file.read_bytes()
    for turn in range(2):
        built = build_at(
            tmp_path / "out",
            "example",
            example_folder,
            YEAR,
            Warehouse(assessments_home),
            write=False,
            words=folder,
        )
        (part,) = [part for part in built.document.sections if part.code == "changes"]
        said = [
            text_of(block.blocks[0].spans)
            for block in part.blocks
            if isinstance(block, Notice) and block.kind == "commentary"
        ]
        assert said == ["The summer fair moved to June, and so did the calls."], turn
        assert file.read_bytes() == before
    file.rename(folder / "chnages.md")
    with pytest.raises(DeclaredFileError, match="belongs to no section or issue"):
        build_at(
            tmp_path,
            "example",
            example_folder,
            YEAR,
            Warehouse(assessments_home),
            write=False,
            words=folder,
        )


def test_the_localitys_own_words_stand_on_the_page(example_built):
    (file,) = [
        path
        for path in example_built.locality.commentary_folder.glob("*.md")
        if path.stem.casefold() != "readme"
    ]
    sentence = file.read_text(encoding="utf-8").rpartition("---")[2].strip().partition(".")[0]
    assert " ".join(sentence.replace("*", "").split()) in example_built.printed


def test_a_source_that_is_not_there_is_a_gap_with_what_would_fill_it(
    tmp_path, example_folder, example_built, assessments_home
):
    from headrow.analysis.warehouse.folder import Warehouse

    data = tmp_path / "data"
    shutil.copytree(example_folder, data)
    shutil.rmtree(data / "deprivation")
    shutil.rmtree(data / "partners")
    built = build_at(tmp_path, "example", data, YEAR, Warehouse(assessments_home), write=False)
    gaps, whole = ({gap.what: gap for gap in one.desk.gaps} for one in (built, example_built))
    assert len(set(gaps) - set(whole)) >= 1 and all(gap.why for gap in gaps.values())
    assert "No index of deprivation" in " ".join(
        text_of(block.blocks[0].spans)
        for part in built.document.sections
        for block in part.blocks
        if isinstance(block, Notice) and block.kind == "gap"
    )
    assert not [
        finding
        for finding in built.desk.findings.values()
        if finding.question.measure == "partner-count"
    ]
