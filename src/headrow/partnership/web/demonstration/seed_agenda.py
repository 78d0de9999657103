"""The executive's meeting of the day: its agenda is built last, from all that the other seeds left due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from headrow.partnership.boards.changes import meetings, papers
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.web.demonstration.seed_meetings import DECIDE, NOTE, attend
from headrow.partnership.web.demonstration.world import World


def seed(world: World) -> None:
    """Papers published, one of them late, one item restricted; those who are there make a quorum."""
    officer = world.member("partnership")
    ahead = queries.meetings(officer, body=world.boards["gold"], ahead=True)
    meeting = ahead.get(starts_at__date=world.today)
    meetings.add_item(
        meeting=meeting,
        title="Demo item about one person",
        why="Made-up: the chair asked for it.",
        restricted_because="Made-up: it is about one person.",
        by=officer,
    )
    _published(meeting, officer)
    attend(world, meeting, ("domestic-chair",))


def _published(meeting: Any, officer: Any) -> None:
    meetings.build_agenda(meeting=meeting, by=officer)
    meetings.publish_agenda(meeting=meeting, by=officer)
    before = meeting.starts_at - timedelta(days=14)
    themed = meeting.items.get(kind="themed", restricted=False)
    highlights = meeting.items.filter(kind="highlights").first()
    restricted = meeting.items.get(restricted=True)
    for item, title, says in (
        (themed, "Demo paper: the second year of street work", DECIDE),
        (highlights, "Demo paper: what the boards did", NOTE),
        (restricted, "Demo restricted paper", NOTE | {"restricted_because": "Made-up: one person"}),
    ):
        made = papers.write(meeting=meeting, by=officer, item=item, title=title, **says)
        papers.publish(paper=made, by=officer, at=before)
    meetings.publish_papers(meeting=meeting, by=officer)
    late = papers.write(
        meeting=meeting, by=officer, item=highlights, title="Demo late paper: figures of the week",
        **NOTE,
    )  # fmt: skip
    papers.publish(
        paper=late,
        by=officer,
        chair_reason="Made-up: the figures came yesterday.",
        at=meeting.starts_at - timedelta(days=1),
    )
