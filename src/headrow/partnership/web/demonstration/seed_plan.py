"""The plan of the demonstration: twelve deliverables with updates, the duty register, four awards, learning.

What is printed of leads and boards stays as printed; every update is by a "Demo ..." person. The decisions
named here are numbered by the board and the year, and the seed of the boards' decisions uses the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from headrow.partnership.plan import changes, queries
from headrow.partnership.web.demonstration.world import World
from headrow.vocabulary.clock import now


@dataclass(frozen=True, slots=True)
class Story:
    """One deliverable by its place in the strategy: who leads it, its steps (days from today, done or not)."""

    place: int
    lead: str
    said: str
    stated: str
    steps: tuple[tuple[str, int, bool], ...]
    updated: int = -10
    ends: int = 200
    expected: int = 200
    reason: str = ""
    recovery: str = ""
    public: str = ""


BEGUN, NEXT = ("The plan of work is agreed", -60, True), ("Half way: what was learnt", 60, False)
STORIES = (
    Story(
        0,
        "lead",
        "Made-up: two training days are held, the referral form is in use.",
        "Green",
        (BEGUN, NEXT),
        public="Made-up: training has begun.",
    ),
    Story(
        1,
        "lead",
        "Made-up: the survey of streets is late; its firm has changed.",
        "Green",
        (BEGUN, ("The survey of streets is in", -31, False), NEXT),
        reason="Made-up: the new firm starts on Monday and will catch up.",
        recovery="Made-up: a second team.",
    ),
    Story(2, "leaver", "Made-up: the campaign ran for three weeks.", "Green", (BEGUN, NEXT)),
    Story(
        3,
        "lead",
        "Made-up: one centre more is open.",
        "Amber",
        (BEGUN, ("Training of the centres", -10, False), NEXT),
        recovery="Made-up: two more dates are set.",
    ),
    Story(4, "fire-lead", "Made-up: the offer of support is on the form.", "Green", (BEGUN, NEXT)),
    Story(5, "lead", "Made-up: pathways are mapped.", "Green", (BEGUN, NEXT)),
    Story(
        6,
        "fire-lead",
        "Made-up: the daily meeting is held; its manager has left.",
        "Red",
        (BEGUN, NEXT),
        reason="Made-up: nobody has the post.",
    ),
    Story(
        7,
        "lead",
        "Made-up: the new course waits for its room.",
        "Amber",
        (BEGUN, NEXT),
        expected=220,
        recovery="Made-up: another room is found.",
    ),
    Story(8, "leaver", "Made-up: the first group has met.", "Green", (BEGUN, NEXT)),
    Story(
        9,
        "lead",
        "Made-up: nothing has been heard for a while.",
        "Green",
        (BEGUN, NEXT),
        updated=-100,
    ),
    Story(
        10,
        "fire-lead",
        "Made-up: people meet; no steps are set yet.",
        "Green",
        (),
        reason="Made-up: the steps are being written.",
    ),
    Story(
        11,
        "lead",
        "Made-up: the guide is printed and given out.",
        "Green",
        (BEGUN, ("The guide is out", -20, True)),
    ),
)
VACANT, AMENDED, COMPLETE, JOINT = 6, 1, 11, 4


def seed(world: World) -> None:
    """Fill the plan."""
    rows = [row.record for row in queries.deliverables(None, strategy=world.strategy)]
    for story in STORIES:
        _tell(world, rows[story.place], story)
    changes.name_lead(deliverable=rows[VACANT], lead=None, by=world.clock)
    _amend(world, rows[AMENDED])
    _complete(world, rows[COMPLETE])
    changes.join_board(deliverable=rows[JOINT], body=world.boards["domestic"], by=world.clock)
    _duties(world)
    _sets(world)
    _money(world, rows)
    _learning(world, rows)


def _tell(world: World, row: Any, story: Story) -> None:
    changes.name_lead(
        deliverable=row, lead=world.member(story.lead), lead_role="Demo lead", by=world.clock
    )
    changes.set_dates(
        deliverable=row,
        baseline_start=world.day(-250),
        baseline_end=world.day(story.ends),
        forecast_end=world.day(story.expected),
        recovery_note=story.recovery,
        by=world.clock,
    )
    for name, due, done in story.steps:
        step = changes.add_milestone(deliverable=row, name=name, due=world.day(due), by=world.clock)
        if done:
            changes.finish_milestone(
                milestone=step,
                done_on=world.day(due - 2),
                evidence="Made-up: note of the board.",
                by=world.clock,
            )
    changes.update_deliverable(
        deliverable=row,
        what=story.said,
        next_step="Made-up: see the next step.",
        stated=story.stated,
        reason=story.reason or "Made-up: seen from near.",
        evidence="Made-up: photographs and a list of who came.",
        public_words=story.public,
        at=_at(story.updated),
        by=world.member(story.lead),
    )


def _at(days: int) -> datetime:
    return now() + timedelta(days=days)


def _amend(world: World, row: Any) -> None:
    first = row.wordings.all()[0].text
    changes.amend(
        deliverable=row,
        text=f"{first} Made-up amendment: and publish what is learnt each year.",
        decision=f"{row.body.short_code}-{world.today.year}-001",
        reason="Made-up: the board asked for it after the first year.",
        starts=world.day(-40),
        by=world.clock,
    )


def _complete(world: World, row: Any) -> None:
    changes.claim_complete(
        deliverable=row,
        evidence="Made-up: the printed guide, and where it was given out.",
        by=world.member("lead"),
    )
    changes.accept_complete(
        deliverable=row,
        decision=f"{row.body.short_code}-{world.today.year}-001",
        on=world.day(-5),
        by=world.clock,
    )


LATE, DUE_SOON = "scrutiny-response", "policing-body-information"
LEFT_OPEN = ("public-meeting", LATE, DUE_SOON)


def _duties(world: World) -> None:
    officer = world.member("partnership")
    for row in queries.duties(None):
        owed = row.declared.frequency in ("each-year", "each-quarter", "since-last", "by-date")
        if owed and row.declared.code not in LEFT_OPEN:
            changes.record_duty_done(
                duty=row.declared.code,
                done_on=world.day(-20),
                evidence="Made-up: note of the executive.",
                by=officer,
            )
    changes.set_duty_date(
        duty=LATE, due=world.day(-3), what="Made-up: a recommendation of scrutiny", by=officer
    )
    changes.set_duty_date(
        duty=DUE_SOON, due=world.day(10), what="Made-up: a request for a report", by=officer
    )


ANSWERS = ("received", "received", "nil-return", "not-held", "received")


def _sets(world: World) -> None:
    """The quarter before this one partly, those before it whole but for one set that is late."""
    rows = queries.information_returns(None)
    _running, last, *older = queries.quarters_shown()
    for row, answer in zip(rows, ANSWERS, strict=False):
        _came(world, row, queries.quarter_code(last), answer, -15)
    for number, quarter in enumerate(older):
        for row in rows[:-1] if number == 0 else rows:
            due = (world.today - quarter.last).days - 60
            _came(world, row, queries.quarter_code(quarter), "received", -due)


def _came(world: World, row: Any, quarter: str, answer: str, days: int) -> None:
    changes.record_information_return(
        data_set=row.dataset.code,
        quarter=quarter,
        answer=answer,
        agency=world.agencies.get(row.holder.holder, world.agencies["council"]),
        received_on=world.day(days),
        by=world.member("partnership"),
    )


def _money(world: World, rows: list[Any]) -> None:
    # Name, kind, amount, forecast (nothing is no return), days to its condition.
    awards = (
        ("Demo safer streets grant", "grant", "120000.00", "118500.00", 90),
        ("Demo policing body allocation", "policing-body", "80000.00", "76000.00", 60),
        ("Demo prevention grant", "grant", "45000.50", "38000.00", -12),
        ("Demo officers' time", "in-kind", "30000.00", None, 120),
    )
    officer = world.member("partnership")
    for number, (name, kind, amount, expected, condition) in enumerate(awards):
        award = changes.add_award(
            name=name,
            funder="Demo funder",
            holder=world.agencies["council"],
            amount=Decimal(amount),
            starts=world.day(-200),
            ends=world.day(160),
            kind=kind,
            purpose="Made-up",
            restricted=number == 0,
            deliverables=rows[number : number + 2],
            by=officer,
        )
        changes.add_condition(
            award=award,
            words="Made-up: send a report of what was done.",
            due=world.day(condition),
            by=officer,
        )
        changes.spend(
            award=award,
            day=world.day(-30),
            amount=Decimal("12345.67"),
            what="Made-up: first part",
            deliverable=rows[number],
            evidence="Made-up: invoice",
            by=officer,
        )
        if expected:
            changes.forecast(
                award=award, amount=Decimal(expected), committed=Decimal("5000.00"), by=officer
            )


def _learning(world: World, rows: list[Any]) -> None:
    officer = world.member("partnership")
    first = changes.add_learning(
        source="Made-up review of 2025",
        text="Made-up: say at the first meeting who follows up a referral.",
        made_on=world.day(-300),
        deliverable=rows[0],
        by=officer,
    )
    changes.answer_learning(
        learning=first,
        state="acted-on",
        what_changed="Made-up: the referral form names who follows up.",
        by=officer,
    )
    changes.add_learning(
        source="Made-up inspection",
        text="Made-up: ask people who used the service what helped.",
        made_on=world.day(-120),
        deliverable=rows[5],
        by=officer,
    )
    third = changes.add_learning(
        source="Made-up scrutiny inquiry",
        text="Made-up: print every report on paper.",
        made_on=world.day(-90),
        by=officer,
    )
    changes.answer_learning(
        learning=third,
        state="not-accepted",
        what_changed="Made-up: reports are read on a phone; paper is sent to who asks.",
        by=officer,
    )
