"""What of the plan a reader may see; the plan itself every member may read."""

from headrow.partnership.plan.queries.deliverables import (
    DeliverableRow,
    deliverable,
    deliverables,
    judged,
    leads_of,
    overdue,
    owned_by,
)
from headrow.partnership.plan.queries.gaps import Gaps, gaps
from headrow.partnership.plan.queries.strategies import (
    current_strategy,
    drafts,
    part,
    parts_of,
    plan_at,
    strategies,
    strategy,
)

__all__ = [
    "DeliverableRow",
    "Gaps",
    "current_strategy",
    "deliverable",
    "deliverables",
    "drafts",
    "gaps",
    "judged",
    "leads_of",
    "overdue",
    "owned_by",
    "part",
    "parts_of",
    "plan_at",
    "strategies",
    "strategy",
]
