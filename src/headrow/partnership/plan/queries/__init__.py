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
from headrow.partnership.plan.queries.money import Funding, award, condition, funding
from headrow.partnership.plan.queries.register import (
    DutyRow,
    duties,
    duty,
    information_returns,
    learning,
    one_learning,
    quarter_code,
    quarters_shown,
)
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
    "DutyRow",
    "Funding",
    "Gaps",
    "award",
    "condition",
    "current_strategy",
    "deliverable",
    "deliverables",
    "drafts",
    "duties",
    "duty",
    "funding",
    "gaps",
    "information_returns",
    "judged",
    "leads_of",
    "learning",
    "one_learning",
    "overdue",
    "owned_by",
    "part",
    "parts_of",
    "plan_at",
    "quarter_code",
    "quarters_shown",
    "strategies",
    "strategy",
]
