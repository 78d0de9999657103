"""What people do to a plan through its pages: drafted, adopted, paused, funded, recorded."""

import uuid

import pytest


def post(client, address, **typed):
    data = {**typed, "idempotency_key": str(uuid.uuid4())}
    answer = client.post(address, data)
    assert answer.status_code == 302, (address, answer.status_code, answer.content.decode()[-3000:])
    return answer["Location"]


def day(name, year, month, number):
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": number}


@pytest.fixture
def finding(demonstration_db):
    """A finding of a build, as insight stores one."""
    from django.apps import apps

    from headrow.vocabulary.clock import now

    made = apps.get_model("insight", "Build").objects.create(
        locality="leeds", title="Made-up build", built_at=now(), digest="0" * 64
    )
    return apps.get_model("insight", "StoredFinding").objects.create(
        build=made, code="burglary", title="Burglary rose in nine wards", document={}
    )


def test_a_finding_becomes_a_priority_and_reaches_the_plan(
    demonstration_db, signed_in, person, finding
):
    from headrow.partnership.plan import queries
    from headrow.partnership.plan.rules.strategies import SECTIONS, STRATEGIES

    client = signed_in(person("partnership"))
    draft = post(client, "/plan/new/", title="Strategy 2027-30", from_year=2027, to_year=2030)
    client = signed_in(person("analyst"))
    start = client.get(f"/plan/propose/?finding={finding.pk}")["Location"]
    assert "Burglary rose in nine wards" in client.get(start).content.decode()
    post(client, f"{draft}propose/", kind="priority", name="Fewer burglaries", finding=finding.pk)
    refused = client.post(f"{draft}propose/", {"kind": "priority", "name": "Without a ground"})
    assert refused.status_code == 409
    shown = client.get(draft).content.decode()
    assert "Fewer burglaries" in shown and "Burglary rose in nine wards" in shown
    assert "No section of the plan serves" in shown and "Not written yet" in shown

    # A finding for the partnership alone is not named to those who may not read it.
    finding.public = False
    finding.save()
    assert "nine wards" not in signed_in(person("library")).get(draft).content.decode()
    assert "nine wards" in signed_in(person("analyst")).get(draft).content.decode()

    client = signed_in(person("partnership"))
    typed = {f"section_{code}": "Words." for code in SECTIONS}
    typed |= {f"linked_{code}": ["strategy"] for code in STRATEGIES}
    post(client, f"{draft}write/", police_plan="P", objectives="Each.", version=1, **typed)
    part = queries.drafts(None).get().parts.get()
    agency = person("partnership").agency_id
    body = queries.deliverables(None)[0].record.body_id
    promise = post(
        client,
        f"{draft}promise/",
        text="Lock more doors.",
        parts=[part.pk],
        themes=["victim"],
        body=body,
        lead_agency=agency,
        lead_role="Head of service",
        evidence_of_done="A count of doors.",
        **day("baseline_start", 2027, 4, 1),
        **day("baseline_end", 2028, 3, 31),
    )
    post(client, f"{promise}milestones/", name="Begun", **day("due", 2027, 6, 1))

    assert "Nothing is missing." in client.get(draft).content.decode()

    client = signed_in(person("gold-chair"))
    post(client, f"{draft}adopt/", decision="GOLD-2026-014")
    plan = client.get("/plan/").content.decode()
    assert "Strategy 2027-30" in plan and "Fewer burglaries" in plan
    assert "Burglary rose in nine wards" in client.get(promise).content.decode()


def test_a_deliverable_is_paused_goes_on_and_is_carried_forward(
    demonstration_db, signed_in, person
):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=queries.current_strategy(None))
    address = f"/deliverables/{rows[0].record.pk}/"
    client = signed_in(person("silver-chair"))
    post(
        client,
        f"{address}pause/",
        reason="No room.",
        decision="ASB-2026-010",
        **day("restart_on", 2026, 12, 1),
    )
    assert "In delivery to paused" in client.get(address).content.decode()
    post(client, f"{address}resume/", reason="A room.")
    post(client, f"{address}status/", rag="Amber", reason="Known to be late.")
    assert "Set by the chair" in client.get(address).content.decode()
    post(
        client,
        f"{address}end/",
        how="carried forward",
        successor=rows[1].record.pk,
        reason="One work.",
        decision="ASB-2026-011",
    )
    assert "carried forward" in client.get(address).content.decode()
    assert client.get(f"{address}pause/").status_code == 404


