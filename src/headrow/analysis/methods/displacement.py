"""Did it work, and did it move: differences of counts in a treated area, a control and a buffer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Method, Values, answer_of

Pair = Sequence[float]
"""A count before and a count after."""


def displacement_quotient(response: Pair, control: Pair, buffer: Pair) -> dict[str, Any]:
    """Give gross and net effect, the weighted displacement quotient and the total net effect.

    The quotient has no standard error and is never a finding by itself; it is null where the
    net effect is not a success. Source: Bowers and Johnson (2003); Guerette (2009), appendix B.
    """
    (rb, ra), (cb, ca), (db, da) = response, control, buffer
    if not cb or not ca:
        return {
            "gross_effect": rb - ra,
            "net_effect": None,
            "wdq": None,
            "total_net_effect": None,
            "flags": ("no_control_events",),
        }
    net = rb / cb - ra / ca
    quotient = (da / ca - db / cb) / -net if net > 0 else None
    return {
        "gross_effect": rb - ra,
        "net_effect": net,
        "wdq": quotient,
        "total_net_effect": (rb * ca / cb - ra) + (db * ca / cb - da),
        "flags": () if net > 0 else ("no_net_effect",),
    }


def displacement_difference(
    treated: Pair,
    control: Pair,
    displacement: Pair,
    displacement_control: Pair = (0, 0),
    *,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> dict[str, Any]:
    """Give the weighted displacement difference with its interval.

    dispersion: phi of the counts; above 1 it widens the interval.
    Source: Wheeler and Ratcliffe (2018), Crime Science 7:11.
    """
    signs = ((treated, 1), (control, -1), (displacement, 1), (displacement_control, -1))
    difference = sum(sign * (after - before) for (before, after), sign in signs)
    variance = max(1.0, dispersion) * sum(sum(pair) for pair, _ in signs)
    if variance == 0:
        return {
            "wdd": difference,
            "se": None,
            "z": None,
            "p_two_sided": None,
            "ci95": None,
            "flags": ("no_events",),
        }
    se = math.sqrt(variance)
    z, reach = difference / se, z_of(level) * se
    flags = ("no_displacement_control",) if not any(displacement_control) else ()
    return {
        "wdd": difference,
        "se": se,
        "z": z,
        "p_two_sided": math.erfc(abs(z) / math.sqrt(2)),
        "ci95": (difference - reach, difference + reach),
        "level": level,
        "flags": flags,
    }


def difference_in_differences(
    treated: Pair, control: Pair, *, level: float = 0.95
) -> dict[str, Any]:
    """Give the ratio of two rate ratios with its interval, and the difference of differences."""
    absolute = (treated[1] - treated[0]) - (control[1] - control[0])
    counts = (*treated, *control)
    if min(counts) <= 0:
        return {
            "ratio": None,
            "lower": None,
            "upper": None,
            "absolute_did": absolute,
            "flags": ("count_of_nought",),
        }
    ratio = (treated[1] / treated[0]) / (control[1] / control[0])
    reach = z_of(level) * math.sqrt(sum(1 / count for count in counts))
    return {
        "ratio": ratio,
        "lower": ratio * math.exp(-reach),
        "upper": ratio * math.exp(reach),
        "absolute_did": absolute,
        "level": level,
    }


def _answer_wdd(inputs: Values, parameters: Values) -> dict[str, Any]:
    return answer_of(
        displacement_difference(
            inputs["treated"],
            inputs["control"],
            inputs["displacement"],
            inputs.get("displacement_control", (0, 0)),
            dispersion=parameters.get("dispersion", 1.0),
            level=parameters.get("level", 0.95),
        )
    )


METHODS = (
    Method(
        "wdq",
        "Weighted displacement quotient",
        lambda i, p: answer_of(displacement_quotient(i["response"], i["control"], i["buffer"])),
        "Bowers and Johnson 2003; Guerette 2009",
    ),
    Method("wdd", "Weighted displacement difference", _answer_wdd, "Wheeler and Ratcliffe 2018"),
    Method(
        "did",
        "Difference in differences of counts",
        lambda i, p: answer_of(
            difference_in_differences(i["treated"], i["control"], level=p.get("level", 0.95))
        ),
        "ratio of rate ratios, log-Wald",
    ),
)
