"""A restricted paper is seen by its board and by nobody else, on no page, in no pack, in no row of the database."""

import io

import pypdf
import pytest

SECRET = "Zwaluwstaart"


@pytest.fixture
def papers_of(room, held):
    """A meeting with an open and a restricted paper, the latter for a restricted item."""
    from headrow.partnership.boards.changes import meetings, papers

    item = meetings.add_item(
        meeting=held, title=f"{SECRET} item", restricted_because="a name", by=room.officer
    )
    made = papers.write(
        meeting=held, by=room.chair, item=item, title=f"{SECRET} paper", purpose="note",
        body_text=f"{SECRET} words", restricted_because=f"{SECRET} reason",
    )  # fmt: skip
    papers.publish(paper=made, by=room.officer, chair_reason="It came today")
    return made


@pytest.mark.parametrize("who", ["stranger", "worker", "scrutiny"])
def test_nobody_else_meets_a_restricted_paper_on_any_page(room, held, papers_of, signed_in, who):
    site = signed_in(getattr(room, who))
    shut = [f"/papers/{papers_of.pk}/", f"/papers/{papers_of.pk}/change/"]
    shut += [f"/meetings/{held.pk}/{each}" for each in ("", "agenda/", "papers/", "pack.pdf")]
    for address in shut:
        assert site.get(address).status_code == 404, address
    open_pages = ["/", "/boards/", f"/boards/{room.board.pk}/", "/meetings/", "/decisions/", "/tasks/"]  # fmt: skip
    for address in open_pages:
        page = site.get(address)
        assert page.status_code == 200, address
        assert SECRET not in page.content.decode(), address


def test_its_own_board_reads_it_and_the_pack_holds_it(room, held, papers_of, signed_in):
    site = signed_in(room.member)
    assert f"{SECRET} words" in site.get(f"/papers/{papers_of.pk}/").content.decode()
    read = pypdf.PdfReader(io.BytesIO(site.get(f"/meetings/{held.pk}/pack.pdf").content))
    text = "".join(each.extract_text() for each in read.pages)
    assert f"{SECRET} words" in text and "Restricted to the board" in text


def test_reading_it_is_kept_in_the_view_log(room, papers_of, signed_in):
    from headrow.partnership.audit.models import ViewEntry

    signed_in(room.member).get(f"/papers/{papers_of.pk}/")
    entry = ViewEntry.objects.get(act="paper-opened")
    assert entry.actor == str(room.member.pk)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("member", True), ("chair", True), ("officer", True), ("gold_chair", True),
     ("stranger", False), ("worker", False), ("scrutiny", False)],
)  # fmt: skip
def test_the_database_itself_hides_the_rows(room, papers_of, as_member, who, sees):
    from headrow.partnership.boards.models import AgendaItem, Paper

    as_member(getattr(room, who))
    assert Paper.objects.filter(pk=papers_of.pk).exists() is sees
    assert AgendaItem.objects.filter(title__startswith=SECRET).exists() is sees


def test_a_draft_is_seen_by_its_author_and_by_those_who_prepare_the_meeting(room, held, signed_in):
    from headrow.partnership.boards.changes import papers

    draft = papers.write(
        meeting=held, by=room.member, title="Kladwerk", purpose="note", body_text="x"
    )
    for who, status in (("member", 200), ("officer", 200), ("chair", 200), ("stranger", 404)):
        site = signed_in(getattr(room, who))
        assert site.get(f"/papers/{draft.pk}/").status_code == status, who
    assert (
        b"Kladwerk" not in signed_in(room.gold_police).get(f"/meetings/{held.pk}/papers/").content
    )


def test_taking_it_away_in_a_pack_is_kept_too(room, held, papers_of, signed_in):
    from headrow.partnership.audit.models import ViewEntry

    signed_in(room.member).get(f"/meetings/{held.pk}/pack.pdf")
    assert ViewEntry.objects.get(act="paper-opened").subject.endswith(str(papers_of.pk))
