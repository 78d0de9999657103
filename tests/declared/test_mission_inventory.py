"""The mission inventory is whole: 263 rows, each with what proves it."""

from plugins.mission_inventory import rows


def test_the_inventory_holds_every_row_once_and_in_order():
    assert [row["id"] for row in rows()] == [f"M{number:03}" for number in range(1, 264)]


def test_every_row_says_what_the_software_must_do_and_how_it_is_proven():
    incomplete = [
        row["id"]
        for row in rows()
        if not (row["software_must"].strip() and row["proof"].strip() and row["area"].strip())
    ]
    assert incomplete == []
