"""A small partnership with a plan, made by the apps' own changes."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass
class Room:
    """What the tests of the plan stand on."""

    clock: Any
    strategy: Any = None
    gold: Any = None
    asb: Any = None
    hate: Any = None
    agency: Any = None
    members: dict = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("members", {}):
            return self.members[name]
        raise AttributeError(name)


POSTS = (
    ("lead", (("DL", "asb"),)),
    ("chair", (("BC", "asb"),)),
    ("hate_chair", (("BC", "hate"),)),
    ("gold_chair", (("BC", "gold"),)),
    ("officer", (("PO", ""),)),
    ("analyst", (("AN", ""),)),
    ("worker", (("PW", ""),)),
    ("member", (("BM", "asb"),)),
)


def room(clock: Any) -> Room:
    """Both Leeds strategies, three boards of them, and a person for each post that matters to a plan."""
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.directory import queries as who
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.localities import load_locality

    changes.load_locality(load_locality("leeds"), by=clock)
    by_code = {body.code: body for body in who.bodies(None)}
    held = Room(
        clock, queries.current_strategy(None), by_code["gold"], by_code["asb"], by_code["hate"]
    )
    held.agency = directory.add_agency(
        code="demo-council", name="Demo Council", kind="council", by=clock
    )
    for key, posts in POSTS:
        member = directory.add_member(
            email=f"{key}@demo.test", name=f"Demo {key}", agency=held.agency, by=clock
        )
        for role, board in posts:
            body = getattr(held, board) if board else None
            directory.give_post(member=member, role=role, body=body, confirmed_by=clock, by=clock)
        held.members[key] = member
    return held


def running(held: Room, code: str = "D24-ASB-1", *, due_in: int = 30, lead: str = "lead") -> Any:
    """A deliverable with a lead, an end agreed and forecast, and a milestone due in so many days."""
    from headrow.partnership.plan import changes, queries
    from headrow.vocabulary.clock import today

    row = next(
        each.record
        for each in queries.deliverables(None, strategy=held.strategy)
        if each.record.code == code
    )
    day = today()
    changes.name_lead(deliverable=row, lead=held.members[lead] if lead else None, by=held.clock)
    changes.set_dates(
        deliverable=row,
        baseline_start=day - timedelta(days=200),
        baseline_end=day + timedelta(days=200),
        forecast_end=day + timedelta(days=200),
        by=held.clock,
    )
    changes.add_milestone(
        deliverable=row, name="Training given", due=day + timedelta(days=due_in), by=held.clock
    )
    return queries.deliverable(None, row.pk).record


def row_of(record: Any) -> Any:
    """How it stands now."""
    from headrow.partnership.plan import queries

    return queries.deliverable(None, record.pk)
