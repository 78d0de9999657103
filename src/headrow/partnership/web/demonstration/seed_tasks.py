"""The actions of the demonstration: fourteen, in every state, with all the endings and one that slipped twice."""

from __future__ import annotations

from typing import Any

from headrow.partnership.boards.queries import decisions, meetings
from headrow.partnership.tasks import changes
from headrow.partnership.tasks.rules import State
from headrow.partnership.web.demonstration.world import World

# Board, owner, days to its due date, what is to be done, how it ended.
ASKED: tuple[tuple[str, str, int, str, str], ...] = (
    ("gold", "silver-chair", -40, "Send the two boards the shared protocol", "done"),
    ("gold", "health-member", -25, "Name a lead for the joint training", "done"),
    ("gold", "fire-lead", -20, "Open the fire station's room for groups", "could not"),
    ("gold", "deputy-gold", -30, "Give the hourly figures of the centre", "not done"),
    ("gold", "councillor", -15, "Ask the committee for a second date", "withdrawn"),
    ("gold", "gold-chair", 12, "Write to the three funders together", ""),
    ("gold", "probation-member", -33, "Say which offices send referrals", "slips"),
    ("gold", "hate-chair", 5, "Bring the centres' figures to the next meeting", ""),
    ("silver", "silver-chair", -8, "Agree one form for warnings", ""),
    ("silver", "police-panel", -12, "Show where vehicles are taken", "said done"),
    ("silver", "leaver", 20, "Visit the two streets with residents", ""),
    ("silver", "health-member", 25, "Ask the nurses what they see", ""),
    ("hate", "childrens-member", 9, "Put the leaflet into every school", ""),
    ("domestic", "adults-member", -3, "Count how many had a worker with them", ""),
)
ENDINGS = {
    "done": (State.DONE, "Made-up: done; the note is in the folder."),
    "could not": (State.COULD_NOT, "Made-up: the room is being rebuilt."),
    "not done": (State.NOT_DONE, "Made-up: nothing was sent, and no reason given."),
    "withdrawn": (State.WITHDRAWN, "Made-up: the executive no longer wants it."),
}


def seed(world: World) -> None:
    """Fill the actions."""
    for board, owner, days, title, how in ASKED:
        member = world.member(owner)
        task = changes.ask(
            title=f"Made-up: {title[:1].lower()}{title[1:]}",
            source=_source(world, board),
            agency=member.agency,
            owner=member,
            first_due=world.day(days),
            body=world.boards[board],
            by=world.member("partnership"),
        )
        _end(world, task, member, how)


def _source(world: World, board: str) -> Any:
    """The last meeting of the board that was held."""
    past = meetings.meetings(world.member("partnership"), body=world.boards[board], ahead=False)
    return past.exclude(state="cancelled").first()


def _end(world: World, task: Any, member: Any, how: str) -> None:
    if how == "said done":
        changes.answer(task=task, ending=State.DONE, note="Made-up: the map is drawn.", by=member)
    elif how == "slips":
        for to in (4, 18):
            changes.move_date(
                task=task,
                to=world.day(to),
                why="Made-up: two offices have not answered.",
                by=member,
            )
    elif how:
        ending, note = ENDINGS[how]
        newest = decisions.decisions(world.member("partnership"), body=world.boards["gold"])
        number = newest.first().number if how == "withdrawn" else ""
        changes.answer(
            task=task, ending=ending, note=note, decision=number, by=world.member("partnership")
        )
