"""What is inside a board stays there: records of every kind with a canary, and no file of a release that holds it."""

from datetime import timedelta

import pytest

CANARY = "Canary words about a person at an address which nobody outside may ever read"


@pytest.fixture
def full_room(room):
    """A plan, a meeting with open and restricted decisions, minutes, a risk, and an update; canaries inside."""
    from headrow.partnership.boards import models as boards
    from headrow.partnership.plan import models as plan
    from headrow.vocabulary.clock import now, today

    board, chair = room["board"], room["chair"]
    strategy = plan.Strategy.objects.create(
        code="demo-plan", title="Demo Plan", short_title="Demo Plan", place="Exampleford",
        from_year=2024, to_year=2027, state="adopted",
    )  # fmt: skip
    deliverable = plan.Deliverable.objects.create(
        strategy=strategy, code="D-1", body=board, lead=chair, state="in delivery",
        recovery_note=CANARY,
    )  # fmt: skip
    for text, days, number in (("Light the path.", -300, ""), ("Light both paths.", -30, "DB-2")):
        deliverable.wordings.create(text=text, starts=today() + timedelta(days), decision=number)
    for words, public in (
        (CANARY, ""),
        ("The lamps are ordered. " + CANARY, "The lamps are ordered."),
    ):
        plan.DeliverableUpdate.objects.create(
            deliverable=deliverable, at=now() - timedelta(days=len(public)), by=chair, what=words,
            computed="Grey", stated="Green", reason=CANARY, help_wanted=CANARY, public_words=public,
        )  # fmt: skip
    meeting = boards.Meeting.objects.create(
        body=board, starts_at=now() - timedelta(days=20), state="held", place=CANARY
    )
    boards.Minutes.objects.create(
        meeting=meeting, text=CANARY, public_text="The board agreed to light both paths.",
        state="agreed", agreed_on=today(), published_at=now(),
    )  # fmt: skip
    kept = {"body": board, "meeting": meeting, "proposer": "Canary chair", "effective": today()}
    boards.Decision.objects.create(
        number="DB-1", wording="Light one path.", reasons="It is dark.", taken_at=now(), **kept
    )
    boards.Decision.objects.create(
        number="DB-2", wording=CANARY, reasons=CANARY, restricted=True, taken_at=now(), **kept
    )
    boards.Risk.objects.create(
        number="R-1", body=board, cause=CANARY, event=CANARY, effect=CANARY, raised_at=now()
    )
    boards.Meeting.objects.create(
        body=board, starts_at=now() + timedelta(days=9), public=True, place="The town hall"
    )
    return room


@pytest.fixture
def files(full_room):
    """Every file of a release of all that."""
    from headrow.partnership.publications import changes, queries

    release = changes.build_release(by=full_room["analyst"])
    assert [check for check in release.checks if check["found"]] == []
    folder = queries.folder_of(release.number)
    held = queries.manifest_of(folder)
    return {at: (folder / row["file"]).read_bytes() for at, row in held.items()}


def test_no_file_holds_what_is_inside(files):
    for address, content in files.items():
        assert b"canary" not in content.lower(), address
        assert b"DB-2" not in content, address


def test_what_is_public_is_there(files):
    promise = files["/deliverables/demo-plan-d-1/"].decode()
    assert "Light both paths." in promise
    assert "First published: Light the path." in promise
    assert "The lamps are ordered." in promise
    assert "No update yet" in promise, "no milestones: grey, though the lead says green"
    assert b"Light one path." in files["/decisions/db-1/"]
    minutes = next(
        text for at, text in files.items() if at.startswith("/meetings/") and at != "/meetings/"
    )
    assert b"The board agreed to light both paths." in minutes
    assert b"Open to all" in files["/meetings/"]
    assert b"The town hall" in files["/meetings/"]


@pytest.mark.parametrize(
    "words", [CANARY, f"It was said: {CANARY}. So it was.", "See DB-2 for more."]
)
def test_a_restricted_sentence_in_public_words_stops_the_release(full_room, words):
    from headrow.partnership.boards.models import Minutes
    from headrow.partnership.publications import changes
    from headrow.vocabulary.reasons import Refused

    Minutes.objects.update(public_text=words)
    release = changes.build_release(by=full_room["analyst"])
    found = {check["code"]: check["found"] for check in release.checks}
    assert len(found["restricted"]) == 1
    with pytest.raises(Refused, match="No restricted decision"):
        changes.agree_release(release=release, by=full_room["officer"])


def test_what_is_public_does_not_depend_on_who_builds(full_room, as_member):
    from django.db import connection

    from headrow.partnership.publications import changes, queries

    first = changes.build_release(by=full_room["clock"])
    as_member(full_room["analyst"])
    second = changes.build_release(by=full_room["analyst"])
    held = [queries.manifest_of(queries.folder_of(row.number)) for row in (first, second)]
    assert held[0].keys() == held[1].keys()
    for address, row in held[0].items():
        if address.endswith(".csv"):
            assert row["hash"] == held[1][address]["hash"], address
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('headrow.member'), current_setting('headrow.actor')")
        assert cursor.fetchone() == (str(full_room["analyst"].pk), ""), (
            "it reads for the analyst again"
        )


def test_an_issued_review_is_shown_as_it_was_frozen_and_a_draft_is_not(
    full_room, public, after_commit
):
    from headrow.partnership.boards.models import AnnualReview
    from headrow.partnership.boards.queries import annual_reviews
    from headrow.partnership.plan.models import Strategy
    from headrow.partnership.publications import changes
    from headrow.vocabulary.clock import now

    strategy = Strategy.objects.get()
    for year, issued in ((2024, now()), (2025, None)):
        review = AnnualReview(
            strategy=strategy, year=year, sections={"picture": "More was recorded."}
        )
        review.frozen = annual_reviews.from_records(review)
        review.frozen_hash, review.issued_at, review.state = (
            "f" * 64,
            issued,
            "issued" if issued else "draft",
        )
        review.save()
    release = changes.build_release(by=full_room["analyst"])
    changes.agree_release(release=release, by=full_room["officer"])
    changes.publish_release(release=release, by=full_room["officer"])
    after_commit()
    page = public.get("/reviews/2024/").content.decode()
    assert "More was recorded." in page
    assert "1 in delivery" in page
    assert "Light both paths." in public.get("/reviews/2024/promises/").content.decode()
    assert b"canary" not in public.get("/reviews/2024/promises/").content.lower()
    assert public.get("/reviews/2025/").status_code == 404


def test_what_people_were_asked_is_public_and_what_one_of_them_said_is_not(full_room):
    from headrow.partnership.consultations.models import Consultation
    from headrow.partnership.publications import changes, queries
    from headrow.vocabulary.clock import now, today

    asked = Consultation.objects.create(
        title="Lights on the path", about="Where is it dark?", who="People who walk there",
        methods=["survey"], state="answered", answered=41,
    )  # fmt: skip
    asked.answers.create(method="survey", on=today(), words={"q": CANARY})
    asked.replies.create(
        said="It is dark.", did="Both paths are lit.", at=now(), by=full_room["chair"]
    )
    Consultation.objects.create(title="Canary draft", about=CANARY, who="x")
    release = changes.build_release(by=full_room["analyst"])
    folder = queries.folder_of(release.number)
    page = (folder / "site" / "told-us" / "index.html").read_text()
    assert "Both paths are lit." in page
    assert "People who walk there" in page
    for file in (folder / "site").rglob("*.*"):
        assert b"canary" not in file.read_bytes().lower(), file
