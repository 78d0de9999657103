"""Indicators as a reader may see them."""

from headrow.partnership.indicators.queries.charts import chart_of
from headrow.partnership.indicators.queries.readings import (
    IndicatorReading,
    by_code,
    indicator,
    public_readings,
    reading,
    readings,
    readings_as_data,
    returns_of,
    series_of,
    standing,
    visible,
)

__all__ = [
    "IndicatorReading",
    "by_code",
    "chart_of",
    "indicator",
    "public_readings",
    "reading",
    "readings",
    "readings_as_data",
    "returns_of",
    "series_of",
    "standing",
    "visible",
]
