"""Priorities proposed for people to decide: every issue on the same criteria, and what other weights would say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from headrow.analysis.present import numbers
from headrow.documents.model import Block, Bullets, Cell, Column, Notice, Paragraph, Table, plain
from headrow.vocabulary.periods import in_words
from headrow.vocabulary.scoring import Scoring
from headrow.vocabulary.strategies import Strategy

NO_SCORING = "No scoring has been entered; evidence per issue is listed, unranked."
# A theme is proposed when this share of all weightings puts it among the first.
Rank = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]


def proposed(
    strategy: Strategy,
    scoring: Scoring | None,
    *,
    rank: Rank,
    evidence: Mapping[str, tuple[str, str]],
) -> tuple[Block, ...]:
    """The section's blocks: the evidence of each issue and, where people scored, the group that weights agree on.

    rank: the method `priority`, inputs and parameters to answer. evidence: for an issue's id, the figure of its
    chapter and the finding's address.
    """
    table = evidence_table(strategy, evidence)
    if scoring is None:
        return (Notice("gap", NO_SCORING, (Paragraph(plain(how_to_score(strategy))),)), table)
    names = {subject.id: subject.name for subject in strategy.subjects}
    criteria = scoring.criterion
    themes = [names[row.issue] for row in scoring.score]
    inputs = {
        "themes": themes,
        "scores": [[row.scores[criterion.code] for criterion in criteria] for row in scoring.score],
        "weights": [criterion.weight for criterion in criteria],
    }
    answer = rank(inputs, {"top": scoring.top})
    return (
        Paragraph(plain(group_sentence(themes, answer, scoring)), "lead"),
        matrix(names, scoring),
        range_table(themes, answer),
        dominance(themes, answer),
        table,
        Paragraph(
            plain(
                f"Scored by {scoring.scored_by}, {scoring.dated}. Proposed for people to decide."
            ),
            "small",
        ),
    )


def how_to_score(strategy: Strategy) -> str:
    """What a group does to have its scores read."""
    return (
        f"The group scores all {len(strategy.subjects)} {strategy.subject_word} on the criteria it agrees,"
        " in scores_YEAR.toml beside the strategy."
    )


def group_sentence(themes: list[str], answer: Mapping[str, Any], scoring: Scoring) -> str:
    """The issues that most weightings put among the first, A to Z: a group, never an order."""
    inside = sorted(
        name
        for name, verdict in zip(themes, answer["priority"], strict=True)
        if verdict == "priority"
    )
    draws = numbers.count(answer["draws"])
    if not inside:
        return (
            f"No issue stays among the first {numbers.within(scoring.top)} in 80% of {draws} weightings,"
            " so none is put forward."
        )
    return (
        f"Priority group, in no order: {in_words(inside)}."
        f" At least 80% of {draws} weightings put {'it' if len(inside) == 1 else 'each'} among the first"
        f" {numbers.within(scoring.top)}."
    )


def matrix(names: Mapping[str, str], scoring: Scoring) -> Table:
    """Issues by criteria with the scores as typed; no total, since the steps of a scale need not be equal."""
    criteria = scoring.criterion
    return Table(
        code="scores",
        title="Scores as typed",
        columns=(
            Column("Issue", "issue"),
            *(
                Column(f"{row.name} (weight {row.weight:g})", row.code, "number")
                for row in criteria
            ),
            Column("Why", "why"),
        ),
        rows=tuple(
            (
                Cell(names[row.issue], strong=True),
                *(Cell(f"{row.scores[criterion.code]:g}") for criterion in criteria),
                Cell(row.why),
            )
            for row in scoring.score
        ),
        notes=(
            f"Scale from {scoring.lowest} to {scoring.highest}.",
            "No total is shown: scores are steps, not amounts.",
        ),
        csv="data/scores.csv",
    )


def range_table(themes: list[str], answer: Mapping[str, Any]) -> Table:
    """The places each issue could take if the criteria weighed differently."""
    rows = []
    for place, name in enumerate(themes):
        low, high = answer["rank_min"][place], answer["rank_max"][place]
        rows.append(
            (
                Cell(name, strong=True),
                Cell(f"{low} to {high}" if low != high else str(low)),
                Cell(numbers.percent(100 * answer["p_top"][place], base=1)),
                Cell(answer["priority"][place]),
            )
        )
    return Table(
        code="rank-range",
        title="How far the order hangs on the weights",
        columns=(
            Column("Issue", "issue"),
            Column("Place under some weights", "range"),
            Column("Weightings that put it among the first", "share", "number"),
            Column("Proposed as", "proposed"),
        ),
        rows=tuple(rows),
        notes=(
            f"{numbers.count(answer['draws'])} weightings, all as likely, seed {numbers.count(answer['seed'])}.",
        ),
        csv="data/rank-range.csv",
    )


def dominance(themes: list[str], answer: Mapping[str, Any]) -> Bullets:
    """Which issue scores no lower than another on every criterion and higher on one."""
    lines = [
        plain(
            f"{name} is scored no higher than {in_words(themes[other] for other in beaten)} on any criterion."
        )
        for name, beaten in zip(themes, answer["dominated_by"], strict=True)
        if beaten
    ]
    return Bullets(tuple(lines) or (plain("No issue is scored below another on every criterion."),))


def evidence_table(strategy: Strategy, evidence: Mapping[str, tuple[str, str]]) -> Table:
    """Each issue in the order of the document with the figure of its chapter: listed, unranked."""
    rows = []
    for subject in strategy.subjects:
        words, address = evidence.get(subject.id, ("no recorded figure", ""))
        rows.append((Cell(subject.name, strong=True), Cell(words, finding=address)))
    return Table(
        code="evidence",
        title="Evidence of each issue, in the order of the strategy",
        columns=(Column("Issue", "issue"), Column("What is recorded", "recorded")),
        rows=tuple(rows),
        source=strategy.head.title,
    )
