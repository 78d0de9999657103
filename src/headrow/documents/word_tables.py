"""Tables of the Word file: a heading row that repeats, numbers right, notes and trail underneath."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from headrow.documents import tokens, words
from headrow.documents import word_markup as w
from headrow.documents.citations import shared_findings
from headrow.documents.links import safe_link
from headrow.documents.model import Cell, Column, PlanColumn, PlanOnAPage, Table
from headrow.documents.room import weights
from headrow.documents.tables import cell_text, notes_of
from headrow.documents.word_links import Links

TEXT_WIDTH: Final = 9638  # 170 mm in twentieths of a point
_LABEL_WIDTH: Final = 2200
_AIMS_IN_A_ROW: Final = 5


def table_markup(table: Table, anchor: str, links: Links) -> str:
    """A table with its title above, and its notes, source and trail below."""
    shared = [a for a in shared_findings(table) if links.citations.answers(a)]
    widths = _widths(table)
    head = "".join(
        w.table_cell(w.paragraph(w.run(column.title), _cell_style(column)), width)
        for column, width in zip(table.columns, widths, strict=True)
    )
    rows = "".join(
        w.table_row("".join(_cells(table, row, widths, shared, links))) for row in table.rows
    )
    return (
        w.paragraph(links.marked(anchor, w.run(table.title)), "TableTitle")
        + (w.paragraph(w.run(table.subtitle), "FigureSubtitle") if table.subtitle else "")
        + w.table(table.title, widths, w.table_row(head, heading=True), rows)
        + "".join(w.paragraph(line, "Small") for line in _under(table, shared, links))
    )


def pairs_markup(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Label and value rows as a table of two columns, without a heading row."""
    widths = (_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH)
    made = "".join(
        w.table_row(
            w.table_cell(w.paragraph(w.run(label), "TableLabel"), widths[0])
            + w.table_cell(w.paragraph(w.run(value), "TableText"), widths[1])
        )
        for label, value in rows
    )
    return w.table(title, widths, "", made) + w.paragraph("", "Small") if made else ""


def plan_markup(plan: PlanOnAPage) -> str:
    """The aims side by side, five in a row at most."""
    aims = max(1, min(_AIMS_IN_A_ROW, len(plan.columns)))
    widths = (TEXT_WIDTH // aims,) * aims
    cells = [w.table_cell(_aim(column), widths[0]) for column in plan.columns]
    cells += [w.table_cell("<w:p/>", widths[0])] * (-len(cells) % aims)
    rows = "".join(
        w.table_row("".join(cells[start : start + aims])) for start in range(0, len(cells), aims)
    )
    return w.table(plan.title, widths, "", rows) if rows else ""


def _aim(column: PlanColumn) -> str:
    lines = [w.paragraph(w.run(column.title), "AimTitle")]
    if column.note:
        lines.append(w.paragraph(w.run(column.note), "Small"))
    for item in column.items:
        tag = w.run(f" ({item.tag})", "NotShown") if item.tag else ""
        lines.append(w.paragraph(w.run(item.text) + tag, "PlanItem"))
    return "".join(lines)


def _under(table: Table, shared: list[str], links: Links) -> list[str]:
    """What stands below a table; Word wants a paragraph there in any case."""
    lines = [w.run(note) for note in (*notes_of(table), table.source) if note]
    if shared:
        lines.append(w.run(words.TABLE_FROM + ": ") + links.records(shared))
    if safe_link(table.csv):
        lines.append(links.outside(table.csv, words.DATA_CSV))
    return lines or [""]


def _cells(
    table: Table, row: tuple[Cell, ...], widths: tuple[int, ...], shared: list[str], links: Links
) -> Iterable[str]:
    """The cells of a row as long as the heading, so that none is out of line."""
    padded = (*row, *(Cell("") for _ in table.columns))[: len(table.columns)]
    for cell, column, width in zip(padded, table.columns, widths, strict=True):
        fill = tokens.RAMP[cell.shade - 1][1:] if cell.shade else ""
        content = _cell(cell, shared, links)
        yield w.table_cell(w.paragraph(content, _cell_style(column)), width, fill)


def _cell(cell: Cell, shared: list[str], links: Links) -> str:
    text = cell_text(cell)
    if links.citations.answers(cell.finding) and cell.finding not in shared:
        return links.number(text, cell.finding, strong=cell.strong)
    if cell.shade and tokens.RAMP_INK[cell.shade - 1] == tokens.INVERSE:
        return w.run(text, "OnDark", strong=cell.strong)
    return w.run(text, "" if cell.state == "shown" else "NotShown", strong=cell.strong)


def _cell_style(column: Column) -> str:
    return "TableNumber" if column.kind == "number" else "TableText"


def _widths(table: Table) -> tuple[int, ...]:
    asked = weights(table)
    return tuple(TEXT_WIDTH * weight // (sum(asked) or 1) for weight in asked)
