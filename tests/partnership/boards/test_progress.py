"""Risks escalate by rule and are closed by Gold; reports and reviews are frozen and stay what they were."""

import io
from datetime import date, timedelta

import pypdf
import pytest

from headrow.vocabulary.clock import today
from headrow.vocabulary.reasons import Conflict, Refused
from headrow.vocabulary.status import Rag


def a_risk(room, current=(4, 4), body=None, by=None):
    from headrow.partnership.boards.changes import risks

    return risks.raise_risk(
        body=body or room.board,
        says=risks.RiskWords(
            "funding ends", "the service closes", "people wait", owner_role="Chair"
        ),
        scores=risks.Scores(inherent=(5, 5), target=(2, 2), current=current),
        by=by or room.chair,
    )


@pytest.fixture(autouse=True)
def duties_asked(room):
    """The statutory clocks of an empty register have escalated already: what is left are the risks."""
    from headrow.partnership.boards.changes import escalations

    escalations.evaluate()


def the_one():
    from headrow.partnership.boards.models import Escalation

    return Escalation.objects.filter(rule="G-90a").latest("raised_at")


def of_gold(room, **more):
    """A decision of the executive, taken at a meeting that is being held."""
    from headrow.partnership.boards.changes import decisions, meetings, rooms

    meeting = room.meeting(body=room.gold)
    meetings.build_agenda(meeting=meeting, by=room.clock)
    for step in (meetings.publish_agenda, meetings.publish_papers, meetings.open_meeting):
        step(meeting=meeting, by=room.clock)
    for attendee in meeting.attendees.all():
        rooms.set_attendance(attendee=attendee, status="present", by=room.clock)
    meeting.refresh_from_db()
    says = decisions.Wording(
        wording="Money is found.", proposer="The chair", reasons="It is needed.",
        effective=today(), review=today() + timedelta(days=90),
    )  # fmt: skip
    return decisions.record_decision(meeting=meeting, item=None, says=says, by=room.clock, **more)


def test_a_very_high_risk_escalates_once_with_its_reason_and_gold_closes_it(room):
    from headrow.partnership.boards.changes import escalations
    from headrow.partnership.boards.queries import executive
    from headrow.partnership.boards.rules.escalations import Outcome

    a_risk(room)
    assert escalations.evaluate() == 1
    assert escalations.evaluate() == 0, "asked again it raises nothing more"
    made = the_one()
    assert (made.rule, made.body) == ("G-90a", room.board)
    assert "The current score is 16" in made.words
    assert made in executive.needs(room.gold_chair)["escalations"]
    with pytest.raises(Refused, match="Only the executive"):
        escalations.close(
            escalation=made, outcome=Outcome.RESOURCE, decision=None, by=room.gold_chair
        )
    decision = of_gold(room, subjects=(f"boards.escalation:{made.pk}",))
    with pytest.raises(Refused, match="Only the executive"):
        escalations.close(
            escalation=made, outcome=Outcome.RESOURCE, decision=decision, by=room.chair
        )
    closed = escalations.close(
        escalation=made, outcome=Outcome.RESOURCE, decision=decision, by=room.gold_chair
    )
    assert closed.state == "closed"
    assert escalations.evaluate() == 0, "while the condition lasts, the closing stands (G-93)"


def test_an_escalation_comes_back_when_its_cause_ended_and_returned(room):
    from headrow.partnership.boards.changes import escalations, risks
    from headrow.partnership.boards.models import Escalation
    from headrow.partnership.boards.rules.escalations import Outcome

    risk = a_risk(room)
    escalations.evaluate()
    decision = of_gold(room)
    escalations.close(
        escalation=the_one(),
        outcome=Outcome.CLOSE,
        decision=decision,
        by=room.gold_chair,
    )
    risks.review(risk=risk, current=(2, 2), why="held", by=room.chair)
    assert escalations.evaluate() == 0
    risks.review(risk=risk, current=(5, 4), why="worse", by=room.chair)
    assert escalations.evaluate() == 1
    assert Escalation.objects.filter(rule="G-90a").count() == 2


def test_a_risk_without_a_current_score_is_grey_and_never_green(room):
    from headrow.partnership.boards.queries import risks

    a_risk(room, current=None)
    assert risks.risks(room.chair)[0].judged.rag is Rag.GREY


