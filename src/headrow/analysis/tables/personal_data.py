"""Finding columns that hold personal data, by their names and by what stands in them.

It errs on the side of refusing: a column of codes that look like postcodes is refused too, and the remedy (leave the
column out of the export) costs little. It answers with columns and kinds, never with a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headrow.analysis.tables.area_columns import plain

if TYPE_CHECKING:
    import polars as pl

PERSON = (
    r"(?:victim|offender|suspect|defendant|perpetrator|patient|client|tenant|caller|complainant|child|young ?person"
    r"|parent|guardian|carer|occupier|resident|reporter|witness|pupil|student|service ?user|customer|contact|keeper"
    r"|owner|driver|officer|lead ?officer|key ?worker|social ?worker|case ?worker|staff ?member|person|person\d)"
)
OF = rf"(?:{PERSON}s?)?"  # "victim", "victim's", or nobody in particular
_NAME = (
    r"(?:name|fullname|firstname|forenames?|surname|lastname|familyname|givennames?|middlenames?|initials|knownas"
    r"|alias(?:es)?|maidenname|preferredname)"
)
# Names of columns, in plain letters (see area_columns.plain). "Ward name" and "station name" are not of persons.
HEADERS: tuple[tuple[str, str], ...] = (
    ("a person's name", rf"{OF}{_NAME}\d?|{_NAME}of(?:the)?{PERSON}|nextofkin|nok"),
    ("a date of birth", rf"{OF}(?:dob|dateofbirth|birthdate|dateborn|birthday|(?:year|month)ofbirth|birth(?:year|month)"
                        r"|dob(?:year|month))"),
    ("an address", rf"{OF}(?:home|full|postal|street|correspondence)?addr(?:ess)?(?:line)?\d?|housename(?:number)?"
                   r"|house(?:number|no)(?:name)?|flat(?:no|number)|uprn|usrn"),
    ("a postcode", rf"(?:{PERSON}s?|home|full)*(?:postcode|postalcode|zipcode)(?:full)?"),
    ("a telephone number", rf"(?:{PERSON}s?|home|work|mobile)*(?:phone|telephone|tel|mobile)(?:no|number|num)?\d?"),
    ("an e-mail address", rf"{OF}e?mail(?:addr(?:ess)?)?"),
    ("an NHS number", rf"{OF}nhs(?:no|num|number)"),
    ("a National Insurance number", rf"{OF}(?:nino|ni(?:no|number)|nat(?:ional)?ins(?:urance)?(?:no|number)?)"),
    ("a number that stands for a person", rf"{PERSON}(?:id|ref|reference|no|number|urn|identifier)|upn|uln|crn"
     r"|pnc(?:id|no|number)?|custody(?:no|number)|prison(?:no|number)|hospital(?:no|number)|passport(?:no|number)?"
     r"|driving?licen[cs]e(?:no|number)?|vrm|vehicleregistration(?:mark)?|registrationmark|ipaddress"),
    ("free text", r"(?:free|narrative|log)?text|notes?|comments?|remarks|narrative|description|details|summary"
                  r"|(?:case|officer|incident|call|crew|staff|log)(?:notes?|comments?|text|description|details|narrative)"),
)  # fmt: skip
_HEADERS = tuple((kind, re.compile(pattern.replace(" ?", ""))) for kind, pattern in HEADERS)
# A column named for a person may be a flag ("Witness: yes"); it is a person where it holds words.
_ROLE = re.compile(PERSON.replace(" ?", "") + "s?")
FLAGS = r"(?i)^(?:y|n|yes|no|true|false|unknown|not known|none|\d{1,5})$"

EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]"
PHONE = r"(?:^|[^0-9A-Za-z.])(?:\+44[ -]?(?:\(0\))?|0)(?:\d[ -]?){9,10}(?:$|[^0-9A-Za-z])|^7\d{9}$"
# Inward codes never hold C, I, K, M, O or V (Royal Mail).
POSTCODE = r"(?i)\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b"
SECTOR = r"(?i)^[A-Z]{1,2}\d?[A-Z\d]?(?:\s*\d)?$"  # a district or sector: some thousand homes
NATIONAL_INSURANCE = r"(?i)\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"
TITLED_NAME = r"(?i)^(?:mr|mrs|miss|ms|mx)\b\.?\s+[a-z]"
STREET = (
    "street|st|road|rd|lane|ln|avenue|ave|close|drive|grove|terrace|court|crescent|gardens|place|way"
    "|walk|mount|view"
)
HOUSE = rf"(?i)^(?:flat\s*\w+,?\s*)?\d+[a-z]?,?\s+(?:[a-z']+\s+){{1,4}}(?:{STREET})\b"
TEN_DIGITS = r"\b(\d{3}[ -]?\d{3}[ -]?\d{4})\b"
DATE = r"^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|^\d{4}-\d{2}-\d{2}"
YEAR = r"^(\d{4})-|[/.-](\d{4})\b|[/.-](\d{2})$"
NHS_SHARE = 0.5  # one ten-digit number in eleven passes the check by chance, so half are no chance
FREE_TEXT_WORDS = 25
# A date column that spans more years than this, or lies mostly so many before the events, holds births.
YEARS_SPANNED, YEARS_BEFORE = 12, 5


@dataclass(frozen=True, slots=True)
class Personal:
    """A column that holds personal data, and of which kind."""

    column: str
    kind: str
    by: str  # "its name" | "what stands in it"


def personal_columns(frame: pl.DataFrame, *, newest_event: int | None = None) -> list[Personal]:
    """The columns of a table of texts that hold personal data; `line` is passed over.

    newest_event: the year of the newest event of the file, against which dates of birth are told.

    A header that is itself a value (a file without a header row) is named by its place, so that it is not repeated.
    """
    columns = [column for column in frame.columns if column != "line"]
    found = []
    for place, column in enumerate(columns, start=1):
        said = column_as_shown(column, place)
        by_name = _kind_by_name_and_use(column, frame[column])
        by_content = _kind_by_content(frame[column], newest_event)
        if said != column:
            found.append(Personal(said, "values where the header should be", "what stands in it"))
        elif by_name:
            found.append(Personal(said, by_name, "its name"))
        elif by_content:
            found.append(Personal(said, by_content, "what stands in it"))
    return found


def kind_by_name(column: str) -> str:
    """The kind of personal data that a column's name promises, or nothing; what stands in brackets is passed over."""
    names = {plain(column), plain(re.sub(r"\(.*?\)|\[.*?\]", "", column))}
    return next(
        (kind for kind, pattern in _HEADERS if any(pattern.fullmatch(name) for name in names)), ""
    )


