"""The ground of the demonstration, on which each app's seed builds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from headrow.partnership.directory import changes as directory
from headrow.partnership.directory import queries as who
from headrow.partnership.web.demonstration.people import AGENCIES, PEOPLE, Person
from headrow.vocabulary.actors import THE_CLOCK
from headrow.vocabulary.clock import today
from headrow.vocabulary.localities import Locality


@dataclass(slots=True)
class World:
    """What the seeds stand on: agencies and members by key, boards by key, the plan loaded before them.

    boards: "gold" (the executive), "silver", "hate", "domestic" (delivery boards named in the locality's
    demonstration.toml). strategy: the one in force; earlier: the one before it.
    """

    locality: Locality
    today: date = field(default_factory=today)
    clock: Any = THE_CLOCK
    agencies: dict[str, Any] = field(default_factory=dict)
    members: dict[str, Any] = field(default_factory=dict)
    boards: dict[str, Any] = field(default_factory=dict)
    strategy: Any = None
    earlier: Any = None

    def member(self, key: str) -> Any:
        """A person of people.py by key."""
        return self.members[key]

    def day(self, days: int) -> date:
        """The day so many days from today; negative for the past."""
        return self.today + timedelta(days=days)

    def delivery_boards(self) -> list[Any]:
        """The delivery boards in their order."""
        return list(who.bodies(None).filter(kind="delivery-board"))


def add_agencies(world: World) -> None:
    """The agencies, all called "Demo ..."."""
    for key, name, kind in AGENCIES:
        world.agencies[key] = directory.add_agency(
            code=f"demo-{key}", name=name, kind=kind, demonstration=True, by=world.clock
        )


def add_people(world: World) -> None:
    """The people and their posts; those that need a second person are confirmed by the first administrator."""
    for person in PEOPLE:
        member = directory.add_member(
            email=f"{person.key}@demo.test",
            name=person.name,
            agency=world.agencies[person.agency],
            by=world.clock,
        )
        world.members[person.key] = member
        for role, board in person.posts:
            _give(world, person, member, role, board)


def _give(world: World, person: Person, member: Any, role: str, board: str) -> None:
    directory.give_post(
        member=member,
        role=role,
        body=world.boards[board] if board else None,
        starts=world.day(-300),
        months=12 if role not in ("DL", "BM", "BC") else 24,
        trained_until=world.day(200),
        confirmed_by=world.clock,
        by=world.clock,
        **person.extra,
    )
