"""Everything that may change in a plan; one module a subject."""

from headrow.partnership.plan.changes.loading import load_locality, load_strategy

__all__ = ["load_locality", "load_strategy"]
