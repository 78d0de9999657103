"""What an outline's item asks, made into questions for the place, the period and the chapter at hand."""

from __future__ import annotations

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings.model import Finding
from headrow.vocabulary.bases import default_bases
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.outlines import Ask, Item
from headrow.vocabulary.periods import Period


class NotHeld(Exception):
    """The item cannot even be asked: why, in words."""


def findings_for(
    desk: Desk, item: Item, chapter: Chapter | None, category: str = ""
) -> list[Finding]:
    """The findings of an item's questions, in order. Raises NotHeld where one cannot be asked."""
    return [asked(desk, ask, chapter, category) for ask in item.asks]


def asked(desk: Desk, ask: Ask, chapter: Chapter | None, category: str = "") -> Finding:
    """One question asked of the data opened. Raises NotHeld."""
    period = desk.year if ask.compared_with else period_of(desk, ask)
    counted = category_of(ask, chapter, category)
    level = level_of(desk, ask, period)
    measure, out_of, by = ask.measure, base_of(ask, counted), ask.by
    if level == "hexagon" and measure == "recorded-crime-rate":
        # Nobody counts the people of a hexagon, so a map without outlines shows counts.
        measure, out_of, period = "recorded-crime-in-hexagons", "", desk.street_period or period
    return desk.ask(
        measure,
        period=period,
        category=counted,
        by=by,
        level=level,
        out_of=out_of,
        per=ask.per,
        method=ask.method,
        source=ask.source,
        options=dict(ask.options),
        compared_with=period.a_year_earlier() if ask.compared_with else None,
    )


def period_of(desk: Desk, ask: Ask) -> Period:
    """The headline period, every month held, or the months held at street level."""
    if ask.period == "all-held":
        return desk.span
    if ask.period == "street":
        if desk.street_period is None:
            raise NotHeld("no street level file of the period is held")
        return desk.street_period
    return desk.period


def category_of(ask: Ask, chapter: Chapter | None, category: str) -> str | tuple[str, ...]:
    """The category meant: the chapter's, one of them, or the one named."""
    if ask.category == "{category}":
        return category
    if ask.category == "{categories}" and chapter is not None:
        return together(
            _with_outcomes(chapter.categories)
            if ask.measure == "outcome-mix"
            else chapter.categories
        )
    return ask.category


def _with_outcomes(categories: tuple[str, ...]) -> tuple[str, ...]:
    """The categories that can have an outcome: incidents of anti-social behaviour cannot."""
    crimes = tuple(code for code in categories if BY_CODE[code].crime)
    if not crimes:
        raise NotHeld("incidents of anti-social behaviour have no outcome in open data")
    return crimes


def together(categories: tuple[str, ...]) -> str | tuple[str, ...]:
    """Several categories counted together; all of them are `all`, and one is itself."""
    if set(categories) == set(BY_CODE):
        return ALL
    if set(categories) == {code for code, kind in BY_CODE.items() if kind.crime}:
        return CRIMES
    return categories[0] if len(categories) == 1 else categories


def base_of(ask: Ask, counted: str | tuple[str, ...]) -> str:
    """The base meant: the one named, or the default of the category."""
    if ask.out_of == "{base}":
        return default_bases()[counted].base if isinstance(counted, str) else "residents"
    return ask.out_of


def level_of(desk: Desk, ask: Ask, period: Period) -> str:
    """The kind of area meant: the finest of the feed, the middle one, wards; hexagons where no outlines are held."""
    if ask.level in ("", "hexagon", "district"):
        return ask.level
    feed = desk.street_feed if ask.period == "street" else desk.feed
    if feed is None:
        raise NotHeld("no street level file of the period is held")
    levels = desk.opened.units[feed.area_kind].levels
    if ask.level == "small":
        level = feed.area_kind
    else:
        prefix = "msoa" if ask.level == "middle" else "ward"
        level = next((name for name in levels if name.startswith(prefix)), "")
        if not level:
            raise NotHeld(
                f"no look-up from small areas to {'middle areas' if prefix == 'msoa' else 'wards'} is held"
            )
    needs_outlines = ask.method == "gi-star"
    return "hexagon" if needs_outlines and desk.ground(level) is None else level