def test_steps_are_done_and_moved_with_the_day_before_kept(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=queries.current_strategy(None))
    record = rows[1].record
    late, later = (step for step in record.milestones.all() if not step.done_on)
    client = signed_in(person("silver-chair"))
    post(client, f"/milestones/{later.pk}/move/", reason="Ice.", **day("due", 2027, 1, 20))
    post(client, f"/milestones/{late.pk}/done/", **day("done_on", 2026, 10, 14))
    shown = client.get(f"/deliverables/{record.pk}/").content.decode()
    assert "Was due 2026-12-13: Ice." in shown
    assert queries.deliverable(None, record.pk).judged.rag == "Green"
    assert client.get(f"/milestones/{late.pk}/done/").status_code == 404


def test_the_registers_are_kept_through_their_pages(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    client = signed_in(person("partnership"))
    post(
        client,
        "/duties/public-meeting/done/",
        evidence="Note of the meeting.",
        **day("done_on", 2026, 10, 1),
    )
    assert queries.duty(None, "public-meeting").judged.rag == "Blue"
    row = queries.information_returns(None)[-1]
    quarter = row.cells[1][0]
    post(
        client,
        "/information-returns/enter/",
        data_set=row.dataset.code,
        quarter=quarter,
        answer="nil-return",
        **day("received_on", 2026, 10, 1),
    )
    assert queries.information_returns(None)[-1].cells[1][1].rag == "Blue"
    award = post(
        client,
        "/funding/new/",
        name="Small grant",
        funder="Demo funder",
        kind="grant",
        holder=person("partnership").agency_id,
        amount="100.10",
        **day("starts", 2026, 4, 1),
        **day("ends", 2027, 3, 31),
    )
    post(client, f"{award}spend/", amount="100.11", what="Locks", **day("day", 2026, 10, 1))
    shown = client.get(award).content.decode()
    assert "£100.11" in shown and "−£0.01" in shown
    assert "Spent and committed would be more than the award." in shown
    refused = client.post(f"{award}forecast/", {"amount": "100.10", "committed": "0.00"})
    assert refused.status_code == 409
    post(client, "/learning/new/", source="Inquiry", text="Ask.", **day("made_on", 2026, 9, 1))
    assert "Inquiry" in client.get("/learning/").content.decode()


def test_a_new_lead_is_named_and_sees_it_in_their_updates(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=queries.current_strategy(None))
    record = rows[20].record
    client = signed_in(person("partnership"))
    post(
        client,
        f"/deliverables/{record.pk}/hand-over/",
        lead=person("fire-lead").pk,
        version=record.version,
    )
    client = signed_in(person("fire-lead"))
    assert record.code in client.get("/updates/").content.decode()


def test_what_measures_a_deliverable_closes_its_gap(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    current = queries.current_strategy(None)
    record = queries.deliverables(None, strategy=current)[20].record
    before = len(queries.gaps(None, current).without_indicator)
    client = signed_in(person("partnership"))
    post(client, f"/deliverables/{record.pk}/measure/", evidence_of_done="A report is published.")
    assert len(queries.gaps(None, current).without_indicator) == before - 1
    assert "A report is published." in client.get(f"/deliverables/{record.pk}/").content.decode()


def test_an_indicator_kept_inside_is_not_named_to_those_outside(
    demonstration_db, signed_in, person
):
    from django.apps import apps

    from headrow.partnership.plan import changes, queries

    kept = apps.get_model("indicators", "Indicator").objects.create(
        code="kept-inside", name="Kept inside the partnership", shown_to="partnership"
    )
    row = queries.deliverables(None, strategy=queries.current_strategy(None))[20].record
    changes.measure(deliverable=row, indicators=[kept], by=person("partnership"))
    for address in (f"/deliverables/{row.pk}/", "/plan/gaps/"):
        outside = signed_in(person("library")).get(address).content.decode()
        inside = signed_in(person("partnership")).get(address).content.decode()
        assert kept.name in inside and kept.name not in outside
