"""People come in by invitation, get posts from those who may give them, and leave at once."""

from datetime import timedelta

import pytest

from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Refused

PASSWORD = "three made-up words"


@pytest.fixture
def town(as_the_clock):
    from headrow.partnership.directory import changes

    clock = as_the_clock
    made = {"clock": clock}
    for key in ("council", "police"):
        made[key] = changes.add_agency(
            code=key, name=f"Demo {key}", kind=key, email_domains=[f"{key}.test"], by=clock
        )
    made["board"] = changes.add_body(
        code="b", short_code="BB", name="Demo Board", kind="delivery-board", by=clock
    )
    for key, agency, role in (
        ("manager", "council", "AM"), ("officer", "council", "PO"), ("admin", "council", "AD"),
        ("second", "council", "AD"), ("governance", "council", "IG"), ("worker", "council", "PW"),
        ("other", "police", "AM"),
    ):  # fmt: skip
        member = changes.add_member(
            email=f"{key}@{agency}.test", name=f"Demo {key}", agency=made[agency], by=clock
        )
        changes.give_post(member=member, role=role, confirmed_by=clock, by=clock)
        made[key] = member
    return made


def invited(town, by="manager", role="PW", agency="council", email="new@council.test"):
    from headrow.partnership.directory import changes

    return changes.invite(
        email=email, name="Demo newcomer", agency=town[agency],
        posts=[changes.WantedPost(role)], by=town[by],
    )  # fmt: skip


def test_a_newcomer_joins_by_an_invitation_that_opens_once(town, client):
    from headrow.partnership.directory import queries
    from headrow.partnership.directory.models import Invitation, Member

    invitation, token = invited(town)
    assert token not in str(Invitation.objects.values()), "only its hash is kept"
    assert client.get(f"/invited/{token}/").status_code == 200
    weak = client.post(f"/invited/{token}/", {"password": "short"})
    assert weak.status_code == 409
    assert client.post(f"/invited/{token}/", {"password": PASSWORD})["Location"] == "/sign-in/"
    member = Member.objects.get(email="new@council.test")
    assert member.check_password(PASSWORD)
    assert queries.rights_of(member).has("PW")
    assert client.get(f"/invited/{token}/").status_code == 410
    assert client.post(f"/invited/{token}/", {"password": PASSWORD}).status_code == 410
    invitation.refresh_from_db()
    assert invitation.member == member


def test_an_invitation_ends_after_seven_days_and_when_it_is_withdrawn(town, client):
    from headrow.partnership.directory import changes
    from headrow.partnership.directory.models import Invitation

    invitation, token = invited(town)
    Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    assert client.get(f"/invited/{token}/").status_code == 410
    again, token = invited(town, email="two@council.test")
    changes.withdraw_invitation(invitation=again, by=town["manager"])
    assert client.get(f"/invited/{token}/").status_code == 410
    assert client.get("/invited/guessed/").status_code == 410
    assert invitation.accepted_at is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"agency": "police", "email": "x@police.test"}, "own agency only"),
        ({"email": "x@elsewhere.test"}, "Use an address of the agency"),
        ({"email": "worker@council.test"}, "here already"),
        ({"role": "AD"}, "given by administrator"),
        ({"role": "BM"}, "given by partnership officer"),
        ({"by": "admin", "role": "CW"}, "never gives a post that reads cases"),
    ],
)
def test_nobody_gives_what_is_not_theirs_to_give(town, more, words):
    with pytest.raises(Refused, match=words):
        invited(town, **more)


def test_a_post_that_needs_a_second_person_gives_nothing_until_another_agrees(town):
    from headrow.partnership.directory import changes, queries

    post = changes.grant(member=town["worker"], wanted=changes.WantedPost("CW"), by=town["manager"])
    assert not queries.rights_of(town["worker"]).has("CW")
    for who in ("manager", "worker"):
        with pytest.raises(Refused, match="Somebody else must agree"):
            changes.confirm_post(post=post, by=town[who])
    with pytest.raises(Refused, match="needs information governance lead"):
        changes.confirm_post(post=post, by=town["other"])
    changes.confirm_post(post=post, by=town["governance"])
    town["worker"].__dict__.pop("_rights", None)
    assert queries.rights_of(town["worker"]).has("CW")


def test_a_leaver_is_out_with_the_next_request(town, client, signed_in):
    from headrow.partnership.directory import changes, queries

    site = signed_in(town["worker"])
    assert site.get("/can/").status_code == 200
    with pytest.raises(Refused, match="Somebody else records"):
        changes.leave(member=town["worker"], by=town["worker"], reason="x")
    changes.leave(member=town["worker"], by=town["manager"], reason="A new job")
    assert site.get("/can/").status_code == 302
    town["worker"].refresh_from_db()
    assert not queries.rights_of(town["worker"]).posts


def test_signing_out_everywhere_ends_a_session_that_is_open(town, signed_in):
    from headrow.partnership.directory import changes

    site = signed_in(town["worker"])
    assert site.get("/me/").status_code == 200
    changes.sign_out_everywhere(member=town["worker"], by=town["manager"])
    assert site.get("/me/").status_code == 302


def test_access_is_reviewed_by_another_and_silence_ends_a_post(town):
    from headrow.partnership.directory import changes
    from headrow.partnership.directory.models import AccessAnswer, AccessReview, Post

    assert changes.open_access_reviews(by=town["clock"]) == 2
    assert changes.open_access_reviews(by=town["clock"]) == 0, "once a quarter"
    own = AccessAnswer.objects.get(post__member=town["manager"])
    with pytest.raises(Refused, match="Somebody else answers"):
        changes.answer_review(answer=own, says="keep", by=town["manager"])
    kept = AccessAnswer.objects.get(post__member=town["worker"])
    changes.answer_review(answer=kept, says="keep", by=town["manager"])
    AccessReview.objects.update(due_on=today() - timedelta(days=1))
    changes.end_unanswered(by=town["clock"])
    assert Post.objects.get(member=town["worker"]).ended_early_on is None
    assert Post.objects.get(member=town["officer"]).ended_early_on == today()
    assert Post.objects.filter(role="AD", ended_early_on=None).exists(), "the last stays"


def test_the_last_administrator_stays(town):
    from headrow.partnership.directory import changes
    from headrow.partnership.directory.models import Post

    first, second = Post.objects.filter(role="AD")
    changes.end_post(post=first, by=town["clock"], reason="x")
    with pytest.raises(Refused, match="last administrator stays"):
        changes.end_post(post=second, by=town["clock"], reason="x")


def test_people_pages_exist_for_those_who_manage_them(town, signed_in):
    stranger = town["other"]
    for who, status in (("manager", 200), ("admin", 200), ("worker", 404), ("officer", 404)):
        site = signed_in(town[who])
        assert site.get("/people/").status_code == status
        assert site.get(f"/people/{town['worker'].pk}/").status_code == status
        assert site.get("/people/invite/").status_code == status
    assert signed_in(stranger).get(f"/people/{town['worker'].pk}/").status_code == 404


def test_what_can_i_see_says_it_as_the_table_does(town, signed_in):
    page = signed_in(town["worker"]).get("/can/").content.decode()
    assert "Partner worker in Demo council" in page
    assert page.count(">No<") > 20
    assert "Read the plan, public figures and published papers" in page
