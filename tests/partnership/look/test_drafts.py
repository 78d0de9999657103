"""What is typed on a phone is never lost: a cut connection, a broken server, a sign-in that ended, two presses."""

import pytest

pytestmark = pytest.mark.browser

WORDS = "Demo words typed on a train"


@pytest.fixture
def phone(browser):
    """A phone with nothing kept on it."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def typed(page, address, words=WORDS):
    page.goto(address)
    page.wait_for_selector("html[data-begun]")
    page.check("#id_colour_1")
    page.fill("#id_what", words)


def arrived(page, site):
    """What the server holds of these words: (key, words)."""
    page.goto(f"{site}/received/")
    return [
        (each.get_attribute("data-key"), each.inner_text())
        for each in page.locator("li[data-key]").all()
    ]


def kept(page):
    return page.evaluate("localStorage.getItem('headrow-draft:update-17')")


def test_a_cut_connection_loses_nothing_and_sends_once(phone, site):
    page = phone.new_page()
    words = f"{WORDS}: cut"
    typed(page, f"{site}/update/", words)
    key = page.input_value("[name=idempotency_key]")
    phone.set_offline(True)
    page.click("text=Send the update")
    page.wait_for_selector(".kept")
    assert "Lost connection" in page.inner_text(".kept")
    assert page.input_value("#id_what") == words
    phone.set_offline(False)
    page.click("text=Send again")
    page.wait_for_url("**/received/")
    assert "Your update was sent" in page.inner_text("main")
    assert kept(page) is None
    assert [each for each in arrived(page, site) if each[1] == words] == [(key, words)]


def test_the_page_closed_while_offline_comes_back_with_its_words_and_its_key(phone, site):
    page = phone.new_page()
    words = f"{WORDS}: closed"
    typed(page, f"{site}/update/", words)
    key = page.input_value("[name=idempotency_key]")
    phone.set_offline(True)
    page.click("text=Send the update")
    page.wait_for_selector(".kept")
    page.close()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(f"{site}/update/")
    page.wait_for_selector(".kept")
    assert page.input_value("#id_what") == words
    assert page.is_checked("#id_colour_1")
    assert page.input_value("[name=idempotency_key]") == key


def test_changed_words_get_a_new_key(phone, site):
    page = phone.new_page()
    typed(page, f"{site}/update/")
    key = page.input_value("[name=idempotency_key]")
    phone.set_offline(True)
    page.click("text=Send the update")
    page.wait_for_selector(".kept")
    page.fill("#id_what", f"{WORDS}: changed")
    phone.set_offline(False)
    page.click("text=Send again")
    page.wait_for_url("**/received/")
    (found,) = [each for each in arrived(page, site) if each[1] == f"{WORDS}: changed"]
    assert found[0] != key


@pytest.mark.parametrize("answer", ["broken", "signed-out"])
def test_words_outlive_a_server_that_did_not_take_them(answer, phone, site):
    page = phone.new_page()
    typed(page, f"{site}/update/?answer={answer}")
    page.click("text=Send the update")
    page.wait_for_selector(".kept" if answer == "broken" else "text=Sign in")
    assert WORDS in kept(page)
    page.goto(f"{site}/update/")
    page.wait_for_selector(".kept")
    assert page.input_value("#id_what") == WORDS


def test_two_presses_send_one(phone, site):
    page = phone.new_page()
    words = f"{WORDS}: twice"
    typed(page, f"{site}/update/?answer=slow", words)
    page.evaluate(
        "() => { const b = document.querySelector('form .govuk-button'); b.click(); b.click(); b.click(); }"
    )
    page.wait_for_url("**/received/")
    assert [each[1] for each in arrived(page, site)].count(words) == 1


def test_a_refused_form_shows_its_errors_and_keeps_the_words(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/update/")
    page.wait_for_selector("html[data-begun]")
    page.fill("#id_what", WORDS)
    page.click("text=Send the update")
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Error: ")
    assert page.input_value("#id_what") == WORDS
    page.check("#id_colour_0")
    page.click("text=Send the update")
    page.wait_for_url("**/received/")


def test_what_was_kept_can_be_thrown_away(phone, site):
    page = phone.new_page()
    typed(page, f"{site}/update/")
    page.goto(f"{site}/update/")
    page.click("text=Throw it away")
    page.wait_for_selector("html[data-begun]")
    page.wait_for_timeout(200)
    assert page.input_value("#id_what") == ""


def test_an_old_draft_is_forgotten(phone, site):
    page = phone.new_page()
    typed(page, f"{site}/update/")
    page.goto(f"{site}/received/")  # leaving the form keeps it once more, with the hour
    page.evaluate(
        """() => { const k = 'headrow-draft:update-17', d = JSON.parse(localStorage.getItem(k));
                  d.at -= 13 * 3600 * 1000; localStorage.setItem(k, JSON.stringify(d)); }"""
    )
    page.goto(f"{site}/update/")
    page.wait_for_selector("html[data-begun]")
    page.wait_for_timeout(200)
    assert page.input_value("#id_what") == ""
    assert kept(page) is None
