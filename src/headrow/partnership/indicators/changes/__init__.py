"""Indicators: loaded, defined, given targets by decision, fed by figures and by returns."""

from headrow.partnership.indicators.changes.defining import (
    comment,
    define,
    load_local_indicators,
    set_target,
)
from headrow.partnership.indicators.changes.feeding import feed_from_build, take_return, undo_return

__all__ = [
    "comment",
    "define",
    "feed_from_build",
    "load_local_indicators",
    "set_target",
    "take_return",
    "undo_return",
]
