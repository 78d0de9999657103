"""The blocks that an outline places by name, each a function of the desk, the item, the chapter and the section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from headrow.analysis.assessment import (
    crosswalk,
    plan_on_a_page,
    printed_evidence,
    priorities,
    strategy_gaps,
)
from headrow.analysis.assessment.accounts import data_notes, gaps, ledger, set_aside
from headrow.analysis.assessment.chapter_blocks import (
    always_said,
    key_issues,
    partner_counts,
    quoted_figures,
    side,
)
from headrow.analysis.assessment.desk import Desk
from headrow.analysis.assessment.sources_and_methods import methods, sources
from headrow.analysis.findings import catalogue
from headrow.analysis.present import numbers
from headrow.documents.model import (
    Block,
    Bullets,
    Column,
    Notice,
    Paragraph,
    Subheading,
    Table,
    plain,
)
from headrow.documents.model import Cell as Printed
from headrow.vocabulary import crime
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.localities import RecordingChange
from headrow.vocabulary.outlines import Item
from headrow.vocabulary.scoring import load_progress, load_scoring

NamedBlock = Callable[[Desk, Item, Chapter | None, str], Iterator[Block]]


def how_to_read(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Half a page on what the figures are, before any of them is used."""
    yield Subheading("How to read this", "how-to-read")
    yield Bullets(
        (
            plain(
                "Recorded is not all: many crimes are never reported, and recording practice changes."
            ),
            plain(
                "An interval gives the range in which the underlying rate lies, 95 times in 100."
            ),
            plain(
                "“No clear difference” means that chance alone could give a difference of this size."
            ),
            plain("Areas are compared, never ranked. Nothing here says why a figure changed."),
            plain(
                "Each number with a link opens to how it was worked out: the files, the rows, the query, the rule."
            ),
        )
    )


