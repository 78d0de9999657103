"""The organisations and boards that a printed strategy names, put into the directory."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headrow.partnership.audit.changes import Actor
from headrow.partnership.directory import changes as directory
from headrow.partnership.directory import queries as who
from headrow.vocabulary import strategy_bodies as printed
from headrow.vocabulary.printed_strategy import Strategy
from headrow.vocabulary.strategy_bodies import NOT_STATED

STATUTORY = {
    "responsible_authority": "responsible-authority",
    "co_operating_body": "co-operating-body",
}
# Level of a printed tier: what its boards are. A level of task and finish groups is no body itself,
# and a group of it becomes one only with the day it ends, which no printed strategy gives.
KIND_OF_LEVEL = {0: "connected-board", 1: "executive", 2: "delivery-board"}
KIND_OF_GROUP = {"core-group": "core-group", "scrutiny-board": "scrutiny"}
_CODE_OF_BOARD = re.compile(r"[A-Z]\d+-([A-Z]{2,8})-\d+")
LONGEST_SHORT_CODE = 8


def agencies_of(strategy: Strategy, *, by: Actor) -> dict[str, object]:
    """The agencies of a strategy by printed id, made where they are missing; units hang under their body."""
    held = {agency.code: agency for agency in who.agencies(None)}
    for row in strategy.bodies:
        held[row.id] = _agency(held.get(row.id), row, strategy, by=by)
    for unit in strategy.units:
        if unit.id not in held:
            held[unit.id] = directory.add_agency(
                code=unit.id,
                name=unit.name,
                kind="other",
                part_of=held.get(unit.body),
                origin=strategy.head.id,
                note=unit.note,
                by=by,
            )
    named = {row.id for row in (*strategy.bodies, *strategy.units)}
    return {code: agency for code, agency in held.items() if code in named}


def _agency(found: object, row: printed.Body, strategy: Strategy, *, by: Actor) -> object:
    statutory = STATUTORY.get(row.kind, "")
    if found is None:
        return directory.add_agency(
            code=row.id,
            name=row.name,
            kind="other",
            statutory=statutory,
            origin=strategy.head.id,
            note=row.note,
            by=by,
        )
    return directory.name_agency(
        agency=found, name=row.name, origin=strategy.head.id, statutory=statutory, by=by
    )


def bodies_of(strategy: Strategy, *, by: Actor) -> dict[str, object]:
    """The boards of a strategy by printed id, and its executive under the id of its tier.

    Where an executive stands already it is the same body: a partnership has one.
    """
    held = {body.code: body for body in who.bodies(None)}
    executive = next((body for body in held.values() if body.kind == "executive"), None)
    tiers = {tier.id: tier for tier in strategy.tiers}
    for tier in strategy.tiers:
        if tier.level == 1:
            executive = executive or _executive(tier, strategy, by=by)
            held[tier.id] = executive
    for order, board in enumerate(strategy.boards, start=1):
        if board.id not in held:
            held[board.id] = _board(
                board, tiers[board.tier], strategy, parent=executive, order=order, by=by
            )
    for group in strategy.groups:
        kind = KIND_OF_GROUP.get(group.id)
        if kind and group.id not in held:
            held[group.id] = _group(group, kind, strategy, by=by)
    named = {row.id for row in (*strategy.tiers, *strategy.boards, *strategy.groups)}
    return {code: body for code, body in held.items() if code in named}


def _executive(tier: printed.Tier, strategy: Strategy, *, by: Actor) -> object:
    return directory.add_body(
        code=tier.id,
        short_code=_short_code(tier.id),
        name=tier.name,
        kind="executive",
        purpose=_sentence(tier.does),
        cycle_as_printed=_said(tier.meets),
        chair_as_printed=_said(tier.chair),
        members_as_printed=_said(tier.members),
        origin=strategy.head.id,
        by=by,
    )


def _board(
    board: printed.Board,
    tier: printed.Tier,
    strategy: Strategy,
    *,
    parent: object,
    order: int,
    by: Actor,
) -> object:
    kind = "place-board" if tier.id == "place" else KIND_OF_LEVEL.get(tier.level, "sub-group")
    letters = {
        found.group(1)
        for row in strategy.deliverables
        if row.board == board.id and (found := _CODE_OF_BOARD.fullmatch(row.id))
    }
    return directory.add_body(
        code=board.id,
        short_code=_short_code(letters.pop() if len(letters) == 1 else board.id),
        name=board.name,
        kind=kind,
        parent=None if kind == "connected-board" else parent,
        cycle_as_printed=_said(tier.meets),
        chair_as_printed=_said(tier.chair),
        members_as_printed=_said(tier.members),
        origin=strategy.head.id,
        order=order,
        by=by,
    )


def _group(group: printed.Group, kind: str, strategy: Strategy, *, by: Actor) -> object:
    return directory.add_body(
        code=group.id,
        short_code=_short_code(group.id),
        name=group.name,
        kind=kind,
        purpose=_said(group.does),
        members_as_printed=_said(group.members),
        origin=strategy.head.id,
        order=90,
        by=by,
    )


def _short_code(code: str) -> str:
    """Two to eight capitals that no other body has (G-64), from a code; a clash takes further letters."""
    letters = re.sub(r"[^A-Z]", "", code.upper()) or "BOARD"
    taken = {body.short_code for body in who.bodies(None)}
    stem = (
        (letters + "X")[:LONGEST_SHORT_CODE] if len(letters) < 2 else letters[:LONGEST_SHORT_CODE]
    )
    tries: Iterable[str] = (
        stem,
        *(stem[: LONGEST_SHORT_CODE - 1] + chr(65 + number) for number in range(26)),
    )
    return next(short for short in tries if short not in taken)


def _said(words: str) -> str:
    return "" if words == NOT_STATED else words


def _sentence(parts: tuple[str, ...]) -> str:
    return "; ".join(parts)
