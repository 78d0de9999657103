"""What no file of a release may hold, gathered apart from the sections that build it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headrow.partnership.boards.queries import public as boards
from headrow.partnership.directory import queries as directory
from headrow.partnership.indicators.queries.kept_inside import names_kept_inside
from headrow.partnership.insight.kept_inside import addresses_kept_inside
from headrow.partnership.publications.rules.checks import Forbidden

# A shorter piece is a phrase that anybody may write, such as "No interests were declared".
SHORTEST_PIECE = 40


def forbidden() -> Forbidden:
    """The words of restricted records, of figures kept inside, and of members' names; read as the clock."""
    return Forbidden(
        restricted=(*boards.restricted_numbers(), *pieces_of(boards.restricted_texts())),
        inside=(*names_kept_inside(), *addresses_kept_inside()),
        people=directory.names_to_keep_inside(),
    )


def pieces_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts cut into sentences, so that one sentence of a restricted paper is found by itself."""
    cut = (piece.strip() for text in texts for piece in re.split(r"(?<=[.!?])\s+|\n+", text))
    return tuple(dict.fromkeys(piece for piece in cut if len(piece) >= SHORTEST_PIECE))