def not_under_an_issue(
    desk: Desk, item: Item, chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """The kinds that no chapter counts, so that the parts add up to the total."""
    counted = {
        code for part in desk.chapters if not part.row.all_categories for code in part.categories
    }
    left = [code for code in crime.BY_CODE if code not in counted]
    if not left or not counted:
        return
    rows = []
    for code in left:
        finding = desk.ask("recorded-crime-count", category=code)
        rows.append(
            (
                Printed(crime.name_of(code)),
                Printed(numbers.count(finding.only.numerator or 0), finding=finding.address),
            )
        )
    yield Table(
        code="not-under-an-issue",
        title="Kinds that no chapter counts",
        columns=(Column("Kind", "kind"), Column("Recorded", "recorded", "number")),
        rows=tuple(rows),
        notes=(
            "With the chapters they add up to all that was recorded; a kind that two chapters show counts once.",
        ),
        csv="data/not-under-an-issue.csv",
    )


def recording_changes(
    desk: Desk, item: Item, chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """Changes of recording that the months held run over; they are breaks, not explanations."""
    held = [change for change in desk.locality.recording_changes if _touches(desk, change)]
    if not held:
        yield Paragraph(
            plain("No change of recording practice on record falls in the months compared.")
        )
        return
    rows = tuple(
        (
            Printed(change.month.words),
            Printed(change.title),
            Printed(change.effect),
            Printed(_kinds(change.categories)),
            Printed(change.source),
        )
        for change in held
    )
    yield Table(
        code=f"{where}-recording-changes",
        title="Changes of recording practice in the months compared",
        columns=(
            Column("From", "from"),
            Column("Change", "change"),
            Column("Known effect", "effect"),
            Column("Kinds", "kinds"),
            Column("Source", "source"),
        ),
        rows=rows,
        csv=f"data/{where}-recording-changes.csv",
    )


def _touches(desk: Desk, change: RecordingChange) -> bool:
    first = desk.earlier.first if desk.earlier else desk.span.first
    last = max(desk.period.last, desk.span.last)
    return first <= change.month <= last


def _kinds(codes: tuple[str, ...]) -> str:
    return ", ".join(crime.name_of(code) for code in codes)


def proposed_priorities(
    desk: Desk, item: Item, chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """The evidence of each issue and, where people typed scores, the group that most weightings agree on."""
    if desk.strategy is None:
        yield Notice(
            "gap",
            "No strategy is held",
            (
                Paragraph(
                    plain(
                        "The evidence of each chapter stands above; issues to be scored come from a strategy."
                    )
                ),
            ),
        )
        return
    scoring = load_scoring(desk.locality.folder, desk.strategy, desk.period.last.year)
    rank = catalogue.method("priority").answers
    yield from priorities.proposed(desk.strategy, scoring, rank=rank, evidence=quoted_figures(desk))


def surveys(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """What people said, as the strategy prints it."""
    if desk.strategy is not None:
        yield from printed_evidence.views(desk.strategy)


def issue_register(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Each issue with its measure and what stands on its three sides."""
    yield printed_evidence.issue_register(desk.chapters)


def printed_figures(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """The figures that the strategies print, quoted and never computed over."""
    for strategy in desk.locality.strategies:
        if strategy.figures:
            yield printed_evidence.figures_table(strategy)


def deliverables(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Each deliverable as promised, with the state that somebody reported or none."""
    if desk.strategy is None:
        return
    progress = load_progress(desk.locality.folder, desk.strategy)
    silent = sum(row.id not in progress for row in desk.strategy.deliverables)
    if silent:
        desk.gap(
            "How far the plan was carried out",
            f"no progress was supplied for {silent} deliverables",
            filled_by="progress.toml beside the strategy, or the boards' reports",
            section=where,
        )
    yield from strategy_gaps.deliverables_by_board(desk.strategy, progress)


def plans_on_a_page(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """The plan on a page of each strategy that the locality holds."""
    for strategy in desk.locality.strategies:
        yield plan_on_a_page.plan_on_a_page(strategy)


def issues_without_deliverables(
    desk: Desk, item: Item, chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """Issues by boards, what stands alone on either side, and what each document leaves out."""
    for strategy in desk.locality.strategies:
        if strategy.issues:
            yield strategy_gaps.issue_matrix(strategy)
        yield strategy_gaps.left_out_table(strategy)


def crosswalks(desk: Desk, item: Item, chapter: Chapter | None, where: str) -> Iterator[Block]:
    """Where the themes of one strategy went in the other, quoting figures by address and counting nothing twice."""
    yield from crosswalk.crosswalks(desk.locality, quoted_figures(desk))


def outcomes_by_kind(
    desk: Desk, item: Item, chapter: Chapter | None, where: str
) -> Iterator[Block]:
    """A row a kind: how many can have an outcome, how many had none yet, and the commonest last outcome."""
    if desk.street_period is None:
        return
    rows = []
    for code, kind in crime.BY_CODE.items():
        if not kind.crime:
            continue
        finding = desk.ask("outcome-mix", category=code, by=("outcome",), period=desk.street_period)
        if not finding.cells:
            continue
        most = max(finding.cells, key=lambda cell: (cell.numerator or 0, cell.key))
        rows.append(
            (
                Printed(kind.name),
                Printed(numbers.count(most.denominator or 0), finding=finding.address),
                Printed(most.key[0]),
                Printed(numbers.count(most.numerator or 0)),
            )
        )
    yield Table(
        code=f"{where}-outcomes-by-kind",
        title=f"The commonest last outcome of each kind, {desk.street_period.words}",
        columns=(
            Column("Kind", "kind"),
            Column("Recorded", "recorded", "number"),
            Column("Commonest last outcome", "outcome"),
            Column("With it", "with", "number"),
        ),
        rows=tuple(rows),
        notes=("As published with the file; outcomes come later than crimes.",),
        csv=f"data/{where}-outcomes-by-kind.csv",
    )


NAMED: Mapping[str, NamedBlock] = {
    "how-to-read": how_to_read,
    "not-under-an-issue": not_under_an_issue,
    "recording-changes": recording_changes,
    "priorities": proposed_priorities,
    "surveys": surveys,
    "deliverables": deliverables,
    "plan-on-a-page": plans_on_a_page,
    "crosswalk": crosswalks,
    "issues-without-deliverables": issues_without_deliverables,
    "always-said": always_said,
    "key-issues": key_issues,
    "issue-register": issue_register,
    "printed-figures": printed_figures,
    "partner-counts": partner_counts,
    "side": side,
    "gaps": gaps,
    "ledger": ledger,
    "set-aside": set_aside,
    "data-notes": data_notes,
    "sources": sources,
    "methods": methods,
    "outcomes-by-kind": outcomes_by_kind,
}
