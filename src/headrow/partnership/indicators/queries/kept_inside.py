"""What of the indicators no public file may hold; for the checks of a release."""

from __future__ import annotations

from headrow.partnership.indicators.models import Indicator


def names_kept_inside() -> tuple[str, ...]:
    """The codes and names of the indicators that are for the partnership only.

    A name that a printed strategy holds is public already; the figures of such an indicator are not.
    """
    inside = Indicator.objects.filter(shown_to="partnership", printed_as="")
    rows = inside.values_list("code", "name")
    public = set(Indicator.objects.exclude(shown_to="partnership").values_list("name", flat=True))
    return tuple(word for code, name in rows for word in (code, name) if word not in public)
