"""A finding that displays itself: in a terminal, in a notebook, as a frame and as a chart, always with its trail."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from headrow.analysis.findings.model import Cell, Finding, Question, Trail
from headrow.analysis.findings.opening import Opened
from headrow.analysis.workbench.lining_up import as_text, lined_up

NUMBERS = ("numerator", "denominator", "value", "low", "high")
FEW = 20  # rows that a display shows before it says how many more there are


@dataclass(frozen=True, slots=True, repr=False)
class ShownFinding:
    """A finding, with ways to look at it. Nothing is worked out here: every number is the finding's own."""

    finding: Finding
    opened: Opened  # for the outlines and the names that a chart needs

    @property
    def address(self) -> str:
        """The finding's stable name."""
        return self.finding.address

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.finding.question

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The answers, one for each key."""
        return self.finding.cells

    @property
    def only(self) -> Cell:
        """The one answer of a finding that is not split. Raises ValueError when there are more or none."""
        return self.finding.only

    @property
    def trail(self) -> Trail:
        """How it came about."""
        return self.finding.trail

    @property
    def judgement(self) -> Any:
        """What was judged of the whole answer: limits, indices, slopes."""
        return self.finding.judgement

    @property
    def refused(self) -> str:
        """Why there is no answer, or nothing."""
        return self.finding.refused

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the frame: what the question was split by, then the numbers, state and wording."""
        named = ("label",) if any(cell.label for cell in self.cells) else ()
        return (*self.question.by, *named, *NUMBERS, "state", "wording")

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns that hold something, for reading; a frame has them all."""
        rows = self.rows()
        return tuple(
            name for name in self.columns if any(row[name] not in (None, "") for row in rows)
        )

    def lines(self, most: int | None = None) -> list[str]:
        """The cells as lines of text under their headings, so many at most."""
        filled = self.filled
        return lined_up(filled, [[row[name] for name in filled] for row in self.rows()[:most]])

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary for each cell."""
        return [
            {name: _value(cell, name, self.question.by) for name in self.columns}
            for cell in self.cells
        ]

    def to_arrow(self) -> Any:
        """The cells as an Arrow table; a number that is withheld or missing is null, and `state` says which."""
        import pyarrow as pa

        types = {"numerator": pa.int64()} | {name: pa.float64() for name in NUMBERS[1:]}
        schema = pa.schema([(name, types.get(name, pa.string())) for name in self.columns])
        return pa.Table.from_pylist(self.rows(), schema=schema)

    def to_pandas(self) -> Any:
        """The cells as a pandas frame with nullable columns, so that nought and missing stay apart.

        Raises ModuleNotFoundError, saying what to install, where pandas is not there.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                "pandas is not installed. Install it with `pip install pandas`, or use to_arrow()."
            ) from None
        types = dict(_nullable(pd))
        return self.to_arrow().to_pandas(types_mapper=types.get)

    def to_json(self) -> dict[str, Any]:
        """The finding as it stands in findings.json."""
        from headrow.analysis.findings.trails import as_json

        held: dict[str, Any] = as_json(self.finding)
        return held

    def chart(self) -> Any:
        """A chart or map of the cells that shows itself in a notebook. Raises NoChart where none fits."""
        from headrow.analysis.workbench.charting import chart_of

        return chart_of(self.finding, self.opened)

    def said_of_question(self) -> str:
        """What was asked, in one line."""
        asked = self.question
        base = f" per {asked.per:,} {asked.out_of}" if asked.out_of else ""
        then = f" compared with {asked.compared_with.words}" if asked.compared_with else ""
        kinds = asked.category if isinstance(asked.category, str) else " and ".join(asked.category)
        return f"{self.address}: {self.trail.measure}{base}, {kinds}, {asked.period.words}{then}"

    def said_of_trail(self) -> str:
        """The trail in one line: files, what was counted, the policy, months missing."""
        return _trail_in_a_line(self.trail)

    def __str__(self) -> str:
        if self.refused and not self.cells:
            return f"{self.address}: no answer, since {self.refused}."
        more = [f"... and {len(self.cells) - FEW} more"] if len(self.cells) > FEW else []
        return "\n".join([self.said_of_question(), *self.lines(FEW), *more, self.said_of_trail()])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        if self.refused and not self.cells:
            return f"<p>{escape(self.address)}: no answer, since {escape(self.refused)}.</p>"
        filled = self.filled
        headings = "".join(f'<th scope="col">{escape(name)}</th>' for name in filled)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(as_text(row[name]))}</td>" for name in filled) + "</tr>"
            for row in self.rows()[:FEW]
        )
        more = f"<p>... and {len(self.cells) - FEW} more.</p>" if len(self.cells) > FEW else ""
        caption = escape(self.said_of_question())
        return (
            f"<table><caption>{caption}</caption><thead><tr>{headings}</tr></thead><tbody>{body}</tbody></table>{more}"
            f"<details><summary>How {escape(self.address)} was worked out</summary>"
            f"{_trail_in_html(self.trail)}</details>"
        )


def _value(cell: Cell, name: str, by: tuple[str, ...]) -> Any:
    return cell.key[by.index(name)] if name in by else getattr(cell, name)


def _nullable(pd: Any) -> list[tuple[Any, Any]]:
    import pyarrow as pa

    return [
        (pa.int64(), pd.Int64Dtype()),
        (pa.float64(), pd.Float64Dtype()),
        (pa.string(), pd.StringDtype()),
    ]


def _trail_in_a_line(trail: Trail) -> str:
    files = f"{len(trail.files)} file{'' if len(trail.files) == 1 else 's'}"
    missing = f", {len(trail.missing_months)} months missing" if trail.missing_months else ""
    return f"from {files}, {trail.rows_used:,} counted, {trail.protection}{missing}"


def _trail_in_html(trail: Trail) -> str:
    files = "".join(
        f"<li>{escape(file.name)} ({escape(file.source)}), sha256 {file.digest[:12]}: {file.rows_kept:,} of"
        f" {file.rows_in:,} rows kept</li>"
        for file in trail.files
    )
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in trail.caveats)
    missing = (
        f"<p>Months missing: {', '.join(trail.missing_months)}.</p>" if trail.missing_months else ""
    )
    return (
        f"<p>{escape(_trail_in_a_line(trail))}.</p><ul>{files}</ul>{missing}"
        f"<ul>{caveats}</ul><pre>{escape(trail.query)}</pre>"
    )
