"""One function for each wording: findings in, a sentence out, with the finding's address on every number.

The fixed words are those of the statistics notes, section 26; what a sentence may claim is decided by the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from headrow.analysis.present.sentences import changes, levels, places, responses, series
from headrow.documents.model import Spans

# What an outline's `says` may name: the function, and how many findings it takes before `place`.
SENTENCES: Mapping[str, tuple[Callable[..., Spans], int]] = {
    "recorded_crime_total": (levels.recorded_crime_total, 3),
    "volume": (levels.volume, 1),
    "rate": (levels.rate, 1),
    "two_rates": (levels.two_rates, 2),
    "share": (levels.share, 1),
    "change": (changes.change, 1),
    "change_headline": (changes.change_headline, 1),
    "single_months": (changes.single_months, 2),
    "kinds_that_changed": (changes.kinds_that_changed, 1),
    "control_chart": (series.control_chart, 1),
    "season": (series.season, 1),
    "concentration": (places.concentration, 1),
    "gradient": (places.gradient, 1),
    "other_districts": (places.other_districts, 1),
    "funnel": (places.funnel, 1),
    "quotient": (places.quotient, 1),
    "areas_that_stand_out": (places.areas_that_stand_out, 1),
    "outcomes": (responses.outcomes, 1),
    "searches": (responses.searches, 1),
}
