"""What a release holds, and what no file of it may ever hold."""

import json
import re

import pytest

from partnership.publications.openapi import holds_to_openapi
from partnership.publications.reading import faults_of, words_of

HEAVIEST = 30_000


@pytest.fixture
def files(published):
    """Every file of release 1: address to (type, bytes)."""
    return files_of(1)


def files_of(number):
    from headrow.partnership.publications import queries

    folder = queries.folder_of(number)
    return {
        address: (held["type"], (folder / held["file"]).read_bytes())
        for address, held in queries.manifest_of(folder).items()
    }


def pages(files):
    return {at: content.decode() for at, (kind, content) in files.items() if "html" in kind}


def test_no_member_is_named_in_any_file(files):
    for address, (_, content) in files.items():
        assert b"canary" not in content.lower(), address


def test_a_member_named_in_a_board_is_found_by_the_check(room):
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.publications import changes
    from headrow.vocabulary.reasons import Refused

    directory.add_body(
        code="x", short_code="XX", name="Board X", kind="delivery-board", by=room["clock"],
        purpose="Write to CANARY  chair about it.",
    )  # fmt: skip
    release = changes.build_release(by=room["analyst"])
    found = {check["code"]: check["found"] for check in release.checks}
    assert "/who-we-are/" in found["people"]
    assert "canary" not in json.dumps(release.checks).lower(), (
        "the finding does not repeat the name"
    )
    with pytest.raises(Refused, match="No member's name"):
        changes.agree_release(release=release, by=room["officer"])


def test_every_page_is_whole_html(files):
    wrong = {at: faults for at, html in pages(files).items() if (faults := faults_of(html))}
    assert wrong == {}


def test_every_page_is_light_has_one_style_sheet_and_no_script(files):
    for address, html in pages(files).items():
        assert len(html.encode()) < HEAVIEST, address
        assert html.count('rel="stylesheet"') == 1, address
        assert "<script" not in html, address
        assert "style=" not in html, address


def test_nothing_is_loaded_from_another_host(files):
    loaded = re.compile(r'<(?:link|img|script|iframe|source)[^>]*(?:href|src)="(?:https?:)?//')
    for address, html in pages(files).items():
        assert not loaded.search(html), address
    css = files["/assets/site.css"][1].decode()
    assert not re.search(r"url\([\"']?(https?:)?//|@import", css)


def test_no_link_of_the_release_is_broken(files, public):
    for address, html in pages(files).items():
        if address == "/404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"#]+)', html):
            if link.startswith(("http", "tel:", "mailto:")):
                continue
            to = resolved(address, link)
            assert public.get(to).status_code == 200, f"{address} links to {link}"


def resolved(address, link):
    from urllib.parse import urljoin

    return urljoin(f"http://x{address}", link).removeprefix("http://x")


def test_the_emergency_line_comes_first_in_the_page_about_reporting(files):
    words = words_of(pages(files)["/help/"])
    assert words.index("999") < words.index("101")
    assert words.index("Call 999") < words.index("When it is not an emergency")


def test_open_data_is_what_openapi_says(files, public):
    holds_to_openapi(json.loads(files["/data/openapi.json"][1]), public)
    assert public.get("/data/boards.csv")["Access-Control-Allow-Origin"] == "*"


def test_a_cell_that_begins_like_a_formula_is_only_words():
    from headrow.partnership.publications.queries.open_data import _cell

    assert _cell("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"
    assert _cell(-5) == "-5"


def test_every_listed_page_is_in_the_map_and_the_sitemap(files):
    every = pages(files)
    sitemap = files["/sitemap.xml"][1].decode()
    for address in every:
        if address == "/404.html":
            continue
        assert f"{address}</loc>" in sitemap, address
    assert "Disallow: /releases/" in files["/robots.txt"][1].decode()


def test_the_same_content_makes_the_same_pages(published, room):
    from headrow.partnership.publications import changes

    second = changes.build_release(by=room["analyst"])
    changed = set(second.contents["changed"])
    assert second.contents["added"] == []
    assert "/assets/site.css" not in changed
    assert "/data/boards.csv" not in changed
