"""Who the partnership is: its boards and groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headrow.partnership.directory import queries as directory
from headrow.partnership.publications.queries.pages import (
    THE_READER,
    DataTable,
    Edition,
    Field,
    Page,
    Part,
)


def who_we_are(edition: Edition) -> Iterator[Part]:
    """The boards of the partnership, with who is above whom."""
    boards: list[Any] = list(directory.bodies(THE_READER))
    yield Page("/who-we-are/", "who_we_are", {"boards": [_board(body, edition) for body in boards]})
    yield DataTable(
        address="/data/boards",
        title="Boards and groups",
        says="Every board and group of the partnership, and the one it answers to.",
        fields=(
            Field("code", "Code of the board, the same in every release"),
            Field("name", "Name"),
            Field("kind", "What kind of body it is"),
            Field("answers_to", "Code of the body above it"),
            Field("meets_every_months", "Months between its meetings", "number"),
        ),
        rows=[
            (b.code, b.name, b.get_kind_display(), b.parent and b.parent.code, b.meets_every_months)
            for b in boards
        ],
        source=f"{edition.name}: its register of boards",
    )


def _board(body: Any, edition: Edition) -> dict[str, object]:
    cycle = body.cycle_as_printed or _cycle(body.meets_every_months)
    rows = [
        ("What it is", edition.says(body.get_kind_display())),
        ("What it is for", body.purpose),
        ("Led by", body.chair_as_printed),
        ("Meets", cycle),
    ]
    if body.parent:
        rows.append(("Answers to", body.parent.name))
    return {"name": body.name, "rows": rows}


def _cycle(months: int | None) -> str:
    if not months:
        return ""
    return "every month" if months == 1 else f"every {months} months"
