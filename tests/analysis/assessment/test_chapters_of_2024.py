"""Chapters of the seven issues, on a real year: each key issue with a figure or "no data", and what is always said."""

from __future__ import annotations

import pytest

from headrow.documents.model import Figure, Paragraph, text_of

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def built(shared_document):
    return shared_document("the year 2024")


def said_in(built, slug: str) -> str:
    (part,) = [part for part in built.document.sections if part.code == slug]
    return " ".join(text_of(block.spans) for block in part.blocks if isinstance(block, Paragraph))


def figures_in(built, slug: str) -> list[Figure]:
    (part,) = [part for part in built.document.sections if part.code == slug]
    return [block for block in part.blocks if isinstance(block, Figure)]


def issues_of(built, slug: str) -> dict[str, tuple[str, str]]:
    return {row[0].text: (row[1].state, row[1].text) for row in built.tables[f"{slug}-issues"].rows}


def test_each_key_issue_stands_with_a_figure_or_no_data(built):
    counts = {}
    for chapter in built.desk.chapters:
        issues = issues_of(built, chapter.slug)
        assert list(issues) == [row.key_issue for row in chapter.key_issues]
        for state, text in issues.values():
            assert (state, text) == ("missing", "no data") or text.replace(",", "").isdigit()
        counts[chapter.slug] = len(issues)
    assert list(counts.values()) == [4, 3, 4, 4, 5, 4, 4]


@pytest.mark.mission("M107")
def test_domestic_abuse_has_four_key_issues_and_no_stand_in(built):
    slug = "domestic-violence-and-abuse"
    issues = issues_of(built, slug)
    assert len(issues) == 4 and {state for state, _ in issues.values()} == {"missing"}
    assert "Open police data carry no domestic flag; no figure here stands in for it." in said_in(
        built, slug
    )
    assert figures_in(built, slug) == []


@pytest.mark.mission("M112")
def test_violence_says_that_victims_sex_and_age_are_not_in_open_data(built):
    slug = "violent-and-sexual-crimes"
    assert len(issues_of(built, slug)) == 4
    said = said_in(built, slug)
    assert "Open police data carry no sex and no age." in said
    assert "one category; it is never split by guesswork" in said
    for finding in built.desk.findings.values():
        assert not {"sex", "age"} & {*finding.question.by, *finding.question.options}


def test_a_total_of_a_map_is_the_total_of_its_table(built):
    """The map by areas counts what the chapter's table counts."""
    table = built.tables["neighbour-nuisance-and-asb-kinds"]
    total = int(table.rows[-1][1].text.replace(",", ""))
    (map_of,) = [f for f in figures_in(built, "neighbour-nuisance-and-asb") if f.kind == "map"]
    found = built.desk.findings[map_of.findings[0]]
    mapped = sum(cell.numerator for cell in found.cells)
    street = found.trail.months == ("2024-03",)
    assert street or mapped == total
