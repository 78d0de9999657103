"""Strategies as printed and as amended; deliverables with their updates; duties; money; learning."""

from headrow.partnership.plan.models.deliverables import (
    ChairStatus,
    Deliverable,
    DeliverableMove,
    DeliverableUpdate,
    DeliverableWording,
    Milestone,
    UpdateDraft,
)
from headrow.partnership.plan.models.registers import (
    Award,
    AwardCondition,
    DutyDate,
    DutyDone,
    InformationReturn,
    Learning,
    Spend,
)
from headrow.partnership.plan.models.strategies import (
    Part,
    Strategy,
)

__all__ = [
    "Award",
    "AwardCondition",
    "ChairStatus",
    "Deliverable",
    "DeliverableMove",
    "DeliverableUpdate",
    "DeliverableWording",
    "DutyDate",
    "DutyDone",
    "InformationReturn",
    "Learning",
    "Milestone",
    "Part",
    "Spend",
    "Strategy",
    "UpdateDraft",
]
