"""Crime categories, and how publishers' names map to them.

Names are those of police.uk; the earlier ones were in use before May 2013.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of record: `crime` is false for incidents of anti-social behaviour, which are not crimes."""

    code: str
    name: str
    spelt: tuple[str, ...]
    plural: str
    crime: bool = True


CATEGORIES: tuple[Category, ...] = (
    Category(
        "anti-social-behaviour",
        "Anti-social behaviour",
        (),
        "incidents of anti-social behaviour",
        crime=False,
    ),
    Category("bicycle-theft", "Bicycle theft", (), "bicycle thefts"),
    Category("burglary", "Burglary", (), "burglaries"),
    Category(
        "criminal-damage-and-arson",
        "Criminal damage and arson",
        (),
        "offences of criminal damage and arson",
    ),
    Category("drugs", "Drugs", (), "drug offences"),
    Category("other-crime", "Other crime", (), "other crimes"),
    Category("other-theft", "Other theft", (), "other thefts"),
    Category(
        "possession-of-weapons", "Possession of weapons", (), "offences of possessing weapons"
    ),
    Category(
        "public-order", "Public order", ("Public disorder and weapons",), "public order offences"
    ),
    Category("robbery", "Robbery", (), "robberies"),
    Category("shoplifting", "Shoplifting", (), "shoplifting offences"),
    Category("theft-from-the-person", "Theft from the person", (), "thefts from the person"),
    Category("vehicle-crime", "Vehicle crime", (), "vehicle crimes"),
    Category(
        "violence-and-sexual-offences",
        "Violence and sexual offences",
        ("Violent crime",),
        "violence and sexual offences",
    ),
)

BY_CODE: dict[str, Category] = {category.code: category for category in CATEGORIES}

# Publishers' spellings, compared without regard to case and surrounding blanks; API codes are ours already.
SPELLINGS: dict[str, str] = {
    spelling.casefold(): category.code
    for category in CATEGORIES
    for spelling in (category.code, category.name, *category.spelt)
} | {"violent-crime": "violence-and-sexual-offences"}

ALL = "all"  # crimes and incidents together
CRIMES = "crimes"  # all but anti-social behaviour


def category_of(publisher_name: str) -> str | None:
    """Our code for a publisher's name, or nothing when the name is not known."""
    return SPELLINGS.get(publisher_name.strip().casefold())


def name_of(code: str) -> str:
    """A category code as it is printed in a table."""
    if code == ALL:
        return "All crimes and incidents"
    return "All crimes" if code == CRIMES else BY_CODE[code].name


def plural_of(code: str) -> str:
    """A category code as it is said in a sentence, in the plural."""
    if code == ALL:
        return "crimes and incidents"
    return "crimes" if code == CRIMES else BY_CODE[code].plural
