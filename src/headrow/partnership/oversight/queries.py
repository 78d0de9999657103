"""Who looked, what is unusual, what a leaver owns, and whether the record holds: for those who answer for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from headrow.partnership.audit import queries as audit
from headrow.partnership.boards.queries import risks
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import LONDON, now

MANY_AN_HOUR = 40  # different records looked at in an hour
EARLY, LATE = 6, 22  # hours of the day in London between which looking is usual
WINDOW_DAYS = 28


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, by whom (a name, or the id where the member is not known), at what, by which act."""

    at: Any
    who: str
    subject: str
    act: str


@dataclass(frozen=True, slots=True)
class Unusual:
    """Looking that a person should ask about: who, and the plain rule that it met. It is no score."""

    who: str
    why: str


def who_looked(reader: Any, subject: str) -> list[Look]:
    """The looks at one record, the newest first; for the information governance lead only."""
    if not directory.can(reader, "see-who-looked"):
        return []
    return _named(audit.looks_at(subject))


def _named(entries: Any) -> list[Look]:
    rows = list(entries)
    names = directory.names_of({row.actor for row in rows})
    return [Look(row.at, names.get(row.actor, row.actor), row.subject, row.act) for row in rows]


def unusual(reader: Any) -> list[Unusual]:
    """Looking of the last weeks that meets a declared rule: many records in an hour, or at night."""
    if not directory.can(reader, "see-who-looked"):
        return []
    rows = list(audit.looks_since(now() - timedelta(days=WINDOW_DAYS)))
    names = directory.names_of({row.actor for row in rows})
    found = [*_many(rows), *_at_night(rows)]
    return [Unusual(names.get(actor, actor), why) for actor, why in found]


def _many(rows: list[Any]) -> list[tuple[str, str]]:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        seen[row.actor, f"{row.at.astimezone(LONDON):%-d %B %Y, %H:00}"].add(row.subject)
    return [
        (actor, f"{len(subjects)} different records in the hour of {hour}")
        for (actor, hour), subjects in seen.items()
        if len(subjects) >= MANY_AN_HOUR
    ]


def _at_night(rows: list[Any]) -> list[tuple[str, str]]:
    nights = Counter(
        row.actor for row in rows if not EARLY <= row.at.astimezone(LONDON).hour < LATE
    )
    return [
        (actor, f"{count} looks between {LATE}:00 and {EARLY:02d}:00")
        for actor, count in nights.items()
    ]


@dataclass(frozen=True, slots=True)
class OwnedWork:
    """What a member owns, by count."""

    deliverables: int
    actions: int
    risks: int
    posts: int

    @property
    def total(self) -> int:
        """How much must be handed over."""
        return self.deliverables + self.actions + self.risks


def owned_by(reader: Any, member: Any) -> OwnedWork:
    """What a leaver owns: counts only, since whoever records the leaving may not read the work."""
    with audit.as_the_clock(reader):
        return OwnedWork(
            deliverables=plan.owned_by(member).count(),
            actions=tasks.owned_by(member).count(),
            risks=risks.owned_by(member).count(),
            posts=len(directory.rights_of(member).posts),
        )


def state_of_the_record(reader: Any) -> dict[str, Any]:
    """The heads of the chains and when the last entry was made; no contents."""
    heads = audit.heads()
    return {
        "changes": sum(head["seq"] for head in heads if head["kind"] == "change"),
        "looks": sum(head["seq"] for head in heads if head["kind"] == "view"),
        "heads": [head for head in heads if head["seq"]],
        "last": audit.last_entry_at(),
    }
