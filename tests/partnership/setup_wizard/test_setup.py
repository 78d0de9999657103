"""A new partnership is set up from the browser, and the site shows its own name, words and boards."""

import pytest

ANSWERS = {
    "area": {"code": "e08999009", "name": "Nidd Vale"},
    "force": {"force": "Dale Police"},
    "kind": {"kind_of_area": "unitary authority"},
    "partnership": {"name": 'Safer "Nidd" Vale', "code": "nidd-vale", "band": "#4a2545"},
    "words": {"executive": "Steering Group", "delivery_board": "Action group"},
    "domains": {"email_domains": "nidd.test\n@dale-police.test"},
}
BOARDS = (
    {
        "name": "Vale Steering Group",
        "letters": "vsg",
        "kind": "executive",
        "meets_every_months": 3,
        "quorum": "1/2",
    },
    {
        "name": "Streets Action Group",
        "letters": "STR",
        "kind": "delivery-board",
        "meets_every_months": 2,
        "quorum": "1/3",
    },
)


@pytest.fixture
def empty_site(django_site, as_the_clock, tmp_path, monkeypatch, signed_in):
    """A site where no locality is chosen, with one administrator signed in."""
    from django.conf import settings

    from headrow.partnership.directory import changes as directory

    monkeypatch.setattr(settings, "HEADROW_VAR", tmp_path)
    monkeypatch.setattr(settings, "HEADROW_LOCALITY", "")
    host = directory.add_agency(code="host", name="Host", kind="council", by=as_the_clock)
    administrator = directory.add_member(
        email="admin@host.test", name="First administrator", agency=host, by=as_the_clock
    )
    directory.give_post(member=administrator, role="AD", confirmed_by=as_the_clock, by=as_the_clock)
    return signed_in(administrator)


def answer(browser, **changed):
    """Go through all eight steps."""
    for slug, said in (ANSWERS | changed).items():
        answered = browser.post(f"/admin/setup/{slug}/", said)
        assert answered.status_code == 302, (slug, answered.content.decode()[:6000])
    for board in BOARDS:
        browser.post("/admin/setup/boards/", {"remove": board["name"]})
        assert browser.post("/admin/setup/boards/", board | {"add": "yes"}).status_code == 302
    assert browser.post("/admin/setup/boards/", {"on": "yes"}).url == "/admin/setup/words/"
    contact = {"name": "Nidd Vale Council", "says": "Noise and litter.", "phone": "01234 567890"}
    browser.post("/admin/setup/contacts/", contact | {"add": "yes"})
    browser.post("/admin/setup/contacts/", {"on": "yes"})


def test_a_new_partnership_shows_its_own_name_words_and_boards(empty_site, tmp_path):
    from headrow.partnership.directory import queries as directory

    assert directory.locality() is None
    assert b"8 steps are left" in empty_site.get("/admin/setup/").content
    answer(empty_site)
    checked = empty_site.get("/admin/setup/check/").content.decode()
    assert "Safer \\&quot;Nidd\\&quot; Vale" in checked
    assert not (tmp_path / "localities").exists(), "looking at it makes nothing"
    assert empty_site.post("/admin/setup/check/").url == "/admin/setup/done/"

    done = empty_site.get("/admin/setup/done/").content.decode()
    assert "Safer &quot;Nidd&quot; Vale" in done
    assert "Steering Group" in done
    assert "Action group" in done
    assert "Streets Action Group" in done
    assert b"--band:#4a2545" in empty_site.get("/theme.css").content
    boards = {body.name: body for body in directory.bodies(None)}
    assert boards["Streets Action Group"].parent == boards["Vale Steering Group"]
    assert boards["Streets Action Group"].quorum == {"share": "1/3"}
    assert boards["Vale Steering Group"].meets_every_months == 3
    locality = directory.locality()
    assert (locality.code, locality.district.code, locality.force) == (
        "nidd-vale",
        "E08999009",
        "Dale Police",
    )
    assert locality.declared.email_domains == ("nidd.test", "dale-police.test")
    assert locality.contacts[-1].phone == "01234 567890"


def test_no_other_partnership_is_named_on_the_new_site(empty_site):
    from headrow.vocabulary.localities import load_locality, names_of_localities

    others = [load_locality(name) for name in names_of_localities()]
    answer(empty_site)
    empty_site.post("/admin/setup/check/")
    for address in ("/", "/admin/setup/", "/admin/setup/done/", "/releases/"):
        page = empty_site.get(address).content.decode()
        for other in others:
            assert other.name not in page
            assert other.district.name not in page


