"""Reading the month out of dates as partners write them; a date that fits no way of writing is read as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headrow.analysis.tables.published_values import month_of

if TYPE_CHECKING:
    import polars as pl

# Day before month, as in Britain; a month first is read only when the mapping says so.
WAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%m/%y",
        "%Y/%m/%d")  # fmt: skip
MONTH_WAYS = ("%m/%Y", "%Y/%m", "%Y%m", "%B %Y", "%b %Y")


def months_in(values: pl.Series, way: str = "") -> pl.Series:
    """The month (YYYY-MM) of every value, null where it cannot be read. A time of day after the date is passed over.

    way: how the dates are written (as in Python's strptime); "" tries the ways usual in Britain, one after another.
    """
    import polars as pl

    texts = values.unique().drop_nulls()
    read = pl.Series([month_in(text, way) for text in texts], dtype=pl.String)
    return values.replace_strict(texts, read, default=None, return_dtype=pl.String)


def month_in(text: str, way: str = "") -> str | None:
    """The month of one date."""
    words = text.strip()
    if way:
        return _as(words, way)
    plain = month_of(words)
    if plain:
        return plain
    day = (
        words.replace("T", " ").split(" ")[0]
        if words[:1].isdigit() and words[4:5] != " "
        else words
    )
    tries = (_as(said, one) for said in dict.fromkeys((words, day)) for one in (*WAYS, *MONTH_WAYS))
    return next((month for month in tries if month), None)


def _as(words: str, way: str) -> str | None:
    from datetime import datetime

    try:
        read = datetime.strptime(words, way)
    except ValueError:
        return None
    return f"{read:%Y-%m}" if 1990 <= read.year < 2100 else None
