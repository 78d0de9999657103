"""The meetings of the demonstration: held, to be held today, ahead, cancelled; their papers, decisions and minutes.

The decisions that the plan's seed names (its amendment, its acceptance) get the numbers that it uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from headrow.partnership.boards.changes import decisions, meetings, minutes, papers, rooms
from headrow.partnership.boards.changes.decisions import Wording
from headrow.partnership.plan import queries as plan
from headrow.partnership.web.demonstration.world import World
from headrow.vocabulary.clock import LONDON

SAID = {
    "opening": "Made-up: the chair welcomed everyone.",
    "minutes": "Made-up: the minutes were read and found right.",
    "actions": "Made-up: the longest overdue were gone through first.",
    "escalations": "Made-up: none was brought.",
    "highlights": "Made-up: the report was taken as read.",
    "performance": "Made-up: two figures were asked about.",
    "risks": "Made-up: no score was changed.",
    "duties": "Made-up: the register was read.",
}
NOTE = {"purpose": "note", "body_text": "Made-up: what was done since the last meeting."}
DECIDE = {
    "purpose": "decide",
    "body_text": "Made-up: two ways of giving out the grant were compared.",
    "recommendation": "Made-up: fund the second year of street work.",
    "options": "Made-up: fund it; fund half; stop.",
    "section_17": "Made-up: it lowers harm in two places.",
    "equality": "Made-up: screened, no further work needed.",
    "data_protection": "Made-up: no personal data.",
    "money": "Made-up: within the award.",
    "risk": "Made-up: workers may leave.",
    "consulted": "Made-up: the board's members.",
    "evidence": ["Made-up: evaluation of the first year"],
}


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting to be held: board, days from today, who was not there."""

    board: str
    days: int
    away: tuple[str, ...] = ()


def seed(world: World) -> None:
    """Fill the calendars of four boards."""
    _silver(world)
    _gold(world)
    _hate_and_domestic(world)


def _at(world: World, days: int, hour: int = 14) -> datetime:
    day = world.day(days)
    # A board meets on a working day; the seed's days are near enough.
    day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def _scheduled(world: World, board: str, days: int, **more: Any) -> Any:
    return meetings.schedule(
        body=world.boards[board],
        starts_at=_at(world, days),
        place="Demo Hall, room 2",
        by=world.member("partnership"),
        **more,
    )


def _published(world: World, meeting: Any, *titles: tuple[str, dict[str, Any]]) -> None:
    """Agenda and papers, out in time."""
    officer = world.member("partnership")
    meetings.build_agenda(meeting=meeting, by=officer)
    meetings.publish_agenda(meeting=meeting, by=officer)
    themed = meeting.items.get(kind="themed")
    for title, says in titles:
        paper = papers.write(meeting=meeting, by=officer, item=themed, title=title, **says)
        papers.publish(paper=paper, by=officer, at=meeting.starts_at - timedelta(days=14))
    meetings.publish_papers(meeting=meeting, by=officer)
    meeting.refresh_from_db()


def attend(world: World, meeting: Any, away: tuple[str, ...]) -> None:
    """Everybody expected is there but those named, who sent apologies."""
    absent = {world.member(key).pk for key in away}
    for row in meeting.attendees.all():
        status = "apologies" if row.member_id in absent else "present"
        rooms.set_attendance(attendee=row, status=status, by=world.member("partnership"))


def _begun(world: World, held: Held, *titles: tuple[str, dict[str, Any]]) -> Any:
    meeting = _scheduled(world, held.board, held.days)
    _published(world, meeting, *titles)
    meetings.open_meeting(meeting=meeting, by=world.member("partnership"))
    attend(world, meeting, held.away)
    for item in meeting.items.all():
        rooms.save_note(
            item=item,
            note=SAID.get(item.kind, "Made-up: talked through and noted."),
            closed=True,
            by=world.member("partnership"),
        )
    meeting.refresh_from_db()
    return meeting


def _closed(world: World, meeting: Any, earlier: Any = None) -> Any:
    """Close a meeting that agreed the minutes of the one before; its own are drafted."""
    if earlier is not None:
        minutes.agree(minutes=earlier, at=meeting, by=world.clock)
        minutes.publish(minutes=earlier, by=world.member("partnership"))
    return rooms.close_meeting(meeting=meeting, by=world.member("partnership"))


