"""Held against all three renderers: what a document says reaches every format, as text, the same each time."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass, replace

import pytest

from documents import sample
from documents.reading import READERS, RENDERERS, squeezed
from headrow.documents import words
from headrow.documents.citations import citations_of
from headrow.documents.model import Document, Figure, Record, Section, Table

# Fields that name things for machines, or that one format alone can use.
UNPRINTED = {
    Document: {"language", "band", "downloads"},
    Section: {"code"},
    Table: {"code", "csv"},
    Figure: {"code", "csv", "svg", "png_file", "findings"},
}
SKIPPED = {"code", "finding", "href", "kind", "state", "drawing", "csv", "address"}
FORMATS = pytest.mark.parametrize("form", list(READERS))


def strings_of(node: object) -> set[str]:
    """Every text that a reader should meet, found in the nodes themselves and in no list of ours."""
    if isinstance(node, str):
        return {node} if node.strip() else set()
    if isinstance(node, tuple):
        return set().union(*map(strings_of, node)) if node else set()
    if not is_dataclass(node):
        return set()
    left_out = SKIPPED | UNPRINTED.get(type(node), set())
    found = set()
    for part in fields(node):
        if part.name not in left_out:
            found |= strings_of(getattr(node, part.name))
    return found


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return {form: squeezed(read(sample.sample())) for form, read in READERS.items()}


@FORMATS
def test_every_text_of_every_node_is_printed(form: str, printed: dict[str, str]) -> None:
    document = sample.sample()
    only_on_screen = {choice.alt for choice in sample.map_figure().choices[1:]}
    expected = strings_of(document) - (set() if form == "html" else only_on_screen)
    assert len(expected) > 100
    missing = {text for text in expected if squeezed(text) not in printed[form]}
    assert not missing


@FORMATS
def test_the_sample_holds_every_kind_of_block(form: str) -> None:
    from typing import get_args

    from headrow.documents.model import Block

    def kinds(sections: tuple[Section, ...]) -> set[type]:
        return {type(b) for s in sections for b in s.blocks} | {
            k for s in sections if s.sections for k in kinds(s.sections)
        }

    document = sample.sample()
    held = kinds(document.sections) | {type(block) for block in document.front}
    assert held == set(get_args(Block))


@FORMATS
def test_a_cell_without_a_value_says_why(form: str, printed: dict[str, str]) -> None:
    for text in ("[c]", "No data", "not assessed", words.WITHHELD_NOTE):
        assert squeezed(text) in printed[form]


@FORMATS
@pytest.mark.parametrize("hostile", sample.HOSTILE)
def test_hostile_strings_are_printed_as_they_are(
    form: str, hostile: str, hostile_text: dict
) -> None:
    text = squeezed(hostile)
    # A reader of PDF text may get letters that run from right to left in the order of the line.
    assert text in hostile_text[form] or text[::-1] in hostile_text[form]


@pytest.fixture(scope="module")
def hostile_text() -> dict[str, str]:
    return {form: squeezed(read(sample.hostile())) for form, read in READERS.items()}


@FORMATS
def test_letters_that_no_face_holds_do_not_stop_the_press(form: str) -> None:
    document = replace(sample.sample(), title="Report 漢字 😀 \x00 end")
    text = squeezed(READERS[form](document))
    assert "Report" in text and "end" in text
    assert "漢字" in text or "[U+6F22][U+5B57]" in text


@FORMATS
def test_an_empty_document_is_printed(form: str) -> None:
    empty = Document("Title", "", "Partnership", "", "en-GB", "", "", "", (), ())
    assert "Title" in READERS[form](empty)


@FORMATS
def test_a_section_without_blocks_keeps_its_heading(form: str, printed: dict[str, str]) -> None:
    assert squeezed("2 Matters for the county level") in printed[form]


@FORMATS
def test_two_renders_give_the_same_bytes(form: str) -> None:
    assert RENDERERS[form](sample.sample()) == RENDERERS[form](sample.sample())


@FORMATS
def test_sixty_pages_take_a_second_at_most(form: str) -> None:
    document = sample.large()
    RENDERERS[form](sample.sample())  # imports and fonts
    taken = []
    for _ in range(3):
        began = time.process_time()
        RENDERERS[form](document)
        taken.append(time.process_time() - began)
    # Typst spends the time of both cores at once; a shared machine may be slow: half as much again.
    assert min(taken) < 1.5


@FORMATS
def test_a_number_without_a_record_is_printed_without_a_link(form: str) -> None:
    document = replace(sample.sample(), annex=())
    assert squeezed("12,345") in squeezed(READERS[form](document))


@FORMATS
def test_a_record_given_twice_is_printed_once(form: str) -> None:
    document = sample.sample()
    again = Record("total", "The same once more", ())
    text = squeezed(READERS[form](replace(document, annex=(*document.annex, again))))
    assert squeezed("All recorded crime") in text
    assert squeezed("The same once more") not in text


def test_citations_say_what_the_annex_lacks() -> None:
    document = replace(sample.sample(), annex=(Record("total", "All", ()),))
    assert "robbery.map" in citations_of(document).unanswered()
    assert "total" not in citations_of(document).unanswered()
