"""The boards of the demonstration: seats and who fills them, cycles and quorums, terms, one task and finish group."""

from __future__ import annotations

from typing import Any

from headrow.partnership.boards.changes import bodies as changes
from headrow.partnership.directory import changes as directory
from headrow.partnership.directory import queries as who
from headrow.partnership.web.demonstration.world import World

# Board: seats as name, agency, person who fills it (nobody: vacant), seat by law, chairs, vote.
SEATS: dict[str, tuple[tuple[str, str, str, str, str, bool], ...]] = {
    "gold": (
        ("Chair", "council", "gold-chair", "council", "chair", True),
        ("Vice-chair, police", "police", "deputy-gold", "police", "vice", True),
        ("Health", "health", "health-member", "health", "", True),
        ("Fire and rescue", "fire", "fire-lead", "fire", "", True),
        ("Probation", "probation", "probation-member", "probation", "", True),
        ("Executive member for communities", "council", "councillor", "", "", True),
        ("Chair of a delivery board, first", "council", "silver-chair", "", "", True),
        ("Chair of a delivery board, second", "council", "hate-chair", "", "", True),
        ("Chair of a delivery board, third", "health", "domestic-chair", "", "", True),
        ("Voluntary sector", "advocacy", "", "", "", False),
    ),
    "silver": (
        ("Chair", "council", "silver-chair", "", "chair", True),
        ("Council", "council", "leaver", "council", "", True),
        ("Police", "police", "police-panel", "police", "", True),
        ("Health", "health", "health-member", "health", "", True),
        ("Probation", "probation", "probation-member", "probation", "", True),
        ("Fire and rescue", "fire", "", "fire", "", True),
    ),
    "hate": (
        ("Chair", "council", "hate-chair", "", "chair", True),
        ("Children's social care", "childrens", "childrens-member", "", "", True),
    ),
    "domestic": (
        ("Chair", "health", "domestic-chair", "", "chair", True),
        ("Adult social care", "adults", "adults-member", "", "", True),
    ),
}
# Months between meetings; the least number of voting members there.
CYCLES = {"gold": (2, 5), "silver": (2, 3), "hate": (3, 2), "domestic": (3, 2)}


def seed(world: World) -> None:
    """Fill the boards."""
    for key, rows in SEATS.items():
        posts = who.posts_on([world.boards[key].pk], on=world.today)
        for row in rows:
            _seat(world, world.boards[key], posts, row)
    for key, (months, least) in CYCLES.items():
        board = world.boards[key]
        kinds = ("council", "police") if key == "gold" else ()
        changes.set_cycle(
            body=board, months=months, share="1/2", at_least=least, agencies=kinds, by=world.clock
        )
        _terms(world, board)
    changes.add_task_group(
        parent=world.boards["hate"],
        name="Demo group on reporting centres",
        purpose="Made-up: see why two centres sent nothing for a quarter, and say what would help.",
        ends=world.day(90),
        by=world.clock,
    )


def _seat(world: World, board: Any, posts: list[Any], row: tuple[Any, ...]) -> None:
    name, agency, person, by_law, chairs, votes = row
    seat = changes.add_seat(
        body=board,
        name=name,
        agency=world.agencies[agency],
        statutory_kind=by_law,
        chairs=chairs,
        voting=votes,
        starts=world.day(-700),
        by=world.clock,
    )
    for post in posts:
        if person and post.member_id == world.member(person).pk:
            directory.take_seat(post=post, seat=seat, by=world.clock)


def _terms(world: World, board: Any) -> None:
    changes.set_terms(
        body=board,
        text=(
            "Made-up terms of reference.\n\nThe board sees to its deliverables, reports to the executive"
            " and escalates what it cannot solve.\n\nIt meets as its cycle says. Half of its votes make a"
            " quorum. Minutes are agreed at the next meeting."
        ),
        starts=world.day(-700),
        by=world.clock,
    )
