"""Public pages read as a browser would: is the HTML whole, and where does it lead?"""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"))
VOID |= {"source", "track", "wbr", "circle", "path", "rect", "line"}
# Elements that may stand in a list, and the lists.
LISTS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
CLOSES_P = frozenset(
    ["ul", "ol", "dl", "table", "section", "h1", "h2", "h3", "div", "p", "form", "pre"]
)


class Whole(HTMLParser):
    """What is wrong with a page: elements not closed in order, doubled ids, a list that holds other things."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: set[str] = set()
        self.headings: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        inside = self.open[-1] if self.open else ""
        if inside in LISTS and tag not in LISTS[inside]:
            self.wrong.append(f"<{tag}> straight in <{inside}>")
        if tag in CLOSES_P and "p" in self.open:
            self.wrong.append(f"<{tag}> inside <p>")
        if tag == "a" and "a" in self.open:
            self.wrong.append("a link in a link")
        if tag == "img" and "alt" not in said:
            self.wrong.append("an image without words")
        if "id" in said:
            if said["id"] in self.ids:
                self.wrong.append(f"id {said['id']} twice")
            self.ids.add(said["id"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.wrong.append(f"<{tag}/> is closed at once")

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing of its own")

    def handle_data(self, data):
        if not {"style", "script", "title"} & set(self.open):
            self.words.append(data)


def faults_of(html: str) -> list[str]:
    """Everything wrong with a page's HTML."""
    page = Whole()
    page.feed(html)
    page.close()
    wrong = page.wrong + [f"<{tag}> is never closed" for tag in page.open]
    if page.headings.count("h1") != 1:
        wrong.append(f"{page.headings.count('h1')} h1")
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if int(after[1]) > int(before[1]) + 1:
            wrong.append(f"{after} after {before}")
    if not html.startswith("<!doctype html>"):
        wrong.append("no doctype")
    return wrong


def words_of(html: str) -> str:
    """What a reader reads, on one line."""
    page = Whole()
    page.feed(html)
    return " ".join(" ".join(page.words).split())
