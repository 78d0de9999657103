"""A lead sends an update in five steps: kept at each, sent once, both views side by side."""

import uuid

import pytest


def mine(person, code_place):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=queries.current_strategy(None))
    return rows[code_place].record


def send(client, record, name, key=None, **typed):
    data = {**typed, "idempotency_key": key or str(uuid.uuid4())}
    return client.post(f"/deliverables/{record.pk}/update/{name}/", data)


def walk(client, record, **typed):
    """The steps up to the check, as a browser goes them."""
    assert send(client, record, "what", what=typed.get("what", "Begun.")).status_code == 302
    return send(client, record, "status", stated=typed.get("stated", "Green"))


def test_five_steps_end_in_one_update_with_both_views(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    record, client = mine(person, 1), signed_in(person("lead"))
    before = record.updates.count()
    answer = walk(client, record, what="The firm has begun.", stated="Green")
    # The rule says Red, so the reason is asked.
    assert answer["Location"].endswith("/update/why/")
    refused = send(client, record, "why", reason="")
    assert refused.status_code == 422
    assert "Enter an answer to “Why do you see it differently?”" in refused.content.decode()
    assert send(client, record, "why", reason="Seen today.")["Location"].endswith("/evidence/")
    assert send(client, record, "evidence", evidence="Photo 3.")["Location"].endswith("/check/")
    check = client.get(f"/deliverables/{record.pk}/update/check/").content.decode()
    assert "The firm has begun." in check and "Seen today." in check and "Photo 3." in check
    key = str(uuid.uuid4())
    first = send(client, record, "check", key=key, version=record.version)
    again = send(client, record, "check", key=key, version=record.version)
    assert first["Location"] == again["Location"] == f"/deliverables/{record.pk}/update/sent/"
    assert record.updates.count() == before + 1
    update = record.updates.first()
    assert (update.stated, update.computed, update.reason) == ("Green", "Red", "Seen today.")
    sent = client.get(first["Location"]).content.decode()
    assert "Update sent" in sent and "Off track" in sent and "On track" in sent
    assert queries.draft_of(person("lead"), record) == {}


def test_what_was_typed_is_there_after_coming_back(demonstration_db, signed_in, person):
    record, client = mine(person, 0), signed_in(person("lead"))
    send(client, record, "what", what="Half written.")
    client.logout()
    client = signed_in(person("lead"))
    shown = client.get(f"/deliverables/{record.pk}/update/what/").content.decode()
    assert "Half written." in shown
    other = signed_in(person("silver-chair"))
    assert (
        "Half written." not in other.get(f"/deliverables/{record.pk}/update/what/").content.decode()
    )


def test_no_step_is_reached_before_the_one_it_needs(demonstration_db, signed_in, person):
    record, client = mine(person, 0), signed_in(person("lead"))
    for name in ("status", "why", "evidence", "check"):
        answer = client.get(f"/deliverables/{record.pk}/update/{name}/")
        assert answer["Location"].endswith("/update/what/")


def test_where_both_agree_no_reason_is_asked(demonstration_db, signed_in, person):
    record, client = mine(person, 0), signed_in(person("lead"))
    assert walk(client, record)["Location"].endswith("/update/evidence/")


def test_nothing_has_changed_is_one_tap(demonstration_db, signed_in, person):
    record, client = mine(person, 0), signed_in(person("lead"))
    assert send(client, record, "nothing")["Location"].endswith("/update/sent/")
    assert record.updates.first().nothing_changed


def test_two_who_write_at_once_are_shown_both(demonstration_db, signed_in, person):
    from headrow.partnership.plan import changes

    record, client = mine(person, 0), signed_in(person("lead"))
    walk(client, record, what="Mine.")
    send(client, record, "evidence")
    changes.update_deliverable(
        deliverable=record, what="The chair's.", stated="Green", by=person("silver-chair")
    )
    answer = send(client, record, "check", version=record.version)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    from headrow.partnership.plan import queries

    assert queries.draft_of(person("lead"), record)["what"] == "Mine."


@pytest.mark.parametrize("key", ["hate-chair", "partnership", "library", "fire-lead", "analyst"])
def test_who_may_not_update_finds_nothing(demonstration_db, signed_in, person, key):
    record, client = mine(person, 0), signed_in(person(key))
    for name in ("what", "check"):
        assert client.get(f"/deliverables/{record.pk}/update/{name}/").status_code == 404
    assert send(client, record, "what", what="x").status_code == 404
    assert send(client, record, "nothing").status_code == 404


@pytest.mark.mission("M043")
def test_an_amendment_shows_the_new_words_and_keeps_the_old(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    record, client = mine(person, 0), signed_in(person("silver-chair"))
    old = queries.deliverable(None, record.pk).words
    answer = client.post(
        f"/deliverables/{record.pk}/amend/",
        {
            "text": "Other words.",
            "reason": "The law changed.",
            "decision": "ASB-2026-009",
            "version": record.version,
        },
    )
    assert answer.status_code == 302
    shown = client.get(f"/deliverables/{record.pk}/").content.decode()
    assert "<h1>Other words.</h1>" in shown and old in shown and "ASB-2026-009" in shown
