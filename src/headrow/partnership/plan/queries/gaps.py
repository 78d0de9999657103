"""What a strategy leaves open: issues nobody works on, promises nobody can measure, boards nobody leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.models import Part, Strategy
from headrow.partnership.plan.queries.deliverables import DeliverableRow, deliverables
from headrow.partnership.plan.queries.strategies import parts_of

# Kinds of part that a deliverable may answer, in the order of the matrix.
ANSWERED = (
    "priority",
    "issue",
    "critical-theme",
    "focus-area",
    "supporting-issue",
    "theme",
    "subtheme",
    "focus-point",
    "opportunity",
)
KIND_WORDS = {
    "priority": "Priority",
    "issue": "Issue",
    "critical-theme": "Critical theme",
    "focus-area": "Focus area",
    "supporting-issue": "Supported issue",
    "theme": "Theme",
    "subtheme": "Sub-theme",
    "focus-point": "Focus point",
    "opportunity": "Opportunity",
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part with what answers it: how many deliverables, and how many of those lack something."""

    part: Part
    kind: str
    deliverables: int
    without_indicator: int
    without_lead: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board with how many deliverables stand under it, and who chairs it."""

    body: Any
    deliverables: int
    chaired_by: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gap matrix of one strategy.

    linked: kinds of part that this document ties to deliverables at all; a part of another kind without
    deliverables is "not stated", not a gap.
    """

    strategy: Strategy
    rows: tuple[DeliverableRow, ...]
    parts: tuple[PartLine, ...]
    boards: tuple[BoardLine, ...]
    linked: frozenset[str]

    @property
    def unanswered(self) -> tuple[PartLine, ...]:
        """Parts without a deliverable, of a kind that this strategy ties to deliverables."""
        return tuple(
            line for line in self.parts if not line.deliverables and line.part.kind in self.linked
        )

    @property
    def without_indicator(self) -> tuple[DeliverableRow, ...]:
        """Deliverables without an indicator and without a statement of what shows they are done."""
        return tuple(
            row
            for row in self.rows
            if not row.record.indicators.all() and not row.record.evidence_of_done
        )

    @property
    def without_lead(self) -> tuple[DeliverableRow, ...]:
        """Deliverables for which no lead organisation is stated."""
        return tuple(row for row in self.rows if row.record.lead_agency is None)

    @property
    def without_board(self) -> tuple[DeliverableRow, ...]:
        """Deliverables for which no board is stated."""
        return tuple(row for row in self.rows if row.record.body is None)

    @property
    def without_milestone(self) -> tuple[DeliverableRow, ...]:
        """Deliverables without a dated step."""
        return tuple(row for row in self.rows if not row.record.milestones.all())

    @property
    def unled_boards(self) -> tuple[BoardLine, ...]:
        """Boards that nobody chairs today."""
        return tuple(line for line in self.boards if not line.chaired_by)


def gaps(reader: Any, strategy: Strategy) -> Gaps:
    """The gap matrix of a strategy, in a bounded number of queries."""
    rows = deliverables(reader, strategy=strategy)
    held = parts_of(reader, strategy)
    if strategy.predecessor and not held.get("opportunity"):
        # A document without opportunities of its own is read against those of the one before it.
        held["opportunity"] = parts_of(reader, strategy.predecessor).get("opportunity", [])
    served: dict[Any, list[DeliverableRow]] = {}
    linked = set()
    for row in rows:
        for part in row.record.parts.all():
            served.setdefault(part.pk, []).append(row)
            linked.add(part.kind)
    lines = tuple(
        _line(part, served.get(part.pk, [])) for kind in ANSWERED for part in held.get(kind, ())
    )
    return Gaps(strategy, tuple(rows), lines, _boards(reader, rows), frozenset(linked))


def _line(part: Part, rows: list[DeliverableRow]) -> PartLine:
    return PartLine(
        part,
        KIND_WORDS[part.kind],
        len(rows),
        sum(not row.record.indicators.all() for row in rows),
        sum(row.record.lead_agency is None for row in rows),
    )


def _boards(reader: Any, rows: list[DeliverableRow]) -> tuple[BoardLine, ...]:
    bodies = {row.record.body.pk: row.record.body for row in rows if row.record.body}
    chairs = directory.chairs_of(bodies)
    return tuple(
        BoardLine(
            body,
            sum(row.record.body_id == body.pk for row in rows),
            ", ".join(chairs.get(body.pk, ())),
        )
        for body in sorted(bodies.values(), key=lambda body: (body.order, body.name))
    )
