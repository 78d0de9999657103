"""Areas that changed between two censuses: how many, and a count shared among an area's parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from headrow.analysis.methods.method import Method, Values, answer_of


def count_changes(rows: Sequence[Sequence[str]], district: str) -> dict[str, Any]:
    """Count the change codes of a look-up: U unchanged, S split, M merged, X irregular.

    rows: old code, new code, change code, district name.
    """
    local = [row for row in rows if row[3] == district]
    return {
        "rows": dict(Counter(row[2] for row in local)),
        "lsoa11": len({row[0] for row in local}),
        "lsoa21": len({row[1] for row in local}),
        "england_wales_rows": dict(Counter(row[2] for row in rows)),
    }


def apportion(count: float, residents: Sequence[float]) -> list[float] | None:
    """Share a count of a split area among its parts by residents; the total is kept.

    The shares are estimates: not rounded before they are added up, never compared one by one.
    Nothing where nobody lives in any part.
    """
    whole = sum(residents)
    if whole <= 0:
        return None
    return [count * people / whole for people in residents]


def _answer_apportion(inputs: Values, parameters: Values) -> dict[str, Any]:
    shares = apportion(inputs["count"], inputs["residents"])
    flag = "estimated" if shares is not None else "no_denominator"
    return answer_of(
        {
            "lsoa21": inputs["lsoa21"],
            "residents": inputs["residents"],
            "counts": shares,
            "total": inputs["count"],
            "flags": (flag,),
        }
    )


METHODS = (
    Method(
        "lsoa-changes",
        "How LSOAs changed from 2011 to 2021",
        lambda i, p: answer_of(count_changes(i["rows"], i["district"])),
        "ONS best-fit look-up, change codes",
    ),
    Method(
        "lsoa-apportion",
        "A 2011 count shared among its 2021 parts",
        _answer_apportion,
        "share of residents",
    ),
)
