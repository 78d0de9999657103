"""What needs the executive: decisions and escalations first, then every board in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.partnership.boards.models import HighlightReport, Meeting
from headrow.partnership.boards.queries import bodies, escalations, highlight_reports
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import now
from headrow.vocabulary.status import Judged, Rag


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One board in the table: its status by its last report, and what is off track or late."""

    body: Any
    status: Judged
    report: HighlightReport | None
    red: int
    grey: int
    deliverables: int
    overdue: int
    open_escalations: int
    next_meeting: Meeting | None
    chair: Any


def may_read(reader: Any) -> bool:
    """Whether a reader sits on the executive, or keeps the plan."""
    rights = directory.rights_of(reader)
    return rights.has("PO") or any(
        post.role in ("BM", "BC") and post.body_kind == "executive" for post in rights.posts
    )


def needs(reader: Any) -> dict[str, Any]:
    """Everything that waits for the executive, and the lines of the boards."""
    open_ones = list(escalations.escalations(reader, state="open").order_by("raised_at"))
    lines = board_lines(reader, open_ones)
    duties = [row for row in plan.duties(reader) if row.judged.rag in (Rag.RED, Rag.AMBER)]
    wanted = [
        {"report": line.report, "words": line.report.sections.get("decisions", "")}
        for line in lines
        if line.report and _says_something(line.report.sections.get("decisions", ""))
    ]
    return {
        "escalations": open_ones,
        "wanted": wanted,
        "duties": duties,
        "lines": lines,
        "without_chair": [line.body for line in lines if not line.chair],
        "overdue": tasks.overdue(reader, _gold(reader)),
    }


def _says_something(words: str) -> bool:
    return bool(words.strip()) and words.strip().lower().rstrip(".") not in (
        "none",
        "nothing",
        "no",
    )


def _gold(reader: Any) -> Any:
    return directory.bodies(reader).filter(kind="executive").first()


def board_lines(reader: Any, open_ones: list[Any]) -> list[BoardLine]:
    """A line for each delivery and place board."""
    rows = [
        row
        for row in bodies.flat(bodies.tree(reader))
        if row.body.kind in ("delivery-board", "place-board")
    ]
    deliverables = plan.deliverables(reader, strategy=plan.current_strategy(reader))
    late = tasks.overdue(reader)
    reports = highlight_reports.latest_of_each(reader)
    return [_line(row, deliverables, late, reports.get(row.body.pk), open_ones) for row in rows]


def _line(row: Any, deliverables: Any, late: Any, report: Any, open_ones: Any) -> BoardLine:
    key = row.body.pk
    mine = [each for each in deliverables if key in (each.record.body_id, each.record.also_body_id)]
    return BoardLine(
        body=row.body,
        status=highlight_reports.status_of(report),
        report=report,
        red=sum(each.reported is Rag.RED for each in mine),
        grey=sum(each.reported is Rag.GREY for each in mine),
        deliverables=len(mine),
        overdue=sum(each.task.body_id == key for each in late),
        open_escalations=sum(each.body_id == key for each in open_ones),
        next_meeting=row.next_meeting,
        chair=row.chairs[0] if row.chairs else None,
    )


def meetings_today(reader: Any) -> list[Meeting]:
    """The meetings of the coming week that a reader may know."""
    reach = directory.reach(reader, "read-restricted")
    found = (
        Meeting.objects.filter(starts_at__gte=now())
        .exclude(state="cancelled")
        .select_related("body")
    )
    if reach is not None:
        found = found.filter(body__in=reach)
    return list(found.order_by("starts_at")[:5])
