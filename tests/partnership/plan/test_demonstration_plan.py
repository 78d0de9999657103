"""The plan of the demonstration holds what its page promises."""

from collections import Counter


def test_twelve_deliverables_have_updates_in_every_state(demonstration_db):
    from headrow.partnership.plan import queries

    rows = queries.deliverables(None, strategy=queries.current_strategy(None))
    assert len(rows) == 36
    assert sum(row.last is not None for row in rows) == 12
    assert Counter(row.reported.value for row in rows) == {
        "Green": 5,
        "Amber": 2,
        "Red": 2,
        "Grey": 26,
        "Blue": 1,
    }
    assert any(row.differs and row.reported == "Red" for row in rows)
    assert any(row.record.also_body for row in rows)
    assert any(len(row.record.wordings.all()) == 2 for row in rows)


def test_one_duty_is_late_and_one_due_in_ten_days(demonstration_db):
    from headrow.partnership.plan import queries
    from headrow.vocabulary.clock import today

    rows = queries.duties(None)
    assert [row.declared.code for row in rows if row.judged.rag == "Red"] == ["scrutiny-response"]
    assert any(row.due and (row.due - today()).days == 10 for row in rows)


def test_four_awards_stand_in_four_colours(demonstration_db):
    from headrow.partnership.plan import queries

    colours = [row.judged.rag.value for row in queries.funding(None).rows]
    assert sorted(colours) == ["Amber", "Green", "Grey", "Red"]
