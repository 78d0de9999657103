"""The eight steps in order, and the draft that is kept between them in the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from headrow.partnership.web.setup_wizard import forms as asked
from headrow.vocabulary.reasons import Reason

KEY = "setup_wizard"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its address, its words, its form; `many` where it collects several of a thing."""

    slug: str
    title: str
    form: type[forms.Form]
    says: str = ""
    many: str = ""
    one: str = ""


STEPS = (
    Step("area", "The area", asked.AreaForm, "Which district the partnership covers."),
    Step("force", "The police force", asked.ForceForm),
    Step("kind", "The kind of area", asked.KindForm, "It decides who is a responsible authority."),
    Step("partnership", "The partnership", asked.PartnershipForm, "Its name and its colour."),
    Step("boards", "Boards", asked.BoardForm, "Add the executive first, then the others.", "boards", "board"),
    Step("words", "Your words", asked.WordsForm, "Leave a line empty to keep our word."),
    Step("contacts", "Contacts", asked.ContactForm,
         "National numbers are shown already. Add those of your area.", "contacts", "contact"),
    Step("domains", "E-mail domains", asked.DomainsForm, "People are invited at these addresses only."),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}


def draft_of(session: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered so far, by step."""
    found = session.get(KEY)
    return dict(found) if isinstance(found, dict) else {}


def after(step: Step) -> Step | None:
    """The step that follows, or nothing after the last."""
    at = STEPS.index(step) + 1
    return STEPS[at] if at < len(STEPS) else None


def is_done(step: Step, draft: Mapping[str, Any]) -> bool:
    """Whether a step is answered."""
    if step.slug == "boards":
        return why_not_boards(draft.get("boards", [])) is None
    return step.slug in draft


def why_not_boards(boards: list[dict[str, Any]]) -> Reason | None:
    """Why these boards are not enough, or nothing: one executive, whatever else there is."""
    executives = sum(board["kind"] == "executive" for board in boards)
    if executives == 0:
        return Reason("no-executive", "Add the executive: the board that the others answer to")
    if executives > 1:
        return Reason("two-executives", "There is one executive only. Remove the other")
    return None


def why_not_this_board(
    board: Mapping[str, Any], held: list[dict[str, Any]]
) -> tuple[str, str] | None:
    """The field and the words of a clash with a board that is there already, or nothing."""
    if any(each["name"].lower() == str(board["name"]).lower() for each in held):
        return "name", "There is a board of this name already"
    if any(each["letters"] == board["letters"] for each in held):
        return "letters", "Another board has these letters already"
    if board["kind"] == "executive" and any(each["kind"] == "executive" for each in held):
        return "kind", "There is an executive already"
    return None


def missing(draft: Mapping[str, Any]) -> list[Step]:
    """The steps that are not answered yet."""
    return [step for step in STEPS if not is_done(step, draft)]
