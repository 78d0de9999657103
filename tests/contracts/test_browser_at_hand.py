"""The browser fixture opens a page; the tests of pages stand on it."""


def test_a_page_opens_and_runs_its_script(page):
    page.set_content("<title>Before</title><script>document.title = 'After'</script>")
    assert page.title() == "After"
    assert page.evaluate("window.innerWidth") == 1280
