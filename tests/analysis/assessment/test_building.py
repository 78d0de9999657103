"""The whole document, of each place and data set: every section, no word that may not be said, parts that add up."""

from __future__ import annotations

import csv
import re

import pytest

from headrow.analysis.assessment import wording
from headrow.documents.citations import citations_of
from headrow.documents.model import Notice, Paragraph, Subheading, Table, text_of
from headrow.vocabulary.crime import BY_CODE
from plugins.assessments import SHARED

DATA_SETS = ["example", "pack", *(pytest.param(name, marks=pytest.mark.shared) for name in SHARED)]
DRAWER = (
    "Counted",
    "Adjusted",
    "Average, limits or interval",
    "Signal or test",
    "Does not show",
    "File",
)
ISSUES_OF_2024 = [
    "Domestic Violence and abuse",
    "Hate Crime",
    "Illicit Drugs and Substance Use",
    "Neighbour nuisance and ASB",
    "Theft and Neighbourhood Crime",
    "Violent and Sexual Crimes",
    "Reducing Offending Behaviours",
]
THEMES_OF_2018 = [
    "Violent Crime",
    "Sexual Crime",
    "Domestic Violence and Abuse",
    "Vulnerability and Exploitation",
    "Serious and Organised Crime",
    "Offending Behaviours",
    "Community Tensions",
    "Community Crime",
    "Illegal Drugs",
]


@pytest.fixture(params=DATA_SETS)
def built(request):
    """Each document in turn, built once a session."""
    if request.param in SHARED:
        return request.getfixturevalue("shared_document")(request.param)
    return request.getfixturevalue(f"{request.param}_built")


def number(text: str) -> int:
    """A printed count."""
    return int(text.replace(",", ""))


def chapters(built) -> list[str]:
    return [part.title for part in built.document.sections if "." in part.number]


def test_every_content_is_headed_and_in_order(built):
    whole = [part for part in built.document.sections if "." not in part.number]
    assert [part.number for part in whole] == list("123456789")
    assert [part.code for part in whole] == [
        part.code for part in built.outline.sections if not part.repeat
    ]
    codes = [part.code for part in built.document.sections]
    between = codes[codes.index("changes") + 1 : codes.index("why")]
    assert len(between) == len(chapters(built)) >= 3


def test_no_section_is_empty(built):
    """A heading by itself is nothing said."""
    for part in built.document.sections:
        said = [block for block in part.blocks if not isinstance(block, Subheading)]
        assert said, part.title
    assert len([block for block in built.document.front if isinstance(block, Paragraph)]) >= 4


def test_no_heading_stands_without_anything_under_it(built):
    for part in built.document.sections:
        for block, after in zip(part.blocks, [*part.blocks[1:], None], strict=True):
            if isinstance(block, Subheading):
                assert after is not None and not isinstance(after, Subheading), (
                    part.title,
                    block.title,
                )


def test_every_cited_finding_has_its_record(built):
    cited = citations_of(built.document)
    assert cited.unanswered() == ()
    assert len(cited.places) >= 20
    assert {record.address for record in built.document.annex} == set(built.desk.findings)


def test_no_computed_word_says_more_than_it_may(built):
    assert wording.forbidden_in(built.document, built.locality) == []


def test_each_figure_says_what_it_must(built):
    assert built.figures
    assert [figure.number for figure in built.figures] == list(range(1, len(built.figures) + 1))
    codes = [figure.code for figure in built.figures]
    assert len(set(codes)) == len(codes)
    for figure in built.figures:
        assert 0 < len(figure.title.split()) <= 15 and not figure.title.endswith("."), figure.title
        assert re.search(r"\b(19|20)\d\d\b", figure.subtitle), figure.subtitle
        assert built.desk.place in figure.subtitle, figure.subtitle
        assert figure.source.startswith("Source: ") and figure.findings
        assert 30 <= len(figure.alt.split()) <= 60, (figure.code, len(figure.alt.split()))
        assert figure.table.rows and figure.how_to_read
        assert tuple(label for label, _ in figure.drawer) == DRAWER
        assert all(value for _, value in figure.drawer)
        for drawing in (
            figure.drawing,
            *(choice.drawing for choice in figure.choices),
        ):
            assert drawing.wide.startswith("<svg") and drawing.narrow.startswith("<svg")
            assert drawing.wide != drawing.narrow


def test_the_parts_add_up_to_the_total(built):
    rows = [[cell.text for cell in row] for row in built.tables["levels-kinds"].rows]
    *parts, (words, total, *_) = rows
    assert words == "All crimes and incidents"
    assert len(parts) == len({part[0] for part in parts}) and 12 <= len(parts) <= len(BY_CODE)
    assert sum(number(part[1]) for part in parts) == number(total)
    found = [
        finding
        for finding in built.desk.findings.values()
        if finding.question.measure == "recorded-crime-count"
        and (finding.question.category, finding.question.by) == ("all", ())
        and finding.question.period == built.desk.period
        and not finding.question.source
    ]
    assert {finding.only.numerator for finding in found} == {number(total)}


