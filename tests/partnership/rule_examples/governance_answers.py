"""What the rules of governance answer to their worked examples (G-06 to G-123)."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from headrow.analysis.disclosure.small_counts import CountedCell, Margin, protect_cells
from headrow.partnership.boards.rules import escalations, meetings, risks, scrutiny
from headrow.partnership.indicators import rules as indicators
from headrow.partnership.plan.rules import deliverables, funding, public_meetings, section_17a
from headrow.partnership.sharing import rules as sharing
from headrow.partnership.tasks import rules as tasks
from headrow.vocabulary.dated_values import dated_values
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.month_arithmetic import Span
from headrow.vocabulary.protection import policy
from headrow.vocabulary.status import Rag
from partnership.rule_examples.reading import Example, dates, months_in, numbers, pairs

TODAY = date(2026, 4, 3)
NOW = datetime(2026, 4, 3, 9, tzinfo=UTC)


def g_06(example: Example) -> dict:
    given = example.given
    voting, present = (int(number) for number in numbers(given))
    kinds = [kind for kind in ("council", "police") if f"{kind} present" in given]
    reason = meetings.may_decide(
        meetings.QuorumRule(),
        meetings.Attendance(voting, present, kinds),
        state=meetings.MeetingState.HELD,
    )
    return {"says": "refused", "reason": reason.code.replace("-", " ")} if reason else {}


def g_17(example: Example) -> dict:
    if example.given.startswith("no meeting"):
        found = public_meetings.this_year_of((), today=dates(example.when)[0])
        return {"state": found.judged.rag.value}
    first, last, *checked = dates(example.when)
    rows = [_public_meeting(part) for part in re.split(r"meeting [AB] ", example.given) if part]
    found = public_meetings.year_of(
        rows, year=Span(first, last), today=checked[0] if checked else last + timedelta(1)
    )
    return {"met": "yes" if found.met else "no", "counted": f"{found.counted}"}


def _public_meeting(text: str) -> public_meetings.PublicMeetingFacts:
    open_and_noted = "public=yes note published" in text or "only meeting" in text
    status = "cancelled" if "status=cancelled" in text else "held"
    return public_meetings.PublicMeetingFacts(
        status, dates(text)[0], open_to_public=open_and_noted, note_published=open_and_noted
    )


def g_28(example: Example) -> dict:
    party = sharing.PartyFacts("a party", months_in(example.given), dates(example.given)[0])
    return {f"{day}": sharing.state_on(day, party).value for day in dates(example.when)}


def g_27(example: Example) -> dict:
    expired, disclosed = dates(example.given)
    sender = sharing.PartyFacts("the sender", 24, disclosed)
    recipient = sharing.PartyFacts("the recipient", 24, expired.replace(year=expired.year - 2))
    assert sharing.last_day(recipient) == expired
    reason = sharing.protocol_allows(sender, recipient, on=disclosed)
    return {"says": "blocked", "reason": reason.code.replace("-", " ")} if reason else {}


def g_29(example: Example) -> dict:
    first, last, *runs = dates(example.given)
    end = section_17a.due(Span(first, last))
    if not runs:
        return {"due": f"{end.last}"}
    assert end.last == runs[1]
    return {"days": f"{Span(runs[0], end.last).days}", "warn_from": f"{end.warn_from}"}


def g_30(example: Example) -> dict:
    reason = section_17a.may_import_postcode(re.search(r"'(.+)'", example.given)[1])
    return (
        {"says": "rejected", "reason": reason.words.split(":")[0]}
        if reason
        else {"says": "accepted"}
    )


def g_51(example: Example) -> dict:
    last = dates(example.given)[0]
    length = dated_values().length("committee-meets", on=last)
    return {"last": f"{scrutiny.next_committee_by(last, now=NOW, length=length).last}"}


def g_52(example: Example) -> dict:
    received = dates(example.given)[0]
    length = dated_values().length("committee-response", on=received)
    assert f"{length.number}" in numbers(example.when)
    return {"due": f"{scrutiny.response_due(received, now=NOW, length=length).last}"}


def g_65(example: Example) -> dict:
    due, moved, today = dates(example.given)
    task = tasks.TaskFacts(due, moves=(tasks.DateMove(moved, due),))
    late = tasks.lateness(task, today=today)
    return {
        "overdue": "yes" if late.overdue else "no",
        "days": f"{late.days}",
        "slips": f"{late.slips}",
    }


def g_76(example: Example) -> dict:
    given, found = example.given, dates(example.given)
    lower = indicators.Target(indicators.Better.LOWER, Decimal(100))
    if "maximum age" in given:
        age, today = int(re.search(r"age (\d+)", given)[1]), found[1]
        facts = indicators.IndicatorFacts(Decimal(80), found[0], age, lower)
    elif "value missing" in given:
        facts, today = indicators.IndicatorFacts(None, target=lower), TODAY
    else:
        facts, today = indicators.IndicatorFacts(Decimal(42), TODAY, 184), TODAY
    judged = indicators.judge(facts, today=today)
    return {"says": judged.rag.value, "cause": judged.cause, "age_days": f"{judged.age_days}"}


def g_77(example: Example) -> dict:
    given = pairs(example.given)
    tolerance = Decimal(re.search(r"tolerance (\d+) percent", example.given)[1]) / 100
    value = Decimal(re.search(r"target (\d+)", example.given)[1])
    target = indicators.Target(indicators.Better(given["better"]), value, tolerance=tolerance)
    if example.when == "configure":
        reason = indicators.may_set_target(target)
        return {"error": reason.code.replace("-", " ")}
    return {
        number: indicators.judge(
            indicators.IndicatorFacts(Decimal(number), TODAY, 184, target), today=TODAY
        ).rag.value
        for number in numbers(example.when)
    }


def g_79(example: Example) -> dict:
    if found := dates(example.given):
        return {
            f"{day}": deliverables.judge(_late(found[0], told=day), today=day).rag.value
            for day in dates(example.when)
        }
    facts = deliverables.DeliverableFacts(
        deliverables.State.IN_DELIVERY,
        (deliverables.MilestoneFacts(TODAY, done_on=TODAY),),
        baseline_end=TODAY,
        forecast_end=TODAY,
        last_update=date(2026, 2, 2),
    )
    return {"says": deliverables.judge(facts, today=TODAY).rag.value}


def _late(due: date, *, told: date) -> deliverables.DeliverableFacts:
    end = due + timedelta(100)
    return deliverables.DeliverableFacts(
        deliverables.State.IN_DELIVERY,
        (deliverables.MilestoneFacts(due),),
        baseline_end=end,
        forecast_end=end,
        last_update=told,
        recovery_note="More hands from May.",
    )


def g_85(example: Example) -> dict:
    score = risks.Score(*(int(number) for number in numbers(example.given)))
    return {"score": f"{score.product}", "band": score.band.value}


def g_90a(example: Example) -> dict:
    current = risks.Score(
        *(int(n) for n in re.search(r"current (\d)x(\d)", example.given).groups())
    )
    return {"raised": "yes" if escalations.risk_escalates(current) else "no"}


def g_90b(example: Example) -> dict:
    periods = [Rag(word) for word in example.given.split(": ")[1].split(", ")]
    return {"raised": "yes" if escalations.red_escalates(periods) else "no"}


def g_90c(example: Example) -> dict:
    due, *days = dates(example.given)
    cancelled = dates(re.search(r"\S+ \(cancelled\)", example.given)[0])
    held = [
        escalations.MeetingOfBoard(
            day,
            meetings.MeetingState.CANCELLED if day in cancelled else meetings.MeetingState.HELD,
        )
        for day in days
    ]
    assert escalations.action_escalates(due, closed_on=None, meetings=held)
    assert not escalations.action_escalates(due, closed_on=None, meetings=held[:-1])
    return {"says": f"{escalations.meeting_that_escalates(due, held)}"}


def g_98(example: Example) -> dict:
    years = re.search(r"(20\d\d)-(\d\d)", example.given)[1]
    strategy = next(
        row for row in load_locality("leeds").strategies if row.head.from_year == int(years)
    )
    not_defined = sum(row.tbc for row in strategy.indicators)
    return {
        "boards": f"{len(strategy.boards)}",
        "deliverables": f"{len(strategy.deliverables)}",
        "indicators": f"{len(strategy.indicators)}",
        "grey_no_target": f"{not_defined}",
    }


def g_104(example: Example) -> dict:
    counts = pairs(example.given.removeprefix("counts "))
    total = int(counts.pop("total"))
    cells = [CountedCell((name,), int(count)) for name, count in counts.items()]
    assert total == sum(cell.numerator for cell in cells)
    shown = protect_cells(
        cells, policy("partnership-only"), [Margin(tuple(cell.key for cell in cells))]
    )
    words = {
        cell.key[0]: f"{cell.numerator}" if cell.state == "shown" else _hidden(counts[cell.key[0]])
        for cell in shown
    }
    return words | {"total": f"{total}"}


def _hidden(count: str) -> str:
    """The two states of the rule; a table prints both as one mark."""
    return "fewer than 5" if int(count) < 5 else "hidden"


def g_123(example: Example) -> dict:
    period = Span(date(2026, 4, 1), date(2027, 3, 31))
    found = [Decimal(number) for number in numbers(example.given)]
    award = (
        funding.AwardFacts(found[0], period, forecast=found[1], returned_this_quarter=True)
        if found
        else funding.AwardFacts(Decimal(100_000), period, forecast=Decimal(100_000))
    )
    return {"says": funding.judge(award, today=TODAY).rag.value}


ANSWERS = {
    "G-06": g_06, "G-17": g_17, "G-27": g_27, "G-28": g_28, "G-29": g_29, "G-30": g_30, "G-51": g_51,
    "G-52": g_52, "G-65": g_65, "G-76": g_76, "G-77": g_77, "G-79": g_79, "G-85": g_85, "G-90a": g_90a,
    "G-90b": g_90b, "G-90c": g_90c, "G-91": g_90b, "G-98": g_98, "G-104": g_104, "G-123": g_123,
}  # fmt: skip
