"""Where the themes of an earlier strategy went: a row each, with successors and findings quoted from chapters."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.documents.model import Block, Cell, Column, Paragraph, Table, plain
from headrow.vocabulary.localities import Locality
from headrow.vocabulary.periods import in_words
from headrow.vocabulary.strategies import CrosswalkRow, Strategy

CONFIRM = "Our reading, to be confirmed by the partnership. Figures are quoted from the chapters and counted once."
NOWHERE = "unassigned"


def crosswalks(locality: Locality, quoted: Mapping[str, tuple[str, str]]) -> tuple[Block, ...]:
    """Every crosswalk that the locality's strategies hold.

    quoted: for an id of a theme or issue, the figure printed in its chapter and the address of its finding.
    """
    blocks: list[Block] = []
    for earlier in locality.strategies:
        if earlier.crosswalk:
            later = locality.strategy(earlier.crosswalk[0].to_strategy)
            blocks += [
                themes_table(earlier, later, quoted),
                issues_table(earlier, later),
                Paragraph(plain(CONFIRM), "small"),
            ]
    return tuple(blocks)


def successors(row: CrosswalkRow, later: Strategy) -> str:
    """The issues and boards that a theme went to, in words."""
    issues = [later.named(code) for code in row.to_issues]
    boards = [later.named(code) for code in row.to_boards]
    return "; ".join(filter(None, (in_words(issues), in_words(boards)))) or NOWHERE


def themes_table(
    earlier: Strategy, later: Strategy, quoted: Mapping[str, tuple[str, str]]
) -> Table:
    """A row for each theme: how many issues it had, what feeds it, where it went, and the figure quoted."""
    issues = {theme.id: len(theme.issues) for theme in earlier.critical_themes}
    rows = []
    for row in earlier.crosswalk:
        figure, address = _figure(row, quoted)
        rows.append(
            (
                Cell(earlier.named(row.theme), strong=True),
                Cell(str(issues[row.theme])),
                Cell(row.fed_by),
                Cell(successors(row, later)),
                Cell(figure, finding=address),
                Cell(row.note),
            )
        )
    return Table(
        code="crosswalk",
        title=f"Themes of {earlier.head.from_year} and where they stand in {later.head.from_year}",
        columns=(
            Column("Theme", "theme"),
            Column("Issues", "issues", "number"),
            Column("Fed by", "fed_by"),
            Column("Goes to", "goes_to"),
            Column("Figure in its chapter", "figure"),
            Column("Note", "note"),
        ),
        rows=tuple(rows),
        source=f"{earlier.head.title}; {later.head.title}",
        csv="data/crosswalk.csv",
        folded=True,
    )


def _figure(row: CrosswalkRow, quoted: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """The figure of the theme's own chapter, else that of its only successor; a split theme quotes neither."""
    if row.theme in quoted:
        return quoted[row.theme]
    if len(row.to_issues) == 1 and row.to_issues[0] in quoted:
        return quoted[row.to_issues[0]]
    return "none", ""


def issues_table(earlier: Strategy, later: Strategy) -> Table:
    """A row for each issue of each theme with its own successor, which is its theme's where none is told apart."""
    rows = []
    for row in earlier.crosswalk:
        apart = {step.issue: step for step in row.issue}
        theme = next(theme for theme in earlier.critical_themes if theme.id == row.theme)
        for issue in theme.issues:
            step = apart.get(issue)
            went = (
                (later.named(step.to) if step.to else NOWHERE) if step else successors(row, later)
            )
            rows.append(
                (
                    Cell(issue, strong=True),
                    Cell(theme.name),
                    Cell(went),
                    Cell(step.note if step else ""),
                )
            )
    return Table(
        code="crosswalk-issues",
        title=f"Where each of the {len(rows)} issues went",
        columns=(
            Column("Issue", "issue"),
            Column("Theme", "theme"),
            Column("Goes to", "goes_to"),
            Column("Note", "note"),
        ),
        rows=tuple(rows),
        source=f"{earlier.head.title}; {later.head.title}",
        folded=True,
    )
