"""What a strategy prints as evidence: surveys, consultations and figures, each with what the document leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headrow.analysis.present import numbers
from headrow.analysis.present.sentences import surveys
from headrow.documents.model import Block, Bullets, Cell, Column, Paragraph, Table
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.strategies import Strategy
from headrow.vocabulary.strategy_bodies import NOT_STATED
from headrow.vocabulary.strategy_promises import DerivedFigure, PrintedFigure, Survey

NO_TEST = "none: no number of people is stated, so no change can be tested"
NO_RESULT = "none: no result is printed"
LEFT_OUT = Cell(NOT_STATED, state="missing")


def views(strategy: Strategy) -> tuple[Block, ...]:
    """What people said, as the strategy prints it: sentences, a table of questions, and who was consulted."""
    if not (strategy.surveys or strategy.consultations):
        return ()
    said = [
        Paragraph(surveys.published_survey(survey, strategy=strategy.head.short_title))
        for survey in strategy.surveys
    ]
    heard = tuple(surveys.consulted(row) for row in strategy.consultations)
    return (
        *said,
        *((survey_table(strategy),) if strategy.surveys else ()),
        *((Bullets(heard),) if heard else ()),
    )


def survey_table(strategy: Strategy) -> Table:
    """Question, answer, how many answered, when, and the interval or the reason for none."""
    return Table(
        code=f"surveys-{strategy.head.id}",
        title="Surveys, as the strategy prints them",
        columns=(
            Column("Survey", "survey"),
            Column("Question", "question"),
            Column("Answer", "answer", "number"),
            Column("People asked", "people", "number"),
            Column("When", "period"),
            Column("Interval", "interval"),
        ),
        rows=tuple(_survey_row(survey) for survey in strategy.surveys),
        source=strategy.head.title,
        notes=("A blank of the document is shown as not stated; no interval is made up for it.",),
    )


def _survey_row(survey: Survey) -> tuple[Cell, ...]:
    people = survey.respondents or survey.sample_size
    counted = numbers.count(people) if isinstance(people, int) else ""
    base = survey.sample_size if isinstance(survey.sample_size, int) else 0
    answer = (
        numbers.percent(float(survey.result), base=base)
        if not isinstance(survey.result, str)
        else ""
    )
    interval = "" if survey.confidence_interval == NOT_STATED else survey.confidence_interval
    return (
        Cell(f"{survey.name}, {survey.run_by}", strong=True),
        _or_left_out(
            "" if survey.question == NOT_STATED else survey.question or ", ".join(survey.asks)
        ),
        _or_left_out(answer),
        _or_left_out(f"{survey.respondents_qualifier} {counted}".strip() if counted else ""),
        _or_left_out("" if survey.field_period == NOT_STATED else survey.field_period),
        Cell(interval) if interval else Cell(NO_TEST if answer else NO_RESULT, state="missing"),
    )


def _or_left_out(words: str) -> Cell:
    return Cell(words) if words else LEFT_OUT


def figures_table(strategy: Strategy) -> Table:
    """The figures the document prints, quoted with page, period and source and never computed over; then what follows
    from them by arithmetic, marked as derived."""
    rows = [
        *(_printed(row) for row in strategy.figures),
        *(_derived(row) for row in strategy.derived_figures),
    ]
    return Table(
        code=f"printed-figures-{strategy.head.id}",
        title=f"Figures in the {strategy.head.short_title}",
        columns=(
            Column("What", "what"),
            Column("As printed", "value", "number"),
            Column("Unit", "unit"),
            Column("Period", "period"),
            Column("Source", "source"),
            Column("Page", "page"),
        ),
        rows=tuple(rows),
        source=strategy.head.title,
        folded=True,
        notes=(
            "A printed figure stands as printed: a computed one beside it has another scope and never replaces it.",
        ),
        csv=f"data/printed-figures-{strategy.head.from_year}.csv",
    )


def _printed(row: PrintedFigure) -> tuple[Cell, ...]:
    value = f"{row.qualifier} {_amount(row.value)}".strip()
    source = row.source if row.source_named else "no source is printed"
    counted = " (counted from the list, not printed)" if row.counted else ""
    return (
        Cell(row.what + counted, strong=True),
        Cell(value),
        Cell("%" if row.unit == "per cent" else row.unit),
        _or_left_out("" if row.period == NOT_STATED else row.period),
        Cell(source, state="shown" if row.source_named else "missing"),
        Cell(str(row.page) if row.page else "inside cover" if row.page == 0 else ""),
    )


def _derived(row: DerivedFigure) -> tuple[Cell, ...]:
    between = (
        f" (between {_amount(row.low)} and {_amount(row.high)})" if row.low and row.high else ""
    )
    note = f". {row.note}" if row.note else ""
    return (
        Cell(f"{row.what}, derived", strong=True),
        Cell(f"about {_amount(row.value)}{between}"),
        Cell(row.unit),
        LEFT_OUT,
        Cell(f"worked out from the printed figures: {_with_commas(row.formula)}{note}"),
        Cell(""),
    )


def _with_commas(formula: str) -> str:
    return re.sub(r"\d{4,}(?!\d*\.)", lambda found: numbers.count(int(found[0])), formula)


def _amount(value: float) -> str:
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} million"
    return numbers.count(value) if float(value).is_integer() else numbers.rate(value)


def issue_register(chapters: Sequence[Chapter]) -> Table:
    """Each issue with its measure and what stands on its three sides; what is lacking is flagged."""
    rows = []
    for chapter in chapters:
        measured = (
            Cell("recorded crime")
            if chapter.has_figures
            else Cell("no measure in open data", state="missing")
        )
        sides = (_side(chapter, name) for name in ("victim", "offender", "location"))
        rows.append((Cell(chapter.title, strong=True), measured, *sides))
    return Table(
        code="issue-register",
        title="Each issue, its measure and its three sides",
        columns=(
            Column("Issue", "issue"),
            Column("Measured by", "measure"),
            Column("Victim", "victim"),
            Column("Offender", "offender"),
            Column("Location", "location"),
        ),
        rows=tuple(rows),
        notes=("What is lacking is named with what would fill it.",),
    )


def _side(chapter: Chapter, name: str) -> Cell:
    """A side that open data feed says so; one that they do not names what would fill it."""
    fed = {
        "victim": False,
        "offender": chapter.has_figures,
        "location": chapter.has_figures and chapter.row.maps,
    }[name]
    if fed and not (name == "offender" and chapter.categories == ("anti-social-behaviour",)):
        return Cell("outcomes" if name == "offender" else "small areas")
    wanted = chapter.side(name).filled_by
    return Cell(
        f"lacking; would be filled by {wanted[0]}" if wanted else "lacking", state="missing"
    )
