"""What of the plan a reader may see; the plan itself every member may read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from headrow.partnership.plan.models import Strategy


def strategies(reader: Any) -> QuerySet[Strategy]:
    """Every strategy, the newest first."""
    return Strategy.objects.select_related("predecessor")
