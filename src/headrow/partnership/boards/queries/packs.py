"""The papers of a meeting as one tagged PDF, through the press."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from headrow.documents import typst
from headrow.documents.model import (
    Block,
    Bullets,
    Document,
    Paragraph,
    Section,
    Subheading,
    plain,
)
from headrow.partnership.boards.models import AgendaItem, Meeting, Paper
from headrow.partnership.boards.queries import meetings as queries
from headrow.vocabulary.clock import LONDON

ASKED = {"decide": "To decide", "discuss": "To discuss", "note": "To note"}
SAYS = (
    ("recommendation", "Recommendation"),
    ("options", "Options"),
    ("section_17", "Crime and disorder (section 17)"),
    ("equality", "Equality"),
    ("data_protection", "Data protection"),
    ("money", "Money"),
    ("risk", "Risk"),
    ("consulted", "Who was consulted"),
)


def pack_of(reader: Any, meeting: Meeting, *, locality: Any) -> bytes:
    """The pack that a reader may read, as PDF bytes; restricted items only for those who may see them."""
    return typst.render(document_of(reader, meeting, locality=locality))


def document_of(reader: Any, meeting: Meeting, *, locality: Any) -> Document:
    """The pack as a document: the agenda, then each paper in the order of its item."""
    papers = [each for each in queries.papers(reader, meeting) if each.published_at]
    items = queries.items(reader, meeting)
    inside = any(each.restricted for each in [*papers, *items])
    when = meeting.starts_at.astimezone(LONDON)
    agenda = Section(
        "agenda",
        "1",
        "Agenda",
        (Bullets(tuple(plain(_line(each)) for each in items), ordered=True),),
    )
    return Document(
        title=f"{meeting.body.name}: papers",
        subtitle=f"Meeting of {when:%-d %B %Y}, {when:%H:%M}, {meeting.place or 'place not set'}",
        partnership=getattr(locality, "name", "") or "The partnership",
        service="Papers of a meeting",
        language="en-GB",
        marking="Restricted to the board: do not pass on" if inside else "Papers of the board",
        status="A demonstration: made up" if settings.HEADROW_DEMO else "Published to the board",
        dated=f"{when:%-d %B %Y}",
        front=(Paragraph(plain(f"{len(papers)} papers for {len(items)} items."), kind="lead"),),
        sections=(agenda, *(_paper(n, paper) for n, paper in enumerate(papers, 2))),
        band=getattr(locality, "band", "") or "#0b4a53",
    )


def _line(item: AgendaItem) -> str:
    owner = f" ({item.owner})" if item.owner else ""
    restricted = " Restricted to the board." if item.restricted else ""
    return f"{item.title}{owner}.{restricted}"


def _paper(number: int, paper: Paper) -> Section:
    blocks: list[Block] = [
        Paragraph(
            plain(f"{ASKED[paper.purpose]}. By {paper.author}, {paper.author.agency}."), kind="lead"
        )
    ]
    if paper.restricted:
        blocks.append(
            Paragraph(plain(f"Restricted to the board: {paper.restricted_because}"), kind="small")
        )
    if paper.late:
        blocks.append(Paragraph(plain("Late: it came after the papers closed."), kind="small"))
    blocks += _words(paper.body_text)
    for name, title in SAYS:
        if getattr(paper, name):
            blocks += [Subheading(title, f"{paper.pk}-{name}"), *_words(getattr(paper, name))]
    if paper.evidence:
        blocks += [
            Subheading("Evidence", f"{paper.pk}-evidence"),
            Bullets(tuple(map(plain, paper.evidence))),
        ]
    return Section(f"paper-{paper.pk}", str(number), paper.title, tuple(blocks))


def _words(text: str) -> Iterable[Paragraph]:
    return [Paragraph(plain(part.strip())) for part in text.split("\n\n") if part.strip()]
