"""The checks that a built release is put through, with what its builder could not see."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headrow.partnership.publications.queries.folders import (
    current,
    folder_of,
    manifest_of,
    texts_of,
)
from headrow.partnership.publications.queries.forbidden import forbidden
from headrow.partnership.publications.queries.pages import Figure
from headrow.partnership.publications.rules import checks

FIGURES = "figures.json"


def checked(
    folder: Path, figures: Sequence[Figure], *, twice: Sequence[str]
) -> list[dict[str, Any]]:
    """Every check of a release, in the order they are shown: code, name and what was found.

    twice: addresses that two parts of the site claim.
    """
    texts = texts_of(folder)
    kinds = manifest_of(folder)
    pages = {at: text for at, text in texts.items() if kinds[at]["type"].startswith("text/html")}
    never = forbidden()
    after = {figure.key: figure.value for figure in figures}
    done = (
        checks.without("restricted", "No restricted decision or paper", never.restricted, texts),
        checks.without("inside", "No figure kept inside the partnership", never.inside, texts),
        checks.without("people", "No member's name or e-mail address", never.people, texts),
        checks.figures_have_sources([(figure.key, figure.source) for figure in figures]),
        checks.nothing_uncovered(_figures_before(), after),
        checks.Check("twice", "No two pages share an address", tuple(twice)),
        checks.links_lead_somewhere(pages, kinds.keys()),
        checks.nothing_from_elsewhere(pages),
        checks.light_enough(pages),
    )
    return [{"code": each.code, "name": each.name, "found": list(each.found)} for each in done]


def keep_figures(folder: Path, figures: Sequence[Figure]) -> None:
    """Keep the figures of a release beside its pages, for the comparison with the next."""
    held = {figure.key: figure.value for figure in figures}
    (folder / FIGURES).write_text(json.dumps(held, sort_keys=True), encoding="utf-8")


def _figures_before() -> Mapping[str, str | None]:
    now_served = current()
    file = folder_of(now_served.number) / FIGURES if now_served else None
    if file is None or not file.is_file():
        return {}
    found: dict[str, str | None] = json.loads(file.read_text(encoding="utf-8"))
    return found
