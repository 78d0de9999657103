"""Pages of a partnership that has only begun: what is not there yet is said in words, and nothing breaks."""

import pytest

SAID = {
    "/plan/": "No strategy is loaded yet",
    "/plan/gaps/": "No strategy is loaded yet",
    "/plan/compare/": "There are not two strategies to compare yet",
    "/plan/crosswalk/": "No strategy is loaded yet",
    "/plan/propose/": "No strategy is being drafted",
    "/deliverables/": "No deliverable is loaded yet",
    "/updates/": "You lead no deliverable",
    "/duties/": "never shown as done",
    "/duties/strategic-assessment/": "Nobody has recorded yet",
    "/information-returns/": "silence is not",
    "/funding/": "No award is entered yet",
    "/learning/": "No recommendation is kept yet",
}


@pytest.fixture
def officer(as_the_clock):
    from headrow.partnership.directory import changes

    agency = changes.add_agency(
        code="demo-council", name="Demo Council", kind="council", by=as_the_clock
    )
    member = changes.add_member(
        email="officer@demo.test", name="Demo officer", agency=agency, by=as_the_clock
    )
    changes.give_post(member=member, role="PO", confirmed_by=as_the_clock, by=as_the_clock)
    return member


@pytest.mark.parametrize("address", SAID)
def test_an_empty_page_says_what_will_be_there(officer, signed_in, address):
    answer = signed_in(officer).get(address)
    assert answer.status_code == 200
    assert SAID[address] in answer.content.decode()


def test_a_filter_that_nothing_fits_says_so(demonstration_db, signed_in, person):
    shown = signed_in(person("lead")).get("/deliverables/?year=1999").content.decode()
    assert "No deliverables match. Remove a filter or search again." in shown


def test_a_first_draft_has_pages_before_it_has_parts(officer, signed_in):
    client = signed_in(officer)
    draft = client.post("/plan/new/", {"title": "First", "from_year": 2027, "to_year": 2030})
    for path in ("", "page/", "years/", "write/", "propose/", "promise/"):
        assert client.get(f"{draft['Location']}{path}").status_code == 200
    assert client.get("/plan/").status_code == 200
    for field in ("title", "from_year"):
        refused = client.post("/plan/new/", {"title": "", "from_year": "", "to_year": 2030})
        assert refused.status_code == 422
        assert f'href="#id_{field}"' in refused.content.decode()
