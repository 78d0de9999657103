"""The annex of a long report: folded on the page, several records a sheet on paper, all of it there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documents import sample
from documents.reading import Page, docx_text, pdf_of, squeezed
from headrow.documents import html as page
from headrow.documents import words
from headrow.documents.citations import how
from headrow.documents.model import Document, Paragraph, Record, Section, Span

RECORDS = 90
QUERY = "select month, sum(crimes) from crimes group by month order by month"


def long_report() -> Document:
    """A document of one short section with a sentence for each of 90 records."""
    addresses = [f"count/kind-{number:02}@2024" for number in range(RECORDS)]
    text = tuple(Span(f"{at}. ", finding=address) for at, address in enumerate(addresses))
    section = Section("levels", "1", "Levels and patterns", (Paragraph(text),))
    annex = tuple(_record(address) for address in addresses)
    return replace(sample.sample(), front=(), sections=(section,), annex=annex)


def _record(address: str) -> Record:
    rows = (
        ("Counted", "Records of the kind, each once"),
        ("Period", "January to December 2024, compared with January to December 2023"),
        ("Numerator and denominator", "1,234 over 812,000"),
        ("Method", "exact Poisson interval"),
        ("Disclosure rule", "open police counts, shown exactly"),
        ("Does not show", "What was never recorded. " * 6),
    )
    files = "\n".join(f"2024-{month:02}-street.csv: sha256 {'0f' * 32}" for month in range(1, 13))
    return Record(address, f"Count of {address}", rows, (("Query", QUERY), ("Files", files)))


@pytest.fixture(scope="module")
def document() -> Document:
    return long_report()


def test_each_record_is_folded_and_its_query_folded_again(document: Document) -> None:
    tags = Page(page.render(document)).tags
    folds = [named for tag, named in tags if tag == "details"]
    for name in ("record", "more"):
        assert sum(named.get("class") == name for named in folds) == RECORDS
    assert not any("open" in named for named in folds if named.get("class") in ("record", "more"))


def test_paper_holds_many_records_a_page_and_no_query(document: Document) -> None:
    reader = pdf_of(document)
    assert len(reader.pages) <= 14
    text = squeezed(" ".join(p.extract_text() for p in reader.pages))
    assert squeezed(QUERY) not in text
    assert squeezed(words.ON_PAPER) in text
    assert all(squeezed(record.address) in text for record in document.annex)


def test_word_holds_each_record_without_its_query(document: Document) -> None:
    text = docx_text(document)
    assert QUERY not in text
    assert words.ON_PAPER in text
    assert all(record.address in text for record in document.annex)


def _folds_above(tab: Any, anchor: str) -> list[bool]:
    return tab.evaluate(
        "id => { const open = []; let at = document.getElementById(id);"
        " while ((at = at.parentElement.closest('details'))) open.push(at.open); return open; }",
        anchor,
    )


@pytest.mark.browser
def test_a_link_to_a_record_opens_it_and_leaves_its_query_closed(
    document: Document, browser, tmp_path
) -> None:
    file = tmp_path / "assessment.html"
    file.write_text(page.render(document), encoding="utf-8")
    anchor = how(document.annex[40].address)
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(file.as_uri())
    assert _folds_above(tab, anchor) == [False]
    assert tab.evaluate("document.getElementById('annex').offsetHeight") < 90 * RECORDS
    tab.locator("a.shown").nth(40).click()
    tab.wait_for_timeout(200)
    assert _folds_above(tab, anchor) == [True]
    assert tab.locator("details.more[open]").count() == 0
    assert tab.locator(".record-body:visible").count() == 1
    tab.close()
