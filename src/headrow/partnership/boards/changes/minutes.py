"""Minutes: drafted from what the meeting recorded, edited, agreed at a later meeting, amended with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, refuse_unless
from headrow.partnership.boards.models import Meeting, Minutes
from headrow.partnership.boards.queries import meetings as queries
from headrow.partnership.boards.rules import meetings as rules
from headrow.partnership.boards.rules.meetings import MeetingMove, MeetingState
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.clock import civil_date, now, today
from headrow.vocabulary.reasons import Reason, refuse_if


def was_quorate(meeting: Meeting) -> bool:
    """Whether those who were there made a quorum."""
    return queries.room(meeting).lacks is None


@transaction.atomic
def draft(*, meeting: Meeting, by: Actor) -> Minutes:
    """The minutes as the meeting's records give them; what is restricted is left out of the public text."""
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting)
    minutes.text = written(meeting, restricted=True)
    minutes.public_text = written(meeting, restricted=False)
    minutes.version += 1
    minutes.save()
    record("minutes-drafted", subject=minutes, by=by)
    return minutes


def written(meeting: Meeting, *, restricted: bool) -> str:
    """The text of a meeting's minutes; without what is restricted for the public one, where people are offices."""
    room = queries.room(meeting)
    lines = [*_attendance(room, by_name=restricted), ""]
    asked = tasks.asked_by(f"boards.meeting:{meeting.pk}")
    for item in meeting.items.prefetch_related("decisions", "interests__member"):
        if item.restricted and not restricted:
            lines += [f"{item.order}. An item restricted to the board", ""]
            continue
        lines += _item(item, restricted)
    if asked and restricted:
        lines += ["Actions", *map(_action, asked)]
    return "\n".join(lines).strip()


def _action(row: tasks.TaskRow) -> str:
    task = row.task
    return f"- {task.number}. {task.title} ({task.owner}, {task.agency}, by {task.first_due:%-d %B %Y})"


def _attendance(room: queries.Room, *, by_name: bool) -> list[str]:
    def shown(row: Any) -> str:
        who = str(row.member) if by_name and row.member else str(row.seat or "a member")
        deputy = f" (for whom {row.deputy})" if by_name and row.deputy else ""
        return f"{who}, {row.agency}{deputy}" if by_name else str(row.agency)

    lines = []
    for status, words in (
        ("present", "Present"),
        ("deputy", "Deputies"),
        ("apologies", "Apologies"),
    ):
        found = [shown(row) for row in room.attendees if row.status == status]
        if found:
            lines.append(f"{words}: {'; '.join(dict.fromkeys(found))}.")
    lines.append("The meeting was quorate." if room.lacks is None else room.lacks.words)
    return lines


def _item(item: Any, restricted: bool) -> list[str]:
    lines = [f"{item.order}. {item.title}"]
    for interest in item.interests.all() if restricted else ():
        lines.append(f"Interest declared by {interest.member}: {interest.words}")
    lines.append(item.note or "Nothing was recorded.")
    for decision in item.decisions.all():
        if decision.restricted and not restricted:
            continue
        lines.append(
            f"Decision {decision.number}: {decision.wording} Reasons: {decision.reasons}{_votes(decision)}"
        )
    return [*lines, ""]


def _votes(decision: Any) -> str:
    if decision.votes_for is None:
        return " Agreed without a vote."
    counts = (decision.votes_for, decision.votes_against, decision.votes_abstained or 0)
    return " Votes: {} for, {} against, {} abstained.".format(*counts)


@transaction.atomic
def edit(
    *,
    minutes: Minutes,
    text: str,
    public_text: str,
    by: Actor,
    version: int | None = None,
    amendment: str = "",
) -> Minutes:
    """Change the minutes; those agreed change by a recorded amendment only (G-60)."""
    refuse_unless(by, "prepare-meeting", body=minutes.meeting.body_id)
    held = locked(Minutes, minutes, version, text=text, public_text=public_text)
    state = MeetingState(held.meeting.state)
    refuse_if(rules.may_change_minutes(state, amendment=amendment))
    if state is MeetingState.MINUTES_AGREED:
        was = {"on": today().isoformat(), "why": amendment.strip(), "was": held.text}
        held.amendments = [*held.amendments, was]
    held.text, held.public_text = text.strip(), public_text.strip()
    held.version += 1
    held.save()
    record("minutes-edited", subject=held, by=by, codes={"version": held.version}, reason=amendment)
    return held


@transaction.atomic
def agree(*, minutes: Minutes, at: Meeting, by: Actor) -> None:
    """Agree the minutes at a later meeting of the same body that is being held or was (G-60)."""
    refuse_unless(by, "approve-minutes", body=minutes.meeting.body_id)
    held = locked(Meeting, minutes.meeting)
    if at.body_id != held.body_id or at.starts_at <= held.starts_at:
        refuse_if(
            Reason("next-meeting", "Minutes are agreed at a later meeting of the same board.")
        )
    if MeetingState(at.state) not in rules.WAS_HELD:
        refuse_if(Reason("not-held", "The meeting that agrees them is not being held yet."))
    move = MeetingMove(MeetingState.MINUTES_AGREED, minutes_agreed_at=str(at.pk))
    refuse_if(rules.may_move(MeetingState(held.state), move))
    held.state, held.minutes_agreed_at = move.to.value, at
    held.version += 1
    held.save()
    Minutes.objects.filter(pk=minutes.pk).update(state="agreed", agreed_on=civil_date(at.starts_at))
    record("minutes-agreed", subject=held, by=by, codes={"at": at.pk})


@transaction.atomic
def publish(*, minutes: Minutes, by: Actor) -> None:
    """Give the public text to the public pages; only minutes that were agreed."""
    refuse_unless(by, "prepare-meeting", body=minutes.meeting.body_id)
    held = locked(Minutes, minutes)
    if held.state != "agreed":
        refuse_if(Reason("not-agreed", "Minutes are published once they are agreed."))
    held.published_at = now()
    held.save(update_fields=["published_at"])
    record("minutes-published", subject=held, by=by)
