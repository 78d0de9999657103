"""Sealed canaries: words that only some may ever read, sought on every page that everybody else can reach.

They are put into the insides of one board; then each person walks the whole staff host. A page, a list, a
count's hover, a PDF or a calendar that shows one to somebody who may not read it fails the promise.
"""

import pytest

from promises.access.crawling import text_of, walked

# A word nobody would type, one for each kind of record.
CANARY = "Zwaluw"
# One for each way of being outside: other boards, other agencies, posts that guard, manage, run or work.
OUTSIDERS = (
    "triage",
    "partner",
    "scrutiny",
    "governance",
    "police-manager",
    "administrator",
    "childrens-member",
)


@pytest.fixture
def sealed(person):
    """Canaries inside the board that the demonstration calls "silver"."""
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards import models
    from headrow.vocabulary.clock import now

    audit.act_as(clock=True)
    board = person("silver-chair").posts.get(role="BC").body
    meeting = models.Meeting.objects.filter(body=board).first()
    author = person("partnership")
    models.AgendaItem.objects.create(
        meeting=meeting,
        order=90,
        kind="item",
        title=f"{CANARY}item",
        restricted=True,
        restricted_because="a test",
        note=f"{CANARY}note",
    )
    models.Paper.objects.create(
        meeting=meeting,
        title=f"{CANARY}paper",
        author=author,
        purpose="note",
        restricted=True,
        restricted_because="a test",
        body_text=f"{CANARY}text",
        published_at=now(),
    )
    models.Decision.objects.create(
        number="CANARY-2026-001",
        body=board,
        meeting=meeting,
        wording=f"{CANARY}decision",
        proposer="a test",
        reasons=f"{CANARY}reasons",
        effective=now().date(),
        restricted=True,
        restricted_because="a test",
        taken_at=now(),
    )
    models.Risk.objects.create(
        number="R-CANARY",
        body=board,
        cause=f"{CANARY}cause",
        event=f"{CANARY}event",
        effect=f"{CANARY}effect",
        raised_at=now(),
    )
    models.HighlightReport.objects.create(
        body=board,
        period="2019-01-2019-02",
        starts=now().date(),
        ends=now().date(),
        due=now().date(),
        drafted={"risks": [{"id": "x", "number": "R", "event": f"{CANARY}reported"}]},
        state="signed",
    )
    models.Escalation.objects.create(
        rule="G-90a",
        subject="boards.risk:canary",
        body=board,
        words=f"{CANARY}escalation",
        raised_at=now(),
    )
    return board


def met(client) -> dict[str, str]:
    """Address -> the first canary found there."""
    found = {}
    for address in walked(client, samples=3):
        answer = client.get(address)
        text = text_of(answer)
        if CANARY in text:
            found[address] = text[text.index(CANARY) - 40 : text.index(CANARY) + 40]
        if CANARY in str(answer.headers):
            found[address] = "in a header"
    return found


def own_addresses(board) -> list[str]:
    """The addresses of the sealed records themselves, for somebody who guesses or was sent them."""
    from headrow.partnership.boards import models

    meeting = models.Meeting.objects.filter(body=board).first()
    kinds = (
        ("papers", models.Paper.objects.filter(title__startswith=CANARY)),
        ("decisions", models.Decision.objects.filter(wording__startswith=CANARY)),
        ("risks", models.Risk.objects.filter(event__startswith=CANARY)),
        ("escalations", models.Escalation.objects.filter(words__startswith=CANARY)),
    )
    found = [f"/{kind}/{row.pk}/" for kind, rows in kinds for row in rows]
    found.append(f"/boards/{board.pk}/highlight/2019-01-2019-02/")
    parts = ("", "agenda/", "papers/", "live/", "minutes/", "pack.pdf")
    return [*found, *(f"/meetings/{meeting.pk}/{part}" for part in parts)]


@pytest.mark.parametrize("key", OUTSIDERS)
def test_nobody_outside_meets_a_canary(sealed, client, signed_in, person, key):
    guessed = own_addresses(sealed)
    assert len(guessed) == 11
    signed_in(person(key))
    assert met(client) == {}
    assert {client.get(address).status_code for address in guessed} == {404}


def test_the_boards_own_people_meet_them(sealed, client, signed_in, person):
    signed_in(person("silver-chair"))
    assert met(client), "the canaries are nowhere, so their absence elsewhere proves nothing"
