"""What a shown ratio, mean or sum of amounts must rest on, once its counts are protected."""

from __future__ import annotations

from collections.abc import Sequence

from headrow.vocabulary.protection import Policy, protection


def may_show_rate(numerator: float | None, denominator: float | None, policy: Policy) -> bool:
    """Whether a rate of raw counts may be shown; under an exact policy intervals do the warning."""
    rule = protection().reliability
    return _rests_on(numerator, denominator, policy, rule.rate_out_of_at_least)


def may_show_percentage(numerator: float | None, denominator: float | None, policy: Policy) -> bool:
    """Whether a percentage of raw counts may be shown."""
    rule = protection().reliability
    return _rests_on(numerator, denominator, policy, rule.percentage_out_of_at_least)


def may_show_percentage_change(base: float | None) -> bool:
    """Whether a base, exact and not rounded, carries a percentage change: 50 under every policy."""
    return base is not None and base >= protection().reliability.percentage_change_base_at_least


def may_show_mean(n: int, policy: Policy) -> bool:
    """Whether a mean, minimum, maximum or median of so many values may be shown."""
    return policy.exact or n >= protection().reliability.mean_of_at_least


def may_show_sum(amounts: Sequence[float], policy: Policy) -> bool:
    """Whether a sum of amounts hides its largest contributors well enough (dominance)."""
    rule, total = protection().reliability, sum(amounts)
    largest = sorted(amounts, reverse=True)[:2]
    if policy.exact or total <= 0:
        return True
    return (
        largest[0] <= rule.largest_share_at_most * total
        and sum(largest) <= rule.two_largest_share_at_most * total
    )


def _rests_on(
    numerator: float | None, denominator: float | None, policy: Policy, out_of: int
) -> bool:
    if numerator is None or not denominator:
        return False
    least = protection().reliability.numerator_at_least
    # A true nought is shown as nought; its rate is nought too.
    return policy.exact or ((numerator == 0 or numerator >= least) and denominator >= out_of)
