"""Boards and who sits where: every member may know it, and the public too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from headrow.partnership.boards.models import Meeting, Terms
from headrow.partnership.boards.rules.meetings import QuorumRule
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import now, today

# Kinds in the order in which a reader looks for them.
KINDS = (
    "executive",
    "delivery-board",
    "place-board",
    "core-group",
    "sub-group",
    "task-group",
    "connected-board",
    "scrutiny",
)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with who chairs it, how many seats are empty, and when it meets next."""

    body: Any
    depth: int = 0
    chairs: tuple[Any, ...] = ()
    members: tuple[Any, ...] = ()
    vacancies: tuple[Any, ...] = ()
    next_meeting: Any = None
    below: tuple[BodyRow, ...] = field(default=())


def tree(reader: Any, *, on: date | None = None) -> list[BodyRow]:
    """The bodies of a day, each under its parent; those without one first, in the order of their kinds."""
    rows = _rows(reader, list(directory.bodies(reader, on=on)), on or today())
    children: dict[Any, list[BodyRow]] = defaultdict(list)
    known = {row.body.pk for row in rows}
    for row in rows:
        children[row.body.parent_id if row.body.parent_id in known else None].append(row)
    return [_placed(row, children, 0) for row in _in_order(children[None])]


def flat(rows: Iterable[BodyRow]) -> list[BodyRow]:
    """A tree as a list, each followed by what is under it."""
    found: list[BodyRow] = []
    for row in rows:
        found += [row, *flat(row.below)]
    return found


def one(reader: Any, key: UUID | str) -> BodyRow | None:
    """One body by its id, or nothing; a body that has ended is found too."""
    body = directory.body(reader, key)
    return _rows(reader, [body], today())[0] if body else None


def _placed(row: BodyRow, children: dict[Any, list[BodyRow]], depth: int) -> BodyRow:
    below = tuple(_placed(each, children, depth + 1) for each in _in_order(children[row.body.pk]))
    return BodyRow(row.body, depth, row.chairs, row.members, row.vacancies, row.next_meeting, below)


def _in_order(rows: Iterable[BodyRow]) -> list[BodyRow]:
    return sorted(rows, key=lambda row: (_kind(row.body.kind), row.body.order, row.body.name))


def _kind(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _rows(reader: Any, bodies: list[Any], day: date) -> list[BodyRow]:
    keys = [body.pk for body in bodies]
    chairs, members, held = _people(keys, day)
    seats = directory.seats_of(keys, on=day)
    upcoming: dict[Any, Any] = {}
    shown = Meeting.objects.filter(body__in=keys, starts_at__gte=now()).exclude(state="cancelled")
    for meeting in shown.order_by("-starts_at"):
        upcoming[meeting.body_id] = meeting
    return [
        BodyRow(
            body,
            chairs=tuple(chairs[body.pk]),
            members=tuple(members[body.pk]),
            vacancies=tuple(s for s in seats if s.body_id == body.pk and s.pk not in held),
            next_meeting=upcoming.get(body.pk),
        )
        for body in bodies
    ]


def _people(keys: list[Any], day: date) -> tuple[Any, Any, set[Any]]:
    """Posts of chairs and of members by body, and the seats that somebody holds."""
    chairs: dict[Any, list[Any]] = defaultdict(list)
    members: dict[Any, list[Any]] = defaultdict(list)
    held: set[Any] = set()
    for post in directory.posts_on(keys, on=day):
        held.add(post.seat_id)
        if post.role == "BC":
            chairs[post.body_id].append(post)
        elif post.role == "BM":
            members[post.body_id].append(post)
    return chairs, members, held


def executive_on_connected(reader: Any) -> list[dict[str, Any]]:
    """Each connected board, and the members of the executive who sit on it; at least one should (G-04)."""
    bodies = list(directory.bodies(reader))
    gold = [body.pk for body in bodies if body.kind == "executive"]
    connected = [body for body in bodies if body.kind == "connected-board"]
    posts = list(directory.posts_on([*gold, *(b.pk for b in connected)], on=today()))
    executive = {post.member_id: post.member for post in posts if post.body_id in gold}
    return [
        {
            "body": body,
            "both": [
                executive[post.member_id]
                for post in posts
                if post.body_id == body.pk and post.member_id in executive
            ],
        }
        for body in connected
    ]


def terms_of(reader: Any, body: Any) -> list[Terms]:
    """The terms of reference of a body, the newest first."""
    return list(Terms.objects.filter(body=body))


def quorum_rule(body: Any) -> QuorumRule:
    """A body's own quorum where it is set; else half its voting members, and for the executive council and police."""
    said = body.quorum or {}
    usual = ("council", "police") if body.kind == "executive" else ()
    return QuorumRule(
        share=Fraction(said.get("share", "1/2")),
        agencies=tuple(said.get("agencies", usual)),
        at_least=int(said.get("at_least", 0)),
    )


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat, and who fills it now; nobody is a vacancy, of a seat by law one that the law minds (G-02)."""

    seat: Any
    held_by: tuple[Any, ...]


def seat_rows(reader: Any, body: Any) -> list[SeatRow]:
    """The seats of a body with who fills each."""
    posts = directory.posts_on([body.pk], on=today())
    return [
        SeatRow(seat, tuple(post.member for post in posts if post.seat_id == seat.pk))
        for seat in directory.seats_of([body.pk], on=today())
    ]


SHARES = {Fraction(1, 2): "Half", Fraction(1, 3): "A third", Fraction(2, 3): "Two thirds"}


def share_words(body: Any) -> str:
    """The share of its votes that a body's quorum asks for, in words."""
    share = quorum_rule(body).share
    return SHARES.get(share, str(share))
