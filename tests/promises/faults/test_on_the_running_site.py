"""Faults of a real site on a real server: nothing acknowledged is lost, and nothing is entered twice."""

import re
import threading
import time

import httpx
import psycopg
import pytest

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """A person of the demonstration with a cookie jar and no screen."""

    def __init__(self, served, key):
        self.client = httpx.Client(base_url=served.staff, timeout=60)
        page = self.client.get("/sign-in/").text
        self.client.post(
            "/sign-in/demonstration/",
            data={"email": f"{key}@demo.test", "csrfmiddlewaretoken": TOKEN.search(page)[1]},
        )

    def token(self, address):
        return TOKEN.search(self.client.get(address).text)[1]

    def post(self, address, token, **data):
        return self.client.post(address, data={**data, "csrfmiddlewaretoken": token})


def rows(served, question, *values):
    with psycopg.connect(served.settings["DATABASE_URL"]) as connection:
        connection.execute("select set_config('headrow.actor', 'clock', false)")
        return connection.execute(question, values).fetchall()


@pytest.fixture
def officer(demonstration_site):
    return Browser(demonstration_site, "partnership")


@pytest.fixture
def an_action(demonstration_site):
    """The address of an open action and its version."""
    key, version = rows(
        demonstration_site,
        "select id, version from tasks_task where state = 'open' order by number limit 1",
    )[0]
    return f"/tasks/{key}/", version


def test_two_presses_at_once_make_one_record(demonstration_site, officer):
    """Two threads send the same form at the same moment; one waits for the other and gets its answer."""
    board = rows(demonstration_site, "select id from directory_body where kind = 'executive'")[0][0]
    address = f"/boards/{board}/risks/new/"
    form = {
        "cause": "Zwaluw cause", "event": "Zwaluw event", "effect": "Zwaluw effect", "owner_role": "Chair",
        "inherent_likelihood": "3", "inherent_impact": "3", "target_likelihood": "1",
        "target_impact": "1", "idempotency_key": "two-presses",
    }  # fmt: skip
    token = officer.token(address)
    answers = []
    other = httpx.Client(
        base_url=demonstration_site.staff, cookies=officer.client.cookies, timeout=60
    )

    def press(client):
        answers.append(client.post(address, data={**form, "csrfmiddlewaretoken": token}))

    threads = [threading.Thread(target=press, args=[each]) for each in (officer.client, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.status_code for each in answers} == {302}
    assert len({each.headers["location"] for each in answers}) == 1
    found = rows(
        demonstration_site, "select count(*) from boards_risk where event = 'Zwaluw event'"
    )
    assert found == [(1,)]


def test_two_people_at_once_both_keep_their_words(demonstration_site, officer, an_action):
    address, version = an_action
    chair = Browser(demonstration_site, "gold-chair")
    first = officer.post(
        f"{address}move/", officer.token(f"{address}move/"), why="Zwaluw the first", version=version,
        to_day="1", to_month="12", to_year="2026",
    )  # fmt: skip
    assert first.status_code == 302, first.text[-500:]
    second = officer.post(
        f"{address}answer/", officer.token(f"{address}answer/"), ending="could not be done",
        note="Zwaluw the second", version=version,
    )  # fmt: skip
    assert second.status_code == 409
    assert "Somebody else changed this" in second.text
    assert rows(
        demonstration_site, "select state from tasks_task where id = %s", address.split("/")[2]
    ) == [("open",)]
    assert chair


def test_the_database_restarts_during_writes_and_nothing_acknowledged_is_lost(
    demonstration_site, officer, postgres
):
    """Many writes, a restart in their midst: each one that was answered with a redirect is there, once."""
    from headrow.partnership.web.database import launcher

    address = "/scrutiny/recommend/"
    writer = Browser(demonstration_site, "scrutiny")
    token = writer.token(address)
    acknowledged, kept_words, again = [], [], []
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            form = {"text": f"Zwaluw {number}", "idempotency_key": f"restart-{number}"}
            try:
                answer = writer.post(address, token, **form)
            except httpx.HTTPError:
                again.append(form)
                continue
            if answer.status_code == 302:
                acknowledged.append(form["text"])
            else:
                kept_words.append(f"Zwaluw {number}" in answer.text)
                again.append(form)

    thread = threading.Thread(target=write)
    thread.start()
    time.sleep(1)
    folder = postgres.data.parent
    postgres.stop()
    time.sleep(
        12
    )  # longer than a request waits for a connection, so that one is told of the outage
    launcher.start(folder, fast=True)
    time.sleep(3)
    stop.set()
    thread.join()
    assert acknowledged and again, (len(acknowledged), len(again))
    assert all(kept_words), "the page of the outage keeps what was typed"
    for form in again:
        assert writer.post(address, token, **form).status_code == 302, "sent again it is taken"
    held = rows(
        demonstration_site,
        "select text, count(*) from boards_scrutinyrecommendation where text like 'Zwaluw%%' group by 1",
    )
    assert {text for text, _ in held} == {*acknowledged, *(form["text"] for form in again)}
    assert {count for _, count in held} == {1}


def test_a_worker_of_the_site_that_is_killed_takes_no_acknowledged_write_with_it(
    demonstration_site, officer
):
    """SIGKILL of the serving process between writes: gunicorn starts another, and what was answered is there."""
    import os
    import signal
    import subprocess

    writer = Browser(demonstration_site, "scrutiny")
    token = writer.token("/scrutiny/recommend/")
    done = writer.post("/scrutiny/recommend/", token, text="Zwalm before", idempotency_key="kill-1")
    assert done.status_code == 302
    master = demonstration_site.process.pid
    children = subprocess.run(
        ["pgrep", "-P", str(master)], capture_output=True, text=True, check=True
    ).stdout.split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    until = time.monotonic() + 30
    while True:
        try:
            again = writer.post(
                "/scrutiny/recommend/", token, text="Zwalm after", idempotency_key="kill-2"
            )
            if again.status_code == 302:
                break
        except httpx.HTTPError:
            pass
        assert time.monotonic() < until, "no process took the place of the one that was killed"
        time.sleep(0.3)
    held = rows(
        demonstration_site,
        "select count(*) from boards_scrutinyrecommendation where text like 'Zwalm%%'",
    )
    assert held == [(2,)]


def test_the_record_holds_after_all_of_it(demonstration_site):
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "headrow.command", "audit", "verify"],
        env={**os.environ, **demonstration_site.settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The record holds" in done.stdout