def test_every_score_is_kept_and_a_review_needs_its_reason(room):
    from headrow.partnership.boards.changes import risks

    risk = a_risk(room)
    with pytest.raises(Refused, match="Say why"):
        risks.review(risk=risk, current=(1, 1), why=" ", by=room.chair)
    risks.review(risk=risk, current=(3, 3), why="A control works", by=room.chair, version=1)
    with pytest.raises(Conflict):
        risks.review(risk=risk, current=(1, 1), why="x", by=room.officer, version=1)
    assert risk.scores.count() == 4


@pytest.mark.parametrize("who", ["stranger", "worker", "scrutiny"])
def test_the_risks_and_escalations_of_a_board_do_not_exist_for_others(room, signed_in, who):
    from headrow.partnership.boards.changes import escalations

    risk = a_risk(room)
    escalations.evaluate()
    site = signed_in(getattr(room, who))
    for address in (
        f"/risks/{risk.pk}/",
        f"/escalations/{the_one().pk}/",
        "/executive/",
    ):
        assert site.get(address).status_code == 404, address
    for address in ("/risks/", "/escalations/"):
        assert b"the service closes" not in site.get(address).content


def a_report(room, **more):
    from headrow.partnership.boards.changes import highlight_reports as reports
    from headrow.partnership.boards.queries import highlight_reports as queries

    first = today().replace(day=1)
    report = reports.begin(
        body=room.board, starts=first - timedelta(days=62), ends=first - timedelta(days=1),
        by=room.officer, **more,
    )  # fmt: skip
    for part in queries.BY_PEOPLE:
        reports.write(report=report, section=part, words=f"About {part}", by=room.officer)
    report.refresh_from_db()
    return report


