"""Risks: score and band (G-85), which score counts (G-86), and when a review is owed (G-87)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headrow.vocabulary.month_arithmetic import day_words, months_after
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag

SCALE = range(1, 6)


class Band(StrEnum):
    """How serious a score is (G-85)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very high"


BANDS: tuple[tuple[int, Band], ...] = (
    (15, Band.VERY_HIGH),
    (10, Band.HIGH),
    (5, Band.MODERATE),
    (1, Band.LOW),
)
RAG_OF: dict[Band, Rag] = {
    Band.VERY_HIGH: Rag.RED,
    Band.HIGH: Rag.RED,
    Band.MODERATE: Rag.AMBER,
    Band.LOW: Rag.GREEN,
}
# Months between reviews by band; a very high risk is reviewed at each meeting of its board (G-87).
REVIEW_MONTHS: dict[Band, int] = {Band.HIGH: 2, Band.MODERATE: 3, Band.LOW: 6}


@dataclass(frozen=True, slots=True)
class Score:
    """Likelihood and impact, one to five each, and the day they were set (G-86)."""

    likelihood: int
    impact: int
    on: date | None = None

    def __post_init__(self) -> None:
        if self.likelihood not in SCALE or self.impact not in SCALE:
            raise ValueError("Likelihood and impact are whole numbers from 1 to 5.")

    @property
    def product(self) -> int:
        """Likelihood times impact (G-85)."""
        return self.likelihood * self.impact

    @property
    def band(self) -> Band:
        """The band of the score (G-85)."""
        return band_of(self.product)


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk as its row says; the band used for anything is that of its current score (G-86).

    last_meeting_held: the latest meeting of its board that was held, for risks reviewed at each meeting.
    """

    cause: str = ""
    event: str = ""
    effect: str = ""
    owner: str = ""
    inherent: Score | None = None
    current: Score | None = None
    target: Score | None = None
    reviewed_on: date | None = None
    last_meeting_held: date | None = None


def band_of(score: int) -> Band:
    """The band of a product. Raises ValueError for a number no likelihood and impact make."""
    if score not in {likelihood * impact for likelihood in SCALE for impact in SCALE}:
        raise ValueError(f"{score} is not a product of two numbers from 1 to 5.")
    return next(band for least, band in BANDS if score >= least)


def may_record(risk: RiskFacts) -> Reason | None:
    """Why a risk may not be recorded, or nothing: cause, event, effect, owner and two scores (G-86, G-87)."""
    asked = (
        ("cause", risk.cause.strip(), "its cause"),
        ("event", risk.event.strip(), "what may happen"),
        ("effect", risk.effect.strip(), "its effect"),
        ("owner", risk.owner, "who owns it"),
        ("inherent", risk.inherent, "its score before controls"),
        ("target", risk.target, "the score that is sought"),
    )
    for code, value, words in asked:
        if not value:
            return Reason(f"lacks-{code}", f"A risk says {words}.")
    return None


def review_due(risk: RiskFacts, *, months: dict[Band, int] | None = None) -> date | None:
    """When the next review is owed, or nothing where each meeting reviews it or none was held (G-87).

    months: a locality's own intervals, by band.
    """
    if risk.current is None or risk.reviewed_on is None:
        return None
    interval = (months or REVIEW_MONTHS).get(risk.current.band)
    return months_after(risk.reviewed_on, interval) if interval else None


def judge(risk: RiskFacts, *, today: date, months: dict[Band, int] | None = None) -> Judged:
    """How a risk stands: by its current band; Grey without a current score or with a review overdue (G-86, G-87)."""
    if risk.current is None:
        return Judged(Rag.GREY, "no current score", "Not known: it has no current score.")
    if risk.reviewed_on is None:
        return Judged(Rag.GREY, "never reviewed", "Not known: it was never reviewed.")
    due = review_due(risk, months=months)
    if due is not None and due < today:
        return Judged(Rag.GREY, "review overdue", f"Its review was due by {day_words(due)}.")
    met = risk.last_meeting_held
    if risk.current.band is Band.VERY_HIGH and met is not None and risk.reviewed_on < met:
        return Judged(
            Rag.GREY, "review overdue", f"It was not reviewed at the meeting of {day_words(met)}."
        )
    band = risk.current.band
    return Judged(RAG_OF[band], band.value, f"{risk.current.product}, {band.value}.")


def listed(risks: Iterable[RiskFacts]) -> list[RiskFacts]:
    """Risks as a register lists them: highest first, one without a current score above the low ones (G-86)."""
    return sorted(risks, key=_place)


def _place(risk: RiskFacts) -> tuple[int, int]:
    if risk.current is None:
        return (1, 0)
    return (2 if risk.current.band is Band.LOW else 0, -risk.current.product)
