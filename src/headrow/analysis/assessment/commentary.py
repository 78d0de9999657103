"""The analyst's own words: Markdown files beside the outline, turned into blocks and woven in at every build.

A file is named after the section or the issue it speaks of (changes.md, hate-crime.md or I24-2.md) and begins
with two front lines between rules, the author's office and the date. Nothing of it is ever written over.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headrow.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Notice,
    Paragraph,
    Span,
    Spans,
    Subheading,
    Table,
    plain,
)
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Outline
from headrow.vocabulary.toml_files import DeclaredFileError, shown

FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n(.*)\Z", re.DOTALL)
SAFE = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commentary:
    """One file's words: whose, of when, and the blocks they make."""

    code: str
    author: str
    dated: str
    blocks: tuple[Block, ...]
    words: int
    file: str


@dataclass(frozen=True, slots=True)
class Commentaries:
    """All that was written, by the code of the section or issue."""

    by_code: Mapping[str, Commentary]

    def notice(self, code: str, *, label: str, role: str, at_least_words: int = 0) -> Notice:
        """The words written for a section or issue, or a visible box that says who is to write them."""
        held = self.by_code.get(code)
        if held is None:
            return Notice("box", label, (Paragraph(plain(f"To be written by {role}.")),))
        short: tuple[Block, ...] = ()
        if held.words < at_least_words:
            words = (
                f"{held.words} words are written; {at_least_words} are asked for before sign-off."
            )
            short = (Paragraph(plain(words), "small"),)
        signed = Paragraph(
            plain(f"Written by {held.author}, {held.dated}. Commentary, not computed."), "small"
        )
        return Notice("commentary", label, (*held.blocks, signed, *short))

    def blocks(
        self, code: str, *, title: str, role: str, at_least_words: int = 0
    ) -> tuple[Block, ...]:
        """The same as the one block that stands in a section."""
        return (self.notice(code, label=title, role=role, at_least_words=at_least_words),)


NOTHING_WRITTEN = Commentaries({})


def codes_for(outline: Outline, chapters: Iterable[Chapter]) -> dict[str, tuple[str, ...]]:
    """The parts that may have a commentary: each section by its code, each chapter by its title or its id."""
    sections = {section.code: () for section in outline.sections if not section.repeat}
    return {**sections, **{chapter.slug: (chapter.code,) for chapter in chapters}}


def read_commentaries(folder: Path, *, codes: Mapping[str, Iterable[str]]) -> Commentaries:
    """Every Markdown file of a folder, which need not exist.

    codes: each section or issue code with the other names a file of it may have. Raises DeclaredFileError for a
    name that leads nowhere, listing those that would, and for a file without its front lines.
    """
    names = {name: code for code, others in codes.items() for name in (code, *others)}
    found: dict[str, Commentary] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if path.stem.casefold() == "readme":
            continue
        if path.stem not in names:
            raise DeclaredFileError(
                f"{shown(path)} belongs to no section or issue. Name it after one of: {', '.join(sorted(names))}."
            )
        code = names[path.stem]
        if code in found:
            raise DeclaredFileError(
                f"{shown(path)} and {found[code].file} speak of the same part. Keep one."
            )
        found[code] = read_commentary(path, code)
    return Commentaries(found)


def read_commentary(path: Path, code: str) -> Commentary:
    """One file. Raises DeclaredFileError when it does not say who wrote it and when."""
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise DeclaredFileError(
            f"{shown(path)} is not UTF-8 text. Save it again as UTF-8."
        ) from None
    split = FRONT.match(text)
    front = dict(re.findall(r"^(\w+):[ \t]*(.+?)[ \t]*$", split[1], re.MULTILINE)) if split else {}
    if not split or not {"author", "date"} <= set(front):
        raise DeclaredFileError(
            f"{shown(path)} does not say who wrote it and when. Begin it with four lines:"
            " ---, author: the post, date: 2025-03-31, ---."
        )
    try:
        dated = datetime.date.fromisoformat(front["date"])
    except ValueError:
        raise DeclaredFileError(
            f"{shown(path)}: the date '{front['date']}' is not written like 2025-03-31."
        ) from None
    words = len(re.findall(r"\w+", split[2]))
    return Commentary(
        code,
        front["author"],
        f"{dated.day} {dated:%B %Y}",
        markdown_blocks(split[2]),
        words,
        shown(path),
    )


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Markdown as document nodes: paragraphs, lists, headings, quotations and tables; HTML stays as typed."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    return tuple(block for node in SyntaxTreeNode(tokens).children for block in _blocks(node))


def _blocks(node: Any) -> Iterable[Block]:
    if node.type == "paragraph":
        yield Paragraph(_spans(node.children[0]))
    elif node.type == "heading":
        yield Subheading("".join(span.text for span in _spans(node.children[0])))
    elif node.type in ("bullet_list", "ordered_list"):
        yield Bullets(
            tuple(_item(item) for item in node.children), ordered=node.type == "ordered_list"
        )
    elif node.type == "table":
        yield _table(node)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _blocks(child)
    elif node.type in ("fence", "code_block", "html_block"):
        yield Paragraph(plain(node.content.strip()), "small")


def _item(node: Any) -> Spans:
    """A list's item; what is nested in it follows in the same item."""
    spans: list[Span] = []
    for child in node.children:
        inner = _spans(child.children[0]) if child.type == "paragraph" else ()
        if child.type in ("bullet_list", "ordered_list"):
            inner = tuple(span for item in child.children for span in (Span("; "), *_item(item)))
        spans += inner
    return tuple(spans)


def _spans(node: Any, *, strong: bool = False, emphasis: bool = False, href: str = "") -> Spans:
    """The runs of an inline node; a link that is not to the web, to mail or within the page is kept as words."""
    if node.type in ("text", "code_inline"):
        return (
            (Span(node.content, href=href, strong=strong, emphasis=emphasis),)
            if node.content
            else ()
        )
    if node.type in ("softbreak", "hardbreak"):
        return (Span(" "),)
    if node.type == "image":
        return (Span(f"[picture: {node.content or 'not described'}]"),)
    if node.type == "link":
        target = str(node.attrs.get("href", ""))
        href = target if SAFE.match(target) else ""
    strong, emphasis = strong or node.type == "strong", emphasis or node.type == "em"
    return tuple(
        span
        for child in node.children
        for span in _spans(child, strong=strong, emphasis=emphasis, href=href)
    )


def _table(node: Any) -> Table:
    rows = [
        [
            " ".join(span.text for span in _spans(cell.children[0])) if cell.children else ""
            for cell in row.children
        ]
        for part in node.children
        for row in part.children
    ]
    head, body = rows[0], rows[1:]
    return Table(
        code="",
        title="",
        columns=tuple(Column(title, f"column-{number}") for number, title in enumerate(head, 1)),
        rows=tuple(tuple(Cell(text) for text in row) for row in body),
    )
