"""How safe is this place? Sentences, a table, and a page for each area, all from published figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.text import slugify

from headrow.partnership.publications.queries import addresses
from headrow.partnership.publications.queries.figure_pages import shown_number, written_period
from headrow.partnership.publications.queries.pages import Edition, Page, Part
from headrow.vocabulary.crime import BY_CODE

RATE, CHANGE = "recorded-crime-rate", "recorded-crime-change"
VERDICTS = {"fell": "was lower than", "rose": "was higher than"}


def how_safe(edition: Edition, figures: Sequence[Any]) -> Iterator[Part]:
    """The page of the place, and one for each area; nothing where no figure tells of it."""
    rate = _find(figures, RATE, category="all", by=[], out_of="residents")
    change = _find(figures, CHANGE, category="all", by=[])
    if rate is None and change is None:
        yield Page("/how-safe/", "how_safe_none")
        return
    by_area = [found for found in figures if _is_by_area(found)]
    areas = _areas(by_area)
    known = {
        "sentences": [
            each for each in (_of_change(change, edition), _of_rate(rate, edition)) if each
        ],
        "kinds": list(_kinds(figures)),
        "period": written_period((rate or change).document["question"]["period"]),
        "areas": [{"name": name, "href": of_area(code)} for code, name in areas],
        "caveats": _caveats((rate, change)),
    }
    yield Page("/how-safe/", "how_safe", known)
    for code, name in areas:
        yield Page(
            of_area(code), "how_safe_area", _area(code, name, by_area, figures), listed=False
        )


def of_area(code: str) -> str:
    """The address of an area's page."""
    return f"/how-safe/{slugify(code)}/"


def _find(figures: Iterable[Any], measure: str, **asked: Any) -> Any:
    """The figure that answers a question, of the latest months; nothing where there is none."""
    fits = [
        found
        for found in figures
        if found.document["question"]["measure"] == measure
        and all(found.document["question"].get(key) == value for key, value in asked.items())
        and found.document["cells"]
    ]
    return max(fits, key=lambda found: found.document["question"]["period"], default=None)


def _of_change(found: Any, edition: Edition) -> dict[str, str] | None:
    if found is None:
        return None
    cell, question = found.document["cells"][0], found.document["question"]
    verdict = cell["more"].get("verdict", "")
    now, before = written_period(question["period"]), written_period(question["compared_with"])
    low, high = (
        sorted(abs(cell["more"][end]) for end in ("low", "high")) if cell["more"] else (0, 0)
    )
    if verdict in VERDICTS:
        words = (
            f"Recorded crime in {edition.place} {VERDICTS[verdict]} the year before, by about"
            f" {abs(cell['value']):.0f}% (between {low:.0f}% and {high:.0f}%)."
        )
    else:
        words = f"There was no clear difference in recorded crime in {edition.place} from the year before."
    return {
        "words": words,
        "detail": f"{now}, compared with {before}.",
        "href": addresses.of_figure(found.code),
    }


def _of_rate(found: Any, edition: Edition) -> dict[str, str] | None:
    if found is None or found.document["cells"][0]["value"] is None:
        return None
    cell, question = found.document["cells"][0], found.document["question"]
    words = (
        f"{cell['numerator']:,} crimes and incidents were recorded: {shown_number(cell['value'])} for each"
        f" {question['per']:,} residents."
    )
    return {
        "words": words,
        "detail": written_period(question["period"]),
        "href": addresses.of_figure(found.code),
    }


def _kinds(figures: Sequence[Any]) -> Iterator[dict[str, str]]:
    """Each kind of crime with how much was recorded, and how that compares with the year before."""
    rates = _find(figures, RATE, category="all", by=["category"], out_of="residents")
    changes = _find(figures, CHANGE, category="all", by=["category"])
    change_of = {cell["key"][0]: cell for cell in changes.document["cells"]} if changes else {}
    for cell in rates.document["cells"] if rates else ():
        code = cell["key"][0]
        yield {
            "name": BY_CODE[code].name if code in BY_CODE else code.replace("-", " "),
            "count": shown_number(cell["numerator"]) if cell["state"] == "shown" else "[c]",
            "rate": shown_number(cell["value"])
            if cell["value"] is not None
            else "Too few for a rate",
            "change": _change_words(change_of.get(code)),
            "href": addresses.of_figure(rates.code),
        }


def _change_words(cell: dict[str, Any] | None) -> str:
    if cell is None or cell["state"] != "shown" or cell["value"] is None:
        return "Not assessed"
    verdict = cell["more"].get("verdict", "")
    if verdict not in VERDICTS:
        return "No clear difference"
    return f"{'Lower' if verdict == 'fell' else 'Higher'}, by about {abs(cell['value']):.0f}%"


def _is_by_area(found: Any) -> bool:
    question = found.document["question"]
    asked = (question["measure"], question.get("by"), question.get("out_of"))
    return asked == (RATE, ["area"], "residents") and not question.get("method")


def _areas(by_area: Sequence[Any]) -> list[tuple[str, str]]:
    """Every area named in the figures, by name."""
    names = {
        cell["key"][0]: cell["label"] or cell["key"][0]
        for found in by_area
        for cell in found.document["cells"]
    }
    return sorted(names.items(), key=lambda area: area[1])


def _area(code: str, name: str, by_area: Sequence[Any], figures: Sequence[Any]) -> dict[str, Any]:
    rows = []
    for found in by_area:
        cell = next((each for each in found.document["cells"] if each["key"] == [code]), None)
        if cell is not None:
            rows.append({**_area_row(cell, found), "whole": _of_whole(found, figures)})
    return {
        "name": name,
        "code": code,
        "rows": rows,
        "caveats": _caveats(by_area),
    }


def _area_row(cell: dict[str, Any], found: Any) -> dict[str, str]:
    question = found.document["question"]
    rate = "[c]" if cell["state"] != "shown" else "Too few for a rate"
    if cell["value"] is not None and cell["state"] == "shown":
        rate = f"{shown_number(cell['value'])} ({shown_number(cell['low'])} to {shown_number(cell['high'])})"
    return {
        "what": _category(question["category"]),
        "count": shown_number(cell["numerator"]) if cell["state"] == "shown" else "[c]",
        "rate": rate,
        "period": written_period(question["period"]),
        "href": addresses.of_figure(found.code),
    }


def _of_whole(found: Any, figures: Sequence[Any]) -> str:
    """The same rate for the whole place, where a figure gives it."""
    asked = found.document["question"]
    same = _find(
        figures, RATE, category=asked["category"], by=[], out_of="residents", period=asked["period"]
    )
    value = same.document["cells"][0]["value"] if same else None
    return shown_number(value) if value is not None else "Not worked out"


def _category(said: Any) -> str:
    if said == "all":
        return "All recorded crime and incidents"
    codes = said if isinstance(said, list) else [said]
    names = [BY_CODE[code].name if code in BY_CODE else code.replace("-", " ") for code in codes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _caveats(figures: Iterable[Any]) -> list[str]:
    held = [each for found in figures if found for each in found.document["trail"]["caveats"]]
    return list(dict.fromkeys(held))
