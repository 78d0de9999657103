"""Highlight reports: what one holds (G-70), what silence means (G-71), and the overall status (G-72)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from headrow.vocabulary.month_arithmetic import day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag, worst

GREY_SHARE = Fraction(1, 3)  # more than a third Grey makes the whole Grey (G-72)

# What a report holds (G-70); the figures are filled from data, the words by the board.
CONTENTS: dict[str, str] = {
    "overall": "overall status with its reason",
    "deliverables": "each deliverable",
    "indicators": "indicators",
    "done": "done this period",
    "next": "next period",
    "decisions": "decisions wanted",
    "risks": "risks and issues: new, changed, closed",
    "money": "spend against allocation",
    "voice": "lived-experience or community voice",
    "learning": "learning",
}


@dataclass(frozen=True, slots=True)
class OverallView:
    """The proposed status and the one that is shown; both are kept (G-72)."""

    proposed: Rag
    shown: Rag
    reason: str = ""

    @property
    def set_by_chair(self) -> bool:
        """Whether the chair set another than was proposed."""
        return self.shown is not self.proposed


def proposed_overall(deliverables: Sequence[Rag]) -> Rag:
    """The worst of the deliverables; Grey when more than a third are, or when there are none (G-72)."""
    grey = sum(state is Rag.GREY for state in deliverables)
    if not deliverables or Fraction(grey, len(deliverables)) > GREY_SHARE:
        return Rag.GREY
    return worst(deliverables)


def overall(
    deliverables: Sequence[Rag], *, chair: Rag | None = None, reason: str = ""
) -> OverallView:
    """What is proposed and what is shown (G-72). Raises ValueError when the chair gives no reason."""
    proposed = proposed_overall(deliverables)
    if chair is None or chair is proposed:
        return OverallView(proposed, proposed, reason)
    if not reason.strip():
        raise ValueError("A status set by the chair needs a written reason.")
    return OverallView(proposed, chair, reason)


def board_status(*, received: date | None, due: date, today: date, overall: Rag) -> Judged:
    """A board's status for a period: Grey where no report came by the deadline (G-71).

    The report before it never stands in; one that comes late does not undo the Grey of its period.
    """
    if received is not None and received <= due:
        return Judged(overall, "reported", f"Reported on {day_words(received)}.")
    if received is not None:
        return Judged(
            Rag.GREY, "late", f"No report by {day_words(due)}; one came {day_words(received)}."
        )
    if today <= due:
        return Judged(Rag.GREY, "awaited", f"A report is due by {day_words(due)}.")
    return Judged(Rag.GREY, "no report", f"No report by {day_words(due)}.")


def may_send(written: Collection[str]) -> Reason | None:
    """Which parts of a report are still empty, or nothing (G-70)."""
    missing = [words for code, words in CONTENTS.items() if code not in written]
    return Reason("part-missing", f"Not written yet: {'; '.join(missing)}.") if missing else None
