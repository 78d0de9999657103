"""Every page of the plan: it opens, for whom, with what on it, in how many queries."""

import re

import pytest

MOST_QUERIES = 25


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def addresses():
    """Each page of the plan with the queries that it may ask at most."""
    from headrow.partnership.plan import queries

    current = queries.current_strategy(None)
    earlier = current.predecessor
    rows = queries.deliverables(None, strategy=current)
    held, before = queries.parts_of(None, current), queries.parts_of(None, earlier)
    award = queries.funding(None).rows[0].record
    return [
        "/plan/",
        "/plan/?on=2019-06-01",
        f"/plan/{current.pk}/",
        f"/plan/{earlier.pk}/",
        f"/plan/{current.pk}/page/",
        f"/plan/{earlier.pk}/page/",
        f"/plan/{current.pk}/years/",
        f"/plan/{earlier.pk}/years/",
        "/plan/gaps/",
        f"/plan/gaps/?strategy={earlier.pk}",
        "/plan/compare/",
        "/plan/crosswalk/",
        f"/issues/{held['issue'][4].pk}/",
        f"/themes/{held['theme'][0].pk}/",
        f"/themes/{held['subtheme'][0].pk}/",
        f"/priorities/{before['priority'][0].pk}/",
        f"/issues/{before['critical-theme'][0].pk}/",
        f"/issues/{before['focus-area'][0].pk}/",
        "/deliverables/",
        "/deliverables/?status=Red",
        f"/deliverables/{rows[1].record.pk}/",
        f"/deliverables/{rows[11].record.pk}/",
        f"/deliverables/{rows[20].record.pk}/",
        "/updates/",
        "/duties/",
        "/duties/scrutiny-response/",
        "/information-returns/",
        "/information-returns/enter/",
        "/funding/",
        "/funding/new/",
        f"/funding/{award.pk}/",
        f"/funding/{award.pk}/spend/",
        f"/funding/{award.pk}/forecast/",
        f"/funding/{award.pk}/condition/",
        f"/conditions/{award.conditions.all()[0].pk}/met/",
        "/learning/",
        "/learning/new/",
        f"/learning/{queries.learning(None)[0].pk}/",
        "/duties/scrutiny-response/done/",
        "/duties/scrutiny-response/date/",
        "/plan/new/",
        f"/plan/{current.pk}/promise/",
    ]


def test_every_page_opens_in_a_bounded_number_of_queries(demonstration_db, signed_in, person):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(person("partnership"))
    found = {}
    for address in addresses():
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        found[address] = len(asked)
    too_many = {address: count for address, count in found.items() if count > MOST_QUERIES}
    assert not too_many


@pytest.mark.parametrize("key", ["lead", "silver-chair", "gold-chair", "hate-chair"])
def test_everything_that_a_deliverable_offers_opens(demonstration_db, signed_in, person, key):
    from headrow.partnership.plan import queries

    client = signed_in(person(key))
    for row in queries.deliverables(None, strategy=queries.current_strategy(None)):
        address = f"/deliverables/{row.record.pk}/"
        shown = page(client, address)
        for link in re.findall(rf'href="({address}[a-z-]+/|/milestones/[^"]+)"', shown):
            answer = client.get(link)
            assert answer.status_code in (200, 302), link