@pytest.mark.parametrize(
    ("step", "said", "why"),
    [
        ("area", {"code": "E0899", "name": "N"}, "must be E or W and eight digits"),
        ("area", {"code": "E08999009", "name": ""}, "Enter the name of the district"),
        ("force", {"force": ""}, "Enter the name of the police force"),
        ("kind", {}, "Select the kind of area"),
        ("partnership", {"name": "N", "code": "n", "band": "#ffff00"}, "Colour is too light"),
        (
            "partnership",
            {"name": "N", "code": "Not a code", "band": "#4a2545"},
            "Short code must be",
        ),
        ("partnership", {"name": "N", "code": "n", "band": "red"}, "Colour must be # and six"),
        ("domains", {"email_domains": "nidd"}, "is not a domain"),
        ("boards", {"on": "yes"}, "Add the executive"),
        (
            "boards",
            {"add": "y", **BOARDS[0], "letters": "A1"},
            "Letters must be two to eight letters",
        ),
        ("boards", {"add": "y", **BOARDS[0], "meets_every_months": "0"}, "must be from 1 to 12"),
        (
            "contacts",
            {"add": "y", "name": "N", "says": "S"},
            "Enter a telephone number or an e-mail",
        ),
    ],
)
def test_each_step_says_what_is_wrong(empty_site, step, said, why):
    page = empty_site.post(f"/admin/setup/{step}/", said)
    assert page.status_code == 200
    assert why in page.content.decode()


def test_answers_are_kept_between_steps_and_boards_can_be_removed(empty_site):
    empty_site.post("/admin/setup/force/", ANSWERS["force"])
    assert b"Dale Police" in empty_site.get("/admin/setup/force/").content
    for board in BOARDS:
        empty_site.post("/admin/setup/boards/", board | {"add": "yes"})
    again = empty_site.post("/admin/setup/boards/", BOARDS[1] | {"add": "yes"})
    assert b"There is a board of this name already" in again.content
    empty_site.post("/admin/setup/boards/", {"remove": "Streets Action Group"})
    page = empty_site.get("/admin/setup/boards/").content
    assert b"Vale Steering Group" in page
    assert b"Streets Action Group" not in page
    assert empty_site.get("/admin/setup/check/").url == "/admin/setup/"


def test_what_was_made_before_is_replaced_only_when_confirmed_and_kept_aside(empty_site, tmp_path):
    file = tmp_path / "localities" / "nidd-vale" / "locality.toml"
    answer(empty_site)
    empty_site.post("/admin/setup/check/")
    file.write_text(
        file.read_text() + '\n[[event]]\nmonth = "2024-02"\ntitle = "By hand"\nsource = "us"\n'
    )
    before = file.read_text()
    answer(empty_site, force={"force": "Other Police"})
    refused = empty_site.post("/admin/setup/check/")
    assert b"Confirm that what was set up before is replaced" in refused.content
    assert file.read_text() == before
    assert empty_site.post("/admin/setup/check/", {"replace": "on"}).status_code == 302
    assert 'force = "Other Police"' in file.read_text()
    assert 'title = "By hand"' in file.read_text()
    aside = list((tmp_path / "localities_replaced").iterdir())
    assert [each.read_text() for each in aside] == [before]


def test_a_code_of_the_package_is_refused_and_a_failure_leaves_nothing(
    empty_site, tmp_path, monkeypatch
):
    from headrow.partnership.directory import queries as directory
    from headrow.partnership.web.setup_wizard import making

    answer(empty_site, partnership=ANSWERS["partnership"] | {"code": "example"})
    assert (
        b"belongs to a partnership that came with" in empty_site.get("/admin/setup/check/").content
    )
    assert empty_site.post("/admin/setup/check/").status_code == 409
    answer(empty_site)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_put", full)
    with pytest.raises(OSError, match="No space"):
        empty_site.post("/admin/setup/check/")
    assert not (tmp_path / "locality").exists()
    assert directory.locality() is None
    assert not directory.bodies(None).exists()


def test_setting_up_does_not_exist_for_others(empty_site, as_the_clock, client, signed_in):
    from headrow.partnership.directory import changes as directory
    from headrow.partnership.directory import queries

    agency = queries.agencies(None).get(code="host")
    other = directory.add_member(email="o@host.test", name="Other", agency=agency, by=as_the_clock)
    client.logout()
    browser = signed_in(other)
    for address in ("", "area/", "boards/", "check/", "done/"):
        assert browser.get(f"/admin/setup/{address}").status_code == 404
