"""The printed page: tagged, with alternatives and its own fonts, links both ways, nothing off the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import sample
from documents.reading import alternatives, pdf_of, structure
from headrow.documents import words
from headrow.documents.drawings import size
from headrow.documents.model import Drawing
from headrow.documents.paper import paper_of


@pytest.fixture(scope="module")
def reader():
    return pdf_of(sample.sample())


def test_it_is_tagged_and_says_its_title_and_language(reader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata.title == sample.sample().title
    kinds = {str(tag["/S"]) for tag in structure(reader) if "/S" in tag}
    assert {"/Title", "/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/Figure", "/Link"} <= kinds


def test_every_figure_has_its_alternative(reader) -> None:
    figures = [tag for tag in structure(reader) if tag.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert all(tag.get("/Alt") for tag in figures)
    assert set(alternatives(reader)) >= {sample.trend_figure().alt, sample.MAP_ALT}


def test_every_font_is_embedded_and_ours(reader) -> None:
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get_object())
            names.add(str(font.get_object()["/BaseFont"]).split("+")[1])
    assert names and all(name.startswith("SourceSansPro") for name in names)


def test_pages_are_marked_and_counted(reader) -> None:
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"{words.PAGE} {number} {words.OF} {total}" in text
        assert "OFFICIAL" in text


def test_links_lead_from_numbers_to_records_and_back(reader) -> None:
    links = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    inner = [link for link in links if "/Dest" in link or "/D" in link.get("/A", {})]
    outer = [str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})]
    assert len(inner) > 20
    assert outer == ["https://example.org/guide"]


def test_contents_and_bookmarks_name_the_parts(reader) -> None:
    def titles(items: list) -> list[str]:
        return [t for i in items for t in (titles(i) if isinstance(i, list) else [i.title])]

    assert "1 Levels and patterns" in [" ".join(t.split()) for t in titles(reader.outline)]
    assert "Levels and patterns" in reader.pages[1].extract_text()


def test_a_long_table_moves_to_the_back_with_links_both_ways() -> None:
    made = paper_of(sample.sample())
    assert [table["title"] for table in made["long_tables"]] == ["Robbery rate by area, A to Z"]
    assert made["long_tables"][0]["behind"]["link"] == "#robbery-map"
    figure = made["sections"][0]["sections"][0]["blocks"][3]
    assert figure["table_link"] == "#" + made["long_tables"][0]["anchor"]


def test_a_tall_drawing_is_set_smaller_than_the_page() -> None:
    tall = sample.trend_svg(300, 900)
    figure = replace(sample.trend_figure(), drawing=Drawing(tall, tall))
    document = sample.sample()
    section = replace(document.sections[1], blocks=(figure,))
    reader = pdf_of(replace(document, sections=(section,)))
    width = paper_of(replace(document, sections=(section,)))["sections"][0]["blocks"][0]["width"]
    assert size(tall) == (300, 900)
    assert 170 * width / 100 * 3 <= 190
    pages = [page.extract_text() for page in reader.pages]
    assert any(figure.subtitle in text and figure.how_to_read in text for text in pages)


def test_nothing_stands_off_the_paper() -> None:
    edges = []

    def see(text: str, _: list, matrix: list, __: dict, points: float) -> None:
        if text.strip():
            edges.append(matrix[4])

    document = sample.hostile()
    for page in pdf_of(document).pages:
        page.extract_text(visitor_text=see)
        assert all(0 <= edge <= float(page.mediabox.width) for edge in edges)


def test_no_clock_is_in_it(reader) -> None:
    assert reader.metadata.creation_date.year == 1970
