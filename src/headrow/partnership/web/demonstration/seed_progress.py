"""Risks, reports, escalations, reviews and scrutiny of the demonstration."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from headrow.partnership.boards.changes import (
    annual_reviews,
    escalations,
    highlight_reports,
    risks,
    scrutiny,
)
from headrow.partnership.boards.changes.risks import RiskWords, Scores
from headrow.partnership.boards.queries import annual_reviews as review_queries
from headrow.partnership.boards.queries import decisions as decision_queries
from headrow.partnership.boards.queries import escalations as escalation_queries
from headrow.partnership.boards.queries import highlight_reports as report_queries
from headrow.partnership.boards.rules.escalations import Outcome
from headrow.partnership.web.demonstration.world import World
from headrow.vocabulary.clock import LONDON
from headrow.vocabulary.month_arithmetic import months_after
from headrow.vocabulary.status import Rag

# Board, owner, cause, event, effect, before controls, now, wanted: all four bands, and one without a score now.
RISKS: tuple[
    tuple[str, str, str, str, str, tuple[int, int], tuple[int, int] | None, tuple[int, int]], ...
] = (
    (
        "silver",
        "silver-chair",
        "the grant ends in March",
        "the street team is not paid for",
        "people are left waiting",
        (5, 5),
        (4, 4),
        (2, 2),
    ),
    (
        "silver",
        "lead",
        "two analysts leave",
        "figures come late",
        "the board decides without them",
        (4, 3),
        (3, 4),
        (2, 2),
    ),
    (
        "silver",
        "police-panel",
        "reports are split over three systems",
        "a repeat is missed",
        "harm goes on",
        (4, 5),
        (2, 5),
        (1, 5),
    ),
    (
        "hate",
        "hate-chair",
        "few reports from two wards",
        "hate is not seen",
        "people lose trust",
        (4, 4),
        (3, 3),
        (2, 2),
    ),
    (
        "hate",
        "childrens-member",
        "a reporting centre closes",
        "reports fall",
        "support is not offered",
        (3, 3),
        (2, 3),
        (1, 2),
    ),
    (
        "domestic",
        "domestic-chair",
        "beds are full",
        "somebody is sent out of the area",
        "children change school",
        (5, 4),
        (3, 5),
        (2, 3),
    ),
    (
        "domestic",
        "adults-member",
        "training lapses",
        "a sign is missed",
        "help comes late",
        (3, 4),
        (2, 2),
        (1, 2),
    ),
    (
        "gold",
        "gold-chair",
        "a partner is reorganised",
        "a seat stays empty",
        "the executive has no quorum",
        (3, 4),
        None,
        (1, 3),
    ),
)
WORDS = {
    "overall": "Made-up: more is on track than at the last report.",
    "done": "Made-up: training held, the survey begun.",
    "next": "Made-up: the survey of streets is read.",
    "decisions": "Made-up: agree who pays for the second year of the street team.",
    "voice": "Made-up: residents of two streets were heard in a church hall.",
    "learning": "Made-up: ask the landlord before the first letter.",
}
REVIEW = {
    "foreword": "Made-up: a year in which the partnership met, decided and was held to it.",
    "membership": "Made-up: one seat changed hands; none is named here.",
    "picture": "Made-up: the figures are in the strategic assessment, each with its source.",
    "told": "Made-up: three groups said that they were not told what came of their reports.",
    "learning": "Made-up: two recommendations changed how letters are written.",
    "could_not": "Made-up: the second centre could not open, for want of a lease.",
    "proposed": "Made-up: one deliverable be carried forward.",
}
RECOMMENDATIONS = (
    (
        "Made-up: publish the minutes of delivery boards.",
        -120,
        "accepted",
        "Made-up: from the next meeting on.",
    ),
    ("Made-up: meet monthly.", -90, "rejected", "Made-up: two months are needed between reports."),
    ("Made-up: say on the public page what is not known.", -20, "", ""),
)


def seed(world: World) -> None:
    """All of it, in the order in which one leans on another."""
    _risks(world)
    _reports(world)
    escalations.evaluate(by=world.clock)
    _close_one(world)
    _scrutiny(world)
    _reviews(world)


def _risks(world: World) -> None:
    for board, owner, cause, event, effect, before, now, wanted in RISKS:
        risks.raise_risk(
            body=world.boards[board],
            says=RiskWords(
                f"Made-up: {cause}", event, effect, controls="Made-up: looked at each meeting."
            ),
            scores=Scores(inherent=before, target=wanted, current=now),
            owner=world.member(owner),
            by=world.clock,
        )


def _reports(world: World) -> None:
    """Two periods of each named board: signed in time, but for one that did not come and one that came late."""
    first = world.today.replace(day=1)
    for key, chair in (
        ("silver", "silver-chair"),
        ("hate", "hate-chair"),
        ("domestic", "domestic-chair"),
    ):
        for back in (4, 2):
            starts = months_after(first, -back)
            ends = months_after(starts, 2) - timedelta(days=1)
            report = highlight_reports.begin(
                body=world.boards[key], starts=starts, ends=ends, by=world.clock
            )
            if (key, back) == ("domestic", 2):
                continue
            _sign(
                world,
                report,
                chair,
                ends if key != "hate" or back != 2 else ends + timedelta(days=9),
            )


def _sign(world: World, report: Any, chair: str, on: date) -> None:
    for part in report_queries.BY_PEOPLE:
        highlight_reports.write(report=report, section=part, words=WORDS[part], by=world.clock)
    highlight_reports.sign(
        report=report,
        by=world.member(chair),
        shown=Rag.AMBER,
        reason="Made-up: two steps are late.",
        on=datetime.combine(on, time(12), tzinfo=LONDON),
    )


def _close_one(world: World) -> None:
    """One escalation is closed by a decision of the executive."""
    held = next(iter(escalation_queries.open_ones()), None)
    decision = (
        decision_queries.decisions(None, body=world.boards["gold"]).order_by("taken_at").first()
    )
    if held is not None and decision is not None:
        escalations.close(
            escalation=held, outcome=Outcome.DIRECT_ACTION, decision=decision,
            reason="Made-up: a second team for three months.", by=world.clock,
        )  # fmt: skip


def _scrutiny(world: World) -> None:
    for text, days, answer, response in RECOMMENDATIONS:
        made = scrutiny.recommend(text=text, by=world.member("scrutiny"), made_on=world.day(days))
        if answer:
            scrutiny.respond(recommendation=made, answer=answer, response=response, by=world.clock)


def _reviews(world: World) -> None:
    """Last year's review is issued; this year's is a draft."""
    year = world.today.year if world.today.month >= 4 else world.today.year - 1
    for at in (year - 1, year):
        review: Any = annual_reviews.begin(strategy=world.strategy, year=at, by=world.clock)
        for part in review_queries.BY_PEOPLE:
            annual_reviews.write(review=review, section=part, words=REVIEW[part], by=world.clock)
        if at < year:
            annual_reviews.issue(
                review=annual_reviews.freeze(review=review, by=world.clock), by=world.clock
            )