@pytest.mark.mission("M049")
def test_the_strategy_groups_its_deliverables_by_board(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    current = queries.current_strategy(None)
    shown = page(client, f"/plan/{current.pk}/")
    counts = [int(number) for number in re.findall(r"<h3>[^<]+: (\d+)</h3>", shown)]
    assert counts == [2, 3, 4, 5, 3, 3, 3, 4, 3, 2, 4]
    assert "36 deliverables" in shown


def test_every_deliverable_board_and_lead_of_both_strategies_is_on_screen(
    demonstration_db, signed_in, person
):
    from html import escape

    from headrow.partnership.plan import queries
    from headrow.vocabulary.localities import load_locality

    client = signed_in(person("scrutiny"))
    by_code = {row.code: row for row in queries.strategies(None)}
    for printed in load_locality("leeds").strategies:
        shown = page(client, f"/plan/{by_code[printed.head.id].pk}/")
        wanted = [row.id for row in printed.deliverables]
        wanted += [row.name for row in printed.boards]
        wanted += [row.lead_as_printed for row in printed.deliverables if row.lead_as_printed]
        wanted += [row.name for row in printed.bodies]
        wanted += [row.text for row in (*printed.duties, *printed.commitments)]
        wanted += [row.name for row in printed.indicators]
        missing = [words for words in wanted if escape(words) not in shown]
        assert not missing


@pytest.mark.mission("M083")
@pytest.mark.mission("M084")
@pytest.mark.mission("M085")
def test_a_priority_shows_its_commitments_and_its_plan_on_a_page(
    demonstration_db, signed_in, person
):
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    earlier = queries.current_strategy(None).predecessor
    parts = queries.parts_of(None, earlier)["priority"]
    for part, number in zip(parts, (7, 8, 7), strict=True):
        shown = page(client, f"/priorities/{part.pk}/")
        assert f"{number} commitments for the whole term" in shown
        on_page = shown.split("On the plan on a page")[1].split("</ul>")[0]
        assert on_page.count("<li>") == 4


@pytest.mark.mission("M111")
def test_the_gap_page_says_that_nobody_works_on_theft(demonstration_db, signed_in, person):
    client = signed_in(person("scrutiny"))
    shown = page(client, "/plan/gaps/")
    assert "Theft and Neighbourhood Crime (issue): no deliverable" in shown
    assert "Not stated" in shown


@pytest.mark.parametrize(
    ("key", "address", "status"),
    [
        ("library", "/plan/", 200),
        ("library", "/duties/", 200),
        ("library", "/funding/", 404),
        ("library", "/learning/", 404),
        ("library", "/information-returns/", 404),
        ("library", "/plan/new/", 404),
        ("library", "/duties/scrutiny-response/done/", 404),
        ("analyst", "/information-returns/", 200),
        ("analyst", "/funding/new/", 404),
        ("fire-lead", "/funding/", 200),
        ("silver-chair", "/learning/", 200),
        ("administrator", "/funding/", 404),
    ],
)
def test_a_page_that_one_may_not_read_does_not_exist(
    demonstration_db, signed_in, person, key, address, status
):
    page(signed_in(person(key)), address, status)


@pytest.mark.mission("M018")
def test_an_organisation_has_the_name_of_its_time_and_opens_as_one(
    demonstration_db, signed_in, person
):
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    current = queries.current_strategy(None)
    names = ("West Yorkshire Probation Services", "National Probation Trust")
    found = []
    for strategy, name in zip((current, current.predecessor), names, strict=True):
        shown = page(client, f"/plan/{strategy.pk}/")
        found += re.findall(rf'href="(/agencies/[^"]+)">{name}<', shown)
    assert len(found) == 2 and found[0] == found[1]


@pytest.mark.mission("M048")
def test_the_list_by_a_lead_holds_its_sole_and_its_joint_deliverables(
    demonstration_db, signed_in, person
):
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    earlier = queries.current_strategy(None).predecessor
    rows = queries.deliverables(None, strategy=earlier)
    lead = next(
        row.record.lead_agency
        for row in rows
        if row.record.leads_as_printed == ["LCC Community Safety"]
    )
    shown = page(client, f"/deliverables/?strategy={earlier.pk}&lead={lead.pk}")
    assert "8 deliverables" in shown
    assert shown.count('data-label="Lead"><span>LCC Community Safety</span>') == 7
    assert "LCC Community Safety and Children &amp; Families" in shown


@pytest.mark.mission("M086")
def test_five_focus_areas_stand_against_three_priorities(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    earlier = queries.current_strategy(None).predecessor
    shown = page(client, f"/plan/{earlier.pk}/")
    grid = shown.split("Focus areas and priorities</h2>")[1].split("</table>")[0]
    assert len(re.findall(r"<th scope=\"row\"", grid)) == 5
    assert grid.count("<td") == 15
    assert "D18-01" in grid and "None stated" in grid


@pytest.mark.mission("M088")
@pytest.mark.mission("M089")
@pytest.mark.mission("M090")
@pytest.mark.mission("M091")
def test_each_focus_point_shows_its_deliverables_or_a_gap(demonstration_db, signed_in, person):
    from headrow.partnership.plan import changes, queries

    client = signed_in(person("partnership"))
    current = queries.current_strategy(None)
    themes = queries.parts_of(None, current)["theme"]
    shown = [page(client, f"/themes/{theme.pk}/") for theme in themes]
    assert shown[0].count("None: a gap") == 8
    assert [len(theme.below_parts) for theme in themes] == [2, 3, 2, 2]
    for theme, text in zip(themes, shown, strict=True):
        assert all(sub.name.replace("'", "&#x27;") in text for sub in theme.below_parts)
        assert "No deliverable is tied to it" in text
    assert shown[1].count("<h3>") == 3
    point = themes[0].below_parts[0].below_parts[0]
    row = queries.deliverables(None, strategy=current)[0].record
    changes.serve(deliverable=row, parts=[point], by=person("partnership"))
    again = page(client, f"/themes/{themes[0].pk}/")
    assert again.count("None: a gap") == 7 and "D24-ASB-1" in again
    assert len(queries.deliverable(None, row.pk).record.parts.all()) == 2


@pytest.mark.mission("M082")
def test_the_five_opportunities_are_covered_or_said_not_to_be(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    client = signed_in(person("partnership"))
    current = queries.current_strategy(None)
    five = queries.parts_of(None, current.predecessor)["opportunity"]
    row = queries.deliverables(None, strategy=current)[0].record
    kept = [part.pk for part in row.parts.all()]
    answer = client.post(f"/deliverables/{row.pk}/serves/", {"parts": [*kept, five[0].pk]})
    assert answer.status_code == 302
    shown = page(client, "/plan/gaps/")
    lines = {part.name: shown.split(f">{part.name}</a>")[1].split("</tr>")[0] for part in five}
    assert "None: a gap" not in lines[five[0].name]
    assert all("None: a gap" in lines[part.name] for part in five[1:])


@pytest.mark.mission("M046")
def test_the_funding_table_adds_up_and_names_what_is_unfunded(demonstration_db, signed_in, person):
    from decimal import Decimal

    from headrow.partnership.plan import queries

    client = signed_in(person("partnership"))
    shown = page(client, "/funding/")
    money = re.findall(r"data-label=\"Awarded\"[^>]*><span>£([\d,.]+)<", shown)
    kinds = re.findall(r"data-label=\"Kind\"[^>]*><span>([^<]+)<", shown)
    rows = [(kind, Decimal(each.replace(",", ""))) for kind, each in zip(kinds, money, strict=True)]
    cash = sum(amount for kind, amount in rows if kind != "Work in kind")
    in_kind = sum(amount for kind, amount in rows if kind == "Work in kind")
    total = shown.split("In all</h2>")[1].split("Awarded")[1].split("</tr>")[0]
    assert f"£{cash:,.2f}" in total and f"£{in_kind:,.2f}" in total
    funded = {
        each.pk for row in queries.funding(None).rows for each in row.record.deliverables.all()
    }
    unfunded = shown.split("without money linked to them")[1]
    for row in queries.deliverables(None, strategy=queries.current_strategy(None)):
        assert (row.record.code in unfunded) is (row.record.pk not in funded)


@pytest.mark.mission("M070")
def test_a_lesson_is_listed_where_similar_work_begins(demonstration_db, signed_in, person):
    from headrow.partnership.plan import queries

    client = signed_in(person("partnership"))
    current = queries.current_strategy(None)
    shown = page(client, f"/plan/{current.pk}/promise/")
    assert "say at the first meeting who follows up a referral" in shown
