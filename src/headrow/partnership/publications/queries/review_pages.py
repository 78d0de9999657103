"""The annual reviews that were issued: the words and the data as they were frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from headrow.partnership.boards.queries import public as boards
from headrow.partnership.boards.queries.annual_reviews import BY_PEOPLE
from headrow.partnership.indicators.queries.kept_inside import names_kept_inside
from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.pages import DataTable, Edition, Field, Page, Part


def reviews(edition: Edition) -> Iterator[Part]:
    """A page for each review that was issued, its promises on a page of their own, and the list of reviews."""
    issued = list(boards.issued_reviews())
    inside = set(names_kept_inside())
    lines = [{"href": of_review(row), "text": title_of(row), "on": row.issued_at} for row in issued]
    yield Page("/reviews/", "reviews", {"reviews": lines})
    for row in issued:
        yield Page(of_review(row), "review", _review(row, inside))
        yield Page(f"{of_review(row)}promises/", "review_promises", _promises(row))
        yield _table(row)


def of_review(row: Any) -> str:
    """The address of a year's review."""
    return f"/reviews/{row.year}/"


def title_of(row: Any) -> str:
    """What a year's review is called."""
    return f"Annual review, April {row.year} to March {row.year + 1}"


def _review(row: Any, inside: Collection[str]) -> dict[str, Any]:
    data = row.frozen
    shown = [each for each in data["indicators"] if each["name"] not in inside]
    return {
        "title": title_of(row),
        "row": row,
        "strategy": data["strategy"],
        "promised": len(data["deliverables"]),
        "counted": sorted(data["counted"].items()),
        "parts": [
            (words, row.sections[code])
            for code, words in BY_PEOPLE.items()
            if row.sections.get(code)
        ],
        "not_written": [words for code, words in BY_PEOPLE.items() if not row.sections.get(code)],
        "duties": [(each["name"], each["words"], _day(each["done"])) for each in data["duties"]],
        "indicators": [(each["name"], each["value"], each["words"]) for each in shown],
        "kept_inside": len(data["indicators"]) - len(shown),
        "money": [
            (each["name"], each["funder"], f"£{each['amount']}", f"£{each['spent']}")
            for each in data["money"]
        ],
        "decisions": [
            {"number": each["number"], "wording": each["wording"]} for each in data["decisions"]
        ],
        "scrutiny": data["scrutiny"],
        "promises": f"{of_review(row)}promises/",
        "hash": row.frozen_hash,
    }


def _day(said: str) -> date | None:
    """A day as it was frozen, or nothing where none was recorded."""
    return date.fromisoformat(said) if said else None


def _promises(row: Any) -> dict[str, Any]:
    return {
        "title": title_of(row),
        "home": of_review(row),
        "rows": [
            {**each, "href": _deliverable_address(row, each["code"])}
            for each in row.frozen["deliverables"]
        ],
    }


def _deliverable_address(row: Any, code: str) -> str:
    return addresses.of_deliverable_code(row.strategy.code, code)


def _table(row: Any) -> DataTable:
    return DataTable(
        address=f"/reviews/{row.year}/promises",
        title=f"{title_of(row)}: promises",
        says="Every promise of the year: where it stood when the review was frozen.",
        fields=(
            Field("code", "Code of the promise"),
            Field("promised", "What was promised"),
            Field("board", "Board"),
            Field("lead", "The service that leads it"),
            Field("state", "Where it is in its life"),
            Field("status", "Red, Amber, Green, Blue (complete) or Grey (no update)"),
            Field("because", "Why"),
        ),
        rows=[
            tuple(
                each[key] or None
                for key in ("code", "promised", "board", "lead", "state", "reported", "because")
            )
            for each in row.frozen["deliverables"]
        ],
        source=f"Annual review {row.year}, frozen with hash {row.frozen_hash[:16]}",
        one=True,
        pattern="/reviews/{year}/promises",
    )
