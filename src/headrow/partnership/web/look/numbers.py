"""Numbers in words and figures, as look.md section 9 writes them."""

from decimal import Decimal

MINUS = "−"


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """12,345 with commas and a true minus; nothing for nothing.

    places: decimal places; without it, whole numbers have none and others at most two.
    """
    if value is None or value == "":
        return ""
    if not isinstance(value, int | float | Decimal):
        return str(value)
    if places is None:
        said = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    else:
        said = f"{value:,.{int(places)}f}"
    if said.startswith("-"):
        said = said[1:] if set(said) <= set("-0.,") else MINUS + said[1:]
    return said


def change(value: int | float | Decimal | None, places: int | None = None) -> str:
    """A change with its sign: +5, −8, 0; nothing for nothing."""
    said = number(value, places)
    return f"+{said}" if value and value > 0 and set(said) - set("0.,") else said


def counted(value: int, words: str) -> str:
    """1 case, 2 cases, 1,200 people: a count with its noun. words: "case,cases"."""
    one, _, many = words.partition(",")
    return f"{number(value)} {one if value == 1 else many or one + 's'}"
