"""Figures, indicators, an assessment and consultations of the demonstration.

The figures are those of the assessment that `headrow demonstrate` built beforehand from open data, where the
data could be had, else from the fictional example; without either the pages say that no figure is held.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from headrow.partnership.assessments import changes as assessments
from headrow.partnership.assessments.queries import BOXES
from headrow.partnership.consultations import changes as consultations
from headrow.partnership.indicators import changes as indicators
from headrow.partnership.indicators import queries as indicator_queries
from headrow.partnership.indicators.changes.feeding import check_return
from headrow.partnership.insight import changes as insight
from headrow.partnership.web.demonstration.world import World

BUILT = "assessment"  # the folder of the built assessment, in HEADROW_VAR
RETURNS = {
    "public-confidence": ((62, 100), (64, 100), (61, 100), (66, 100)),
    "public-satisfaction": ((70, 100), (69, 100), (73, 100), (71, 100)),
}
QUESTIONS: list[dict[str, Any]] = [
    {
        "code": "q1",
        "words": "How safe do you feel here after dark?",
        "kind": "choice",
        "choices": ["Safe", "Unsafe", "I do not go out"],
    },
    {"code": "q2", "words": "What would help?", "kind": "text", "choices": []},
]


def seed(world: World) -> None:
    """All of it; the assessment only where one was built."""
    indicators.load_local_indicators(locality=world.locality, by=world.clock)
    _returns(world)
    folder = Path(settings.HEADROW_VAR) / BUILT
    if (folder / "findings.json").is_file():
        _assessments(world, folder)
    _consultations(world)


def _returns(world: World) -> None:
    """Two marked returns of invented values, quarter by quarter."""
    for code, quarters in RETURNS.items():
        held = indicator_queries.by_code(code)
        year = world.today.year - 1
        lines = "".join(
            f"{year}-{3 * at + 1:02d}..{year}-{3 * at + 3:02d},{part},{whole}\n"
            for at, (part, whole) in enumerate(quarters)
        )
        checked = check_return(f"period,numerator,denominator\n{lines}".encode())
        indicators.take_return(
            indicator=held, agency=world.agencies["police"], checked=checked,
            by=world.member("second-analyst"), demonstration=True,
        )  # fmt: skip


def _assessments(world: World, folder: Path) -> None:
    """Last year's is signed; this year's waits for a second analyst."""
    said = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    place = said.get("place", {}).get("name", said["locality"])
    own = said["locality"] == world.locality.code
    title = f"Assessment of {place}, {said['period'].replace('..', ' to ')}"
    build = insight.store_build(
        folder=folder, title=title if own else f"Made-up: {title}", by=world.clock
    )
    indicators.feed_from_build(build=build, by=world.clock)
    for year, signed in ((world.today.year - 1, True), (world.today.year, False)):
        made = assessments.begin(
            build=build, year=year, title=f"Strategic assessment {year}", by=world.clock
        )
        for box in BOXES if signed else list(BOXES)[:2]:
            words = f"Made-up: a judgement about {BOXES[box][:1].lower()}{BOXES[box][1:]}."
            assessments.judge(assessment=made, box=box, words=words, by=world.member("analyst"))
        if signed:
            assessments.check(assessment=made, by=world.member("second-analyst"))
            assessments.sign(assessment=made, by=world.member("gold-chair"))


def _consultations(world: World) -> None:
    strategies = world.locality.strategies
    consultations.load_printed(strategies=strategies, by=world.clock)
    survey = consultations.log(
        title="Made-up: after dark", about="Made-up: how people feel in the evening, and what would help.",
        who="Anybody who lives, works or spends time here", methods=["survey"],
        opens=world.today - timedelta(days=20), closes=world.today + timedelta(days=40),
        questions=QUESTIONS, by=world.clock,
    )  # fmt: skip
    consultations.publish(consultation=survey, by=world.clock)
    for choice in ("Safe", "Unsafe", "Unsafe", "Safe", "Safe", "Unsafe", "Unsafe"):
        said = {"q1": choice, "q2": "Made-up: a lamp at the corner."}
        consultations.answer_survey(consultation=survey, words=said)
    heard = consultations.log(
        title="Made-up: three hubs heard", about="Made-up: what people say about reporting.",
        who="People who use three community hubs", methods=["focus group"],
        opens=world.today - timedelta(days=200), closes=world.today - timedelta(days=150), by=world.clock,
    )  # fmt: skip
    for group in ("Made-up hub one", "Made-up hub two", "Made-up hub three"):
        consultations.add_heard(
            consultation=heard, group=group, on=world.today - timedelta(days=180),
            method="focus group", words="Made-up: nobody told us what came of it.", by=world.clock,
        )  # fmt: skip
    consultations.reply(
        consultation=heard, said="Made-up: nobody told us what came of our reports.",
        did="Made-up: each report gets an answer within ten working days.", by=world.clock,
    )  # fmt: skip
