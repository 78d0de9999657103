"""When the boards meet, what was agreed at it in public, and the decisions that are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headrow.partnership.boards.queries import public as boards
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import DataTable, Edition, Field, Page, Part
from headrow.vocabulary.clock import civil_date

# A list of dates longer than this is history, not news.
PAST_SHOWN = 40


def meetings(edition: Edition) -> Iterator[Part]:
    """The dates of the boards, a page for each meeting that has minutes to read, and the dates as open data."""
    rows: list[Any] = list(boards.public_meetings())
    published: list[Any] = list(boards.published_minutes())
    minutes = {row.meeting_id: row for row in published}
    decided: dict[Any, list[Any]] = {}
    open_ones: list[Any] = list(boards.public_decisions())
    for decision in open_ones:
        decided.setdefault(decision.meeting_id, []).append(decision)
    lines = [_line(row, minutes) for row in rows]
    ahead = [line for line in lines if line["day"] >= edition.day and not line["cancelled"]]
    known = {
        "ahead": sorted(ahead, key=lambda line: line["starts"]),
        "past": [line for line in lines if line["day"] < edition.day][:PAST_SHOWN],
    }
    yield Page("/meetings/", "meetings", known)
    for row in rows:
        if row.pk in minutes:
            yield _meeting_page(row, minutes[row.pk], decided.get(row.pk, []))
    yield _dates(lines, edition)


def decisions(edition: Edition) -> Iterator[Part]:
    """Every open decision, newest first, each with its page."""
    rows = list(boards.public_decisions())
    yield Page("/decisions/", "decisions", {"decisions": [_decision_line(row) for row in rows]})
    numbers = {row.number for row in rows}
    for row in rows:
        yield Page(addresses.of_decision(row.number), "decision", _decision(row, numbers))
    yield DataTable(
        address="/data/decisions",
        title="Decisions",
        says="Every decision of the boards that is not restricted.",
        fields=(
            Field("number", "Number of the decision"),
            Field("board", "Code of the board that took it"),
            Field("taken_on", "Day it was taken", "date"),
            Field("effective", "Day it takes effect", "date"),
            Field("wording", "What was decided"),
            Field("reversed_by", "Number of the decision that reversed it"),
        ),
        rows=[
            (
                row.number,
                row.body.code,
                civil_date(row.taken_at),
                row.effective,
                row.wording,
                _reversed_by(row, numbers),
            )
            for row in rows
        ],
        source=f"{edition.name}: its record of decisions",
    )


def _line(row: Any, minutes: dict[Any, Any]) -> dict[str, Any]:
    return {
        "board": row.body.name,
        "board_code": row.body.code,
        "starts": row.starts_at,
        "day": civil_date(row.starts_at),
        "cancelled": row.state == "cancelled",
        "open": row.public,
        "place": row.place if row.public else "",
        "href": addresses.of_meeting(row) if row.pk in minutes else "",
    }


def _meeting_page(row: Any, minutes: Any, decided: list[Any]) -> Page:
    known = {
        "meeting": row,
        "text": minutes.public_text,
        "agreed_on": minutes.agreed_on,
        "amendments": minutes.amendments,
        "decisions": [_decision_line(each) for each in decided],
    }
    return Page(addresses.of_meeting(row), "meeting", known)


def _decision_line(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "href": addresses.of_decision(row.number),
        "wording": row.wording,
        "board": row.body.name,
        "day": civil_date(row.taken_at),
    }


def _decision(row: Any, numbers: set[str]) -> dict[str, Any]:
    votes = None
    if row.votes_for is not None:
        votes = f"{row.votes_for} for, {row.votes_against or 0} against, {row.votes_abstained or 0} did not vote"
    facts = [
        ("Board", row.body.name),
        ("Taken on", civil_date(row.taken_at)),
        ("Takes effect", row.effective),
        ("Will be looked at again", row.review),
        ("What should come of it", row.expected_effect),
        ("Votes", votes),
    ]
    reversed_by = _reversed_by(row, numbers)
    reverses = row.reverses.number if row.reverses and row.reverses.number in numbers else ""
    return {
        **_decision_line(row),
        "reasons": row.reasons,
        # Risks and escalations stood before the board too; they are for the board alone.
        "stood": [
            {"words": each["words"], "status": each.get("status", "")}
            for each in row.frozen
            if str(each.get("subject", "")).startswith("plan.deliverable:")
        ],
        "facts": facts,
        "reversed_by": reversed_by
        and {"href": addresses.of_decision(reversed_by), "text": reversed_by},
        "reverses": reverses and {"href": addresses.of_decision(reverses), "text": reverses},
    }


def _reversed_by(row: Any, numbers: set[str]) -> str | None:
    """The number of the decision that reversed it, where that one is open too."""
    return next((each.number for each in row.reversed_by.all() if each.number in numbers), None)


def _dates(lines: list[dict[str, Any]], edition: Edition) -> DataTable:
    return DataTable(
        address="/data/meetings",
        title="Meetings",
        says="When the boards meet and met.",
        fields=(
            Field("board", "Code of the board"),
            Field("day", "Day of the meeting", "date"),
            Field("cancelled", "Whether it was called off", "yes-no"),
            Field("open", "Whether anybody may come", "yes-no"),
            Field("minutes", "Address of its published minutes"),
        ),
        rows=[
            (line["board_code"], line["day"], line["cancelled"], line["open"], line["href"] or None)
            for line in lines
        ],
        source=f"{edition.name}: its calendar of boards",
    )
