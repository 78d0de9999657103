"""The analyst's words: woven in with author and date, kept at a rebuild, and asked for where there are none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.assessment.commentary import (
    NOTHING_WRITTEN,
    codes_for,
    markdown_blocks,
    read_commentaries,
)
from headrow.documents.model import Bullets, Paragraph, Subheading, Table, text_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.outlines import load_outline
from headrow.vocabulary.toml_files import DeclaredFileError

FRONT = "---\nauthor: Partnership analyst\ndate: 2025-03-31\n---\n"
CODES = {"changes": (), "hate-crime": ("I24-2",)}


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_words_stand_in_their_section_with_author_and_date(tmp_path):
    write(tmp_path, "changes.md", FRONT + "The fall **may** be recording.\n\nA second thought.\n")
    notice = read_commentaries(tmp_path, codes=CODES).notice(
        "changes", label="Why", role="the analyst"
    )
    assert notice.kind == "commentary"
    assert [text_of(block.spans) for block in notice.blocks] == [
        "The fall may be recording.",
        "A second thought.",
        "Written by Partnership analyst, 31 March 2025. Commentary, not computed.",
    ]
    assert [span.strong for span in notice.blocks[0].spans] == [False, True, False]


def test_a_file_may_be_named_by_the_issue_or_by_its_id(tmp_path):
    write(tmp_path, "I24-2.md", FRONT + "Reports rose after two campaigns.")
    assert list(read_commentaries(tmp_path, codes=CODES).by_code) == ["hate-crime"]
    write(tmp_path, "hate-crime.md", FRONT + "Again.")
    with pytest.raises(DeclaredFileError, match="speak of the same part"):
        read_commentaries(tmp_path, codes=CODES)


def test_a_rebuild_keeps_the_words_byte_for_byte(tmp_path):
    file = write(tmp_path, "changes.md", FRONT + "Words.\r\n")
    before = file.read_bytes()
    first = read_commentaries(tmp_path, codes=CODES)
    assert read_commentaries(tmp_path, codes=CODES) == first
    assert file.read_bytes() == before


def test_where_nothing_is_written_a_visible_box_says_who_is_to_write(tmp_path):
    for held in (NOTHING_WRITTEN, read_commentaries(tmp_path / "absent", codes=CODES)):
        notice = held.notice("changes", label="Why it changed", role="the partnership's analyst")
        assert (notice.kind, notice.title) == ("box", "Why it changed")
        assert text_of(notice.blocks[0].spans) == "To be written by the partnership's analyst."


def test_too_few_words_are_said_and_still_printed(tmp_path):
    write(tmp_path, "changes.md", FRONT + "Four words stand here.")
    notice = read_commentaries(tmp_path, codes=CODES).notice(
        "changes", label="", role="", at_least_words=60
    )
    assert (
        text_of(notice.blocks[-1].spans) == "4 words are written; 60 are asked for before sign-off."
    )
    assert text_of(notice.blocks[0].spans) == "Four words stand here."


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "chnages.md",
            FRONT,
            "belongs to no section or issue. Name it after one of: I24-2, changes, hate-crime",
        ),
        ("changes.md", "No front lines.", "does not say who wrote it and when"),
        ("changes.md", "---\nauthor: A post\n---\nWords.", "does not say who wrote it and when"),
        (
            "changes.md",
            FRONT.replace("2025-03-31", "31/3/25"),
            "the date '31/3/25' is not written like 2025-03-31",
        ),
    ],
)
def test_a_file_that_cannot_be_placed_is_explained(tmp_path, name, text, says):
    write(tmp_path, name, text)
    with pytest.raises(DeclaredFileError) as refused:
        read_commentaries(tmp_path, codes=CODES)
    assert says in str(refused.value)
    assert name in str(refused.value)


def test_a_file_that_is_not_utf8_is_explained_and_a_readme_is_left_alone(tmp_path):
    write(tmp_path, "README.md", "How to write here.")
    assert read_commentaries(tmp_path, codes=CODES) == NOTHING_WRITTEN
    (tmp_path / "changes.md").write_bytes(b"\xff\xfe---")
    with pytest.raises(DeclaredFileError, match="is not UTF-8 text"):
        read_commentaries(tmp_path, codes=CODES)


def test_markdown_becomes_document_nodes():
    heading, words, bullets, numbered, table = markdown_blocks(
        "## What we saw\n\nA [source](https://example.org) and *doubt*.\n\n- one\n-"
        " two\n  - inner\n\n1. first\n\n"
        "| Year | Cases |\n| --- | ---: |\n| 2023 | 12 |\n"
    )
    assert heading == Subheading("What we saw")
    assert (words.spans[1].text, words.spans[1].href) == ("source", "https://example.org")
    assert words.spans[3].emphasis
    assert isinstance(bullets, Bullets) and not bullets.ordered
    assert [text_of(item) for item in bullets.items] == ["one", "two; inner"]
    assert isinstance(numbered, Bullets) and numbered.ordered
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["2023", "12"]]


def test_html_and_scripts_stay_words_and_no_link_leaves_for_a_program():
    blocks = markdown_blocks(
        "<script>alert(1)</script>\n\n[run](javascript:alert(1)) [other](other.md) ![plan](x.png)"
    )
    spans = [span for block in blocks for span in block.spans]
    assert all(not span.href for span in spans)
    assert "[picture: plan]" in "".join(span.text for span in spans)


@given(st.text(max_size=200))
def test_any_text_makes_blocks_without_falling_over(text):
    assert all(
        isinstance(block, Paragraph | Bullets | Subheading | Table)
        for block in markdown_blocks(text)
    )


def test_each_section_and_each_issue_may_be_spoken_of():
    leeds = load_locality("leeds")
    codes = codes_for(load_outline(), leeds.chapters(leeds.strategy("2024")))
    assert {"levels", "changes", "why", "not-known"} <= set(codes)
    assert codes["neighbour-nuisance-and-asb"] == ("I24-4",)
    assert "chapter" not in codes