def _decide(world: World, meeting: Any, words: str, *about: Any, **more: Any) -> Any:
    subjects = [f"plan.deliverable:{row.pk}" for row in about]
    reverses = more.pop("reverses", None)
    says = Wording(
        wording=words,
        proposer="Demo chair",
        reasons="Made-up: the paper and what was said.",
        expected_effect="Made-up: fewer reports from the same places.",
        effective=meeting.starts_at.date(),
        review=world.day(more.pop("review", 120)),
        **more,
    )
    return decisions.record_decision(
        meeting=meeting,
        item=meeting.items.get(kind="themed"),
        says=says,
        subjects=subjects,
        reverses=reverses,
        at=meeting.starts_at + timedelta(minutes=40),
        by=world.member("partnership"),
    )


def _rows(world: World, board: str) -> list[Any]:
    found = plan.deliverables(None, strategy=world.strategy, body=world.boards[board])
    return [row.record for row in found]


def _silver(world: World) -> None:
    """Two held; the first took the decision by which the plan's wording was amended."""
    first = _begun(world, Held("silver", -44), ("Demo paper: the promise on vehicles", DECIDE))
    words = "Made-up: the wording of the second promise is amended."
    about = _rows(world, "silver")[1:2]
    _decide(world, first, words, *about, votes_for=4, votes_against=1, votes_abstained=0)
    drafted = _closed(world, first)
    second = _begun(world, Held("silver", -2, ("probation-member",)))
    _closed(world, second, drafted)
    _scheduled(world, "silver", 58)


def _gold(world: World) -> None:
    """Three held, of which the last waits for its minutes to be agreed today; one ahead, one cancelled."""
    first = _begun(world, Held("gold", -180, ("fire-lead",)), ("Demo paper: the grant", DECIDE))
    funded = _decide(world, first, "Made-up: the grant goes to street work for one year.", review=-10)  # fmt: skip
    drafted = _closed(world, first)
    second = _begun(world, Held("gold", -120), ("Demo paper: the grant again", DECIDE))
    _decide(
        world,
        second,
        "Made-up: the grant is shared between street work and training.",
        *_rows(world, "hate")[:1],
        votes_for=7,
        votes_against=1,
        votes_abstained=1,
        reverses=funded,
    )
    drafted = _closed(world, second, drafted)
    third = _begun(world, Held("gold", -61, ("councillor", "probation-member")))
    words = "Made-up: a named person's grievance is answered by the chair."
    _decide(world, third, words, restricted_because="Made-up: it is about one person.")
    _closed(world, third, drafted)
    _scheduled(world, "gold", 0)
    _scheduled(world, "gold", 28, public=True, minutes_long=90)
    meetings.cancel(
        meeting=_scheduled(world, "gold", 49),
        reason="Made-up: the hall is not to be had.",
        by=world.member("partnership"),
    )
    _urgent(world)


def _urgent(world: World) -> None:
    """Between meetings a board without members here accepted that a promise is complete (G-66)."""
    rows = [row.record for row in plan.deliverables(None, strategy=world.strategy)]
    done = next(row for row in rows if row.state == "closed")
    decisions.record_urgent(
        body=done.body,
        says=Wording(
            wording="Made-up: the guide is out; the promise is accepted as complete.",
            proposer="Demo chair",
            reasons="Made-up: the guide was seen by all three who agreed.",
            effective=world.day(-5),
            review=world.day(180),
        ),
        agreed_by=("chair", "council", "police"),
        subjects=[f"plan.deliverable:{done.pk}"],
        at=_at(world, -5),
        by=world.member("partnership"),
    )


def _hate_and_domestic(world: World) -> None:
    """Two each; the last of the domestic abuse board had no quorum: it noted and decided nothing."""
    for board, away in (("hate", ()), ("domestic", ("adults-member",))):
        first = _begun(world, Held(board, -100))
        if board == "hate":
            about = _rows(world, "hate")[1:2]
            _decide(world, first, "Made-up: one leaflet in six languages.", *about)
        drafted = _closed(world, first)
        second = _begun(world, Held(board, -9, away))
        _closed(world, second, drafted)
        _scheduled(world, board, 80)
