"""Seasons of the year: indices by month, adjustment, and the seasonal naive forecast."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Method, Values, answer_of

MIN_MONTHS = 36
"""Fewer months give no index: each season must be seen beside a full year at least twice."""


@dataclass(frozen=True, slots=True)
class Seasons:
    """One index a season with mean 1, in order from the series' first month; null if refused."""

    indices: tuple[float, ...] | None
    first_month: str | None
    points: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A seasonal naive forecast for planning: one value and two limits a step ahead."""

    values: tuple[float, ...] | None
    lower: tuple[float, ...] | None
    upper: tuple[float, ...] | None
    sigma: float | None
    level: float
    flags: tuple[str, ...] = ()


def months_from(first_month: str, count: int) -> list[str]:
    """Name `count` months from the first one, as "2024-01"."""
    year, month = (int(part) for part in first_month.split("-"))
    steps = [year * 12 + month - 1 + step for step in range(count)]
    return [f"{step // 12:04d}-{step % 12 + 1:02d}" for step in steps]


def days_in_months(first_month: str, count: int) -> NDArray:
    """The number of days of `count` months from the first one."""
    named = (month.split("-") for month in months_from(first_month, count))
    return np.array([calendar.monthrange(int(year), int(month))[1] for year, month in named])


def season_indices(values: ArrayLike, *, period: int = 12, min_points: int = MIN_MONTHS) -> Seasons:
    """Give the multiplicative index of each season: ratio to the centred moving average.

    values: a series without gaps, already divided by the days of each month.
    Ratios are averaged over the years and scaled to mean 1. Refused under 36 points, with a
    missing value, or where a moving average is nought.
    """
    series = np.asarray(values, dtype=float)
    if series.size < min_points:
        return Seasons(None, None, series.size, (f"under_{min_points}_months",))
    if np.isnan(series).any():
        return Seasons(None, None, series.size, ("missing_months",))
    half = period // 2
    ends = [0.5, *[1.0] * (period - 1), 0.5] if period % 2 == 0 else [1.0] * period
    average = np.convolve(series, np.array(ends) / period, mode="valid")
    if (average <= 0).any():
        return Seasons(None, None, series.size, ("average_of_nought",))
    ratios = np.full(series.size, np.nan)
    ratios[half : half + average.size] = series[half : half + average.size] / average
    means = np.array([np.nanmean(ratios[start::period]) for start in range(period)])
    return Seasons(tuple(means / means.mean()), None, series.size)


def monthly_seasons(counts: ArrayLike, first_month: str) -> Seasons:
    """Give the index of each calendar month of a series of monthly counts, per day of the month."""
    series = np.asarray(counts, dtype=float)
    per_day = series / days_in_months(first_month, series.size)
    found = season_indices(per_day)
    return Seasons(found.indices, first_month, found.points, found.flags)


def seasonally_adjusted(counts: ArrayLike, first_month: str) -> tuple[NDArray, Seasons]:
    """Take season and month length out of monthly counts, keeping the size of a count.

    Returns counts as they would be in an average month of 365.25 / 12 days; where indices are
    refused, only the month's length is taken out and the flags say why.
    """
    series = np.asarray(counts, dtype=float)
    found = monthly_seasons(series, first_month)
    adjusted = series / days_in_months(first_month, series.size) * (365.25 / 12)
    if found.indices is not None:
        adjusted = adjusted / np.resize(np.array(found.indices), series.size)
    return adjusted, found


def seasonal_naive(
    train: ArrayLike, steps: int, *, period: int = 12, level: float = 0.95
) -> Forecast:
    """Forecast each season by its last value; limits widen with whole years ahead.

    sigma is the root mean square of the differences a season apart. Refused under two periods.
    """
    series = np.asarray(train, dtype=float)
    if series.size < 2 * period or np.isnan(series).any():
        return Forecast(None, None, None, None, level, ("series_too_short",))
    values = np.resize(series[-period:], steps)
    sigma = float(np.sqrt(np.mean((series[period:] - series[:-period]) ** 2)))
    ahead = np.arange(steps) // period + 1
    reach = z_of(level) * sigma * np.sqrt(ahead)
    flags = () if series.size >= MIN_MONTHS else (f"under_{MIN_MONTHS}_months",)
    return Forecast(
        tuple(values), tuple(values - reach), tuple(values + reach), sigma, level, flags
    )


def _answer_season(inputs: Values, parameters: Values) -> dict[str, Any]:
    found = monthly_seasons(inputs["counts"], inputs["first_month"])
    answer = answer_of(found)
    if found.indices is not None:
        named = [month[-2:] for month in months_from(inputs["first_month"], 12)]
        answer |= dict(zip(named, found.indices, strict=True))
    return answer


def _answer_naive(inputs: Values, parameters: Values) -> dict[str, Any]:
    train, test = np.asarray(inputs["train"], float), np.asarray(inputs.get("test", []), float)
    period = parameters.get("period", 12)
    found = seasonal_naive(
        train, len(test) or period, period=period, level=parameters.get("level", 0.95)
    )
    answer = answer_of(found)
    if found.values is None or found.lower is None or found.upper is None:
        return answer
    answer |= {
        "first": found.values[0],
        "first_lower": found.lower[0],
        "first_upper": found.upper[0],
    }
    if test.size:
        scale = np.abs(train[period:] - train[:-period]).mean()
        inside = (test >= np.array(found.lower)) & (test <= np.array(found.upper))
        answer["mase"] = float(np.abs(test - np.array(found.values)).mean() / scale)
        answer["coverage95"] = int(inside.sum())
    return answer


METHODS = (
    Method(
        "season",
        "Seasonal index of each month",
        _answer_season,
        "ratio to centred 12-term moving average, per day of the month",
    ),
    Method(
        "seasonal-naive",
        "Seasonal naive forecast for planning",
        _answer_naive,
        "Hyndman and Athanasopoulos, Forecasting: Principles and Practice",
    ),
)
