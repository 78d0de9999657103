"""The Word file: real styles, headed tables, alternatives, links both ways, and no date in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from documents import sample
from documents.reading import docx_of
from headrow.documents import docx as word
from headrow.documents.citations import how
from headrow.documents.model import Bullets, Drawing, plain
from headrow.documents.word_markup import bookmark_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made():
    return docx_of(sample.sample())


def test_every_drawing_has_its_alternative(made) -> None:
    shapes = made.inline_shapes
    assert len(shapes) == 2
    descriptions = [shape._inline.docPr.get("descr") for shape in shapes]
    assert descriptions == [sample.trend_figure().alt, sample.MAP_ALT]


def test_parts_are_headings_and_figures_are_captioned(made) -> None:
    styles = {p.text: p.style.name for p in made.paragraphs}
    assert styles["1 Levels and patterns"] == "Heading 1"
    assert styles["1.1 Robbery"] == "Heading 2"
    assert styles["Where it happens"] == "Heading 3"
    assert styles[sample.trend_figure().title] == "Caption"


def test_every_style_used_is_defined(made) -> None:
    defined = {style.style_id for style in made.styles}
    used = set(
        made.element.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")
    )
    assert len(used) > 20
    assert used <= defined


def test_text_is_formatted_by_styles(made) -> None:
    direct = made.element.body.xpath(
        ".//w:r/w:rPr/*[not(self::w:rStyle or self::w:b or self::w:i)]"
    )
    assert direct == []


def test_data_tables_repeat_their_heading_row(made) -> None:
    titles = {"Robberies a month", "Robbery rate by area, A to Z", sample.heat_table().title}
    for table in made.tables:
        caption = table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
        headed = table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
        assert bool(headed) is (caption in titles), caption


def test_a_long_table_stands_at_the_back_with_links_both_ways(made) -> None:
    texts = [p.text for p in made.paragraphs]
    back = texts.index("Longer tables", 20)
    assert texts.index("Robbery rate by area, A to Z") > back
    assert (
        "Table of these numbers" in texts[:back] and "The numbers behind Figure 2" in texts[back:]
    )


def test_links_lead_to_bookmarks_that_are_there_and_back(made) -> None:
    anchors = set(made.element.body.xpath(".//w:hyperlink/@w:anchor"))
    names = made.element.body.xpath(".//w:bookmarkStart/@w:name")
    assert anchors <= set(names)
    assert len(names) == len(set(names))
    assert bookmark_name(how("total")) in anchors and bookmark_name("robbery-trend") in anchors


def test_each_ordered_list_counts_from_one() -> None:
    listed = Bullets((plain("a"), plain("b")), ordered=True)
    document = sample.sample()
    twice = replace(document, sections=(replace(document.sections[1], blocks=(listed, listed)),))
    made = docx_of(twice)
    used = {
        p._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
        for p in made.paragraphs
        if p.text in "ab" and p.text
    }
    assert len(used) == 2
    numbering = made.part.numbering_part.element
    for number in used:
        assert numbering.xpath(
            f"./w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val"
        ) == ["1"]


def test_a_figure_without_a_picture_prints_its_alternative() -> None:
    figure = replace(sample.trend_figure(), drawing=Drawing("<svg/>", "<svg/>"))
    document = sample.sample()
    section = replace(document.sections[1], blocks=(figure,))
    made = docx_of(replace(document, sections=(section,)))
    assert len(made.inline_shapes) == 0
    assert figure.alt in [p.text for p in made.paragraphs]


def test_arial_stands_in_where_our_face_is_not_installed() -> None:
    with zipfile.ZipFile(io.BytesIO(word.render(sample.sample()))) as archive:
        assert (
            '"Source Sans Pro"><w:altName w:val="Arial"/>'
            in archive.read("word/fontTable.xml").decode()
        )


def test_no_date_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(word.render(sample.sample()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = docx_of(sample.sample()).core_properties
    assert core.created == core.modified and core.created.year == 2000
    assert core.title == sample.sample().title


def test_a_very_long_title_is_not_refused() -> None:
    assert docx_of(replace(sample.sample(), title="word " * 100)).core_properties.title