def test_chapters_and_what_is_under_none_hold_every_kind(built):
    """Each kind is counted in a chapter or in the table of kinds under none, never in both."""
    total = number(built.tables["levels-kinds"].rows[-1][1].text)
    in_chapters = {}
    for chapter in built.desk.chapters:
        table = built.tables.get(f"{chapter.slug}-kinds")
        for row in table.rows if table and not chapter.row.all_categories else ():
            name = row[0].text.partition(" (of ")[0]
            if name != "Together":
                assert in_chapters.setdefault(name, number(row[1].text)) == number(row[1].text)
    rest = built.tables.get("not-under-an-issue")
    under_none = {row[0].text: number(row[1].text) for row in rest.rows} if rest else {}
    assert not set(in_chapters) & set(under_none)
    assert sum(in_chapters.values()) + sum(under_none.values()) == total
    assert len(in_chapters) >= 6


def test_the_ledger_balances_and_is_the_one_beside_the_page(built):
    rows = [[cell.text for cell in row] for row in built.tables["ledger"].rows]
    counts = {row[0]: [number(text) for text in row[1:]] for row in rows}
    assert len(counts) == len(rows) >= 2
    for name, (came_in, inside, outside, aside) in counts.items():
        assert came_in == inside + outside + aside, name
    total = counts.pop("All files")
    assert total == [sum(column) for column in zip(*counts.values(), strict=True)]
    by_file = {entry.file: entry for entry in built.desk.opened.ledger.entries}
    for name, (came_in, inside, outside, aside) in counts.items():
        entry = by_file[name]
        assert (entry.rows_in, entry.rows_kept) == (came_in, inside + outside)
        assert sum(part.rows for part in entry.set_aside) == aside


def test_each_gap_says_why_and_what_would_fill_it(built):
    gaps = built.tables["gaps"].rows
    assert len(gaps) >= 5
    assert all(all(cell.text for cell in row) for row in gaps)


def test_a_locality_has_the_chapters_of_its_strategy(pack_built, example_built):
    assert chapters(pack_built) == THEMES_OF_2018
    (strategy,) = example_built.locality.strategies
    assert chapters(example_built) == [chapter.title for chapter in strategy.chapters()]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("the year 2024", ISSUES_OF_2024),
        ("three years of the series", ISSUES_OF_2024),
        ("seven months of 2014", THEMES_OF_2018),
    ],
)
def test_the_period_chooses_the_strategy(shared_document, name, titles):
    assert chapters(shared_document(name)) == titles


@pytest.mark.shared
def test_a_place_without_a_strategy_has_groups_of_crimes(shared_document):
    built = shared_document("another force, 2014")
    assert built.desk.strategy is None and not built.locality.strategies
    assert not set(chapters(built)) & {*ISSUES_OF_2024, *THEMES_OF_2018}
    counted = [code for chapter in built.desk.chapters for code in chapter.categories]
    assert set(counted) == set(BY_CODE)


def test_each_chapter_looks_from_three_sides(built):
    parts = {part.code: part for part in built.document.sections}
    for chapter in built.desk.chapters:
        heads = [
            block.title for block in parts[chapter.slug].blocks if isinstance(block, Subheading)
        ]
        assert [side for side in heads if side in ("Victim", "Offender", "Location")] == [
            "Victim",
            "Offender",
            "Location",
        ], chapter.title


def test_a_commentary_not_written_is_a_box_that_says_so(pack_built):
    boxes = [
        block
        for part in pack_built.document.sections
        for block in part.blocks
        if isinstance(block, Notice) and block.kind == "box"
    ]
    assert len(boxes) >= len(THEMES_OF_2018)
    assert all("To be written by" in text_of(box.blocks[0].spans) for box in boxes if box.blocks)
    assert pack_built.document.status == "Draft"


def test_each_figure_and_table_lies_beside_the_page(example_built, pack_built):
    for built in (example_built, pack_built):
        for figure in built.figures:
            heading, *rows = csv.reader((built.out / figure.csv).open(encoding="utf-8", newline=""))
            assert (len(heading), len(rows)) == (
                len(figure.table.columns),
                len(figure.table.rows),
            )
            assert (built.out / figure.svg).read_text(encoding="utf-8") == figure.drawing.wide
            assert (built.out / figure.png_file).read_bytes().startswith(b"\x89PNG")
        for table in built.tables.values():
            assert isinstance(table, Table)
            assert not table.csv or (built.out / table.csv).is_file(), table.code