def _kind_by_name_and_use(column: str, values: pl.Series) -> str:
    """The kind that a name promises, less what its values show to be harmless: sectors, flags and small numbers."""
    held = values.drop_nulls().str.strip_chars()
    kind = kind_by_name(column)
    if kind == "a postcode" and held.len() and held.str.contains(SECTOR).all():
        return ""
    if not kind and _ROLE.fullmatch(plain(column)) and not held.str.contains(FLAGS).all():
        return "a person"
    return kind


def column_as_shown(column: str, place: int) -> str:
    """A column's name, or its place where the name looks like a value of a person."""
    value = any(
        re.search(pattern, column)
        for pattern in (EMAIL, PHONE, POSTCODE, NATIONAL_INSURANCE, TITLED_NAME)
    )
    return (
        f"column {place}" if value or re.match(DATE, column) or re.match(HOUSE, column) else column
    )


def _kind_by_content(values: pl.Series, newest_event: int | None) -> str:
    """The kind of personal data that a column's values are, or nothing."""
    held = values.drop_nulls().unique().str.strip_chars()
    if not held.len():
        return ""
    kind = next((kind for kind, holds in _CONTENT if holds(held)), "")
    return kind or ("a date of birth" if _births(values.drop_nulls(), newest_event) else "")


def _any(pattern: str) -> Callable[[pl.Series], bool]:
    return lambda values: bool(values.str.contains(pattern).any())


def _nhs_numbers(values: pl.Series) -> bool:
    numbers = values.str.extract_all(TEN_DIGITS).explode().drop_nulls().str.replace_all("[ -]", "")
    checked = [passes_nhs_check(number) for number in numbers.to_list()]
    return bool(checked) and sum(checked) >= NHS_SHARE * len(checked)


def passes_nhs_check(number: str) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)
    )
    check = (11 - total % 11) % 11
    return check != 10 and check == int(number[9])


def years_of(values: pl.Series) -> pl.Series:
    """The years of the dates in a column of texts; values that are no full dates are left out."""
    import polars as pl

    dates = values.drop_nulls().str.strip_chars()
    groups = dates.filter(dates.str.contains(DATE)).str.extract_groups(YEAR).struct.unnest()
    if not groups.width:
        return pl.Series([], dtype=pl.Int64)
    full, late, short = (groups[:, at].cast(pl.Int64) for at in range(3))
    century = pl.DataFrame({"full": full, "late": late, "short": short})
    two_digits = pl.col("short") + pl.when(pl.col("short") <= 40).then(2000).otherwise(1900)
    return century.select(pl.coalesce("full", "late", two_digits).alias("year"))[
        "year"
    ].drop_nulls()


def _births(values: pl.Series, newest_event: int | None) -> bool:
    years = years_of(values)
    if not years.len() or years.len() * 2 < values.len():
        return False
    oldest, newest = int(years.min()), int(years.max())  # type: ignore[arg-type]
    long_before = (
        newest_event is not None
        and 2 * int((years <= newest_event - YEARS_BEFORE).sum()) > years.len()
    )
    return newest - oldest > YEARS_SPANNED or long_before


def _free_text(values: pl.Series) -> bool:
    words = values.str.count_matches(r"\S+")
    return bool(words.max() > FREE_TEXT_WORDS)  # type: ignore[operator]


_CONTENT: tuple[tuple[str, Callable[[pl.Series], bool]], ...] = (
    ("an e-mail address", _any(EMAIL)),
    ("a National Insurance number", _any(NATIONAL_INSURANCE)),
    ("a full postcode", _any(POSTCODE)),
    ("an NHS number", _nhs_numbers),
    ("a telephone number", _any(PHONE)),
    ("a person's name", _any(TITLED_NAME)),
    ("an address", _any(HOUSE)),
    ("free text", _free_text),
)