def test_a_report_is_signed_by_the_chair_and_then_never_changed(room):
    from django.db import IntegrityError, transaction

    from headrow.partnership.boards.changes import highlight_reports as reports
    from headrow.partnership.boards.models import HighlightReport

    report = a_report(room)
    with pytest.raises(Refused, match="None of your posts"):
        reports.sign(report=report, by=room.member)
    with pytest.raises(Refused, match="written reason"):
        reports.sign(report=report, by=room.chair, shown=Rag.GREEN)
    signed = reports.sign(report=report, by=room.chair, shown=Rag.GREEN, reason="It was agreed")
    assert (signed.proposed, signed.shown) == ("Grey", "Green"), "both are kept"
    with pytest.raises(Refused, match="is signed"):
        reports.write(report=report, section="done", words="x", by=room.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        HighlightReport.objects.filter(pk=report.pk).update(shown="Blue")


def test_an_open_decision_does_not_name_the_risk_it_was_about_to_others(room, signed_in):
    risk = a_risk(room, body=room.gold, by=room.officer)
    decision = of_gold(room, subjects=(f"boards.risk:{risk.pk}",))
    address = f"/decisions/{decision.pk}/"
    assert b"the service closes" in signed_in(room.gold_chair).get(address).content
    outside = signed_in(room.worker).get(address)
    assert outside.status_code == 200 and b"the service closes" not in outside.content


@pytest.mark.parametrize("who", ["stranger", "worker", "scrutiny"])
def test_a_signed_report_is_for_the_board_and_the_executive(room, signed_in, who):
    """It names the board's risks and actions, so it does not exist for others, in the database either."""
    from headrow.partnership.audit import queries as audit
    from headrow.partnership.boards.changes import highlight_reports as reports
    from headrow.partnership.boards.models import HighlightReport

    report = a_report(room)
    reports.sign(report=report, by=room.chair, shown=Rag.GREEN, reason="x")
    address = f"/boards/{room.board.pk}/highlight/{report.period}/"
    assert signed_in(getattr(room, who)).get(address).status_code == 404
    assert signed_in(room.gold_chair).get(address).status_code == 200
    audit.act_as(member=str(getattr(room, who).pk))
    assert not HighlightReport.objects.exists()


def test_a_report_with_an_empty_part_is_not_signed(room):
    from headrow.partnership.boards.changes import highlight_reports as reports

    report = a_report(room)
    reports.write(report=report, section="voice", words="", by=room.officer)
    with pytest.raises(Refused, match="community voice"):
        reports.sign(report=report, by=room.chair)


def test_a_late_report_leaves_its_board_grey(room):
    from headrow.partnership.boards.changes import highlight_reports as reports
    from headrow.partnership.boards.queries import highlight_reports as queries

    report = a_report(room)  # due on the last day of the period: before today
    assert queries.status_of(report).rag is Rag.GREY
    signed = reports.sign(report=report, by=room.chair, shown=Rag.GREEN, reason="x")
    assert queries.status_of(signed).cause == "late"


@pytest.fixture
def review(room):
    from headrow.partnership.boards.changes import annual_reviews as reviews
    from headrow.partnership.plan import changes as plan
    from headrow.vocabulary.localities import load_locality

    plan.load_locality(load_locality("example"), by=room.clock)
    from headrow.partnership.plan import queries

    strategy = queries.current_strategy(None)
    made = reviews.begin(strategy=strategy, year=strategy.from_year, by=room.officer)
    return reviews.write(review=made, section="foreword", words="A year of work.", by=room.officer)


def test_an_annual_review_leaves_no_promise_out_and_is_frozen_with_its_data(
    room, review, signed_in
):
    from django.db import IntegrityError, transaction

    from headrow.partnership.boards.changes import annual_reviews as reviews
    from headrow.partnership.boards.models import AnnualReview

    frozen = reviews.freeze(review=review, by=room.officer)
    promised = frozen.strategy.deliverables.count()
    assert len(frozen.frozen["deliverables"]) == promised > 0
    assert frozen.frozen_hash == reviews.hash_of(frozen.frozen, frozen.sections)
    with pytest.raises(Refused, match="frozen with its data"):
        reviews.write(review=review, section="foreword", words="x", by=room.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualReview.objects.filter(pk=review.pk).update(sections={"foreword": "x"})
    reviews.issue(review=frozen, by=room.officer)
    page = signed_in(room.scrutiny).get(f"/reviews/{review.pk}/").content.decode()
    assert "A year of work." in page
    assert page.count('href="/deliverables/') == promised, "each opens to its source"


def test_the_review_is_the_same_as_pdf_and_word(room, review, signed_in):
    site = signed_in(room.officer)
    pdf = pypdf.PdfReader(io.BytesIO(site.get(f"/reviews/{review.pk}/review.pdf").content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "A year of work." in "".join(page.extract_text() for page in pdf.pages)
    import docx

    word = docx.Document(io.BytesIO(site.get(f"/reviews/{review.pk}/review.docx").content))
    assert any("A year of work." in paragraph.text for paragraph in word.paragraphs)


def test_a_draft_review_does_not_exist_for_scrutiny(room, review, signed_in):
    site = signed_in(room.scrutiny)
    assert site.get(f"/reviews/{review.pk}/").status_code == 404
    assert b"year from 1 April" not in site.get("/reviews/").content


def test_a_recommendation_is_owed_an_answer_in_28_days_and_gets_one(room, signed_in):
    from headrow.partnership.boards.changes import scrutiny
    from headrow.partnership.boards.queries import scrutiny as queries

    made = scrutiny.recommend(
        text="Publish the minutes.", by=room.scrutiny, made_on=date(2026, 9, 1)
    )
    assert made.due == date(2026, 9, 29)
    row = queries.recommendation(room.officer, made.pk)
    assert row.judged.rag is Rag.RED, "late: it is November"
    with pytest.raises(Refused, match="None of your posts"):
        scrutiny.respond(recommendation=made, answer="accepted", response="x", by=room.scrutiny)
    site = signed_in(room.officer)
    site.post(f"/scrutiny/{made.pk}/respond/", {"answer": "accepted", "response": "From now on."})
    made.refresh_from_db()
    assert (made.state, made.response) == ("accepted", "From now on.")


def test_the_pages_of_progress_are_bounded(room, signed_in, review):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(6):
        a_risk(room)
    a_report(room)
    site = signed_in(room.officer)
    for address in (
        "/executive/",
        "/risks/",
        "/escalations/",
        f"/reviews/{review.pk}/",
        "/scrutiny/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert site.get(address).status_code == 200, address
        assert len(asked) <= 60, (address, len(asked))
