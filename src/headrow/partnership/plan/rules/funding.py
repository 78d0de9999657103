"""The funding register: what a spend line may do (G-121, G-122), and how an award stands (G-123)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from headrow.vocabulary.month_arithmetic import Span, day_words
from headrow.vocabulary.reasons import Reason
from headrow.vocabulary.status import Judged, Rag

PENNY = Decimal("0.01")
VIREMENT_SHARE = Decimal("0.10")
AMBER_SHARE = Decimal("0.05")  # five per cent exactly is Amber
RED_SHARE = Decimal("0.10")  # ten per cent exactly is Amber still


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A condition of an award: when it is due, and whether it is met."""

    due: date
    met: bool = False


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """An award as its row says, in pounds and pence; `deliverables` are those it is linked to (G-120).

    returned_this_quarter: whether its holder sent this quarter's forecast.
    """

    amount: Decimal
    period: Span
    restricted: bool = False
    deliverables: Collection[str] = ()
    spent: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    forecast: Decimal | None = None
    returned_this_quarter: bool = False
    conditions: tuple[ConditionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SpendFacts:
    """A line of spend to be entered."""

    day: date
    amount: Decimal
    deliverable: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SpendCheck:
    """What is said of a spend line: a refusal, or flags that stay on it."""

    refused: Reason | None = None
    flags: tuple[Reason, ...] = field(default=())


def exact_pence(amount: Decimal | float) -> Reason | None:
    """Why an amount is not money, or nothing: decimal, to the penny, never binary floating point (G-121)."""
    if isinstance(amount, float):
        return Reason("not-decimal", "Money is written in pounds and pence, not as a float.")
    if not amount.is_finite() or amount != amount.quantize(PENNY):
        return Reason("not-pence", "Money is written in pounds and whole pence.")
    return None


def check_spend(award: AwardFacts, spend: SpendFacts) -> SpendCheck:
    """What is said of a line before it is entered (G-122): restricted money is held to its deliverables."""
    if reason := exact_pence(spend.amount):
        return SpendCheck(reason)
    if award.restricted and spend.deliverable not in award.deliverables:
        return SpendCheck(
            Reason(
                "restricted", "This money may be spent on the deliverables it is linked to only."
            )
        )
    flags = []
    if spend.day not in award.period:
        flags.append(
            Reason(
                "out-of-period",
                f"Out of period: {day_words(spend.day)}, award {award.period.words}.",
            )
        )
    if award.spent + award.committed + spend.amount > award.amount:
        flags.append(Reason("over-award", "Spent and committed would be more than the award."))
    return SpendCheck(None, tuple(flags))


def may_sign_off_return(award: AwardFacts) -> Reason | None:
    """Why a return may not be signed off: spent and committed are more than the award (G-122)."""
    over = award.spent + award.committed - award.amount
    return (
        Reason("over-award", f"Spent and committed exceed the award by £{over:,.2f}.")
        if over > 0
        else None
    )


def at_limit(award: AwardFacts) -> Reason | None:
    """The warning when all of an award is spent or committed (G-122)."""
    if award.spent + award.committed >= award.amount:
        return Reason("at-limit", "All of the award is spent or committed.")
    return None


def may_move_money(*, amount: Decimal, award: Decimal, decision: str) -> Reason | None:
    """Why money may not be moved between lines: more than a tenth of the award takes a decision (G-122)."""
    if reason := exact_pence(amount):
        return reason
    if amount > VIREMENT_SHARE * award and not decision:
        return Reason("needs-decision", "Moving over a tenth of an award needs a decision.")
    return None


def may_carry_forward(*, agreement: str) -> Reason | None:
    """Why unspent money may not be carried forward: the funder's written agreement is attached (G-124)."""
    if agreement.strip():
        return None
    return Reason("no-agreement", "Attach the funder's written agreement to carry this forward.")


def judge(award: AwardFacts, *, today: date) -> Judged:
    """The RAG of an award (G-123): an overdue condition is Red even where no return came."""
    if any(not row.met and row.due < today for row in award.conditions):
        return Judged(Rag.RED, "condition overdue", "A condition of the award is overdue.")
    if not award.returned_this_quarter or award.forecast is None:
        return Judged(Rag.GREY, "no return", "No return this quarter.")
    if award.amount <= 0:
        return Judged(Rag.GREY, "no award", "No award to compare the forecast with.")
    variance = abs(award.forecast - award.amount) / award.amount
    words = f"Forecast £{award.forecast:,.2f} of £{award.amount:,.2f}."
    if variance > RED_SHARE:
        return Judged(Rag.RED, "variance", words)
    if variance >= AMBER_SHARE:
        return Judged(Rag.AMBER, "variance", words)
    return Judged(Rag.GREEN, "on forecast", words)
