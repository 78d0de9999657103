"""The desk an assessment is written at: the data opened for the place, the questions asked, the gaps met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.model import Finding, Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.findings.outlines_of_areas import outlines_of
from headrow.analysis.tables.ledger import Entry
from headrow.analysis.tables.opened import Feed
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.localities import Locality
from headrow.vocabulary.periods import Month, Period
from headrow.vocabulary.strategies import Strategy

# Fewer months than this carry no limits, only a line.
MONTHS_FOR_LIMITS = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known: what, why, and what would fill it."""

    what: str
    why: str
    filled_by: str = ""
    section: str = ""


@dataclass(slots=True)
class Desk:
    """What every section is written from; it remembers each finding by its address and each gap once."""

    locality: Locality
    opened: Opened
    period: Period
    strategy: Strategy | None
    publishers: Mapping[str, str]
    commentary: Any
    png: bool = True
    findings: dict[str, Finding] = field(default_factory=dict)
    gaps: dict[Gap, None] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The place as sentences say it."""
        return self.locality.place

    def ask(self, measure: str, *, period: Period | None = None, **more: Any) -> Finding:
        """Ask through the one door, and remember the finding."""
        asked = Question(measure, self.opened.place.code, period or self.period, **more)
        key = repr(asked)
        if key not in self.kept:
            finding = ask(asked, self.opened)
            self.findings[finding.address] = finding
            self.kept[key] = finding
        found: Finding = self.kept[key]
        return found

    def gap(self, what: str, why: str, *, filled_by: str = "", section: str = "") -> None:
        """Note something that is not known, for the section that lists them all."""
        self.gaps[Gap(what, why, filled_by, section)] = None

    @property
    def feed(self) -> Feed:
        """The feed that the headline figures come from."""
        found = self.opened.covering(self.period)
        if found is None:
            raise LookupError("no month of the period is held")
        return found

    @property
    def held(self) -> tuple[Month, ...]:
        """The months of the period that the headline feed covers."""
        return self.feed.held(self.period)

    @property
    def missing(self) -> tuple[Month, ...]:
        """The months of the period that it does not."""
        return tuple(month for month in self.period.months if month not in self.held)

    @property
    def whole(self) -> bool:
        """Whether every month of the period is held, so that a total of it may be given."""
        return not self.missing

    @property
    def span(self) -> Period:
        """The run of months that a chart of the headline feed shows."""
        return Period.covering(self.feed.months)

    @property
    def year(self) -> Period:
        """The months that change is asked of: the period, or the last twelve months of a longer one."""
        last = self.period.last
        return Period(last.plus(-11), last) if len(self.period) > 12 else self.period

    @property
    def earlier(self) -> Period | None:
        """The same months a year before `year`, where the headline feed holds both whole; else nothing."""
        before = self.year.a_year_earlier()
        held = all(self.feed.held(part) == part.months for part in (self.year, before))
        return before if held else None

    @property
    def enough_months(self) -> bool:
        """Whether there are months enough for limits."""
        return len(self.feed.months) >= MONTHS_FOR_LIMITS and not self._gaps_in_span()

    def _gaps_in_span(self) -> bool:
        return len(self.span) != len(self.feed.months)

    @property
    def street_period(self) -> Period | None:
        """The period of street rows that place and outcome come from.

        The whole period where the headline itself comes from street rows; else the last single month of the
        period that is held at street level, which is never added to the series.
        """
        if self.feed.code == "street":
            return self.period
        street = self.opened.covering(self.period, code="street")
        if street is None:
            return None
        last = street.held(self.period)[-1]
        return Period(last, last)

    @property
    def street_feed(self) -> Feed | None:
        """The feed of street rows that place and outcome come from, or nothing."""
        period = self.street_period
        return self.opened.covering(period, code="street") if period else None

    @property
    def centres(self) -> dict[str, str]:
        """Areas of the headline feed where far more people are by day than live there: code to name."""
        held = set(self.opened.units[self.feed.area_kind].of_place(self.feed.area_kind))
        return {
            code: centre.name
            for centre in self.locality.declared.centre
            for code in centre.areas
            if code in held
        }

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the strategy chosen, or of groups of crimes where none is held."""
        return self.locality.chapters(self.strategy)

    @property
    def partner_topics(self) -> tuple[tuple[str, str], ...]:
        """The partners and topics that were supplied."""
        if "partners" not in self.kept:
            rows = self.opened.tables[self.feed.name].partner
            held = rows.select("partner", "topic").distinct().order_by("partner", "topic")
            pairs = held.to_pyarrow().to_pylist()
            self.kept["partners"] = tuple((pair["partner"], pair["topic"]) for pair in pairs)
        found: tuple[tuple[str, str], ...] = self.kept["partners"]
        return found

    @property
    def used_entries(self) -> tuple[Entry, ...]:
        """The accounts of the files that a finding stands on."""
        used = {file.digest for finding in self.findings.values() for file in finding.trail.files}
        return tuple(entry for entry in self.opened.ledger.entries if entry.digest in used)

    @property
    def useless_entries(self) -> tuple[Entry, ...]:
        """The accounts of the files of which no row could be kept."""
        return tuple(entry for entry in self.opened.ledger.entries if not entry.rows_kept)

    @property
    def held_twice(self) -> tuple[Month, ...]:
        """Months of the period that are held both as a series and at street level."""
        by_code: dict[str, set[Month]] = {"street": set(), "series": set()}
        for feed in self.opened.feeds:
            by_code[feed.code] |= set(feed.held(self.period))
        return tuple(sorted(by_code["street"] & by_code["series"]))

    def ground(self, level: str) -> Any:
        """The outlines of a level prepared for drawing, once; None where they are not held."""
        from headrow.analysis.present.maps import choropleth

        if ("ground", level) not in self.kept:
            feed = next(
                (
                    feed
                    for feed in self.opened.feeds
                    if level in self.opened.units[feed.area_kind].levels
                    and (level != "ward" or feed == self.feed)
                ),
                None,
            )
            held = outlines_of(self.opened, feed, level) if feed else None
            self.kept[("ground", level)] = choropleth.prepared(held.shapes) if held else None
        return self.kept[("ground", level)]

    def when(self, finding: Finding) -> str:
        """The months a finding speaks of, as its figure's subtitle says them."""
        months = finding.trail.months
        if not finding.trail.missing_months:
            return finding.question.period.words
        return f"{len(months)} of {len(finding.question.period)} months of {finding.question.period.words}"
