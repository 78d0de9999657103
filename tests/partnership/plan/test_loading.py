"""A strategy file loaded whole: every row of it is in the database, once."""

import pytest

LOCALITIES = ("leeds", "example")


def loaded(name, clock):
    from headrow.partnership.plan import changes
    from headrow.vocabulary.localities import load_locality

    locality = load_locality(name)
    changes.load_locality(locality, by=clock)
    return locality


def held(code):
    from headrow.partnership.plan.models import Strategy

    return Strategy.objects.get(code=code)


# What an expectation counts: kind of part, or how to count it.
KINDS = {
    "duties": "duty",
    "priorities": "priority",
    "focus_areas": "focus-area",
    "supporting_issues": "supporting-issue",
    "opportunities": "opportunity",
    "critical_themes": "critical-theme",
    "commitments": "commitment",
    "indicators": "indicator",
    "themes": "theme",
    "subthemes": "subtheme",
    "issues": "issue",
    "boards": "board",
}


def counted(strategy, key):
    """The same count as the file's, taken from the database."""
    from headrow.partnership.directory.models import Body

    parts, rows = strategy.parts, list(strategy.deliverables.all())
    if key in KINDS:
        return parts.filter(kind=KINDS[key]).count()
    boards = [part.code for part in parts.filter(kind="board")]
    headings = list(dict.fromkeys(row.says["heading"] for row in rows))
    issues = list(parts.filter(kind="issue"))
    page = [item for part in parts.filter(kind="page-column") for item in part.says["items"]]
    codes = {row.code for row in rows}
    ways = {
        "deliverables": lambda: len(rows),
        "deliverables_by_board": lambda: [
            Body.objects.get(code=code).deliverables.filter(strategy=strategy).count()
            for code in boards
        ],
        "deliverables_by_heading": lambda: [
            sum(row.says["heading"] == heading for row in rows) for heading in headings
        ],
        "distinct_leads_as_printed": lambda: len(
            {words for row in rows for words in row.leads_as_printed}
        ),
        "leads": lambda: len(
            {row.lead_agency_id for row in rows if row.lead_agency_id}
            | {agency.pk for row in rows for agency in row.supporting.all()}
        ),
        "key_issues": lambda: parts.filter(kind="key-issue", parent__kind="issue").count(),
        "key_issues_by_issue": lambda: [part.below.count() for part in issues],
        "critical_theme_issues": lambda: parts.filter(
            kind="key-issue", parent__kind="critical-theme"
        ).count(),
        "commitments_by_priority": lambda: [
            part.below.filter(kind="commitment").count() for part in parts.filter(kind="priority")
        ],
        "indicators_tbc": lambda: parts.filter(kind="indicator", says__tbc=True).count(),
        "plan_on_a_page_items": lambda: len(page),
        "plan_on_a_page_deliverables": lambda: len(set(page) & codes),
        "plan_on_a_page_commitments": lambda: len(set(page) - codes),
        # Counts of organisations by kind: see the test of agencies.
        "members_named": lambda: None,
        "responsible_authorities": lambda: None,
        "co_operating_bodies": lambda: None,
    }
    return ways[key]()


@pytest.mark.parametrize("name", LOCALITIES)
def test_the_counts_that_a_file_expects_come_out_of_the_database(as_the_clock, name):
    locality = loaded(name, as_the_clock)
    assert locality.strategies
    for printed in locality.strategies:
        strategy = held(printed.head.id)
        for key, expected in printed.expect.items():
            found = counted(strategy, key)
            assert found in (expected, None), f"{printed.head.id}: {key}"


@pytest.mark.parametrize("name", LOCALITIES)
def test_every_deliverable_keeps_its_words_its_board_and_its_leads(as_the_clock, name):
    for printed in loaded(name, as_the_clock).strategies:
        rows = {row.code: row for row in held(printed.head.id).deliverables.all()}
        for said in printed.deliverables:
            row = rows[said.id]
            agencies = [row.lead_agency, *row.supporting.all()] if row.lead_agency else []
            assert row.wordings.get().text == said.text
            assert (row.body.code if row.body else "") == said.board
            assert {agency.code for agency in agencies} == set(said.leads)
            assert row.leads_as_printed == [said.lead_as_printed] * bool(said.lead_as_printed)
            assert row.state == "agreed"


@pytest.mark.parametrize("name", LOCALITIES)
def test_every_organisation_is_an_agency_and_its_names_are_kept(as_the_clock, name):
    from headrow.partnership.directory.models import Agency

    for printed in loaded(name, as_the_clock).strategies:
        for said in printed.bodies:
            agency = Agency.objects.get(code=said.id)
            assert agency.names.filter(name=said.name).exists()
            assert not agency.demonstration
            stated = {"responsible_authority": "responsible-authority"}.get(said.kind)
            assert stated in (None, agency.statutory)
        for unit in printed.units:
            assert Agency.objects.get(code=unit.id).name == unit.name


def test_loading_twice_changes_nothing(as_the_clock):
    from headrow.partnership.audit.models import ChangeEntry
    from headrow.partnership.directory.models import Agency, AgencyName, Body
    from headrow.partnership.plan.models import Deliverable, DeliverableWording, Part, Strategy

    tables = (
        Strategy,
        Part,
        Deliverable,
        DeliverableWording,
        Agency,
        AgencyName,
        Body,
        ChangeEntry,
    )
    loaded("leeds", as_the_clock)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    loaded("leeds", as_the_clock)
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]


def test_two_strategies_share_one_executive_and_are_linked(as_the_clock):
    from headrow.partnership.directory.models import Body

    loaded("leeds", as_the_clock)
    executive = Body.objects.get(kind=Body.Kind.EXECUTIVE)
    later, earlier = held("leeds-2024"), held("leeds-2018")
    assert executive.origin == later.code
    assert later.predecessor == earlier
    assert (later.state, earlier.state) == ("adopted", "ended")
    assert Body.objects.filter(kind=Body.Kind.DELIVERY, parent=executive).count() == 11
    assert executive.cycle_as_printed == "every two months"
    assert executive.meets_every_months is None


def test_the_order_of_loading_does_not_matter(as_the_clock):
    from headrow.partnership.plan import changes
    from headrow.vocabulary.localities import load_locality

    for printed in load_locality("leeds").strategies:
        changes.load_strategy(printed, by=as_the_clock)
    assert held("leeds-2024").predecessor == held("leeds-2018")
    assert (held("leeds-2024").state, held("leeds-2018").state) == ("adopted", "ended")
