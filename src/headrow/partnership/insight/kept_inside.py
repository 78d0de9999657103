"""What of the figures no public file may hold; for the checks of a release."""

from __future__ import annotations

from headrow.partnership.insight.models import StoredFinding


def addresses_kept_inside() -> tuple[str, ...]:
    """The addresses of figures that are for the partnership only, and are public in no build."""
    public = set(StoredFinding.objects.filter(public=True).values_list("code", flat=True))
    kept = StoredFinding.objects.filter(public=False).values_list("code", flat=True)
    return tuple(code for code in dict.fromkeys(kept) if code not in public)
